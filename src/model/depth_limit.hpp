// How far the training of a residual network of depth L is from that of its neural ODE.
#pragma once

#include "model/residual_bounds.hpp"
#include "number/interval_number.hpp"

namespace rigor {

/// Upper bounds of a block f(h, Z) and its derivatives where |h| <= H and Z keeps to bounds that
/// describe a convex set; g = d_2 f^T p.
template <class I>
struct BlockSlopes {
  I state;             ///< Lam >= |d_1 f|, and |f| <= Lam |h|
  I weights;           ///< mu >= |d_2 f|
  I gradient_weights;  ///< |g(h, Z, p) - g(h', Z', p)| <= |p| (this |Z - Z'|
  I gradient_state;    ///<                                 + this |h - h'|)
  I jacobian_weights;  ///< |d_1 f(h, Z) - d_1 f(h', Z')| <= this |Z - Z'|
  I jacobian_state;    ///<                                + this |h - h'|
};
/// Of two-layer blocks with |V| <= v, |W| <= w; see BlockConstants.
template <class I>
BlockSlopes<I> two_layer_slopes(const BlockConstants<I>& block, const I& v, const I& w,
                                const I& H) {
  return {block.state_slope(v, w),
          block.weight_slope(v, w, H),
          block.weight_slope_by_weights(v, H),
          block.weight_slope_by_state(v, w, H),
          block.state_slope_by_weights(v, w, H),
          block.state_slope_by_state(v, w)};
}
/// Of linear blocks with |Z| <= z: f = Z h, d_1 f = Z, g = p h^T.
template <IntervalNumber I>
BlockSlopes<I> linear_slopes(const I& z, const I& H) {
  const I zero = enclose<I>(0L, precision_of(z)), one = enclose<I>(1L, precision_of(z));
  return {z, H, zero, one, one, zero};
}

/// What both the network of depth L and the neural ODE keep to while they are trained.
template <class I>
struct LimitSizes {
  BlockSlopes<I> block;
  I growth;       ///< products of factors 1 + |d_1 f| / L over layers are at most exp(growth)
  I accumulated;  ///< 1/L times the sum over k of the products over layers after k is at most this
  I state;        ///< H >= |h_k|, |H_i(s)|
  I adjoint;      ///< P >= (1/n) sum_i |P_i(s)| of the neural ODE
  I jump;         ///< K: |Z(s) - Z(s')| <= K |s - s'| for the neural ODE
  I B_norm;       ///< b >= |B| of both
  I root_loss;    ///< R_0 >= (1/n) sum_i |F_i - y_i| of the neural ODE
  I largest_input;  ///< M_X >= |x_i|
  bool trains_A = true;
  bool trains_B = true;
};

/// e * error + depth / L.
template <class I>
struct DepthBound {
  I error;
  I depth;
};

/// How far apart the two are when their weights are: e bounds |A - A^L|_F, max_k |Z(k/L) - Z^L_k|
/// and |B - B^L|_F at one time, |Z|^2 = |V|_F^2 + |W|_F^2 (e = 0 of an end that is not trained).
template <class I>
struct LimitBounds {
  DepthBound<I> state;    ///< eta >= |h_k - H(k/L)|
  DepthBound<I> adjoint;  ///< pi >= (1/n) sum_i |p_k - P_i(k/L)|
  DepthBound<I> layers;   ///< >= |(-L dl/dZ_k) - velocity of Z at k/L|
  DepthBound<I> A;        ///< >= the same for A; 0 if it is frozen
  DepthBound<I> B;
};

/// With Lam = block.state, mu = block.weights and so on, G = exp(growth), S = accumulated, s_k =
/// k/L:
///   eta = G M_X e + S mu e + S (Lam^2 H + mu K) / 2L,
///   pi = G [2 R_0 e + 2b (H e + b eta)] + S P (jacobian_weights e + jacobian_state eta)
///        + S P (Lam^2 + jacobian_weights K + jacobian_state Lam H) / 2L,
///   layers: mu pi + P (gradient_weights e + gradient_state (eta + Lam H / L)),
///   A: M_X pi,   B: 2 [(H e + b eta) H + R_0 eta].
///
/// Proof. f(H(r), Z(r)) - f(H(s_k), Z(s_{k+1})), s_k <= r <= s_{k+1}, is at most Lam^2 H (r - s_k)
/// + mu K (s_{k+1} - r) as |H'| <= Lam H; its integral over r at most (Lam^2 H + mu K) / 2L^2. So
/// |h_{k+1} - H(s_{k+1})| <= (1 + |d_1 f| / L) |h_k - H(s_k)| + mu e / L + that, from M_X e at k =
/// 0: eta. p_L - P(1) = 2 (B^L - B)^T r + 2 (B^L)^T (r^L - r), r^L - r = (B^L - B) h_L + B (h_L -
/// H(1)): in the mean over i at most 2 R_0 e + 2b (H e + b eta). p_k - P(s_k) = (I + J^T / L)
/// (p_{k+1} - P(s_{k+1})), J at (h_k, Z^L_{k+1}), plus (J - J')^T P(s_{k+1}) / L, J' at (H(s_k),
/// Z(s_{k+1})), minus the integral over r of J(r)^T P(r) - J'^T P(s_{k+1}): |J - J'| <=
/// jacobian_weights e + jacobian_state eta; |P(r) - P(s_{k+1})| <= Lam (s_{k+1} - r) sup |P|; |J(r)
/// - J'| <= jacobian_weights K (s_{k+1} - r) + jacobian_state Lam H (r - s_k). This gives pi. The
/// velocities of layer k + 1 are minus the means of g(h_k, Z^L_{k+1}, p_{k+1}) and g(H, Z, P) at
/// s_{k+1}, where |h_k - H(s_{k+1})| <= eta + Lam H / L; those of A are the means of -p_0 x^T and
/// -P(0) x^T, those of B of -2 r^L h_L^T and -2 r H(1)^T. QED
///
/// S = G will do; so will (exp(Lam) - 1) / Lam, the sum of (1 + Lam/L)^j / L over j < L being at
/// most that.
template <IntervalNumber I>
LimitBounds<I> limit_bounds(const LimitSizes<I>& sizes);

/// C with e(t) <= C / L for 0 <= t <= T, from e(0) = 0, where the sizes hold on [0, T]: with g_1
/// and g_0 the largest coefficients of e and of 1/L in the bounds of the velocities, e' <= g_1 e +
/// g_0 / L, and C = g_0 (exp(g_1 T) - 1) / g_1 by Gronwall's inequality.
template <IntervalNumber I>
struct LimitConstant {
  I rate;       ///< g_1
  I source;     ///< g_0
  I constant;   ///< C; unbounded where it leaves the range of the numbers
  I logarithm;  ///< log(g_0 T) + g_1 T >= log C
};
template <IntervalNumber I>
LimitConstant<I> limit_constant(const LimitSizes<I>& sizes, const I& T);

}  // namespace rigor
