// Positive numbers with 64 binary digits, and how they are rounded to doubles.
#pragma once

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>

#include "number/interval.hpp"

namespace rigor {

__extension__ typedef unsigned __int128 Wide;

constexpr int bit_width(Wide n) {
  const auto high = static_cast<std::uint64_t>(n >> 64U);
  return static_cast<int>(high != 0 ? 64 + std::bit_width(high)
                                    : std::bit_width(static_cast<std::uint64_t>(n)));
}

/// The number digits 2^exponent > 0 with 2^63 <= digits < 2^64. Operations round down, so their
/// relative error is in (-2^-63, 0]; 2^-63 is the unit in which this folder counts such errors.
struct Scaled {
  std::uint64_t digits;
  int exponent;

  /// n 2^exponent, n > 0.
  static constexpr Scaled of(Wide n, int exponent) {
    const int excess = bit_width(n) - 64;
    const Wide digits = excess > 0 ? n >> excess : n << -excess;
    return {static_cast<std::uint64_t>(digits), exponent + excess};
  }
  /// |x|, exactly, for a finite x that is not 0.
  static Scaled of_size(double x) {
    const auto bits = std::bit_cast<std::uint64_t>(x);
    const auto fraction = bits & ((std::uint64_t{1} << 52U) - 1);
    const int field = static_cast<int>(bits >> 52U & 0x7ffU);
    return field == 0 ? of(fraction, -1074) : of(fraction | std::uint64_t{1} << 52U, field - 1075);
  }
};

inline Scaled operator*(const Scaled& a, const Scaled& b) {
  return Scaled::of(Wide{a.digits} * b.digits, a.exponent + b.exponent);
}

inline Scaled operator/(const Scaled& a, const Scaled& b) {
  // The quotient has 64 digits.
  const int shift = a.digits >= b.digits ? 63 : 64;
  const Wide q = (Wide{a.digits} << shift) / b.digits;
  return {static_cast<std::uint64_t>(q), a.exponent - b.exponent - shift};
}

/// floor(x 2^bits), for x 2^bits < 2^128.
constexpr Wide fixed_point(const Scaled& x, int bits) {
  const int shift = x.exponent + bits;
  if (shift >= 0) return Wide{x.digits} << shift;
  return shift > -64 ? Wide{x.digits >> -shift} : Wide{0};
}

/// lower 2^exponent <= value <= upper 2^exponent.
struct ScaledBounds {
  Wide lower;
  Wide upper;
  int exponent;
};

/// Of a value between x (1 - 2^-63 below) and x (1 + 2^-63 above).
constexpr ScaledBounds bounds_around(const Scaled& x, unsigned below, unsigned above) {
  return {Wide{x.digits} - 2 * below, Wide{x.digits} + 2 * above, x.exponent};
}

/// The largest double <= n 2^exponent, and the least one >=, for n 2^exponent < 2^1000.
inline double rounded_down(Wide n, int exponent) {
  const int drop = std::max(bit_width(n) - 53, -1074 - exponent);
  if (drop <= 0) return std::ldexp(static_cast<double>(n), exponent);
  if (drop >= 128) return 0;
  return std::ldexp(static_cast<double>(n >> drop), exponent + drop);
}
inline double rounded_up(Wide n, int exponent) {
  const int drop = std::max(bit_width(n) - 53, -1074 - exponent);
  if (drop <= 0) return std::ldexp(static_cast<double>(n), exponent);
  if (drop >= 128) return n == 0 ? 0 : kSmallest;
  const Wide kept = n >> drop;
  return std::ldexp(static_cast<double>(kept << drop == n ? kept : kept + 1), exponent + drop);
}

/// The tightest interval around the bounds.
inline Interval to_interval(const ScaledBounds& x) {
  return Interval::bounds(rounded_down(x.lower, x.exponent), rounded_up(x.upper, x.exponent));
}

}  // namespace rigor
