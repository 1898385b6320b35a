// The hand-proved lemmas of NODE-LIP-2, with the constants of their statements.
#pragma once

#include "function/elementary.hpp"
#include "model/depth_smoothness.hpp"
#include "proofs-check/common/conclusion.hpp"
#include "proofs-check/neural_ode/start_bounds.hpp"
#include "verdict/evidence.hpp"

namespace rigor::neural_ode {

/// The weights move by at most |th(t) - th(0)|_w <= path sqrt(t l(0)), and mean_i |p_k| <= adjoint
/// e^Lam |B| sqrt(l(0)); with c_1 and c_2 of depth_smoothness.hpp, for `first` and `second` in
/// place of the 1 and the 2 in them, L |Z_{k+1}(t) - Z_k(t)| <= K(T), t <= T. This holds for the
/// flow that is clipped in each component as well. Proof. dl/dt = -|th'|_w^2, so |th(t) - th(0)|_w
/// <= integral |th'|_w <= sqrt(t (l(0) - l(t))) (Cauchy-Schwarz); of a clipped component g, clip(g)
/// g >= clip(g)^2, so that dl/dt <= -|th'|_w^2. l decreases, so that mean |r_i| <= sqrt(l(0)), p_L
/// = 2 B^T r, and depth_smoothness applies with root_loss = T sqrt(l(0)): what it says of
/// velocities holds for clipped ones, as clipping lowers norms and differences of numbers. In c_1
/// the weights change d_2 f^T p by kap H (1 + chi v H), in c_2 both p and h change by their kap v w
/// / L. Open: 1 <= path, 2 <= adjoint, 1 <= first, 2 <= second.
inline Truth smoothness_lemma(const Rational& path, const Rational& adjoint, const Rational& first,
                              const Rational& second) {
  return proved_if(path >= 1 && adjoint >= 2 && first >= 1 && second >= 2);
}

/// depth_smoothness for linear blocks f = Z h, where kap and chi have no meaning and W is 0: with
/// Lam = z_2 + r, H = e^Lam |A| max |x|, P = 2 e^Lam |B| root_loss and z = z_0 + H P,
///   L |Z_{k+1} - Z_k| <= jump + 2 z H P.
/// Proof. As there, with |d_1 f| = |Z|, d_2 f^T p = p h^T: |Z_k'| <= mean |p| H; two layers in a
/// row have |dh| <= z H / L and |dp| <= z |p| / L, so the largest difference of layers grows by at
/// most 2 z H mean |p| / L per unit of time.
template <IntervalNumber I>
DepthSmoothness<I> linear_smoothness(const DepthSizes<I>& sizes, const I& distance,
                                     const I& root_loss) {
  const I growth = sizes.V_mean + distance;
  const I H = exp(growth) * sizes.A_norm * sizes.largest_input;
  const I HP = H * 2 * exp(growth) * sizes.B_norm * root_loss;
  const I z = sizes.V_most + HP, zero = enclose<I>(0L, precision_of(HP)), source = 2 * z * HP;
  return {growth, H, z, zero, zero, source, sizes.jump + source};
}

/// The bounds until T, from sizes and a loss at the start.
template <IntervalNumber B>
DepthSmoothness<B> smoothness(const TrainingStart<B>& start, const StartSizes<B>& sizes,
                              const B& root_loss, const Rational& time) {
  const B T = start.exact(time);
  const B r = sqrt(T) * root_loss;
  const DepthSizes<B> moved = start.moved(sizes, r);
  return start.setting.input.block == Block::linear ? linear_smoothness(moved, r, B(T * root_loss))
                                                    : depth_smoothness(moved, r, B(T * root_loss));
}

}  // namespace rigor::neural_ode
