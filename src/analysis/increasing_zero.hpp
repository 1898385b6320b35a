// The zero of an increasing function of one variable.
#pragma once

#include <functional>
#include <stdexcept>

#include "number/interval_number.hpp"

namespace rigor {

/// Encloses the zeros in x of the functions f(., p), p in a set P: for every p, f(., p) is
/// differentiable, increases strictly, and has its zero in x. `value(m)` encloses f(m, p) for all
/// members of m and all p; `slope(x)` encloses the derivatives in the same way. (P is one point, or
/// what the enclosures of the caller's parameters contain.)
///
/// Each round evaluates f at the middle m. A certain sign tells on which side of m all zeros are;
/// and they are in m - value(m) / slope(x), by the mean value theorem, where the slope is certainly
/// positive. Where neither helps, points a quarter inside are tried. It ends when a round leaves
/// more than 7/8 of x. Calls `step` once a round. Throws std::logic_error if x is proved to hold no
/// zero.
template <IntervalNumber I, class Value, class Slope>
I enclose_increasing_zero(const Value& value, const Slope& slope, I x,
                          const std::function<void()>& step) {
  const auto cut = [&](const I& m, const I& at) {
    if (certainly(at >= 0)) x = intersection(x, hull(lower_point(x), m));
    if (certainly(at <= 0)) x = intersection(x, hull(m, upper_point(x)));
  };
  for (;;) {
    step();
    const I before = width(x), m = midpoint(x), at = value(m), rise = slope(x);
    const auto is_enough = [&] { return certainly(8 * width(x) <= 7 * before); };
    cut(m, at);
    if (certainly(rise > 0)) x = intersection(x, m - at / rise);
    if (is_empty(x)) throw std::logic_error("there is no zero where one was promised");
    if (!is_enough()) {
      for (const I& half : {hull(lower_point(x), m), hull(m, upper_point(x))}) {
        const I quarter = midpoint(half);
        if (subset(quarter, x)) cut(quarter, value(quarter));
      }
    }
    if (is_thin(x) || !is_enough()) return x;
  }
}

}  // namespace rigor
