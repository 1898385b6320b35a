// Rounding to integers, on intervals.
#pragma once

#include <algorithm>
#include <utility>

#include "number/big_interval.hpp"
#include "number/decorated.hpp"
#include "number/interval.hpp"

namespace rigor {

/// The greatest integer that is at most x, and the least one that is at least x: the hulls of the
/// values, exactly.
Interval floor(const Interval& x);
BigInterval floor(const BigInterval& x);
Interval ceil(const Interval& x);
BigInterval ceil(const BigInterval& x);

/// Defined everywhere, continuous where the value is the same on all of x.
template <IntervalNumber I>
Decorated<I> floor(const Decorated<I>& x) {
  I value = floor(x.value);
  const Domain own = is_thin(value) ? Domain::continuous : Domain::defined;
  return decorate(std::move(value), std::min(x.domain, own));
}
template <IntervalNumber I>
Decorated<I> ceil(const Decorated<I>& x) {
  I value = ceil(x.value);
  const Domain own = is_thin(value) ? Domain::continuous : Domain::defined;
  return decorate(std::move(value), std::min(x.domain, own));
}

}  // namespace rigor
