// Integer roots on intervals.
#pragma once

#include "number/big_interval.hpp"
#include "number/decorated.hpp"
#include "number/interval.hpp"

namespace rigor {

/// { x^(1/n) } for n != 0: the inverse of the n-th power, on x >= 0 for even n and everywhere for
/// odd n; negative n give the reciprocals, without the point 0. The ends are the correctly rounded
/// ones. Throws std::invalid_argument for n = 0.
Interval rootn(const Interval& x, int n);
BigInterval rootn(const BigInterval& x, int n);

template <IntervalNumber I>
Decorated<I> rootn(const Decorated<I>& x, int n) {
  const bool is_inside = (n % 2 != 0 || certainly(x.value >= 0)) && (n > 0 || !contains_zero(x));
  return decorate(rootn(x.value, n), x.domain, is_inside);
}

}  // namespace rigor
