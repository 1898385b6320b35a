// Limits of terms of one variable at +oo, by the growth of the parts of the normal form.
#include "second_engine/certificate_constants.hpp"
#include "second_engine/certificate_proof.hpp"

namespace rigor::second_engine {
namespace {

constexpr int kDeepest = 50;

/// ~ factor * x^power * (log x)^logs * exp(exponent), factor a constant other than 0, as x -> oo.
struct Growth {
  Fraction factor;
  Power power = 0;
  Power logs = 0;
  Polynomial exponent;  ///< parts that tend to +-oo only
};

class Limits {
 public:
  Limits(Normal& normal, std::size_t variable) : normal_(normal), variable_(variable) {}

  /// The limit; nothing if it is not found.
  std::optional<Fraction> limit(const Fraction& a) {
    if (a.over.empty()) return Fraction{};
    Growth divisor;
    divisor.factor = normal_.number(1);
    for (const auto& [place, power] : a.factors) {
      const std::optional<Growth> growth = leading(normal_.factor(place));
      if (!growth || !multiply(divisor, *growth, Power(-power))) return std::nullopt;
    }
    Fraction sum;
    for (const auto& [monomial, coefficient] : a.over) {
      std::optional<Growth> part = of(monomial);
      if (!part || !multiply(*part, divisor, -1)) return std::nullopt;
      const std::optional<int> order = compared(*part, Growth{});
      if (!order || *order > 0) return std::nullopt;
      if (*order == 0)
        sum = normal_.plus(sum, normal_.times(part->factor, normal_.number(coefficient)));
    }
    return sum;
  }

  std::optional<int> sign(const Fraction& a) { return Constants(normal_).sign(a); }

 private:
  bool depends(const Fraction& a) {
    for (const auto& [place, power] : a.factors)
      if (depends(normal_.factor(place))) return true;
    return depends(a.over);
  }
  bool depends(const Polynomial& a) {
    for (const auto& [monomial, coefficient] : a)
      for (const auto& [kernel, power] : monomial)
        if (depends(kernel)) return true;
    return false;
  }
  bool depends(Kernel kernel) {
    if (const auto place = depends_.find(kernel); place != depends_.end()) return place->second;
    const KernelEntry entry = normal_.kernel(kernel);
    const bool result = entry.kind == KernelKind::variable
                            ? entry.index == variable_
                            : depends(entry.first) || depends(entry.second);
    depends_[kernel] = result;
    return result;
  }

  // a *= b^e.
  bool multiply(Growth& a, const Growth& b, const Power& e) {
    if (!e.whole() || e.p() > 50 || e.p() < -50) {
      // A root of the factor, which must be positive.
      const std::optional<int> positive = sign(b.factor);
      if (!positive || *positive <= 0) return false;
      std::optional<Fraction> power = constant_power(b.factor, e);
      if (!power) return false;
      a.factor = normal_.times(a.factor, *power);
    } else {
      const Fraction base = e.p() < 0 ? normal_.inverse(b.factor) : b.factor;
      const auto n = static_cast<std::uint64_t>(e.p() < 0 ? -e.p() : e.p());
      a.factor = normal_.times(a.factor, normal_.raised(base, n));
    }
    a.power = a.power + b.power * e;
    a.logs = a.logs + b.logs * e;
    Effort effort;
    a.exponent = sum(a.exponent, scaled(b.exponent, e.rational()), effort);
    return true;
  }

  std::optional<Fraction> constant_power(const Fraction& a, const Power& e) {
    const std::optional<Rational> value = constant_value(a.over);
    if (!a.factors.empty() || !value || *value <= 0) return std::nullopt;
    return normal_.rational_power(*value, e);
  }

  std::optional<Growth> of(const Monomial& monomial) {
    Growth result;
    result.factor = normal_.number(1);
    for (const auto& [kernel, power] : monomial) {
      if (!depends(kernel)) {
        result.factor = normal_.times(result.factor, normal_.kernel_power(kernel, power));
        continue;
      }
      const std::optional<Growth> growth = of(kernel, power);
      if (!growth || !multiply(result, *growth, 1)) return std::nullopt;
    }
    return result;
  }

  std::optional<Growth> of(Kernel kernel, const Power& power) {
    if (++depth_ > kDeepest) return std::nullopt;
    const KernelEntry entry = normal_.kernel(kernel);
    Growth result;
    result.factor = normal_.number(1);
    std::optional<Growth> inner;
    switch (entry.kind) {
      case KernelKind::variable:
        result.power = power;
        return done(result);
      case KernelKind::exp: {
        const std::optional<Polynomial> exponent = normal_.polynomial(entry.first);
        if (!exponent) return std::nullopt;
        for (const auto& [monomial, coefficient] : *exponent) {
          const std::optional<Growth> part = of(monomial);
          if (!part) return std::nullopt;
          const std::optional<int> order = compared(*part, Growth{});
          if (!order || *order == 0) return std::nullopt;
          if (*order < 0) continue;  // tends to 0: a factor 1
          add_to(result.exponent, monomial, coefficient * power.rational());
        }
        return done(result);
      }
      case KernelKind::root: {
        inner = leading(entry.first);
        if (!inner || !multiply(result, *inner, power)) return std::nullopt;
        return done(result);
      }
      case KernelKind::log: {
        inner = leading(entry.first);
        if (!inner || !inner->exponent.empty() || inner->power.p() == 0) return std::nullopt;
        Growth log;
        log.factor = normal_.number(inner->power.rational());
        log.logs = 1;
        if (!multiply(result, log, power)) return std::nullopt;
        return done(result);
      }
      case KernelKind::function: {
        if (entry.word != Word::erf && entry.word != Word::atan) return std::nullopt;
        inner = leading(entry.first);
        if (!inner || !power.whole()) return std::nullopt;
        const std::optional<int> order = compared(*inner, Growth{});
        const std::optional<int> direction = sign(inner->factor);
        if (!order || *order <= 0 || !direction || *direction == 0) return std::nullopt;
        Growth value;
        value.factor = normal_.number(*direction);
        if (entry.word == Word::atan) {
          value.factor = normal_.times(normal_.number(Rational(*direction, 2)),
                                       normal_.kernel_power(normal_.pi_kernel(), 1));
        }
        if (!multiply(result, value, power)) return std::nullopt;
        return done(result);
      }
      default:
        return std::nullopt;
    }
  }

  std::optional<Growth> done(const Growth& growth) {
    --depth_;
    return growth;
  }

  std::optional<Growth> leading(const Fraction& a) {
    std::optional<Growth> result = leading(a.over);
    if (!result) return std::nullopt;
    for (const auto& [place, power] : a.factors) {
      const std::optional<Growth> factor = leading(normal_.factor(place));
      if (!factor || !multiply(*result, *factor, power)) return std::nullopt;
    }
    return result;
  }

  // The fastest parts; their factors must not cancel.
  std::optional<Growth> leading(const Polynomial& a) {
    std::optional<Growth> best;
    for (const auto& [monomial, coefficient] : a) {
      std::optional<Growth> part = of(monomial);
      if (!part) return std::nullopt;
      part->factor = normal_.times(part->factor, normal_.number(coefficient));
      if (!best) {
        best = part;
        continue;
      }
      const std::optional<int> order = compared(*part, *best);
      if (!order) return std::nullopt;
      if (*order > 0) best = part;
      if (*order == 0) best->factor = normal_.plus(best->factor, part->factor);
    }
    if (!best) return std::nullopt;
    const std::optional<int> certain = sign(best->factor);
    if (!certain || *certain == 0) return std::nullopt;
    return best;
  }

  // The sign of the difference of growth rates: 1 if a/b -> +-oo, -1 if a/b -> 0, 0 if neither.
  std::optional<int> compared(const Growth& a, const Growth& b) {
    Effort effort;
    const Polynomial difference = sum(a.exponent, scaled(b.exponent, -1), effort);
    if (!difference.empty()) {
      if (++depth_ > kDeepest) return std::nullopt;
      const std::optional<Growth> growth = leading(difference);
      if (!growth) return std::nullopt;
      const std::optional<int> grows = compared(*growth, Growth{});
      if (!grows || *grows <= 0) return std::nullopt;
      // exp of what grows like a power of x (or faster) beats powers; exp of logarithms needn't.
      if (growth->exponent.empty() && !(Power(0) < growth->power)) return std::nullopt;
      --depth_;
      return sign(growth->factor);
    }
    if (!(a.power == b.power)) return a.power < b.power ? -1 : 1;
    if (!(a.logs == b.logs)) return a.logs < b.logs ? -1 : 1;
    return 0;
  }

  Normal& normal_;
  std::size_t variable_;
  std::map<Kernel, bool> depends_;
  int depth_ = 0;
};

}  // namespace

bool State::prove_limit(Id term, std::size_t variable, bool upper) {
  term = pinned(term, box);
  for (const std::size_t v : graph.program(term).variables)
    if (v != variable) reject("limit: the term depends on another variable");
  if (!upper) {
    const Id minus = graph.make({Word::neg, 0, graph.make({Word::var, variable, 0, 0}), 0});
    term = graph.substituted(term, {{variable, minus}});
  }
  Limits limits(normal, variable);
  const std::optional<Fraction> limit = limits.limit(normal.of(term));
  if (!limit) reject("limit: no limit is found");
  const std::optional<int> sign = limits.sign(*limit);
  return sign && *sign >= 0;
}

}  // namespace rigor::second_engine
