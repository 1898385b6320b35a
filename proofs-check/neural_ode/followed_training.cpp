#include "proofs-check/neural_ode/followed_training.hpp"

#include "model/residual_pass.hpp"
#include "proofs-check/neural_ode/training.hpp"

namespace rigor::neural_ode {
namespace {

constexpr int parts_of_step = 4;

struct TooLong {};

/// The largest component of (A', Z_k', B') for the networks in the box.
Interval largest_velocity(const TrainingProblem<Interval>& problem,
                          const ResidualNetwork<Interval>& network) {
  const auto gradient =
      loss_gradient(network, problem.inputs, problem.targets, {problem.trains_A, problem.trains_B});
  Interval largest = enclose<Interval>(0L, {53});
  const auto add = [&](const Matrix<Interval>& a, long factor) {
    for (std::size_t i = 0; i < a.rows(); ++i) {
      for (std::size_t j = 0; j < a.columns(); ++j) largest = max(largest, abs(factor * a(i, j)));
    }
  };
  add(gradient.A, 1);
  add(gradient.B, 1);
  for (const LayerWeights<Interval>& layer : gradient.layers) {
    add(layer.V, static_cast<long>(network.depth()));
    add(layer.W, static_cast<long>(network.depth()));
  }
  return upper_point(largest);
}

}  // namespace

std::optional<FollowedTraining> follow_training(
    const ResidualInput& input, std::size_t depth, const Rational& time,
    const std::function<void()>& step, double longest_step,
    const std::function<void(const TrainingPiece<Interval>&)>& see) {
  const std::size_t q = input.state_size();
  const bool is_two_layer = input.block == Block::two_layer;
  if (depth * q * (is_two_layer ? 2 * input.width() : q) > most_followed_weights) {
    return std::nullopt;
  }
  Effort effort;
  effort.precision = {53};
  OdeSettings settings;
  settings.longest_step = longest_step;
  ResidualTraining<Interval> training(training_problem(Setting<Interval>{input, effort}, depth),
                                      settings);
  std::optional<JumpGrowth<Interval>> growth;
  if (is_two_layer) growth.emplace(training.problem());
  FollowedTraining followed;
  followed.largest_jump = training.largest_jump();
  followed.velocity = enclose<Interval>(0L, {53});
  const auto keep = [&](const TrainingPiece<Interval>& piece) {
    followed.largest_jump = max(followed.largest_jump, piece.largest_jump());
    if (see) see(piece);
    if (growth) growth->follow(piece, parts_of_step);
    for (int k = 0; k < parts_of_step; ++k) {
      const Interval span = piece.end() - piece.start();
      const Interval from = piece.start() + span * k / parts_of_step;
      const Interval part = hull(from, from + span / parts_of_step);
      followed.velocity = max(
          followed.velocity,
          largest_velocity(*piece.problem,
                           piece.network(intersection(part, hull(piece.start(), piece.end())))));
    }
  };
  int steps = 0;
  const auto tick = [&] {
    step();
    if (++steps > most_followed_steps) throw TooLong();
  };
  try {
    const OdeStop stop = training.run(enclose<Interval>(time, {53}), tick, keep);
    if (stop != OdeStop::reached) return std::nullopt;
  } catch (const TooLong&) {
    return std::nullopt;
  }
  followed.last_jump = training.largest_jump();
  if (growth) {
    followed.jump_bound = growth->bound();
    followed.sizes = growth->sizes();
  }
  return followed;
}

}  // namespace rigor::neural_ode
