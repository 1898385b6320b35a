// The polar coordinates of a point of the plane, on intervals.
#pragma once

#include <algorithm>

#include "number/big_interval.hpp"
#include "number/decorated.hpp"
#include "number/interval.hpp"

namespace rigor {

/// The length sqrt(x^2 + y^2). The ends are the correctly rounded ones.
Interval hypot(const Interval& x, const Interval& y);
BigInterval hypot(const BigInterval& x, const BigInterval& y);

/// The angle of (x, y) != (0, 0), in (-pi, pi]: pi on the half-line y = 0, x < 0, at which it jumps
/// to -pi from below. The ends are the correctly rounded ones of the closure of the range.
Interval atan2(const Interval& y, const Interval& x);
BigInterval atan2(const BigInterval& y, const BigInterval& x);

template <IntervalNumber I>
Decorated<I> hypot(const Decorated<I>& x, const Decorated<I>& y) {
  return decorate(hypot(x.value, y.value), std::min(x.domain, y.domain));
}
/// `defined` only where the box has points of the cut and points below it.
template <IntervalNumber I>
Decorated<I> atan2(const Decorated<I>& y, const Decorated<I>& x) {
  const bool is_cut = contains_zero(y) && !certainly(y.value >= 0) && !certainly(x.value >= 0);
  const Domain domain = std::min(x.domain, y.domain);
  return decorate(atan2(y.value, x.value), is_cut ? std::min(domain, Domain::defined) : domain,
                  !(contains_zero(x) && contains_zero(y)));
}

}  // namespace rigor
