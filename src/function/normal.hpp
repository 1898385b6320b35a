// The standard normal law on intervals.
#pragma once

#include "number/big_interval.hpp"
#include "number/decorated.hpp"
#include "number/interval.hpp"

namespace rigor {

/// Phi(x) = erfc(-x / sqrt 2) / 2.
Interval normal_cdf(const Interval& x);
BigInterval normal_cdf(const BigInterval& x);

/// phi(x) = exp(-x^2 / 2) / sqrt(2 pi).
Interval normal_pdf(const Interval& x);
BigInterval normal_pdf(const BigInterval& x);

template <IntervalNumber I>
Decorated<I> normal_cdf(const Decorated<I>& x) {
  return decorate(normal_cdf(x.value), x.domain);
}
template <IntervalNumber I>
Decorated<I> normal_pdf(const Decorated<I>& x) {
  return decorate(normal_pdf(x.value), x.domain);
}

}  // namespace rigor
