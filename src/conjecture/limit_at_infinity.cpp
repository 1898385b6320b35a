// Limits of terms at infinity, for the rule `limit`.
#include "conjecture/atom_rules.hpp"
#include "conjecture/leaf_rules.hpp"

namespace rigor {
namespace {

enum class Growth { vanishes, constant, grows, unknown };

class Limits {
 public:
  Limits(Terms& terms, NormalForms& forms, std::size_t variable)
      : terms_(terms), forms_(forms), variable_(variable) {}

  // The sum of the limits of the parts of a, each divided by `by`; nullopt if one has none.
  std::optional<TermId> of(const Polynomial& a, const Monomial& by) {
    TermId sum = terms_.number(0);
    const Monomial inverse = power(by, -1);
    for (const auto& [monomial, coefficient] : a.parts()) {
      const Monomial ratio = product(monomial, inverse);
      switch (growth(ratio)) {
        case Growth::vanishes:
          break;
        case Growth::constant:
          sum = terms_.add(sum, terms_.multiply(terms_.number(coefficient), constant_part(ratio)));
          break;
        default:
          return std::nullopt;
      }
    }
    return sum;
  }

  // A monomial of a that all others are small against.
  std::optional<Monomial> dominating(const Polynomial& a) {
    for (const auto& candidate : a.parts()) {
      const Monomial inverse = power(candidate.first, -1);
      bool good = true;
      for (const auto& [monomial, coefficient] : a.parts()) {
        good = good && (monomial == candidate.first ||
                        growth(product(monomial, inverse)) == Growth::vanishes);
      }
      if (good) return candidate.first;
    }
    return std::nullopt;
  }

 private:
  bool is_constant(TermId term) { return !depends_on(terms_, term, variable_); }
  bool is_variable(const Kernel& kernel) {
    return kernel.kind == KernelKind::variable && kernel.index == variable_;
  }
  // The power of the variable, for V itself and the root kernel of V.
  bool is_power(const Kernel& kernel) {
    if (is_variable(kernel)) return true;
    return kernel.kind == KernelKind::root && terms_[kernel.term].op == Op::variable &&
           terms_[kernel.term].index == variable_;
  }

  // The sign of a constant: 2 if it isn't known.
  int sign_of(TermId constant) {
    if (forms_.is_zero(constant)) return 0;
    const Precision precision{128};
    const Box box(variable_ + 1);
    EnclosedBox<BigInterval> sides(precision);
    sides.enter(box);
    LeafRules<BigInterval> rules(terms_, constant, box.size(), precision);
    rules.enter(sides, false);
    if (rules.prove_by_interval(Relation::greater)) return 1;
    return rules.prove_by_interval(Relation::less) ? -1 : 2;
  }

  // Parts of a polynomial whose coefficients by powers of V are constants.
  std::optional<std::map<Exponent, TermId>> by_powers(const Fraction& a) {
    if (!a.is_polynomial()) return std::nullopt;
    std::map<Exponent, TermId> parts;
    for (const auto& [monomial, coefficient] : a.numerator.parts()) {
      Exponent degree;
      Monomial rest;
      for (const auto& factor : monomial) {
        const Kernel& kernel = forms_.kernel(factor.first);
        if (is_power(kernel)) {
          degree = degree + factor.second;
        } else if (is_constant(kernel.term)) {
          rest.push_back(factor);
        } else {
          return std::nullopt;
        }
      }
      const TermId part = terms_.multiply(terms_.number(coefficient), forms_.term_of(rest));
      const auto [place, added] = parts.try_emplace(degree, part);
      if (!added) place->second = terms_.add(place->second, part);
    }
    return parts;
  }

  // The limit of erf(u), atan(u), for u -> +-oo.
  std::optional<TermId> limit_of(const Kernel& kernel) {
    if (kernel.op != Op::erf && kernel.op != Op::atan) return std::nullopt;
    const auto parts = by_powers(kernel.operand);
    if (!parts || parts->empty() || parts->rbegin()->first.sign() <= 0) return std::nullopt;
    const int sign = sign_of(parts->rbegin()->second);
    if (sign != 1 && sign != -1) return std::nullopt;
    const TermId one =
        kernel.op == Op::erf ? terms_.number(1) : terms_.divide(terms_.pi(), terms_.number(2));
    return sign > 0 ? one : terms_.negate(one);
  }

  Growth growth(const Monomial& a) {
    std::map<Exponent, TermId> exponent;
    Exponent degree;
    for (const auto& [id, e] : a) {
      const Kernel& kernel = forms_.kernel(id);
      if (is_power(kernel)) {
        degree = degree + e;
      } else if (kernel.kind == KernelKind::exp && !is_constant(kernel.term)) {
        const auto parts = by_powers(kernel.operand);
        if (!parts) return Growth::unknown;
        for (const auto& [k, c] : *parts) {
          if (k.sign() <= 0) continue;
          const TermId part = terms_.multiply(terms_.number(e.rational()), c);
          const auto [place, added] = exponent.try_emplace(k, part);
          if (!added) place->second = terms_.add(place->second, part);
        }
      } else if (!is_constant(kernel.term)) {
        if (!e.is_integer() || e.num() < 1 || !limit_of(kernel)) return Growth::unknown;
      }
    }
    for (auto k = exponent.rbegin(); k != exponent.rend(); ++k) {
      const int sign = sign_of(k->second);
      if (sign == 0) continue;
      if (sign == 2) return Growth::unknown;
      return sign < 0 ? Growth::vanishes : Growth::grows;
    }
    if (degree.sign() == 0) return Growth::constant;
    return degree.sign() < 0 ? Growth::vanishes : Growth::grows;
  }

  // Of a monomial of constant growth: its limit. Exponentials of powers that cancel leave 1, those
  // of negative powers tend to 1.
  TermId constant_part(const Monomial& a) {
    TermId result = terms_.number(1);
    for (const auto& factor : a) {
      const Kernel& kernel = forms_.kernel(factor.first);
      if (is_power(kernel)) continue;
      if (is_constant(kernel.term)) {
        result = terms_.multiply(result, forms_.term_of(Monomial{factor}));
      } else if (kernel.kind != KernelKind::exp) {
        const auto n = static_cast<std::size_t>(factor.second.num());
        result = terms_.multiply(result, terms_.power(*limit_of(kernel), n));
      }
    }
    return result;
  }

  Terms& terms_;
  NormalForms& forms_;
  std::size_t variable_;
};

}  // namespace

std::optional<TermId> limit_at_infinity(Terms& terms, NormalForms& forms, TermId term,
                                        std::size_t variable, End end) {
  if (end == End::lower) {
    const TermId mirrored = terms.negate(terms.variable(variable));
    term = substitute(terms, term, variable, mirrored);
  }
  const std::optional<Fraction> form = forms.of(term);
  if (!form) return std::nullopt;
  Limits limits(terms, forms, variable);
  try {
    const std::optional<Monomial> by = limits.dominating(form->denominator);
    if (!by) return std::nullopt;
    const std::optional<TermId> above = limits.of(form->numerator, *by);
    if (!above) return std::nullopt;
    const Rational& scale = form->denominator.parts().at(*by);
    return terms.divide(*above, terms.number(scale));
  } catch (const NormalFormLimit&) {
    return std::nullopt;
  }
}

}  // namespace rigor
