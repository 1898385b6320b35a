// The law of the Euclidean norm of a standard normal vector.
#pragma once

#include "number/big_interval.hpp"
#include "number/decorated.hpp"
#include "number/interval.hpp"

namespace rigor {

/// P_d(r) = P(|Z| <= r) for Z standard normal in R^d, d >= 1, r >= 0 (0 for r < 0), and its
/// complement Q_d = 1 - P_d, each with full relative precision. With x = r^2 / 2, by parts,
///   d even: Q_d = e^{-x} sum_{k < d/2} x^k / k!,
///   d odd:  Q_d = erfc(sqrt x) + e^{-x} sum_{1 <= k <= (d-1)/2} x^{k-1/2} / Gamma(k + 1/2),
///   P_d = e^{-x} sum_{k >= 0} x^{d/2+k} / Gamma(d/2 + k + 1).
/// All terms are positive. Throws std::invalid_argument for d < 1; takes O(d + precision + r)
/// steps.
Interval chi_cdf(int d, const Interval& r);
BigInterval chi_cdf(int d, const BigInterval& r);
Interval chi_tail(int d, const Interval& r);
BigInterval chi_tail(int d, const BigInterval& r);

template <IntervalNumber I>
Decorated<I> chi_cdf(int d, const Decorated<I>& r) {
  return decorate(chi_cdf(d, r.value), r.domain);
}
template <IntervalNumber I>
Decorated<I> chi_tail(int d, const Decorated<I>& r) {
  return decorate(chi_tail(d, r.value), r.domain);
}

}  // namespace rigor
