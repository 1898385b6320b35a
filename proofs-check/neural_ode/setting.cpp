#include "proofs-check/neural_ode/setting.hpp"

#include "model/activation_bounds.hpp"

namespace rigor::neural_ode {
namespace {

bool lacks_activation(Outcome& outcome, const ResidualInput& input) {
  return lacks_smoothness(input, outcome) ||
         lacks(outcome, vanishes_at_zero(input.activation), "the activation is 0 at 0",
               activation_name(input.activation) + "(0) is not 0");
}

}  // namespace

bool lacks_smoothness(const ResidualInput& input, Outcome& outcome, const std::string& text) {
  return lacks(outcome, input.block == Block::linear || input.activation != Activation::relu, text,
               "relu has a kink at 0");
}

Outcome settle(const Case& input, const Effort& effort, const Needs& needs,
               const std::function<void(const Setting<Interval>&, Outcome&)>& on_doubles,
               const std::function<void(const Setting<BigInterval>&, Outcome&)>& on_big) {
  Outcome outcome;
  outcome.bits = effort.precision.bits;
  const ResidualInput& network = *input.residual;
  const bool is_two_layer = network.block == Block::two_layer;
  if ((needs.two_layer && lacks(outcome, is_two_layer, "the blocks have two layers",
                                "the blocks of the case are linear")) ||
      (needs.smooth_activation && is_two_layer && lacks_activation(outcome, network)) ||
      (needs.smooth_depth &&
       lacks(outcome, network.smooth.has_value(), "the weights are smooth functions of depth",
             "the case lists the weights of each layer")) ||
      (needs.targets && lacks(outcome, network.has_targets(), "the data have targets",
                              "the case has inputs only")) ||
      (needs.time && lacks(outcome, network.time.has_value(), "a training time T is given",
                           "the case has no time"))) {
    return outcome;
  }
  if (effort.is_double()) {
    on_doubles(Setting<Interval>{network, effort}, outcome);
  } else {
    on_big(Setting<BigInterval>{network, effort}, outcome);
  }
  return outcome;
}

}  // namespace rigor::neural_ode
