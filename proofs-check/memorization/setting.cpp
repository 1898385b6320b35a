#include "proofs-check/memorization/setting.hpp"

namespace rigor::memorization {
namespace {

std::string name_of(Regularization regularization) {
  switch (regularization) {
    case Regularization::tikhonov:
      return "the score is Tikhonov's (m - x) / (v + c)";
    case Regularization::empirical_bayes:
      return "the score has the denominator max(sum e_j, tau)";
    case Regularization::bandwidth:
      return "the score is that of the bandwidth v + delta";
    case Regularization::stopping:
      return "the sampler is stopped at v = delta";
    case Regularization::none:
      break;
  }
  return "the score is the exact one";
}

bool lacks_flow(Outcome& outcome, const FlowInput& flow, const Needs& needs) {
  return lacks(outcome, flow.regularization == needs.regularization, name_of(needs.regularization),
               "here " + name_of(flow.regularization)) ||
         (needs.equal_weights && lacks(outcome, !flow.condition, "all data weigh the same",
                                       "the flow is conditioned on a label")) ||
         (needs.start_is_point && lacks(outcome, flow.starts_at_point(), "the start is one point",
                                        "the case has a box of starts"));
}

}  // namespace

Outcome settle(const Case& input, const Effort& effort, const Needs& needs,
               const std::function<void(const Setting<Interval>&, Outcome&)>& on_doubles,
               const std::function<void(const Setting<BigInterval>&, Outcome&)>& on_big) {
  Outcome outcome;
  outcome.bits = effort.precision.bits;
  if (needs.dimension != 0 &&
      lacks(outcome, input.dimension() == needs.dimension, "d = " + std::to_string(needs.dimension),
            "the data have dimension " + std::to_string(input.dimension()))) {
    return outcome;
  }
  if (lacks(outcome, input.points.size() >= needs.least_points,
            "N >= " + std::to_string(needs.least_points),
            "N = " + std::to_string(input.points.size()))) {
    return outcome;
  }
  if (input.flow && lacks_flow(outcome, *input.flow, needs)) return outcome;
  const WeightedPoints data = weighted_points(input);
  if (effort.is_double()) {
    on_doubles(Setting<Interval>{input, data, effort}, outcome);
  } else {
    on_big(Setting<BigInterval>{input, data, effort}, outcome);
  }
  return outcome;
}

}  // namespace rigor::memorization
