// The flow of one datum under the empirical-Bayes regularization of the score.
//
// With one datum x_1 and e = exp(-l), l = |x - x_1|^2 / 2v, the score e (x_1 - x) / (v max(e, tau))
// gives, in the logarithmic time s = -log(v) / 2 and for z = x - x_1,
//   dz/ds = -min(1, e^{-l} / tau) z,   dl/ds = 2 l (1 - min(1, e^{-l} / tau)).
// Let lambda = log(1 / tau). Where l <= lambda the factor is 1: l stays, z = sqrt(v / v0) z0 tends
// to 0, the datum is returned. Where l > lambda, l increases without bound and
//   d log|z| / dl = -1 / (2 l (tau e^l - 1)),
// which can be integrated to l = infinity: z tends to a point at the positive distance
//   |z0| exp(-Lambda(l0, tau) / 2),   Lambda(l0, tau) = integral of dl / (l (tau e^l - 1)), l >=
//   l0.
#pragma once

#include <functional>

#include "number/interval_number.hpp"

namespace rigor {

/// Encloses Lambda(l0, tau), aiming at a width of 10^-digits: for all members
/// of l0 and tau where tau e^l0 > 1 and l0, tau > 0 are proved; entire otherwise. With q = e^-l /
/// tau < 1,
///   Lambda = sum over k >= 1 of tau^-k E_1(k l0),
/// by 1 / (tau e^l - 1) = sum q^k; the terms beyond K add up to at most q^{K+1} / ((K+1) l0 (1 -
/// q)), as E_1(x) <= e^-x / x. Up to the l1 where q = 1/2 the integral is taken over u = log(1 - q)
/// instead, du = dl / (tau e^l - 1), with the bounded integrand 1 / l = 1 / (lambda - log(1 -
/// e^u)): the series would need many terms near the pole l = lambda. `step` is called once a term
/// and once a panel.
template <IntervalNumber I>
I departure_exponent(const I& l0, const I& tau, int digits, const std::function<void()>& step);

/// lim |x(v) - x_1| as v -> 0.
template <IntervalNumber I>
struct DepartureLimit {
  Truth is_memorized;  ///< the limit is 0, for all starts; no: it is positive, for all starts
  I distance;          ///< encloses the limit, for all starts
  bool is_settled;     ///< each end of the starts lies on a proved side of l = lambda
};

/// For all starts with |x(v0) - x_1| in `distance` >= 0, all v0 and tau in theirs, v0, tau > 0. The
/// limit increases with |z0|, for Lambda decreases in l0: its ends are those of the ends.
template <IntervalNumber I>
DepartureLimit<I> departure_limit(const I& distance, const I& v0, const I& tau, int digits,
                                  const std::function<void()>& step);

}  // namespace rigor
