// Which normal forms are 0: also by theorems that the forms themselves don't use, since they would
// grow.
#include <algorithm>
#include <numeric>

#include "expression/normal_form.hpp"

namespace rigor {
namespace {

constexpr int kDepth = 3;
constexpr std::int64_t kMostPower = 64;
constexpr std::size_t kMostAngles = 1000;
constexpr std::int64_t kMostCommonPower = 12;

const Fraction& one() {
  static const Fraction kOne{Polynomial(Rational(1))};
  return kOne;
}

Fraction scaled(const Fraction& a, const Rational& c) {
  return {a.numerator * c, a.denominator};
}

bool is_wave(const Kernel& kernel) {
  return (kernel.kind == KernelKind::sin || kernel.kind == KernelKind::cos) &&
         kernel.operand.is_polynomial();
}

struct ByParts {
  bool operator()(const Polynomial& a, const Polynomial& b) const { return a.parts() < b.parts(); }
};

/// The kernels of a polynomial.
std::vector<KernelId> kernels_of(const Polynomial& p) {
  std::vector<KernelId> kernels;
  for (const auto& [monomial, coefficient] : p.parts()) {
    for (const auto& [id, exponent] : monomial) kernels.push_back(id);
  }
  std::sort(kernels.begin(), kernels.end());
  kernels.erase(std::unique(kernels.begin(), kernels.end()), kernels.end());
  return kernels;
}

}  // namespace

// The numerator of p with the kernel replaced by the value; where the value has a negative power it
// is not 0.
Polynomial NormalForms::put(const Polynomial& p, KernelId kernel, const Fraction& value) {
  Fraction result;
  for (const auto& [monomial, coefficient] : p.parts()) {
    Monomial rest;
    std::int64_t n = 0;
    for (const auto& [id, exponent] : monomial) {
      if (id != kernel) {
        rest.emplace_back(id, exponent);
        continue;
      }
      n = exponent.num();
      if (!exponent.is_integer() || n > kMostPower || n < -kMostPower) {
        throw NormalFormLimit("a large power");
      }
    }
    const Fraction part{Polynomial(std::move(rest), coefficient)};
    const Fraction factor = power(value, static_cast<std::size_t>(n < 0 ? -n : n));
    result = sum(result, n < 0 ? quotient(part, factor) : product(part, factor));
  }
  return result.numerator;
}

// p without min(x, y), max(x, y) = (x + y -+ |x - y|)/2 and without negative powers, up to factors
// that aren't 0 where the term is defined.
Polynomial NormalForms::cleared(Polynomial p) {
  for (const KernelId id : kernels_of(p)) {
    if (kernels_[id].kind != KernelKind::two_operands) continue;
    const Fraction x = kernels_[id].operand;
    const Fraction y = kernels_[id].second;
    const Rational sign = kernels_[id].op == Op::min ? -1 : 1;
    const Fraction gap = sum(x, scaled(y, -1));
    const Fraction size = gap.numerator.is_zero() ? gap : other_function(Op::abs, gap);
    p = put(p, id, scaled(sum(sum(x, y), scaled(size, sign)), Rational(1, 2)));
  }
  std::map<KernelId, Exponent> least;
  for (const auto& [monomial, coefficient] : p.parts()) {
    for (const auto& [id, exponent] : monomial) {
      Exponent& place = least[id];
      if (exponent < place) place = exponent;
    }
  }
  Monomial clearing;
  for (const auto& [id, exponent] : least) {
    if (exponent.sign() < 0) clearing.emplace_back(id, -exponent);
  }
  return reduced(p.times(clearing)).numerator;
}

// Products of sines and cosines as sums of exp(i u), by 2 cos u = exp(i u) + exp(-i u) and
// 2 sin u = -i (exp(i u) - exp(-i u)): what stands beside each exp(i u) is 0. So all addition
// theorems are known.
bool NormalForms::waves_cancel(const Polynomial& p) {
  std::map<std::pair<bool, std::size_t>, Polynomial> sums;
  std::map<Polynomial, std::size_t, ByParts> numbers;
  for (const auto& [monomial, coefficient] : p.parts()) {
    Monomial rest;
    std::map<Polynomial, Rational, ByParts> angles{{Polynomial(), coefficient}};
    std::int64_t sines = 0;
    for (const auto& [id, exponent] : monomial) {
      const Kernel& kernel = kernels_[id];
      if (!is_wave(kernel)) {
        rest.emplace_back(id, exponent);
        continue;
      }
      // A power may be negative again, as squares of absolute values of tangents are.
      if (!exponent.is_integer() || exponent.sign() < 0 || exponent.num() > kMostPower)
        return false;
      const bool sine = kernel.kind == KernelKind::sin;
      if (sine) sines += exponent.num();
      for (std::int64_t i = 0; i < exponent.num(); ++i) {
        std::map<Polynomial, Rational, ByParts> next;
        for (const auto& [u, x] : angles) {
          for (const int sign : {1, -1}) {
            next[u + kernel.operand.numerator * Rational(sign)] += x * Rational(sine ? sign : 1, 2);
          }
        }
        if (next.size() > kMostAngles) return false;
        angles = std::move(next);
      }
    }
    const bool negative = sines % 4 == 1 || sines % 4 == 2;
    for (const auto& [u, x] : angles) {
      const std::size_t number = numbers.try_emplace(u, numbers.size()).first->second;
      sums[{sines % 2 != 0, number}].add(rest, negative ? Rational(-x) : x);
    }
  }
  return std::all_of(sums.begin(), sums.end(),
                     [this](const auto& entry) { return is_zero_polynomial(entry.second); });
}

// Sums of logarithms, one for each factor that stands beside some of them; the other monomials
// belong to the factor 1. Each is 0 as exp of a multiple of it is 1.
bool NormalForms::logarithms_cancel(const Polynomial& p, int depth) {
  std::map<Monomial, Polynomial, MonomialOrder> sums;
  for (const auto& [monomial, coefficient] : p.parts()) {
    Monomial rest;
    Monomial logarithm;
    for (const auto& factor : monomial) {
      const bool is_log = kernels_[factor.first].kind == KernelKind::log;
      (is_log ? logarithm : rest).push_back(factor);
    }
    if (logarithm.empty()) {
      sums[{}].add(rest, coefficient);
    } else if (logarithm.size() == 1 && logarithm.front().second == Exponent(1)) {
      sums[rest].add(logarithm, coefficient);
    } else {
      return false;
    }
  }
  if (sums.size() == p.parts().size()) return false;
  return std::all_of(sums.begin(), sums.end(), [&](const auto& entry) {
    const Fraction value = exp_of(Fraction{entry.second * (1 / content(entry.second))});
    return vanishes(sum(value, scaled(one(), -1)), depth);
  });
}

// p = g (a - b) where a, b are products of roots, absolute values and the like, so a, b >= 0, and
// a^n = b^n.
bool NormalForms::powers_agree(const Polynomial& p, int depth) {
  if (p.parts().size() != 2) return false;
  const auto& [first, c] = *p.parts().begin();
  const auto& [second, d] = *p.parts().rbegin();
  if (c.sign() == d.sign()) return false;
  Monomial sides[2];
  std::int64_t n = 1;
  bool has_abs = false;
  const std::vector<KernelId> all = kernels_of(p);
  const auto is_under_root = [&](KernelId id) {
    return std::any_of(all.begin(), all.end(), [&](KernelId other) {
      const Kernel& kernel = kernels_[other];
      return kernel.kind == KernelKind::root && kernel.operand.is_polynomial() &&
             kernel.operand.numerator == Polynomial({{id, 1}}, Rational(1));
    });
  };
  for (const KernelId id : all) {
    const Exponent x = exponent_of(first, id);
    const Exponent y = exponent_of(second, id);
    if (x == y) continue;
    const Kernel& kernel = kernels_[id];
    const bool is_abs = kernel.kind == KernelKind::function && kernel.op == Op::abs;
    const bool is_root = kernel.kind == KernelKind::root;
    if (!is_abs && !is_root && !kernel.is_positive() && !is_under_root(id)) return false;
    has_abs = has_abs || is_abs;
    n = std::lcm(n, std::lcm(x.den(), y.den()));
    if (n > kMostCommonPower) return false;
    if (x.sign() != 0) sides[0].emplace_back(id, x);
    if (y.sign() != 0) sides[1].emplace_back(id, y);
  }
  if (has_abs) n *= 2;
  if (n == 1 || n > kMostCommonPower) return false;
  const auto raised = [&](const Monomial& side, const Rational& factor) {
    return power(Fraction{Polynomial(side, abs(factor))}, static_cast<std::size_t>(n));
  };
  return vanishes(sum(raised(sides[0], c), scaled(raised(sides[1], d), -1)), depth);
}

// With s = sign(u), so |u| = s u: p is 0 for s = 1, for s = -1, and for s = 0 = u.
bool NormalForms::signs_agree(const Polynomial& p, int depth) {
  const auto is = [this](KernelId id, Op op) {
    return kernels_[id].kind == KernelKind::function && kernels_[id].op == op;
  };
  const std::vector<KernelId> all = kernels_of(p);
  const auto found =
      std::find_if(all.begin(), all.end(), [&](KernelId id) { return is(id, Op::sign); });
  if (found == all.end()) return false;
  const Fraction u = kernels_[*found].operand;
  for (const int s : {1, -1, 0}) {
    Polynomial q = put(p, *found, Fraction{Polynomial(Rational(s))});
    for (const KernelId id : all) {
      if (is(id, Op::abs) && equal(kernels_[id].operand, u)) q = put(q, id, scaled(u, s));
    }
    if (s == 0 && u.numerator.is_monomial() && u.numerator.leading_monomial().size() == 1 &&
        u.numerator.leading_monomial().front().second.sign() > 0) {
      Polynomial without;
      for (const auto& [monomial, coefficient] : q.parts()) {
        const KernelId zero = u.numerator.leading_monomial().front().first;
        if (exponent_of(monomial, zero).sign() == 0) without.add(monomial, coefficient);
      }
      q = without;
    } else if (s == 0) {  // without a multiple of u
      const auto top = q.parts().find(u.numerator.leading_monomial());
      if (top != q.parts().end()) {
        q = q - u.numerator * (top->second / u.numerator.leading_coefficient());
      }
    }
    if (!vanishes(Fraction{q}, depth)) return false;
  }
  return true;
}

bool NormalForms::vanishes(const Fraction& a, int depth) {
  if (is_zero_polynomial(a.numerator)) return true;
  if (depth == 0) return false;
  std::vector<KernelId> waves;
  bool logarithms = false;
  bool signs = false;
  bool minima = false;
  for (const KernelId id : kernels_of(a.numerator)) {
    const Kernel& kernel = kernels_[id];
    if (is_wave(kernel)) {
      const KernelId sine = kernel.kind == KernelKind::sin ? id : id - 1;
      if (waves.empty() || waves.back() != sine) waves.push_back(sine);
    }
    logarithms = logarithms || kernel.kind == KernelKind::log;
    signs = signs || (kernel.kind == KernelKind::function && kernel.op == Op::sign);
    minima = minima || kernel.kind == KernelKind::two_operands;
  }
  const bool two = a.numerator.parts().size() == 2;
  if (waves.size() < 2 && !logarithms && !signs && !minima && !two) return false;
  const auto attempt = [](const auto& test) {
    try {
      return test();
    } catch (const NormalFormLimit&) {
      return false;
    }
  };
  Polynomial p;
  return attempt([&] {
           p = cleared(a.numerator);
           return minima && is_zero_polynomial(p);
         }) ||
         (waves.size() > 1 && attempt([&] { return waves_cancel(p); })) ||
         (logarithms && attempt([&] { return logarithms_cancel(p, depth - 1); })) ||
         attempt([&] { return powers_agree(p, depth - 1); }) ||
         (signs && attempt([&] { return signs_agree(p, depth - 1); }));
}

bool NormalForms::is_zero(const Fraction& a) {
  try {
    return vanishes(a, kDepth);
  } catch (const NormalFormLimit&) {
    return false;
  }
}

bool NormalForms::is_zero(TermId a) {
  const std::optional<Fraction> form = of(a);
  return form && is_zero(*form);
}

bool NormalForms::identical(TermId a, TermId b) {
  if (a == b) return true;
  return is_zero(terms_.subtract(a, b));
}

}  // namespace rigor
