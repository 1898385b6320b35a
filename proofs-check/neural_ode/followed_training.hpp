// The training of a case's network, followed in doubles up to the end.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>

#include "model/jump_growth.hpp"
#include "verdict/residual_input.hpp"

namespace rigor::neural_ode {

/// Trainings of more weights in all layers, or that take more steps, are not followed.
inline constexpr std::size_t most_followed_weights = 4096;
inline constexpr int most_followed_steps = 400;

/// What is proved of the gradient flow without clipping on [0, T].
struct FollowedTraining {
  Interval largest_jump;  ///< max over t <= T of L max_k |Z_{k+1}(t) - Z_k(t)|
  Interval last_jump;     ///< at T
  Interval velocity;      ///< upper bound of the components of A', Z_k', B'
  /// Upper bound of the jump and of the sizes, by the sizes along the training; two-layer blocks
  /// only.
  std::optional<Interval> jump_bound;
  std::optional<TrainingSizes<Interval>> sizes;
};

/// Nothing where it is too long, or the integration stops. Calls `step` before each
/// step, none longer than `longest_step` if that is not 0, and `see` after it.
std::optional<FollowedTraining> follow_training(
    const ResidualInput& input, std::size_t depth, const Rational& time,
    const std::function<void()>& step, double longest_step = 0,
    const std::function<void(const TrainingPiece<Interval>&)>& see = nullptr);

}  // namespace rigor::neural_ode
