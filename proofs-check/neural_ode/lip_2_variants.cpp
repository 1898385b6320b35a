// False variants of NODE-LIP-2, each at a training that both engines follow.
#include <stdexcept>
#include <string>

#include "proofs-check/common/refutation.hpp"
#include "proofs-check/neural_ode/claims.hpp"
#include "proofs-check/neural_ode/followed_training.hpp"
#include "proofs-check/neural_ode/lip_2.hpp"
#include "proofs-check/neural_ode/named_inputs.hpp"
#include "proofs-check/neural_ode/smoothness_lemmas.hpp"
#include "proofs-check/second_engine/residual_training.hpp"

namespace rigor::neural_ode {
namespace {

using second_engine::ResidualSystem;

/// L max |Z_{k+1}(T) - Z_k(T)| of the case.
Decorated<Interval> jump_after(const Case& input, const Effort& effort) {
  const auto followed = follow_training(*input.residual, input.residual->depths.front(),
                                        *input.residual->time, [&] { effort.budget->step(); });
  return followed ? decorate(followed->last_jump) : entire<Decorated<Interval>>({53});
}

Outcome outcome_of(const Effort& effort) {
  Outcome outcome;
  outcome.bits = effort.precision.bits;
  return outcome;
}

ResidualSystem tied_system(std::size_t depth) {
  const auto constant = [](long value) { return second_engine::DepthFunction{Rational(value)}; };
  ResidualSystem system;
  system.layers =
      second_engine::layers_of(depth, {{{constant(0), constant(0)}, {constant(0), constant(0)}},
                                       {{constant(2), constant(1)}, {constant(-1), constant(2)}}});
  system.A = {{1}, {0}};
  system.B = {{0, 1}};
  system.inputs = {{{1}}, {{Rational(1, 2)}}};
  system.targets = {{{Rational(1, 4)}}, {{Rational(-1, 4)}}};
  return system;
}

// T-TANH, L = 4, T = 1: the weights start tied, and L max |Z_{k+1} - Z_k| = 5.7e-4 at T.
Outcome refute_tied(const Case&, const Effort& effort) {
  Outcome outcome = outcome_of(effort);
  refute(outcome, {{"L", "4"}, {"t", "1"}}, jump_after(t_tanh(4, "1"), effort), Stated::equal,
         enclose<Decorated<Interval>>(0L, {53}), [] {
           return SecondOpinion{second_engine::trained(tied_system(4), 1).jump, exact_bounds(0)};
         });
  return outcome;
}

// f = z h, A = B = 1 frozen, x = 1, y = 2, L = 4, Z_k(0) = (-1)^k / 2, T = 1/16. With tied weights
// of the size 1/2 the bound is K = 2 z H P T < 3/2; here L max |Z_{k+1}(T) - Z_k(T)| is near 4.
Outcome refute_any_start(const Case&, const Effort& effort) {
  const Case alternating =
      named_case("alternating",
                 "[residual_network]\nblock = \"linear\"\nlayers = [{ Z = [[\"-1/2\"]] }, "
                 "{ Z = [[\"1/2\"]] }, { Z = [[\"-1/2\"]] }, { Z = [[\"1/2\"]] }]\ninputs = "
                 "[[1]]\ntargets = [[2]]\ntime = "
                 "\"1/16\"\nfrozen = [\"A\", \"B\"]\n");
  Effort doubles = effort;
  doubles.precision = {53};
  const Setting<Interval> setting{*alternating.residual, doubles};
  const TrainingStart<Interval> start(setting);
  StartSizes<Interval> tied = start.sizes(4);
  tied.jump = start.exact(0);
  const auto bounds = smoothness(start, tied, sqrt(start.loss(4)), Rational(1, 16));
  if (!certainly(bounds.jump <= start.exact(Rational(3, 2)))) {
    throw std::logic_error("the bound for tied weights is not below 3/2");
  }
  Outcome outcome = outcome_of(effort);
  refute(outcome, {{"L", "4"}, {"t", "1/16"}, {"Z_k(0)", "(-1)^k / 2"}, {"x", "1"}, {"y", "2"}},
         jump_after(alternating, effort), Stated::at_most,
         enclose<Decorated<Interval>>(Rational(3, 2), {53}), [] {
           ResidualSystem system;
           for (int k = 1; k <= 4; ++k) {
             system.layers.push_back(
                 {{{second_engine::DepthFunction{Rational(k % 2 == 0 ? 1 : -1, 2)}}}, {}});
           }
           system.A = system.B = {{1}};
           system.trains_A = system.trains_B = false;
           system.inputs = {{{1}}};
           system.targets = {{{2}}};
           return SecondOpinion{second_engine::trained(system, Rational(1, 16)).jump,
                                exact_bounds(Rational(3, 2))};
         });
  return outcome;
}

// T-SM, L = 4, T = 1/64: 2.4695 > L D(0) = 2.4601 (3.2108 at T = 1).
Outcome refute_start(const Case&, const Effort& effort) {
  const Case input = t_sm(4, "1/64");
  Outcome outcome = outcome_of(effort);
  const auto network = residual_network<Interval>(*input.residual, 4, {53});
  const Decorated<Interval> start = decorate(start_sizes(network.layers).jump);
  refute(outcome, {{"L", "4"}, {"t", "1/64"}}, jump_after(input, effort), Stated::at_most, start,
         [] {
           const auto trained =
               second_engine::trained(second_engine::smooth_system(4), Rational(1, 64));
           return SecondOpinion{trained.jump, trained.start_jump};
         });
  return outcome;
}

}  // namespace

void add_lip_2_variants(Registry& registry, const Claim& claim) {
  registry.push_back(false_variant(claim, "false-a", "Weights that start tied stay tied",
                                   "Z_{k+1}(0) = Z_k(0) \\implies Z_{k+1}(t) = Z_k(t)",
                                   "T-TANH, L = 4, T = 1", refute_tied));
  registry.push_back(false_variant(
      claim, "false-b", "The bound does not depend on how smooth the weights are at the start",
      "L |Z_{k+1}(T) - Z_k(T)| \\le 2 z H P T = c_2 T", "linear blocks, Z_k(0) = (-1)^k / 2",
      refute_any_start));
  registry.push_back(false_variant(claim, "false-c", "The weights stay as smooth as they start",
                                   "L |Z_{k+1}(t) - Z_k(t)| \\le L D(0)", "T-SM, L = 4, T = 1/64",
                                   refute_start));
}

}  // namespace rigor::neural_ode
