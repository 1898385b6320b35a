// Hyperbolic functions and their inverses on intervals.
#pragma once

#include "number/big_interval.hpp"
#include "number/decorated.hpp"
#include "number/interval.hpp"

namespace rigor {

/// The ranges over the members of x that lie in the domain, empty if none does; the ends are the
/// correctly rounded ones.
Interval sinh(const Interval& x);
BigInterval sinh(const BigInterval& x);
Interval cosh(const Interval& x);
BigInterval cosh(const BigInterval& x);
Interval tanh(const Interval& x);
BigInterval tanh(const BigInterval& x);

/// The inverses. acosh has the domain x >= 1 and values >= 0; atanh has the domain -1 < x < 1.
Interval asinh(const Interval& x);
BigInterval asinh(const BigInterval& x);
Interval acosh(const Interval& x);
BigInterval acosh(const BigInterval& x);
Interval atanh(const Interval& x);
BigInterval atanh(const BigInterval& x);

template <IntervalNumber I>
Decorated<I> sinh(const Decorated<I>& x) {
  return decorate(sinh(x.value), x.domain);
}
template <IntervalNumber I>
Decorated<I> cosh(const Decorated<I>& x) {
  return decorate(cosh(x.value), x.domain);
}
template <IntervalNumber I>
Decorated<I> tanh(const Decorated<I>& x) {
  return decorate(tanh(x.value), x.domain);
}
template <IntervalNumber I>
Decorated<I> asinh(const Decorated<I>& x) {
  return decorate(asinh(x.value), x.domain);
}
template <IntervalNumber I>
Decorated<I> acosh(const Decorated<I>& x) {
  return decorate(acosh(x.value), x.domain, certainly(x.value >= 1));
}
template <IntervalNumber I>
Decorated<I> atanh(const Decorated<I>& x) {
  return decorate(atanh(x.value), x.domain, certainly(x.value > -1) && certainly(x.value < 1));
}

}  // namespace rigor
