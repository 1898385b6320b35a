// Balls about all data that trap the reverse flow at small noise.
#pragma once

#include "proofs-check/memorization/setting.hpp"

namespace rigor::memorization {

/// The constants of the lemma below.
struct Trapping {
  Rational share = Rational(1, 4);  ///< r = share D_-
  Rational level = 8;               ///< v1 = D_-^2 / (level (log(4N) + L))
};

/// For N >= 2 data whose weights p_i differ by a factor of at most e^L: at every v <= v1 the balls
/// B(x_i, r) are disjoint and invariant for the reverse flow, and trajectories in one of them
/// converge to its centre.
///
/// Proof. In B(x_i, r), |m - x_i| <= eps = sum_{j != i} (p_j / p_i) D_ij exp(-D_ij (D_ij - 2r) /
/// 2v), which increases in v; eps <= r makes the ball invariant, and eps -> 0 as v -> 0 makes x_i
/// the limit of x' = m - x. As D exp(-D (D - 2r) / 2v) decreases in D >= D_- if v <= D_- (D_- - r),
/// it is enough that e^L (N - 1) exp(-D_- (D_- - 2r) / 2v) <= share at v1. Open, and recomputed
/// here: share < 1/2, and with R = log(4N) + L
///   1 / (level R) <= 1 - share,   e^L (N - 1) exp(-level (1 - 2 share) R / 2) <= share.
template <IntervalNumber D>
Truth balls_are_trapped(long N, const Rational& L, const Trapping& constants, Precision precision) {
  const auto exact = [&](const Rational& q) { return enclose<D>(q, precision); };
  const D reach = log(exact(4 * N)) + exact(L);
  const D rate = exact(constants.level * (1 - 2 * constants.share) / 2);
  return proved_if(2 * constants.share < 1) &&
         1 / (exact(constants.level) * reach) <= exact(1 - constants.share) &&
         (N - 1) * exp(exact(L) - rate * reach) <= exact(constants.share);
}

}  // namespace rigor::memorization
