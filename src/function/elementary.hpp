// Exponentials and logarithms on intervals.
#pragma once

#include "function/error_function.hpp"  // IWYU pragma: export
#include "number/big_interval.hpp"
#include "number/decorated.hpp"
#include "number/interval.hpp"

namespace rigor {

/// The ranges over the members of x that lie in the domain, empty if none does. The functions
/// increase, so a range is enclosed by enclosing its two ends; the ends are the correctly rounded
/// ones.
///
/// e^x, 2^x, and e^x - 1 with full relative precision near 0.
Interval exp(const Interval& x);
BigInterval exp(const BigInterval& x);
Interval exp2(const Interval& x);
BigInterval exp2(const BigInterval& x);
Interval expm1(const Interval& x);
BigInterval expm1(const BigInterval& x);

/// The logarithms to the bases e and 2, domain x > 0; log(1 + x), domain x > -1.
Interval log(const Interval& x);
BigInterval log(const BigInterval& x);
Interval log2(const Interval& x);
BigInterval log2(const BigInterval& x);
Interval log1p(const Interval& x);
BigInterval log1p(const BigInterval& x);

template <IntervalNumber I>
Decorated<I> exp(const Decorated<I>& x) {
  return decorate(exp(x.value), x.domain);
}
template <IntervalNumber I>
Decorated<I> exp2(const Decorated<I>& x) {
  return decorate(exp2(x.value), x.domain);
}
template <IntervalNumber I>
Decorated<I> expm1(const Decorated<I>& x) {
  return decorate(expm1(x.value), x.domain);
}
template <IntervalNumber I>
Decorated<I> log(const Decorated<I>& x) {
  return decorate(log(x.value), x.domain, certainly(x.value > 0));
}
template <IntervalNumber I>
Decorated<I> log2(const Decorated<I>& x) {
  return decorate(log2(x.value), x.domain, certainly(x.value > 0));
}
template <IntervalNumber I>
Decorated<I> log1p(const Decorated<I>& x) {
  return decorate(log1p(x.value), x.domain, certainly(x.value > -1));
}

}  // namespace rigor
