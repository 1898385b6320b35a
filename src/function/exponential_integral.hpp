// The exponential integral E_1 on intervals.
#pragma once

#include "number/big_interval.hpp"
#include "number/decorated.hpp"
#include "number/interval.hpp"

namespace rigor {

/// E_1(x) = integral of exp(-t) / t over t >= x, on the members x > 0, with full relative precision
/// at its tail and at its zero at infinity; E_1(0) = +inf. Empty if no member is positive.
Interval expint1(const Interval& x);
BigInterval expint1(const BigInterval& x);

template <IntervalNumber I>
Decorated<I> expint1(const Decorated<I>& x) {
  return decorate(expint1(x.value), x.domain, certainly(x.value > 0));
}

}  // namespace rigor
