// The start of training, as the claims on smoothness in depth see it.
#pragma once

#include <cmath>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "linear/norm.hpp"
#include "model/activation_bounds.hpp"
#include "model/depth_smoothness.hpp"
#include "model/residual_bounds.hpp"
#include "model/residual_pass.hpp"
#include "model/start_sizes.hpp"
#include "proofs-check/neural_ode/setting.hpp"

namespace rigor::neural_ode {

/// Parts of [0, 1] on which weights are enclosed, for statements on all depths.
inline constexpr std::size_t depth_parts = 256;

/// The largest |x_i|, of x_1, ..., x_n.
template <IntervalNumber B>
B largest_norm(const std::vector<std::vector<B>>& vectors, Precision precision) {
  B largest = enclose<B>(0L, precision);
  for (const std::vector<B>& x : vectors) {
    B sum = enclose<B>(0L, precision);
    for (const B& c : x) sum += sqr(c);
    largest = max(largest, sqrt(sum));
  }
  return largest;
}

/// The data and the ends of a setting, without flags.
template <IntervalNumber B>
struct TrainingStart {
  explicit TrainingStart(const Setting<B>& s)
      : setting(s),
        inputs(enclose_vectors<B>(s.input.inputs, s.precision())),
        targets(enclose_vectors<B>(s.input.targets, s.precision())),
        bounds(activation_bounds<B>(s.input.activation, s.precision())),
        block(
            block_constants(bounds.slope, bounds.curvature, s.input.width(), s.input.state_size())),
        A_norm(operator_norm(enclose_matrix<B>(s.input.A, s.precision()))),
        B_norm(operator_norm(enclose_matrix<B>(s.input.B, s.precision()))),
        largest_input(largest_norm(inputs, s.precision())),
        largest_target(largest_norm(targets, s.precision())) {}

  const Setting<B>& setting;
  std::vector<std::vector<B>> inputs;
  std::vector<std::vector<B>> targets;
  ActivationBounds<B> bounds;
  BlockConstants<B> block;
  B A_norm;
  B B_norm;
  B largest_input;   ///< M_X
  B largest_target;  ///< M_Y

  B exact(const Rational& q) const { return enclose<B>(q, setting.precision()); }
  ResidualNetwork<B> network(std::size_t depth) const {
    return residual_network<B>(setting.input, depth, setting.precision());
  }
  StartSizes<B> sizes(std::size_t depth) const { return start_sizes(network(depth).layers); }
  /// For all depths at once; nullopt if the weights are not proved smooth in depth.
  std::optional<StartSizes<B>> all_sizes() const {
    if (!setting.input.smooth) return std::nullopt;
    return start_sizes<B>(*setting.input.smooth, depth_parts, setting.precision());
  }
  B loss(std::size_t depth) const { return rigor::loss(network(depth), inputs, targets); }

  /// What depth_smoothness asks for, while the weights move by at most r.
  DepthSizes<B> moved(const StartSizes<B>& start, const B& r) const {
    return {block.kap,
            block.chi,
            start.V_mean,
            start.W_mean,
            start.V_most,
            start.W_most,
            setting.input.trains_A ? A_norm + r : A_norm,
            setting.input.trains_B ? B_norm + r : B_norm,
            largest_input,
            start.jump};
  }
};

}  // namespace rigor::neural_ode
