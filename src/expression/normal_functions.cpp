// Kernels of normal forms: circular functions, odd functions, absolute values, minima.
#include "expression/normal_form.hpp"

namespace rigor {
namespace {

Fraction one() {
  return {Polynomial(Rational(1))};
}

Fraction number(const Rational& value) {
  return {Polynomial(value)};
}

Fraction scaled(const Fraction& a, const Rational& c) {
  return {a.numerator * c, a.denominator};
}

// The sign that makes the leading coefficient positive.
int leading_sign(const Fraction& a) {
  return a.numerator.is_zero() ? 0 : a.numerator.leading_coefficient().sign();
}

}  // namespace

// sin(r pi), cos(r pi) for r in [0, 1/2] with denominator 1, 2, 3, 4, 6; otherwise nullopt.
std::optional<Fraction> NormalForms::exact_sine(const Rational& r) {
  if (r == 0) return Fraction{};
  if (r == Rational(1, 6)) return number(Rational(1, 2));
  if (r == Rational(1, 4)) return rational_power(Rational(1, 2), Exponent(1, 2));
  if (r == Rational(1, 3)) {
    return scaled(rational_power(Rational(3), Exponent(1, 2)), Rational(1, 2));
  }
  if (r == Rational(1, 2)) return one();
  return std::nullopt;
}

Fraction NormalForms::sin_or_cos(const Fraction& a, bool sine) {
  Fraction rest = a;
  if (a.is_polynomial()) {
    // The part r pi of the operand: quarter turns leave, and known values.
    const Monomial turn{{simple_kernel(KernelKind::pi, 0), 1}};
    const auto place = a.numerator.parts().find(turn);
    if (place != a.numerator.parts().end()) {
      const Rational r = place->second;
      const Rational halves = 2 * r;
      const Integer floor_halves = [&] {
        const Integer num(numerator(halves));
        const Integer den(denominator(halves));
        Integer q = num / den;
        if (num < 0 && q * den != num) q -= 1;
        return q;
      }();
      const int quarter = static_cast<int>(Integer(((floor_halves % 4) + 4) % 4));
      const Rational left = r - Rational(floor_halves) / 2;  // in [0, 1/2)
      const std::optional<Fraction> s = exact_sine(left);
      const std::optional<Fraction> c = exact_sine(Rational(1, 2) - left);
      if (s && c) {
        Fraction others = a;
        others.numerator.add(turn, -r);
        // sin(u + left pi + quarter pi/2): sin, cos, -sin, -cos; cos is one quarter ahead.
        const int phase = (quarter + (sine ? 0 : 1)) % 4;
        const bool use_sine = phase % 2 == 0;
        const Fraction x = product(sin_or_cos(others, use_sine), *c);
        const Fraction y = product(sin_or_cos(others, !use_sine), *s);
        return scaled(sum(x, scaled(y, use_sine ? 1 : -1)), Rational(phase >= 2 ? -1 : 1));
      }
    }
  }
  if (rest.numerator.is_zero()) return sine ? Fraction{} : one();
  const int sign = leading_sign(rest);
  rest = scaled(rest, Rational(sign));
  std::optional<KernelId> id = find(KernelKind::sin, Op::sin, rest);
  if (!id) {
    const TermId operand = term_of(rest);
    Kernel kernel;
    kernel.kind = KernelKind::sin;
    kernel.op = Op::sin;
    kernel.operand = rest;
    kernel.term = terms_.apply(Op::sin, operand);
    id = add_kernel(kernel);
    kernel.kind = KernelKind::cos;
    kernel.op = Op::cos;
    kernel.term = terms_.apply(Op::cos, operand);
    add_kernel(std::move(kernel));
  }
  return {Polynomial({{*id + (sine ? 0 : 1), 1}}, Rational(sine ? sign : 1))};
}

Fraction NormalForms::function_kernel(Op op, const Fraction& a) {
  std::optional<KernelId> id = find(KernelKind::function, op, a);
  if (!id) {
    Kernel kernel;
    kernel.kind = KernelKind::function;
    kernel.op = op;
    kernel.operand = a;
    kernel.term = terms_.apply(op, term_of(a));
    id = add_kernel(std::move(kernel));
  }
  return {Polynomial({{*id, 1}}, Rational(1))};
}

Fraction NormalForms::odd_function(Op op, const Fraction& a) {
  if (a.numerator.is_zero()) return {};
  const int sign = leading_sign(a);
  const Fraction operand = scaled(a, Rational(sign));
  const Fraction pi = kernel_power(simple_kernel(KernelKind::pi, 0), 1);
  const std::optional<Rational> value = operand.constant();
  if (op == Op::atan && value == Rational(1)) return scaled(pi, Rational(sign, 4));
  if (op == Op::asin && value == Rational(1)) return scaled(pi, Rational(sign, 2));
  if (op == Op::asin && value == Rational(1, 2)) return scaled(pi, Rational(sign, 6));
  return scaled(function_kernel(op, operand), Rational(sign));
}

Fraction NormalForms::other_function(Op op, const Fraction& a) {
  if (const std::optional<Rational> value = a.constant()) {
    const TermId term = terms_.apply(op, terms_.number(*value));
    return number(terms_[term].number);
  }
  if (op == Op::abs || op == Op::sign) {
    // |c a| = |c| |a|, sign(c a) = sign(c) sign(a).
    const Rational scale = a.numerator.leading_coefficient();
    const Rational size = abs(scale);
    const Fraction kernel = function_kernel(op, scaled(a, 1 / scale));
    return scaled(kernel, op == Op::abs ? size : Rational(scale.sign()));
  }
  return function_kernel(op, a);
}

Fraction NormalForms::least_or_greatest(Op op, const Fraction& a, const Fraction& b) {
  const std::optional<Rational> x = a.constant();
  const std::optional<Rational> y = b.constant();
  if (x && y) return number((*x < *y) == (op == Op::min) ? *x : *y);
  if (equal(a, b)) return a;
  for (KernelId id = 0; id < kernels_.size(); ++id) {
    if (kernels_[id].kind != KernelKind::two_operands || kernels_[id].op != op) continue;
    const Fraction& first = kernels_[id].operand;
    const Fraction& second = kernels_[id].second;
    if ((equal(first, a) && equal(second, b)) || (equal(first, b) && equal(second, a))) {
      return {Polynomial({{id, 1}}, Rational(1))};
    }
  }
  Kernel kernel;
  kernel.kind = KernelKind::two_operands;
  kernel.op = op;
  kernel.operand = a;
  kernel.second = b;
  kernel.term = terms_.apply(op, term_of(a), term_of(b));
  return {Polynomial({{add_kernel(std::move(kernel)), 1}}, Rational(1))};
}

}  // namespace rigor
