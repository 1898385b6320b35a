// Arithmetic on pairs of ends by error-free transforms. Contract: see interval_ends.hpp.
#pragma once

#include <algorithm>

#include "number/ends.hpp"
#include "number/rounding_transforms.hpp"

namespace rigor::transforms {

inline Ends sum(Ends a, Ends b) {
  if (is_empty_pair(a) || is_empty_pair(b)) return empty_ends();
  return Ends{add_up(a[0], b[0]), add_up(a[1], b[1])};
}

/// (-min, max) of `corner_up(x, y, end)` over the corners (x, y) of a times b that can be extreme,
/// by the signs of a and b; corner_up bounds xy for the upper end, and is given (-x, y) for the
/// negated lower end. Neither a nor b is empty.
template <class Corner>
Ends over_corners(Ends a, Ends b, Corner corner_up) {
  const double al = -a[0];
  const double au = a[1];
  const double bl = -b[0];
  const double bu = b[1];
  const auto ends = [&](double x, double y, double u, double v) {
    return Ends{corner_up(-x, y, kNegatedLower), corner_up(u, v, kUpper)};
  };
  if (al >= 0) return ends(bl >= 0 ? al : au, bl, bu >= 0 ? au : al, bu);
  if (au <= 0) return ends(bu >= 0 ? al : au, bu, bl >= 0 ? au : al, bl);
  if (bl >= 0) return ends(al, bu, au, bu);
  if (bu <= 0) return ends(au, bl, al, bl);
  const Ends first = ends(al, bu, al, bl);
  const Ends second = ends(au, bl, au, bu);
  return Ends{std::max(first[0], second[0]), std::max(first[1], second[1])};
}

inline Ends product(Ends a, Ends b) {
  if (is_empty_pair(a) || is_empty_pair(b)) return empty_ends();
  return over_corners(a, b, [](double x, double y, int) { return mul_up(x, y); }) + 0.0;
}

/// a b + c: the corners of a b with the end of c; an infinite c wins.
inline Ends product_sum(Ends a, Ends b, Ends c) {
  if (is_empty_pair(a) || is_empty_pair(b) || is_empty_pair(c)) return empty_ends();
  const auto corner = [c](double x, double y, int end) {
    const double term = end == kUpper ? c[1] : c[0];
    return x == 0 || y == 0 || term == kInfinity ? term : fma_up(x, y, term);
  };
  return over_corners(a, b, corner) + 0.0;
}

/// a / b for a nonempty a and a b without 0. Both are negated where b < 0; then each end of the
/// pair is divided by the end of b that gives more: the lower one if it is positive.
inline Ends quotient(Ends a, Ends b) {
  const bool is_negative = b[1] < 0;
  const Ends x = is_negative ? swapped(a) : a;
  const Ends y = is_negative ? swapped(b) : b;
  const auto divided = [y](double end) { return div_up(end, end > 0 ? -y[0] : y[1]); };
  return Ends{divided(x[0]), divided(x[1])} + 0.0;
}

}  // namespace rigor::transforms
