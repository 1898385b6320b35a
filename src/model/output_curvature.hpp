// Second derivatives of the output of a residual network by all of its weights.
#pragma once

#include <vector>

#include "model/residual_pass.hpp"
#include "number/interval_number.hpp"

namespace rigor {

/// Bounds |D^2 F(x)[d, d]| <= H |d|_w^2 for all directions d of the layers and the trained ends, at
/// all networks within the distance `radius` >= 0, in the weighted norm and with the frozen ends
/// kept, of a member of the box: the upper end of the result is H. The cost is linear in L.
/// Activations other than relu; throws std::invalid_argument for that, if shapes disagree, or L =
/// 0.
///
/// At one network, with u_k = W h_k / sqrt q, kap_k = max |s'(u_k)| / sqrt(mq), sigma_k = max
/// |s''(u_k)| / (q sqrt m), T_k = V diag s'(u_k) / sqrt(mq), J_k = T_k W, and k = 0, ..., L - 1 for
/// the layer Z_{k+1} = (V, W):
///
/// 1. First variation. dh_0 = dA x, dh_{k+1} = (I + J_k/L) dh_k + E_k dZ / L with E_k dZ = dV
/// s(u_k) / sqrt m + T_k dW h_k. In weighted coordinates dh_k = M_k d, and C_k = M_k M_k^T has C_0
/// = |x|^2 I (0 if A is frozen), C_{k+1} = (I + J_k/L) C_k (I + J_k/L)^T + (|s(u_k)|^2 / m I +
/// |h_k|^2 T_k T_k^T) / L. So |dh_k| <= c_k D, c_k^2 = |C_k|, D the norm of d without dB.
///
/// 2. Second variation. d^2 h_{k+1} = (I + J_k/L) d^2 h_k + S_k / L, d^2 h_0 = 0, sqrt m S_k = 2 dV
/// (s' * du) + V (s'' * du * du) + 2 V (s' * dW dh) / sqrt q, du = (dW h + W dh) / sqrt q. With v,
/// w, h for |V|, |W|, |h_k|, tau = |T_k|, omega = |diag s' W| / sqrt(mq),
///   |S_k| <= 2 |dV| (kap h |dW| + omega c D) + 2 tau |dW| c D + sigma v (h |dW| + w c D)^2.
/// d^2 F = B d^2 h_L + 2 dB dh_L, and S_k reaches it with a factor of norm beta_k = |B prod_{j > k}
/// (I + J_j/L)|. So |d^2 F| <= (1/L) sum_k beta_k |S_k| + 2 |dB| c_L D, a sum of quadratic forms in
/// (|dV_k|, |dW_k|) and D with (1/L) sum |dZ_k|^2 <= D^2: its first part is at most H' D^2,
///   H' = max_k lambda_k + 2 (mean_k |b_k|^2)^{1/2} + mean_k beta sigma v w^2 c^2,
/// lambda the larger eigenvalue of beta (0, kap h; kap h, sigma v h^2), b = beta c (omega, tau +
/// sigma v w h) (Cauchy-Schwarz over k); and H' D^2 + 2 |dB| c_L D <= (H' + sqrt(H'^2 + 4 c_L^2)) /
/// 2 for D^2 + |dB|^2 = 1, or H' if B is frozen.
///
/// 3. Around the box. Let d be the difference to a member, |d|_w <= r, so that |dZ_k| <= R =
/// sqrt(L) r, and mark its quantities by 0: v = v0 + R, w = w0 + R, and e_k = r c_k bounds |h_k -
/// h0_k| by the mean value theorem, as the ball is convex; H = h0 + e; |u - u0| <= (w e + R h0) /
/// sqrt q gives kap and sigma over the ball. Then
///   |J_k - J0_k| <= a |dZ_k| + b e_k,  a = kap sqrt(v^2 + w^2) + sigma v w H,  b = sigma v w^2,
///   |E_k - E0_k| <= A |dZ_k| + a e_k,  A = H (kap + sigma v H)
/// (see BlockConstants). Let g = |I + J0_k/L| + (a R + b e_k) / L >= |I + J_k/L|. M_{k+1} -
/// M0_{k+1} is ((I + J/L)(M - M0) + (J - J0) M0 / L, (E - E0) / sqrt L), so that by Minkowski's
/// inequality |M_k - M0_k| is at most x_k + r xi_k + r eta_k + omega_k with
///   x_{k+1} = g x_k + b e_k c0_k / L,  xi_{k+1}^2 = g^2 xi_k^2 + (a c0_k)^2 / L  (Cauchy-Schwarz
///   with (1/L) sum |dZ_k|^2 <= r^2),  eta_{k+1} = max(g eta_k, A),  omega_{k+1}^2 = g^2 omega_k^2
///   + (a e_k)^2 / L,
/// all 0 at k = 0; and likewise, from k = L - 1 on down, for B prod (I + J_j/L), where the start is
/// r if B is trained.
///
/// Of linear blocks: J = Z, E dZ = dZ h, S = 2 dZ dh.
template <IntervalNumber I>
I output_curvature(const ResidualNetwork<I>& network, const std::vector<I>& x, const I& radius,
                   const TrainedEnds& ends);

/// An upper bound of the largest eigenvalue of -Hess l in weighted coordinates, at all networks of
/// the box: Hess l = (2/n) sum_i (J_i^T J_i + r_i . D^2 F_i), so it is at most (2/n) sum_i |r_i|
/// H_i
/// <= 2 sqrt(l) (mean H_i^2)^{1/2}, H_i = output_curvature. Errors as there.
template <IntervalNumber I>
I loss_concavity(const ResidualNetwork<I>& network, const std::vector<std::vector<I>>& inputs,
                 const std::vector<std::vector<I>>& targets, const TrainedEnds& ends);

}  // namespace rigor
