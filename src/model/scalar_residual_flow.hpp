// The training of a linear residual network on the line, in closed form up to one clock.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <vector>

#include "number/interval_number.hpp"

namespace rigor {

/// F = g prod_k (1 + Z_k / L), g > 0, trained on one target y > 0 by Z_k' = -L dl/dZ_k, l = (F -
/// y)^2, from layers with 1 + Z_k(0) / L > 0.
///
/// As dF/dZ_k = F / (L + Z_k), (1 + Z_k / L) Z_k' = 2 (y - F) F for every k. So, with the clock
/// tau' = 2 (y - F) F, tau(0) = 0, and c_k = (1 + Z_k(0) / L)^2,
///   (1 + Z_k / L)^2 = c_k + 2 tau / L,   F = g prod_k (c_k + 2 tau / L)^(1/2).
/// F increases in tau > -(L/2) min c_k from 0 to infinity and equals y at one tau_oo; tau' has the
/// sign of tau_oo - tau: the clock runs to tau_oo monotonically, and the layers keep 1 + Z_k / L >
/// 0.
template <IntervalNumber I>
class ScalarResidualFlow {
 public:
  /// Throws std::invalid_argument without layers. The signs in the hypotheses are the caller's.
  ScalarResidualFlow(I gain, I target, std::vector<I> layers);

  std::size_t depth() const { return layers_.size(); }
  const I& target() const { return target_; }
  /// F, Z_k (k from 0) and (1/L) sum_k (1 + Z_k / L)^-2 when the clock shows tau, which may be any
  /// number between 0 and tau_oo, or an enclosure of some.
  I output(const I& tau) const;
  I layer(std::size_t k, const I& tau) const;
  I mean_inverse_square(const I& tau) const;
  /// L max_k |Z_{k+1} - Z_k|, 0 for one layer. As (Z_{k+1} - Z_k)(2L + Z_{k+1} + Z_k) doesn't
  /// depend on tau, each of these gaps decreases in tau.
  I largest_gap(const I& tau) const;

  /// tau(t), t >= 0; nothing where the integration doesn't reach t. `step` is called once a step.
  std::optional<I> clock(const I& t, const std::function<void()>& step) const;
  /// tau_oo.
  I final_clock(const std::function<void()>& step) const;

 private:
  I square(std::size_t k, const I& tau) const;

  I gain_;
  I target_;
  std::vector<I> layers_;   ///< Z_k(0)
  std::vector<I> squares_;  ///< c_k
};

extern template class ScalarResidualFlow<Interval>;
extern template class ScalarResidualFlow<BigInterval>;

/// The limit of infinite depth: u' = 2 (y - u) u^2, u(0) > 0, for y > 0. Encloses u(t), t >= 0.
///
/// For u(0) < y let w = log(u / (y - u)); then (w - e^-w)' = 2 y^2. For u(0) > y let w = log(u / (u
/// - y)) > 0; then (w + e^-w)' = 2 y^2. Both functions increase, and w grows by at most 2 y^2 t +
/// 1. (With 1/u = (1 +- e^-w) / y this is t = G(u) - G(u(0)), G(u) = (log(u / |y - u|) - y/u) / 2
/// y^2.) If the order of u(0) and y is open, u(t) lies between them.
template <IntervalNumber I>
I scalar_limit_output(const I& start, const I& target, const I& t,
                      const std::function<void()>& step);

}  // namespace rigor
