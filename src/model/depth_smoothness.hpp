// How smooth in depth the weights of a residual network stay while it is trained.
#pragma once

#include "number/interval_number.hpp"

namespace rigor {

/// What is known of a network of two-layer blocks with s(0) = 0 at the time 0, of its data and its
/// gradient flow A' = -dl/dA, Z_k' = -L dl/dZ_k, B' = -dl/dB.
template <IntervalNumber I>
struct DepthSizes {
  I kap;            ///< K / sqrt(m q), K = sup |s'|
  I chi;            ///< S_2 / (K sqrt q), S_2 = sup |s''|
  I V_mean;         ///< ((1/L) sum_k |V_k|^2)^(1/2)
  I W_mean;         ///< and for W_k
  I V_most;         ///< max_k |V_k|_F
  I W_most;         ///< max_k |W_k|_F
  I A_norm;         ///< |A|, over all times (A moves by at most the distance below)
  I B_norm;         ///< |B|, likewise
  I largest_input;  ///< max_i |x_i|
  I jump;           ///< L max_k |Z_{k+1} - Z_k|
};

/// What holds from then on, for the times of the flow considered.
template <IntervalNumber I>
struct DepthSmoothness {
  I growth;  ///< Lam: products of factors I + d_1 f / L have norms at most exp(Lam)
  I state;   ///< H >= |h_k|
  I V_most;  ///< >= |V_k|_F
  I W_most;  ///< >= |W_k|_F
  I rate;    ///< c_1
  I source;  ///< c_2
  I jump;    ///< >= L max_k |Z_{k+1} - Z_k|: jump(0) exp(c_1) + c_2 (exp(c_1) - 1) / c_1
};

/// Bounds while the weighted distance |th(t) - th(0)|_w stays at most `distance`, where `root_loss`
/// is at least the integral of sqrt(l(t)). They do not depend on L.
///
/// Proof. Let r be the distance. (1/L) sum kap |V_k||W_k| <= kap (v_2 + nu)(w_2 + om) with nu^2 +
/// om^2 <= r^2, so at most Lam = kap (v_2 w_2 + r sqrt(v_2^2 + w_2^2) + r^2 / 2). As |f| <= kap
/// |V||W||h| and |d_1 f| <= kap |V||W|: |h_k| <= exp(Lam) |A| max |x| = H and mean |p_k| <= 2
/// exp(Lam) |B| mean |r_i| <= 2 exp(Lam) |B| sqrt l, whose integral is at most P = 2 exp(Lam) |B|
/// root_loss. The gradients by V_k and W_k have norms at most mean |p| kap H |W_k| and mean |p| kap
/// H |V_k|, so with g = kap H P: |V_k|_F <= v = v_0 cosh g + w_0 sinh g, |W_k|_F <= w = w_0 cosh g
/// + v_0 sinh g. Let z = sqrt(v^2 + w^2), D = max_k |Z_{k+1} - Z_k|. The gradient d_2 f(h, Z)^T p =
/// (p s(u)^T / sqrt m, (V^T p o s'(u)) h^T / sqrt(mq)), u = W h / sqrt q, changes by at most kap H
/// z |dp| + kap |p| (H (1 + chi v H) |dZ| + (z + chi v w H) |dh|). For two layers in a row |dh| and
/// |dp| / |p| are at most kap v w H / L and kap v w / L. So D' <= mean |p| (kap H (1 + chi v H) D +
/// kap^2 H v w (2 z + chi v w H) / L), and Gronwall's inequality with c_1 = kap H (1 + chi v H) P,
/// c_2 = kap^2 H v w (2 z + chi v w H) P gives the last bound. QED
template <IntervalNumber I>
DepthSmoothness<I> depth_smoothness(const DepthSizes<I>& sizes, const I& distance,
                                    const I& root_loss);

extern template DepthSmoothness<Interval> depth_smoothness(const DepthSizes<Interval>&,
                                                           const Interval&, const Interval&);
extern template DepthSmoothness<BigInterval> depth_smoothness(const DepthSizes<BigInterval>&,
                                                              const BigInterval&,
                                                              const BigInterval&);

}  // namespace rigor
