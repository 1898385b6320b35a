// The setting of the claims about two-layer networks (arXiv 2502.03435).
//
// s_theta(y) = (1/m) sum_l w_l relu(eps_l y + b_l), tau_l = -eps_l b_l, R = R_n(theta) = E
// (s_theta(Y) + z / sigma)^2, rho = sigma sqrt R. H is the Hessian of R, H_ae the mean of the
// Hessian of the loss where that exists, G = E grad s_theta grad s_theta^T. Gradient descent is
// theta <- theta - m eta grad R; gamma = m eta.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "model/network_risk.hpp"
#include "proofs-check/big_step/setting.hpp"

namespace rigor::big_step {

/// The network of a case at one rung of the ladder, at the largest applicable noise level.
template <IntervalNumber B>
struct NetworkSetting {
  using D = Decorated<B>;

  const Setting<B>& data;
  const NetworkRisk<B>& at;  ///< the closed forms, for every network that is meant
  const NetworkInput& input;
  /// The network is proved to be an isolated critical point of R. (`at` encloses that point.)
  bool is_critical = false;
  /// The Hessian there is proved positive definite.
  bool is_strict_minimum = false;

  std::size_t m() const { return at.width(); }
  /// The network meant is the one of the case's numbers, and no other.
  bool is_exact() const { return !is_critical && input.radius == 0; }
  D number(long k) const { return data.number(k); }
  D exact(const Rational& q) const { return data.exact(q); }
  /// sigma sqrt R.
  D rho() const { return data.sigma() * sqrt(max(decorate(at.risk()), number(0))); }
};

/// Whether the case has a network for every noise level of it: a critical point has one level.
inline bool has_network_at_every_level(const Case& input) {
  return input.network && (!input.network->critical || input.sigma.is_point());
}

/// Which networks a claim speaks of.
enum class Networks { any, critical };

/// As `settle`, for the network of the case: where critical points are asked for and the case means
/// one, it is proved to exist first, near the numbers of the case and for one noise level (over a
/// range of them the outcome is `inconclusive`); a network whose gradient is proved different from
/// 0 makes the claim `inapplicable`. n >= 1 is enough. Requires input.network.
Outcome settle_network(
    const Case& input, const Effort& effort, const std::optional<NoiseCondition>& condition,
    Networks networks,
    const std::function<void(const NetworkSetting<Interval>&, Outcome&)>& on_doubles,
    const std::function<void(const NetworkSetting<BigInterval>&, Outcome&)>& on_big);

/// The same for a generic body: `body(setting, outcome)` for both interval types.
template <class Body>
Outcome settle_network(const Case& input, const Effort& effort,
                       const std::optional<NoiseCondition>& condition, Networks networks,
                       const Body& body) {
  return settle_network(
      input, effort, condition, networks,
      [&](const NetworkSetting<Interval>& s, Outcome& o) { body(s, o); },
      [&](const NetworkSetting<BigInterval>& s, Outcome& o) { body(s, o); });
}

}  // namespace rigor::big_step
