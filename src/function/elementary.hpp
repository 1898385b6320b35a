// Elementary and error functions on intervals.
#pragma once

#include "number/big_interval.hpp"
#include "number/decorated.hpp"
#include "number/interval.hpp"

namespace rigor {

/// The ranges over the members of x that lie in the domain; log has the domain x > 0. All are
/// monotone, so a range is enclosed by enclosing its two ends.
Interval exp(const Interval& x);
BigInterval exp(const BigInterval& x);
Interval log(const Interval& x);
BigInterval log(const BigInterval& x);
Interval tanh(const Interval& x);
BigInterval tanh(const BigInterval& x);

/// erf(x) = 2/sqrt(pi) * integral of exp(-t^2) over 0 <= t <= x; erfc = 1 - erf, with full relative
/// precision in its tail.
Interval erf(const Interval& x);
BigInterval erf(const BigInterval& x);
Interval erfc(const Interval& x);
BigInterval erfc(const BigInterval& x);

template <IntervalNumber I>
Decorated<I> exp(const Decorated<I>& x) {
  return decorate(exp(x.value), x.domain);
}
template <IntervalNumber I>
Decorated<I> log(const Decorated<I>& x) {
  return decorate(log(x.value), x.domain, certainly(x.value > 0));
}
template <IntervalNumber I>
Decorated<I> tanh(const Decorated<I>& x) {
  return decorate(tanh(x.value), x.domain);
}
template <IntervalNumber I>
Decorated<I> erf(const Decorated<I>& x) {
  return decorate(erf(x.value), x.domain);
}
template <IntervalNumber I>
Decorated<I> erfc(const Decorated<I>& x) {
  return decorate(erfc(x.value), x.domain);
}

}  // namespace rigor
