// How much a block of a residual network and its derivatives can be, and can change. Second
// derivatives of the whole network: output_curvature.hpp; norms of matrices: linear/norm.hpp.
#pragma once

#include <cstddef>

#include "number/interval_number.hpp"

namespace rigor {

/// f(h, (V, W)) = V s(u) / sqrt m, u = W h / sqrt q, with s(0) = 0, |s'| <= K, |s''| <= S_2, where
/// |V| <= v, |W| <= w (operator norms), |h| <= H, and |Z|^2 = |V|_F^2 + |W|_F^2. d_1 f is the
/// Jacobian by h, d_2 f the one by Z; g(h, Z, p) = d_2 f^T p = (p s(u)^T / sqrt m, (V^T p * s'(u))
/// h^T / sqrt(mq)), * entry by entry. The bounds increase in v, w, H.
template <class I>
struct BlockConstants {
  I kap;  ///< K / sqrt(m q)
  I chi;  ///< S_2 / (K sqrt q)

  /// |d_1 f| = |V diag(s') W| / sqrt(mq) <= kap v w; the same times |h| bounds |f|, as |s(u)| <= K
  /// |u|.
  I state_slope(const I& v, const I& w) const { return kap * v * w; }
  /// |d_2 f^T p| / |p| = |d_2 f| <= kap H sqrt(v^2 + w^2): the parts of g are at most kap w H |p|
  /// and kap v H |p|.
  I weight_slope(const I& v, const I& w, const I& H) const {
    return kap * H * sqrt(sqr(v) + sqr(w));
  }

  /// |g(h, Z, p) - g(h', Z', p)| <= |p| (by_weights |Z - Z'| + by_state |h - h'|), both (h, Z) and
  /// (h', Z') within the bounds; |d_2 f| changes by at most as much. Proof: the first part of g
  /// changes by |p| |s(u) - s(u')| / sqrt m <= kap |p| (H |dW| + w |dh|); the second by kap |p| (H
  /// |dV| + v |dh| + chi v H (H |dW| + w |dh|)). So by_weights = kap H (1 + chi v H), by_state =
  /// kap (sqrt(v^2 + w^2) + chi v w H).
  I weight_slope_by_weights(const I& v, const I& H) const { return kap * H * (1 + chi * v * H); }
  I weight_slope_by_state(const I& v, const I& w, const I& H) const {
    return kap * (sqrt(sqr(v) + sqr(w)) + chi * v * w * H);
  }

  /// |d_1 f(h, Z) - d_1 f(h', Z')| <= by_weights |Z - Z'| + by_state |h - h'|. Proof: V diag(s') W
  /// changes by at most K (w |dV| + v |dW|) + v w S_2 (H |dW| + w |dh|) / sqrt q. So by_weights =
  /// kap (sqrt(v^2 + w^2) + chi v w H), by_state = kap chi v w^2.
  I state_slope_by_weights(const I& v, const I& w, const I& H) const {
    return weight_slope_by_state(v, w, H);
  }
  I state_slope_by_state(const I& v, const I& w) const { return kap * chi * v * sqr(w); }
};

/// From K and S_2, the width m and the state size q.
template <IntervalNumber I>
BlockConstants<I> block_constants(const I& slope, const I& curvature, std::size_t width,
                                  std::size_t state_size) {
  const Precision precision = precision_of(slope);
  const I m = enclose<I>(static_cast<long>(width), precision);
  const I q = enclose<I>(static_cast<long>(state_size), precision);
  return {slope / sqrt(m * q), curvature / (slope * sqrt(q))};
}

}  // namespace rigor
