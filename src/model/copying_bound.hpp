// How much of a law that copies N data can't be of a law with a bounded density.
#pragma once

#include "function/chi_square.hpp"
#include "model/hybrid_score.hpp"

namespace rigor {

/// P_d(rho / sqrt delta) - N M omega_d rho^d: the mass that N data with noise of variance delta
/// have within rho of a datum, less the most that a law with a density <= M can have there.
template <class D>
D copying_bound(int d, long N, const D& M, const D& delta, const D& rho) {
  const D ball = unit_ball_volume<D>(d, precision_of(rho)) * pown(rho, d);
  return chi_cdf(d, rho / sqrt(delta)) - N * M * ball;
}

/// The rho at which the bound is largest. Its derivative is d omega_d rho^{d-1} times
/// (2 pi delta)^{-d/2} exp(-rho^2 / 2 delta) - N M, which changes its sign once, at
///   rho^2 = -2 delta log(N M (2 pi delta)^{d/2}),
/// or is negative throughout, and rho = 0 is best.
template <class D>
D sharpest_copying_radius(int d, long N, const D& M, const D& delta) {
  const Precision p = precision_of(delta);
  const D zero = enclose<D>(0L, p);
  const D exponent = log(N * M) + d * log(2 * pi<D>(p) * delta) / 2;
  return sqrt(2 * delta * max(-exponent, zero));
}

}  // namespace rigor
