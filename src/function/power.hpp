// Real powers on intervals.
#pragma once

#include <algorithm>

#include "number/big_interval.hpp"
#include "number/decorated.hpp"
#include "number/interval.hpp"

namespace rigor {

/// { x^y = exp(y log x) : x > 0, or x = 0 and y > 0 }, the power of IEEE 1788: negative x are left
/// to pown. The ends are the correctly rounded ones.
Interval pow(const Interval& x, const Interval& y);
BigInterval pow(const BigInterval& x, const BigInterval& y);

template <IntervalNumber I>
Decorated<I> pow(const Decorated<I>& x, const Decorated<I>& y) {
  const bool is_inside =
      certainly(x.value > 0) || (certainly(x.value >= 0) && certainly(y.value > 0));
  return decorate(pow(x.value, y.value), std::min(x.domain, y.domain), is_inside);
}

}  // namespace rigor
