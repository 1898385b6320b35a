// (e^x - 1) / x, and 1 at x = 0.
#pragma once

#include "function/elementary.hpp"
#include "number/interval_number.hpp"

namespace rigor {

/// Encloses (e^x - 1) / x, that is the integral of e^{xt} over 0 <= t <= 1, which is 1 at x = 0. It
/// increases with x, so the ends of x give those of the result; near 0, where the quotient of
/// intervals says little, e^{min(x, 0)} <= it <= e^{max(x, 0)}.
template <IntervalNumber I>
I mean_exponential(const I& x) {
  const Precision p = precision_of(x);
  const I zero = enclose<I>(0L, p);
  const auto at_end = [&](const I& end) {
    const I rough = hull(exp(min(end, zero)), exp(max(end, zero)));
    return contains_zero(end) ? rough : intersection(rough, expm1(end) / end);
  };
  if (is_empty(x) || !is_bounded(x)) return hull(exp(min(x, zero)), exp(max(x, zero)));
  return hull(at_end(lower_point(x)), at_end(upper_point(x)));
}

}  // namespace rigor
