// Directed rounding by error-free transforms, on any processor with IEEE 754 arithmetic.
//
// Every operation is done once, to nearest, and comes with a number that has the sign of its error.
// Stepping one double upward only where the error is positive gives the correctly rounded result.
// Contract: see rounding.hpp.
#pragma once

#include <cmath>

#include "number/neighbours.hpp"

namespace rigor::transforms {

/// A result rounded to nearest, with a number that has the sign of `exact - nearest`.
struct Nearest {
  double value;
  double error;

  double up() const { return error > 0 ? next_up(value) : value; }
  double down() const { return error < 0 ? next_down(value) : value; }
};

/// An infinite result: exact if an operand was infinite, else an overflow, with an error that
/// points back to the finite numbers.
inline Nearest infinite_result(double value, bool is_exact) {
  return {value, is_exact ? 0.0 : -value};
}

/// Fast2Sum (Dekker 1971): for |a| >= |b| and s = RN(a + b) finite, s - a and b - (s - a) are exact
/// and a + b = s + e, subnormals included, since sums underflow exactly.
inline Nearest add_nearest(double a, double b) {
  const double s = a + b;
  if (!(std::fabs(s) <= kLargest)) return infinite_result(s, std::isinf(a) || std::isinf(b));
  const bool a_is_larger = std::fabs(a) >= std::fabs(b);
  const double large = a_is_larger ? a : b;
  const double small = a_is_larger ? b : a;
  return {s, small - (s - large)};
}

Nearest mul_nearest_small(double a, double b, double p);

/// For 2^-969 <= |p| the error of p = RN(ab) is a multiple of 2^-1074 (the last bits of the factors
/// multiply to at least 2^-104 |p|), so the fused multiply-add gives it exactly.
inline Nearest mul_nearest(double a, double b) {
  const double p = a * b;
  const double size = std::fabs(p);
  if (size >= 0x1p-969 && size <= kLargest) return {p, std::fma(a, b, -p)};
  if (a == 0 || b == 0) return {0, 0};
  if (size > kLargest) return infinite_result(p, std::isinf(a) || std::isinf(b));
  return mul_nearest_small(a, b, p);
}

Nearest div_nearest_scaled(double a, double b, double q);

/// With q = RN(a/b), a/b - q has the sign of (a - qb) * b, and the fused multiply-add has the sign
/// of a - qb unless it underflows; in the range below it cannot, since a - qb is a multiple of
/// 2^-106 |a| >= 2^-1066.
inline Nearest div_nearest(double a, double b) {
  const double q = a / b;
  const auto is_moderate = [](double x) {
    return std::fabs(x) >= 0x1p-960 && std::fabs(x) <= 0x1p960;
  };
  if (is_moderate(a) && is_moderate(b) && is_moderate(q)) {
    const double r = std::fma(-q, b, a);
    return {q, b > 0 ? r : -r};
  }
  return div_nearest_scaled(a, b, q);
}

/// With s = RN(sqrt(a)), sqrt(a) - s has the sign of a - s^2. Below 2^-960 that could underflow:
/// there a is scaled by 2^600 and s, a normal number, by 2^300.
inline Nearest sqrt_nearest(double a) {
  const double s = std::sqrt(a);
  if (a == 0 || a == kInfinity) return {s, 0};
  if (a >= 0x1p-960) return {s, std::fma(-s, s, a)};
  return {s, std::fma(-(s * 0x1p300), s * 0x1p300, a * 0x1p600)};
}

double fma_up_by_mpfr(double a, double b, double c);

/// Boldo and Muller, Exact and approximated error of the FMA (IEEE Trans. Comp. 60, 2011), ErrFma:
/// with p + e = ab and t + u = c + e and v + w = p + t all exact, and r = RN(ab + c), the number
/// g = (v - r) + w is exact and ab + c - r = g + u. That needs e exact, hence the range of p (as in
/// mul_nearest), and no overflow in the sums, hence the bound 2^1000. RN(g + u) keeps the sign.
inline double fma_up(double a, double b, double c) {
  const double p = a * b;
  const double size = std::fabs(p);
  if (!(size >= 0x1p-969 && size <= 0x1p1000 && std::fabs(c) <= 0x1p1000)) {
    return fma_up_by_mpfr(a, b, c);
  }
  const double r = std::fma(a, b, c);
  const double e = std::fma(a, b, -p);
  const Nearest t = add_nearest(c, e);
  const Nearest v = add_nearest(p, t.value);
  const double g = (v.value - r) + v.error;
  return Nearest{r, g + t.error}.up();
}

inline double add_up(double a, double b) {
  return add_nearest(a, b).up();
}
inline double mul_up(double a, double b) {
  return mul_nearest(a, b).up();
}
inline double div_up(double a, double b) {
  return div_nearest(a, b).up();
}
inline double sqrt_up(double a) {
  return sqrt_nearest(a).up();
}
inline double sqrt_down(double a) {
  return sqrt_nearest(a).down();
}

}  // namespace rigor::transforms
