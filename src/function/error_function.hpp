// The error function and its complement on intervals.
#pragma once

#include "number/big_interval.hpp"
#include "number/decorated.hpp"
#include "number/interval.hpp"

namespace rigor {

/// erf(x) = 2/sqrt(pi) * integral of exp(-t^2) over 0 <= t <= x; erfc = 1 - erf, with full relative
/// precision in its tail.
Interval erf(const Interval& x);
BigInterval erf(const BigInterval& x);
Interval erfc(const Interval& x);
BigInterval erfc(const BigInterval& x);

template <IntervalNumber I>
Decorated<I> erf(const Decorated<I>& x) {
  return decorate(erf(x.value), x.domain);
}
template <IntervalNumber I>
Decorated<I> erfc(const Decorated<I>& x) {
  return decorate(erfc(x.value), x.domain);
}

}  // namespace rigor
