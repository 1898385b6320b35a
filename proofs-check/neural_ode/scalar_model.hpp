// The exactly solvable model of the folder: linear blocks on the line, frozen ends, one datum.
#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "model/scalar_residual_flow.hpp"
#include "proofs-check/neural_ode/setting.hpp"

namespace rigor::neural_ode {

/// F = g prod_k (1 + Z_k / L) and the target, with their signs: (F - y)^2 is that of |g| and |y|
/// where g and y have one sign.
template <IntervalNumber B>
struct ScalarModel {
  B gain;    ///< |B A x|
  B target;  ///< |y|
};

/// Proves the hypotheses but those on the layers; nothing, and an outcome that says why, where one
/// is false or open.
template <IntervalNumber B>
std::optional<ScalarModel<B>> scalar_model(const Setting<B>& s, Outcome& outcome) {
  const ResidualInput& input = s.input;
  if (lacks(outcome, input.block == Block::linear, "the blocks are linear",
            "the blocks of the case have two layers") ||
      lacks(outcome, input.state_size() == 1 && input.A.columns() == 1 && input.B.rows() == 1,
            "q = d = d' = 1", "the case has vectors") ||
      lacks(outcome, !input.trains_A && !input.trains_B, "A and B are frozen",
            "the case trains one of them") ||
      lacks(outcome, s.n() == 1, "one datum", "the case has several data")) {
    return std::nullopt;
  }
  const auto x = s.inputs()[0][0], y = s.targets()[0][0];
  const auto gain = s.exact(input.A(0, 0) * input.B(0, 0)) * x;
  const Truth is_aligned = gain * y > 0;
  const std::string text = "B A x and y are not 0 and have one sign";
  if (certainly(!is_aligned)) {
    lacks(outcome, false, text, "their product is not positive");
    return std::nullopt;
  }
  if (!certainly(is_aligned)) {
    outcome.hypotheses.push_back({text, Verdict::inconclusive});
    outcome.reason = "precision: the sign of B A x y is open";
    outcome.wants_precision = true;
    return std::nullopt;
  }
  outcome.hypotheses.push_back({text, Verdict::verified});
  return ScalarModel<B>{abs(gain).value, abs(y).value};
}

/// The network of depth L, once 1 + Z_k / L > 0 is proved for all its layers.
template <IntervalNumber B>
std::optional<ScalarResidualFlow<B>> scalar_flow(const Setting<B>& s, const ScalarModel<B>& model,
                                                 std::size_t depth, Outcome& outcome) {
  const std::string text = "1 + Z_k(0) / L > 0 for L = " + std::to_string(depth);
  std::vector<B> layers;
  Truth positive = Truth::yes;
  for (const auto& layer : s.network(depth).layers) {
    positive = positive && 1 + layer.V(0, 0) / static_cast<long>(depth) > 0;
    layers.push_back(layer.V(0, 0).value);
  }
  if (certainly(!positive)) {
    lacks(outcome, false, text, "a layer is at most -L");
    return std::nullopt;
  }
  if (!certainly(positive)) {
    outcome.hypotheses.push_back({text, Verdict::inconclusive});
    outcome.reason = "precision: the sign of 1 + Z_k / L is open";
    outcome.wants_precision = true;
    return std::nullopt;
  }
  outcome.hypotheses.push_back({text, Verdict::verified});
  return ScalarResidualFlow<B>(model.gain, model.target, std::move(layers));
}

}  // namespace rigor::neural_ode
