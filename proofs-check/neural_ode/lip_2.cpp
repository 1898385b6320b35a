// NODE-LIP-2: the weights stay smooth in depth under gradient flow, without clipping, for
// activations with bounded s', s'' and s(0) = 0, by a bound that doesn't depend on L.
//
// Proof: smoothness_lemma, for the sizes of the start of any depth: src/model/start_sizes.hpp
// bounds those of Z_k = Z(k / L) for all L at once. The loss at the start is at most (e^{kap v_2
// w_2} |A||B| max |x| + max |y|)^2, kap v_2 w_2 the bound of the log of |h_L| / |h_0|; if all V_k =
// 0, f = 0, and it is the same for all L.
#include "proofs-check/neural_ode/lip_2.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "function/elementary.hpp"
#include "proofs-check/common/enclosed_curve.hpp"
#include "proofs-check/neural_ode/claims.hpp"
#include "proofs-check/neural_ode/followed_training.hpp"
#include "proofs-check/neural_ode/smoothness_lemmas.hpp"

namespace rigor::neural_ode {
namespace {

/// Bounds up to e^100 are told as numbers, larger ones by their logarithms.
constexpr long most_log = 100;
/// Of networks with more weights, K(T) is not refined.
constexpr std::size_t most_refined_weights = 100'000;
/// Weights V of the trainings that are plotted, and pieces of a curve.
constexpr std::size_t most_plotted_weights = 128;
constexpr int plot_pieces = 24;

/// sqrt(l(0)) or more, for all depths at once.
template <IntervalNumber B>
B root_loss_bound(const TrainingStart<B>& start, const StartSizes<B>& sizes) {
  if (certainly(sizes.V_most <= 0)) return sqrt(start.loss(1));
  const B rate = start.setting.input.block == Block::linear
                     ? sizes.V_mean
                     : start.block.state_slope(sizes.V_mean, sizes.W_mean);
  return exp(rate) * start.A_norm * start.B_norm * start.largest_input + start.largest_target;
}

/// log K(T) = c_1 + log(jump + c_2 (1 - e^{-c_1}) / c_1), for the jump at the start: K(T) itself
/// may be beyond all numbers of the computer.
template <IntervalNumber B>
B log_of_bound(const DepthSmoothness<B>& bounds, const B& jump) {
  if (!certainly(bounds.rate > 0)) return log(bounds.jump);
  return bounds.rate + log(jump - bounds.source * expm1(-bounds.rate) / bounds.rate);
}

/// K(T), or its logarithm where it is astronomical; wanted to so many digits. Returns whether that
/// is a number.
template <IntervalNumber B>
bool report_bound(const std::string& name, const DepthSmoothness<B>& bounds, const B& jump,
                  std::optional<int> digits, Outcome& outcome) {
  using D = Decorated<B>;
  const D K = decorate(bounds.jump);
  if (certainly(K <= exp(enclose<D>(most_log, precision_of(jump))))) {
    outcome.quantities.push_back(digits ? quantity(name, K, *digits) : bound(name, K));
    return true;
  }
  const B log_bound = log_of_bound(bounds, jump);
  outcome.quantities.push_back(bound("log of " + name, D(decorate(log_bound))));
  return is_bounded(log_bound);
}

/// a <= b for what a is an upper bound of: a larger bound contradicts nothing.
Truth stays_below(const Interval& upper_bound, const Interval& b) {
  return certainly(upper_bound <= b) ? Truth::yes : Truth::unsettled;
}

/// The training of depth L against its bounds; the margin becomes the least one.
template <IntervalNumber B>
Truth report_training(const Setting<B>& s, std::size_t depth, const DepthSmoothness<B>& bounds,
                      std::optional<Interval>& margin, Outcome& outcome) {
  const auto followed = follow_training(s.input, depth, *s.input.time, s.step());
  if (!followed) return Truth::yes;
  const std::string at = "L = " + std::to_string(depth) + ": ";
  outcome.quantities.push_back(
      bound(at + "max over t <= T of L max |Z_{k+1} - Z_k|", followed->largest_jump));
  outcome.quantities.push_back(bound(at + "L max |Z_{k+1}(T) - Z_k(T)|", followed->last_jump));
  const Interval K = to_interval(bounds.jump);
  if (is_bounded(K)) {
    const Interval left = K - followed->largest_jump;
    margin = margin ? min(*margin, left) : left;
  }
  Truth holds = followed->largest_jump <= K;
  if (followed->jump_bound) {
    outcome.quantities.push_back(
        bound(at + "bound of it by the sizes along the training", *followed->jump_bound));
    const TrainingSizes<Interval>& sizes = *followed->sizes;
    holds = holds && stays_below(sizes.V, to_interval(bounds.V_most)) &&
            stays_below(sizes.W, to_interval(bounds.W_most)) &&
            stays_below(sizes.state, to_interval(bounds.state));
  }
  return holds;
}

Outcome check_smoothness(const Case& input, const Effort& effort) {
  const Needs needs{.smooth_activation = true, .targets = true, .time = true};
  return settle(input, effort, needs, []<class B>(const Setting<B>& s, Outcome& outcome) {
    outcome.rests_on = {
        "proofs-check/neural_ode/lip_2.cpp: the comment at its head",
        "proofs-check/neural_ode/smoothness_lemmas.hpp: smoothness_lemma, linear_smoothness",
        "src/model/depth_smoothness.hpp: depth_smoothness"};
    const TrainingStart<B> start(s);
    const Rational& time = *s.input.time;
    const auto everywhere = start.all_sizes();
    bool are_numbers = true;
    if (everywhere) {
      const B root_loss = root_loss_bound(start, *everywhere);
      are_numbers =
          report_bound("K(T) for every L at once", smoothness(start, *everywhere, root_loss, time),
                       everywhere->jump, std::nullopt, outcome);
    }
    bool wants_numbers = false;
    std::vector<DepthSmoothness<B>> bounds;
    for (const std::size_t depth : s.input.depths) {
      const StartSizes<B> sizes = start.sizes(depth);
      bounds.push_back(smoothness(start, sizes, B(sqrt(start.loss(depth))), time));
      const bool is_refined = depth * s.input.state_size() * s.input.width() < most_refined_weights;
      are_numbers =
          report_bound("L = " + std::to_string(depth) + ": K(T)", bounds.back(), sizes.jump,
                       is_refined ? std::optional(s.effort.digits) : std::nullopt, outcome) &&
          are_numbers;
      wants_numbers = wants_numbers || is_refined;
    }
    // Trainings take seconds: not on a rung that another one follows.
    Truth holds = Truth::yes;
    const bool is_last =
        !s.effort.is_double() || ((are_numbers || !wants_numbers) && has_all_digits(outcome));
    std::optional<Interval> margin;
    if (is_last) {
      for (std::size_t i = 0; i < bounds.size(); ++i) {
        holds = holds && report_training(s, s.input.depths[i], bounds[i], margin, outcome);
      }
    }
    if (margin) outcome.margin = to_enclosure(*margin);
    conclude(outcome, smoothness_lemma(1, 2, 1, 2), holds,
             everywhere ? Scope::unbounded : Scope::instance);
    outcome.wants_precision = outcome.wants_precision || !is_last;
    if (!are_numbers) outcome.reason = "vacuous: K(T) is beyond every number of the computer";
  });
}

// The largest jump until t grows with t: between its values before and after a step.
std::optional<Curve> running_jump(const ResidualInput& input, std::size_t depth) {
  struct Step {
    Interval times, jump;
  };
  const auto network = residual_network<Interval>(input, depth, {53});
  Interval largest = start_sizes(network.layers).jump;
  std::vector<Step> steps;
  const double longest = input.time->convert_to<double>() / plot_pieces;
  const auto see = [&](const TrainingPiece<Interval>& piece) {
    const Interval before = largest;
    largest = max(largest, piece.largest_jump());
    steps.push_back({hull(piece.start(), piece.end()), hull(before, largest)});
  };
  if (!follow_training(
          input, depth, *input.time, [] {}, longest, see))
    return std::nullopt;
  return enclosed_curve("L = " + std::to_string(depth), 0, *input.time, plot_pieces,
                        [&](const Rational& from, const Rational& to) {
                          const Interval times = hull_of<Interval>(from, to, {53});
                          Interval range = empty<Interval>({53});
                          for (const Step& step : steps) {
                            if (overlaps(step.times, times)) range = hull(range, step.jump);
                          }
                          return range;
                        });
}

std::vector<Plot> plot_smoothness(const Case& input) {
  const ResidualInput& network = *input.residual;
  const bool is_smooth =
      network.block == Block::linear ||
      (network.activation != Activation::relu && vanishes_at_zero(network.activation));
  if (!network.has_targets() || !network.time || !is_smooth) return {};
  Plot plot{"The largest jump between layers until t", "t", "max L |Z_{k+1} - Z_k|", {}, false};
  for (const std::size_t depth : network.depths) {
    if (depth < 2 || depth * network.state_size() * network.width() > most_plotted_weights)
      continue;
    if (auto curve = running_jump(network, depth)) plot.curves.push_back(std::move(*curve));
  }
  if (plot.curves.empty()) return {};
  return {plot};
}

}  // namespace

void add_lip_2(Registry& registry) {
  Claim claim;
  claim.base = "NODE-LIP-2";
  claim.subject = Subject::residual;
  claim.title = "Training keeps the weights smooth in depth, uniformly in the depth";
  claim.statement =
      "L |Z_{k+1}(t) - Z_k(t)| \\le K(T) = L D(0) e^{c_1 T} + c_2 \\frac{e^{c_1 T} - 1}{c_1}, "
      "\\quad t \\le T, \\quad D(0) = \\max_k |Z_{k+1}(0) - Z_k(0)|, \\quad c_1 = \\kappa P H "
      "(1 + \\chi v H), \\quad c_2 = \\kappa^2 P H v w (2 \\zeta + \\chi v w H)";
  claim.hypotheses = {"the activation is twice differentiable", "the activation is 0 at 0"};
  claim.source = residual_paper("strengthens Proposition 3");
  claim.scope =
      "every L, k and t <= T where the weights are smooth functions of depth, otherwise the depth "
      "of the case; trainings of at most 4096 weights are followed";
  claim.notes =
      "No clipping, and no bound of the activation. kappa = sup|s'| / sqrt(mq), chi = sup|s''| / "
      "(sup|s'| sqrt q), zeta^2 = v^2 + w^2; v, w, H, P bound |V_k|, |W_k|, |h_k|, mean |p_k| "
      "until "
      "T. Holds for the flow that is clipped in each component, too.";
  claim.check = check_smoothness;
  claim.plot = plot_smoothness;
  registry.push_back(claim);
  add_lip_2_variants(registry, claim);
}

}  // namespace rigor::neural_ode
