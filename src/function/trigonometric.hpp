// Trigonometric functions and their inverses on intervals.
#pragma once

#include <utility>

#include "number/big_interval.hpp"
#include "number/decorated.hpp"
#include "number/interval.hpp"

namespace rigor {

/// The ranges of the sine and the cosine, with the correctly rounded ends. Where x is unbounded or
/// reaches 2^65536 in size, [-1, 1].
Interval sin(const Interval& x);
BigInterval sin(const BigInterval& x);
Interval cos(const Interval& x);
BigInterval cos(const BigInterval& x);

/// The range of the tangent, with the correctly rounded ends; the entire line if x contains a pole,
/// an odd multiple of pi/2, or is unbounded or reaches 2^65536 in size.
Interval tan(const Interval& x);
BigInterval tan(const BigInterval& x);

/// The inverses with values in [-pi/2, pi/2], [0, pi] and [-pi/2, pi/2], the first two with the
/// domain [-1, 1]: ranges over the members of the domain, with the correctly rounded ends.
Interval asin(const Interval& x);
BigInterval asin(const BigInterval& x);
Interval acos(const Interval& x);
BigInterval acos(const BigInterval& x);
Interval atan(const Interval& x);
BigInterval atan(const BigInterval& x);

template <IntervalNumber I>
Decorated<I> sin(const Decorated<I>& x) {
  return decorate(sin(x.value), x.domain);
}
template <IntervalNumber I>
Decorated<I> cos(const Decorated<I>& x) {
  return decorate(cos(x.value), x.domain);
}
/// A range of the tangent that isn't entire shows that x contains no pole.
template <IntervalNumber I>
Decorated<I> tan(const Decorated<I>& x) {
  I value = tan(x.value);
  const bool has_no_pole = !is_entire(value);
  return decorate(std::move(value), x.domain, has_no_pole);
}
template <IntervalNumber I>
Decorated<I> asin(const Decorated<I>& x) {
  return decorate(asin(x.value), x.domain, certainly(x.value >= -1) && certainly(x.value <= 1));
}
template <IntervalNumber I>
Decorated<I> acos(const Decorated<I>& x) {
  return decorate(acos(x.value), x.domain, certainly(x.value >= -1) && certainly(x.value <= 1));
}
template <IntervalNumber I>
Decorated<I> atan(const Decorated<I>& x) {
  return decorate(atan(x.value), x.domain);
}

}  // namespace rigor
