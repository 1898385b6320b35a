// The constants alpha and beta of the clipped gradient flow, in logarithms.
#pragma once

#include "function/elementary.hpp"
#include "number/interval_number.hpp"
#include "proofs-check/common/conclusion.hpp"
#include "verdict/evidence.hpp"

namespace rigor::neural_ode {

/// Bounds along the clipped flow: |A|, |B|, |Z_k| <= M; |d_1 f| <= K_1 where |z| <= M; on E = {|h|
/// <= e^{K_1} M M_X, |z| <= M}, |d_2 f| <= K, K_1 <= K, |d_22 f|, |d_21 f| <= K'; |x_i| <= M_X,
/// |y_i|
/// <= M_Y. All > 0.
template <IntervalNumber I>
struct ClippedBounds {
  I M;
  I K_1;
  I K;
  I K_prime;
  I M_X;
  I M_Y;
};

/// alpha = 2 e^K K' M (e^K M^2 M_X + M_Y),
/// beta = 2 K e^K M (K + e^K K' M M_X) (e^K M^2 M_X + M_Y).
template <IntervalNumber I>
struct ClippedGrowth {
  I log_alpha;
  I log_beta;
};

/// With e^K taken out of every sum, so that K is the largest number met.
template <IntervalNumber I>
ClippedGrowth<I> clipped_growth(const ClippedBounds<I>& b) {
  const I error = b.K + log(sqr(b.M) * b.M_X + b.M_Y * exp(-b.K));
  const I bend = b.K + log(b.K * exp(-b.K) + b.K_prime * b.M * b.M_X);
  return {log(2 * b.K_prime * b.M) + b.K + error, log(2 * b.K * b.M) + b.K + bend + error};
}

/// |Z_{k+1}(t) - Z_k(t)| <= (|Z_{k+1}(0) - Z_k(0)| + beta T / L) e^{alpha T}, t <= T, for every L,
/// if the right sides are clipped by an operator with the Lipschitz constant `slope`, with `factor`
/// in place of the 2 in alpha and beta. Proof. |h_k| <= prod (1 + |d_1 f| / L) |A||x| <= e^{K_1} M
/// M_X, as f(0, .) = 0, and p_L = 2 B^T r, so that P = mean |p_k| <= 2 e^{K_1} M (e^{K_1} M^2 M_X +
/// M_Y) and |h_k - h_{k-1}| <= (K_1 / L) e^{K_1} M M_X, |p_k - p_{k+1}| <= (K_1 / L)|p_{k+1}|. Z_k'
/// is the operator's value at -g_k, g_k = mean d_2 f(h_{k-1}, Z_k)^T p_k, and |g_{k+1} - g_k| <= P
/// (K K_1 / L + K' |Z_{k+1} - Z_k| + K' (K_1 / L) e^{K_1} M M_X), from p, Z and h one after the
/// other; E is convex. So the difference has D'
/// <= slope (alpha D + beta / L) with alpha, beta that grow with K_1 <= K; Gronwall. Open: slope <=
/// 1, and 2 <= factor.
inline Truth clipped_growth_lemma(const Rational& slope, const Rational& factor) {
  return proved_if(slope >= 0 && slope <= 1 && factor >= 2);
}

}  // namespace rigor::neural_ode
