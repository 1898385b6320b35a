#include "expression/normal_form.hpp"

#include <array>

namespace rigor {
namespace {

// The greatest monomial with integer or rational exponents that divides all parts, among the
// kernels that `may` accepts: the least exponents, 0 where a kernel is absent from a part.
template <class Accept>
Monomial common_monomial(const Polynomial& a, const Accept& may) {
  std::map<KernelId, std::pair<Exponent, std::size_t>> least;
  for (const auto& [monomial, coefficient] : a.parts()) {
    for (const auto& [kernel, exponent] : monomial) {
      if (!may(kernel)) continue;
      const auto [place, added] = least.try_emplace(kernel, exponent, 0);
      if (exponent < place->second.first) place->second.first = exponent;
      ++place->second.second;
    }
  }
  Monomial common;
  for (const auto& [kernel, entry] : least) {
    Exponent exponent = entry.first;
    if (entry.second < a.parts().size() && exponent.sign() > 0) exponent = 0;
    if (exponent.sign() != 0) common.emplace_back(kernel, exponent);
  }
  return common;
}

}  // namespace

// Applies the rules of primes (p^e = p^floor(e) p^(e - floor e)), roots (a kernel to a whole power
// is its operand), sines (sin^2 = 1 - cos^2) and absolute values (|a|^2 = a^2).
Fraction NormalForms::reduced(const Polynomial& a) {
  Fraction result;
  for (const auto& [monomial, coefficient] : a.parts()) {
    Rational factor = coefficient;
    Monomial rest;
    std::optional<Fraction> others;
    const auto multiply = [&](const Fraction& other) {
      others = others ? product(*others, other) : other;
    };
    for (const auto& [id, exponent] : monomial) {
      const Kernel& kernel = kernels_[id];
      Exponent kept = exponent;
      if (kernel.kind == KernelKind::prime || kernel.kind == KernelKind::root) {
        const std::int64_t whole = exponent.floor();
        if (whole != 0) {
          kept = exponent + Exponent(-whole);
          const auto n = static_cast<std::size_t>(whole < 0 ? -whole : whole);
          if (n > 64) throw NormalFormLimit("a large exponent");
          const Fraction base = kernel.kind == KernelKind::prime
                                    ? Fraction{Polynomial(Rational(kernel.integer))}
                                    : Fraction(kernel.operand);
          const Fraction one{Polynomial(Rational(1))};
          multiply(whole < 0 ? quotient(one, power(base, n)) : power(base, n));
        }
      } else if ((kernel.kind == KernelKind::sin || kernel.op == Op::abs) &&
                 kernel.kind != KernelKind::exp && exponent.is_integer() && exponent.num() >= 2) {
        kept = Exponent(exponent.num() % 2);
        const auto n = static_cast<std::size_t>(exponent.num() / 2);
        if (kernel.kind == KernelKind::sin) {
          Polynomial square(Rational(1));
          square.add({{id + 1, 2}}, Rational(-1));
          multiply(power(Fraction{square}, n));
        } else {
          multiply(power(Fraction(kernel.operand), 2 * n));
        }
      }
      if (kept.sign() != 0) rest.emplace_back(id, kept);
    }
    if (!others) {
      if (result.is_polynomial()) {
        result.numerator.add(std::move(rest), factor);
      } else {
        result = sum(result, Fraction{Polynomial(std::move(rest), factor)});
      }
    } else {
      result = sum(result, product(*others, Fraction{Polynomial(std::move(rest), factor)}));
    }
  }
  return result;
}

// numerator/denominator, with the common factors of the denominator's monomials moved up.
Fraction NormalForms::settled(Polynomial numerator, Polynomial denominator) {
  if (denominator.is_zero()) throw NormalFormLimit("a division by 0");
  const auto whole = [this](KernelId id) {
    return kernels_[id].kind != KernelKind::root && kernels_[id].kind != KernelKind::prime;
  };
  if (denominator.is_monomial()) {
    const Rational scale = 1 / denominator.leading_coefficient();
    const Monomial inverse = rigor::power(denominator.leading_monomial(), -1);
    return reduced(numerator.times(inverse) * scale);
  }
  const Monomial common = common_monomial(denominator, whole);
  if (!common.empty()) {
    const Monomial inverse = rigor::power(common, -1);
    denominator = denominator.times(inverse);
    const Fraction moved = reduced(numerator.times(inverse));
    if (!moved.is_polynomial()) return quotient(moved, Fraction{denominator});
    numerator = moved.numerator;
  }
  if (numerator.is_zero()) return {};
  const Rational scale = 1 / denominator.leading_coefficient();
  denominator = denominator * scale;
  numerator = numerator * scale;
  if (std::optional<Polynomial> exact = exact_quotient(numerator, denominator)) {
    return reduced(*exact);
  }
  return {std::move(numerator), std::move(denominator)};
}

Fraction NormalForms::sum(const Fraction& a, const Fraction& b) {
  if (a.numerator.is_zero()) return b;
  if (b.numerator.is_zero()) return a;
  if (a.denominator == b.denominator) {
    if (a.is_polynomial()) return {a.numerator + b.numerator};
    return settled(a.numerator + b.numerator, a.denominator);
  }
  for (const bool swapped : {false, true}) {  // one denominator divides the other
    const Fraction& x = swapped ? b : a;
    const Fraction& y = swapped ? a : b;
    if (const auto factor = exact_quotient(y.denominator, x.denominator)) {
      const Fraction scaled = reduced(x.numerator * *factor);
      if (!scaled.is_polynomial()) break;
      return settled(scaled.numerator + y.numerator, y.denominator);
    }
  }
  const Fraction left = reduced(a.numerator * b.denominator);
  const Fraction right = reduced(b.numerator * a.denominator);
  const Fraction below = reduced(a.denominator * b.denominator);
  return quotient(sum(left, right), below);
}

Fraction NormalForms::product(const Fraction& a, const Fraction& b) {
  const Fraction above = reduced(a.numerator * b.numerator);
  if (a.is_polynomial() && b.is_polynomial()) return above;
  return quotient(above, reduced(a.denominator * b.denominator));
}

Fraction NormalForms::quotient(const Fraction& a, const Fraction& b) {
  if (b.numerator.is_zero()) throw NormalFormLimit("a division by 0");
  if (b.is_polynomial() && a.is_polynomial()) return settled(a.numerator, b.numerator);
  const Fraction above = reduced(a.numerator * b.denominator);
  const Fraction below = reduced(a.denominator * b.numerator);
  if (above.is_polynomial() && below.is_polynomial()) {
    return settled(above.numerator, below.numerator);
  }
  return quotient(reduced(above.numerator * below.denominator),
                  reduced(above.denominator * below.numerator));
}

Fraction NormalForms::power(const Fraction& a, std::size_t n) {
  if (n > 200) throw NormalFormLimit("a large power");
  if (a.is_polynomial() && a.numerator.is_monomial()) {
    Rational coefficient = 1;
    for (std::size_t i = 0; i < n; ++i) coefficient *= a.numerator.leading_coefficient();
    return reduced(Polynomial(
        rigor::power(a.numerator.leading_monomial(), Exponent(static_cast<std::int64_t>(n))),
        coefficient));
  }
  Fraction result{Polynomial(Rational(1))};
  for (std::size_t i = 0; i < n; ++i) result = product(result, a);
  return result;
}

// A monomial that is cleared stands in a denominator, so it isn't 0 where the term is defined.
bool NormalForms::is_zero_polynomial(Polynomial a) {
  for (int round = 0; round < 8; ++round) {
    if (a.is_zero()) return true;
    Monomial clearing;
    for (const auto& [kernel, exponent] :
         common_monomial(a, [](KernelId /*any*/) { return true; })) {
      if (exponent.sign() < 0) clearing.emplace_back(kernel, -exponent);
    }
    const Fraction cleared = reduced(a.times(clearing));
    if (clearing.empty() && cleared.is_polynomial() && cleared.numerator == a) return false;
    a = cleared.numerator;
  }
  return false;
}

std::optional<Fraction> NormalForms::of(TermId term) {
  if (const auto found = forms_.find(term); found != forms_.end()) return found->second;
  for (const TermId id : subterms(terms_, std::span(&term, 1))) {
    if (forms_.contains(id)) continue;
    std::optional<Fraction> form;
    try {
      form = make(id);
    } catch (const NormalFormLimit&) {
    }
    forms_.emplace(id, std::move(form));
  }
  return forms_.at(term);
}

Fraction NormalForms::make(TermId id) {
  const Term term = terms_[id];
  const int operands = operand_count(term.op);
  const auto operand = [this](TermId place) -> Fraction {
    const std::optional<Fraction>& form = forms_.at(place);
    if (!form) throw NormalFormLimit("an operand without normal form");
    return *form;
  };
  const Fraction a = operands >= 1 ? operand(term.a) : Fraction{};
  const Fraction b = operands == 2 ? operand(term.b) : Fraction{};
  const Fraction one{Polynomial(Rational(1))};
  const auto minus = [](const Fraction& x) { return Fraction{-x.numerator, x.denominator}; };
  switch (term.op) {
    case Op::number:
      return {Polynomial(term.number)};
    case Op::pi:
      return kernel_power(simple_kernel(KernelKind::pi, 0), 1);
    case Op::variable:
      return kernel_power(simple_kernel(KernelKind::variable, term.index), 1);
    case Op::negate:
      return minus(a);
    case Op::add:
      return sum(a, b);
    case Op::subtract:
      return sum(a, minus(b));
    case Op::multiply:
      return product(a, b);
    case Op::divide:
      return quotient(a, b);
    case Op::power:
      return power(a, term.index);
    case Op::root:
      return root_of(a, static_cast<std::int64_t>(term.index));
    case Op::exp:
      return exp_of(a);
    case Op::log:
      return log_of(a);
    case Op::sin:
      return sin_or_cos(a, true);
    case Op::cos:
      return sin_or_cos(a, false);
    case Op::tan:
      return quotient(sin_or_cos(a, true), sin_or_cos(a, false));
    case Op::sinh:
    case Op::cosh: {
      const Fraction e = exp_of(a);
      const Fraction inverse = quotient(one, e);
      const Fraction both = sum(e, term.op == Op::cosh ? inverse : minus(inverse));
      return product(both, Fraction{Polynomial(Rational(1, 2))});
    }
    case Op::tanh: {  // 1 - 2/(exp(2a) + 1)
      const Fraction e = exp_of(product(a, Fraction{Polynomial(Rational(2))}));
      return quotient(sum(e, minus(one)), sum(e, one));
    }
    case Op::acos: {
      const Fraction quarter = product(kernel_power(simple_kernel(KernelKind::pi, 0), 1),
                                       Fraction{Polynomial(Rational(1, 2))});
      return sum(quarter, minus(odd_function(Op::asin, a)));
    }
    case Op::erfc:
      return sum(one, minus(odd_function(Op::erf, a)));
    case Op::asin:
    case Op::atan:
    case Op::erf:
      return odd_function(term.op, a);
    case Op::abs:
    case Op::sign:
    case Op::floor:
    case Op::ceil:
      return other_function(term.op, a);
    case Op::min:
    case Op::max:
      return least_or_greatest(term.op, a, b);
  }
  throw NormalFormLimit("an unknown operation");
}

}  // namespace rigor
