// Directed rounding of double operations without touching the rounding mode.
//
// Every operation is done once, to nearest, and comes with the sign of its error, which is found
// exactly. Stepping one double outward only where the error has the wrong sign gives the correctly
// rounded end. Preconditions of the whole file: round to nearest, gradual underflow, no contraction
// (see self_test.hpp).
#pragma once

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>

namespace rigor {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kLargest = std::numeric_limits<double>::max();
constexpr double kSmallest = std::numeric_limits<double>::denorm_min();

/// The next double above x; +inf stays.
constexpr double next_up(double x) {
  if (x == kInfinity) return x;
  if (x == 0) return kSmallest;
  const auto bits = std::bit_cast<std::uint64_t>(x);
  return std::bit_cast<double>(x > 0 ? bits + 1 : bits - 1);
}

/// The next double below x; -inf stays.
constexpr double next_down(double x) {
  return -next_up(-x);
}

/// A result rounded to nearest, with a number that has the sign of `exact - nearest`.
/// Overflow is the infinity with an error that points back to the finite numbers.
struct Nearest {
  double value;
  double error;

  constexpr double down() const { return error < 0 ? next_down(value) : value; }
  constexpr double up() const { return error > 0 ? next_up(value) : value; }
};

/// An infinite result: exact if an operand was infinite, an overflow otherwise.
constexpr Nearest infinite_result(double value, bool exact) {
  return {value, exact ? 0.0 : -value};
}

/// Fast2Sum (Dekker 1971): for |a| >= |b| and s = RN(a + b) finite, s - a and b - (s - a) are exact
/// and a + b = s + e, subnormals included, since sums underflow exactly.
/// Not both operands are infinite with different signs.
inline Nearest add_nearest(double a, double b) {
  const double s = a + b;
  if (!(std::fabs(s) <= kLargest)) {
    return infinite_result(s, std::isinf(a) || std::isinf(b));
  }
  const bool a_is_larger = std::fabs(a) >= std::fabs(b);
  const double large = a_is_larger ? a : b;
  const double small = a_is_larger ? b : a;
  return {s, small - (s - large)};
}

Nearest mul_nearest_small(double a, double b, double p);

/// For |p| >= 2^-969 the error of p = RN(ab) is a multiple of 2^-1074 (the last bits of the factors
/// multiply to at least 2^-104 |p|), so the fused multiply-add gives it exactly. 0 * inf is 0: an
/// infinite end stands for arbitrarily large members.
inline Nearest mul_nearest(double a, double b) {
  const double p = a * b;
  const double size = std::fabs(p);
  if (size >= 0x1p-969 && size <= kLargest) return {p, std::fma(a, b, -p)};
  if (a == 0 || b == 0) return {0, 0};
  if (size > kLargest) return infinite_result(p, std::isinf(a) || std::isinf(b));
  return mul_nearest_small(a, b, p);
}

Nearest div_nearest_scaled(double a, double b, double q);

/// b is not 0; not both operands are infinite. With q = RN(a/b), a/b - q has the sign of
/// (a - qb) * b, and the fused multiply-add has the sign of a - qb unless it underflows; in the
/// range below it cannot, since a - qb is a multiple of 2^-106 |a| >= 2^-1066.
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

/// a >= 0. With s = RN(sqrt(a)), sqrt(a) - s has the sign of a - s^2. Below 2^-960 that could
/// underflow: there a is scaled by 2^600 and s, a normal number, by 2^300.
inline Nearest sqrt_nearest(double a) {
  const double s = std::sqrt(a);
  if (a == 0 || a == kInfinity) return {s, 0};
  if (a >= 0x1p-960) return {s, std::fma(-s, s, a)};
  return {s, std::fma(-(s * 0x1p300), s * 0x1p300, a * 0x1p600)};
}

inline double add_down(double a, double b) {
  return add_nearest(a, b).down();
}
inline double add_up(double a, double b) {
  return add_nearest(a, b).up();
}
inline double sub_down(double a, double b) {
  return add_nearest(a, -b).down();
}
inline double sub_up(double a, double b) {
  return add_nearest(a, -b).up();
}
inline double mul_down(double a, double b) {
  return mul_nearest(a, b).down();
}
inline double mul_up(double a, double b) {
  return mul_nearest(a, b).up();
}
inline double div_down(double a, double b) {
  return div_nearest(a, b).down();
}
inline double div_up(double a, double b) {
  return div_nearest(a, b).up();
}
inline double sqrt_down(double a) {
  return sqrt_nearest(a).down();
}
inline double sqrt_up(double a) {
  return sqrt_nearest(a).up();
}

}  // namespace rigor
