// Invariant sets of the reverse flow about a datum, and what happens in them as v -> 0.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "model/mixture_atoms.hpp"

namespace rigor {

/// A convex set that the flow doesn't leave for noise variances v <= v1, and on which everything
/// converges to the atom x_i.
template <IntervalNumber I>
struct Trap {
  I pull;   ///< |m(x, v) - x_i| <= pull on the set, for all v <= v1
  I drift;  ///< |zeta(v) - zeta(v1)| <= drift for all v <= v1, zeta = (x - x_i) / sqrt v
};

/// The set K = conv(box and B(x_i, eta)).
///
/// Let b_j be at most the minimum over K of (|x - x_j|^2 - |x - x_i|^2) / 2 + H_j - H_i. This is
/// affine, so b_j = min(its range over the box, D_j^2 / 2 + H_j - H_i - eta D_j), D_j = |x_i -
/// x_j|. On K |m - x_i| <= sum_j (w_j / w_i) D_j <= S(v) := sum_j D_j e^{l_j - l_i - b_j / v},
/// which increases in v if all b_j > 0. If S(v1) <= eta, then m(K, v) lies in B(x_i, eta), a part
/// of the convex K, for all v <= v1: m - x points into K, and by Nagumo's theorem K is invariant.
/// S(v) -> 0, so m -> x_i and x -> x_i. And d zeta/ds = e^s (m - x_i) with e^s = v^{-1/2} has the
/// length e^s S at most; the integral of e^s e^{-b/v} ds = e^{-b u^2} du, u = v^{-1/2}, over v <=
/// v1 is sqrt(pi / b) erfc(sqrt(b / v1)) / 2: drift is the sum of these with the factors D_j e^{l_j
/// - l_i}. Then zeta converges.
///
/// Positions are relative to the origin of the atoms. nullopt if no eta is found; eta comes from a
/// few steps of eta = S(v1).
template <IntervalNumber I>
std::optional<Trap<I>> prove_trap(const MixtureAtoms<I>& atoms, std::size_t i,
                                  const std::vector<I>& box, const I& v1);

/// The same for the ball B(x_i, r): pull is eps_i(r, v1) = sum_j D_j e^{l_j - l_i - b_j / v1}, b_j
/// = D_j (D_j - 2 r) / 2, and drift is K_i(r, v1). nullopt unless all b_j > 0 is proved. The ball
/// is invariant if pull <= r, by the same proof; the caller decides that. Heights must be 0.
template <IntervalNumber I>
std::optional<Trap<I>> enclose_ball_trap(const MixtureAtoms<I>& atoms, std::size_t i, const I& r,
                                         const I& v1);

}  // namespace rigor
