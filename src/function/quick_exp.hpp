// Exponentials of many numbers, on doubles without multiprecision.
#pragma once

#include "function/elementary.hpp"
#include "function/scaled.hpp"
#include "function/scaled_exp.hpp"

namespace rigor {

/// Encloses e^-a for a double a >= 0, to about two doubles; [0, e^-512] where a > 512.
/// exp_of_minus is within 3 units of 2^-63, and a, rounded down by less than 2^-112, adds less than
/// one.
inline Interval quick_exp_of_minus(double a) {
  if (a == 0) return Interval::point(1);
  const bool is_far = !(a <= 512);
  const Scaled value = exp_of_minus(fixed_point(Scaled::of_size(is_far ? 512 : a), kSquareBits));
  const Interval e = to_interval(bounds_around(value, 4, 4));
  return is_far ? Interval::bounds(0, e.upper()) : e;
}

/// Encloses e^x; less tight than exp, and several times faster for |x| <= 512.
inline Interval quick_exp(const Interval& x) {
  if (is_empty(x) || !(x.upper() <= 512)) return exp(x);
  const auto at = [](double end) {
    return end <= 0 ? quick_exp_of_minus(-end) : recip(quick_exp_of_minus(end));
  };
  return Interval::bounds(at(x.lower()).lower(), at(x.upper()).upper());
}
inline BigInterval quick_exp(const BigInterval& x) {
  return exp(x);
}

}  // namespace rigor
