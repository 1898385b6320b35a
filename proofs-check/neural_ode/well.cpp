// NODE-WELL-1: the gradient flow of a residual network of finite depth exists for all times.
//
// For every L >= 1 and every loss l whose gradient is locally Lipschitz (here: s is C^2), the flow
// A' = -dl/dA, Z_k' = -L dl/dZ_k, B' = -dl/dB exists for all t >= 0, and
//   |th(t) - th(0)|_w <= sqrt(t (l(0) - l(t))) <= sqrt(t l(0)).
// Proof. Along the flow dl/dt = <dl/dA, A'> + sum_k <dl/dZ_k, Z_k'> + <dl/dB, B'> = -|A'|^2 - (1/L)
// sum_k |Z_k'|^2 - |B'|^2 = -|th'|_w^2. So |th(t) - th(0)|_w <= int_0^t |th'|_w ds <= (t int_0^t
// |th'|_w^2 ds)^(1/2) = (t (l(0) - l(t)))^(1/2) by Cauchy and Schwarz, and l >= 0. A solution that
// ends at a finite time leaves every bounded set, but on [0, t] it stays in the ball of radius
// sqrt(t l(0)). QED (The norm of Z_k is at most sqrt L times the weighted one: the depth has to be
// finite.)
#include <optional>
#include <string>
#include <vector>

#include "function/elementary.hpp"
#include "model/lohner_training.hpp"
#include "model/residual_pass.hpp"
#include "proofs-check/common/enclosed_curve.hpp"
#include "proofs-check/common/refutation.hpp"
#include "proofs-check/neural_ode/claims.hpp"
#include "proofs-check/neural_ode/named_inputs.hpp"
#include "proofs-check/neural_ode/training.hpp"
#include "proofs-check/second_engine/residual_training.hpp"

namespace rigor::neural_ode {
namespace {

constexpr std::size_t most_weights = 1100;  // deeper networks are left to the theorem
constexpr std::size_t most_refined_weights = 64;
constexpr std::size_t most_weights_of_sets = 32;  // their steps take about P^3 operations
constexpr int most_steps_of_sets = 16;
constexpr int boxes_a_curve = 80;

std::size_t weights_of(const ResidualInput& input, std::size_t depth) {
  const std::size_t q = input.state_size();
  const std::size_t layer = input.block == Block::linear ? q * q : 2 * q * input.width();
  return depth * layer + (input.trains_A ? input.A.rows() * input.A.columns() : 0) +
         (input.trains_B ? input.B.rows() * input.B.columns() : 0);
}

/// |th(t) - th(0)|_w, l(0) and l(t), or nothing where the integration stops before.
template <IntervalNumber I>
struct Movement {
  Decorated<I> distance;
  Decorated<I> start_loss;
  Decorated<I> loss;
  Decorated<I> time;
  std::vector<I> weights;  ///< weighted coordinates

  Decorated<I> bound() const { return sqrt(time * (start_loss - loss)); }
};
template <IntervalNumber I>
std::optional<Movement<I>> movement(const Setting<I>& s, std::size_t depth, const Rational& time) {
  ResidualTraining<I> training(training_problem(s, depth));
  const TrainingProblem<I>& problem = training.problem();
  const I end = enclose<I>(time, s.precision());
  if (training.run(end, s.step()) != OdeStop::reached) return std::nullopt;
  return Movement<I>{decorate(training.distance()),
                     decorate(loss(problem.start, problem.inputs, problem.targets)),
                     decorate(training.loss()), decorate(end), training.flow().state()};
}

/// The same distance in doubles by the other integrator, and whether both enclose the same weights.
struct SecondRun {
  Decorated<Interval> distance;
  Truth agrees;
};
template <IntervalNumber I>
std::optional<SecondRun> second_run(const Setting<Interval>& s, std::size_t depth,
                                    const std::vector<I>& first) {
  const TrainingProblem<Interval> problem = training_problem(s, depth);
  const std::vector<Interval> start = weighted_coordinates(problem, problem.start);
  OdeFlow<Interval> flow = lohner_training(problem);
  const Interval end = enclose<Interval>(*s.input.time, s.precision());
  for (int left = most_steps_of_sets; left > 0 && flow.step(end); --left) s.effort.budget->step();
  if (flow.step(end) || flow.stop() != OdeStop::reached) return std::nullopt;
  Truth agrees = Truth::yes;
  Interval sum;
  for (std::size_t i = 0; i < start.size(); ++i) {
    if (!overlaps(flow.state()[i], to_interval(first[i]))) agrees = Truth::no;
    sum += sqr(flow.state()[i] - start[i]);
  }
  return SecondRun{decorate(sqrt(sum)), agrees};
}

/// Adds the quantities of one depth; whether the inequality holds there.
template <IntervalNumber I>
Truth add_depth(const Setting<I>& s, std::size_t depth, bool is_refined, Outcome& outcome) {
  using D = Decorated<I>;
  const auto found = movement(s, depth, *s.input.time);
  if (!found) return Truth::unsettled;
  const auto add = [&](const std::string& name, const D& x) {
    const std::string full = name + ", L = " + std::to_string(depth);
    const bool has_digits = is_refined && !contains_zero(x);  // 0 never gets any
    outcome.quantities.push_back(has_digits ? quantity(full, x, s.effort.digits) : bound(full, x));
  };
  add("|th(T) - th(0)|_w", found->distance);
  add("l(0)", found->start_loss);
  add("l(T)", found->loss);
  add("sqrt(T (l(0) - l(T)))", found->bound());
  if (certainly(found->bound() > 0)) add("their ratio", found->distance / found->bound());
  outcome.margin = to_enclosure(found->bound() - found->distance);
  const Truth holds = sqr(found->distance) <= found->time * (found->start_loss - found->loss);
  if (weights_of(s.input, depth) > most_weights_of_sets) return holds;
  const auto second = second_run(Setting<Interval>{s.input, s.effort}, depth, found->weights);
  if (!second) return holds;
  outcome.quantities.push_back(
      bound("|th(T) - th(0)|_w by Lohner's sets, L = " + std::to_string(depth), second->distance));
  return holds && second->agrees;
}

Outcome check_existence(const Case& input, const Effort& effort) {
  const Needs needs{.targets = true, .time = true};
  return settle(input, effort, needs, []<class B>(const Setting<B>& s, Outcome& outcome) {
    if (lacks_smoothness(s.input, outcome, "the gradient of the loss is locally Lipschitz")) return;
    const Setting<Interval> doubles{s.input, s.effort};
    Truth holds = Truth::yes;
    for (const std::size_t depth : s.input.depths) {
      const std::size_t weights = weights_of(s.input, depth);
      if (weights > most_weights) continue;
      const bool is_refined = weights <= most_refined_weights;
      holds = holds && (is_refined ? add_depth(s, depth, true, outcome)
                                   : add_depth(doubles, depth, false, outcome));
    }
    outcome.rests_on = {"proofs-check/neural_ode/well.cpp: the comment at its head"};
    conclude(outcome, Truth::yes, holds, Scope::unbounded);
  });
}

/// |th(t) - th(0)|_w and its two bounds at the least depth.
std::vector<Plot> plot_movement(const Case& input) {
  const ResidualInput& residual = *input.residual;
  const std::size_t depth = residual.depths.front();
  if (!residual.time || !residual.has_targets() || weights_of(residual, depth) > most_weights ||
      (residual.block == Block::two_layer && residual.activation == Activation::relu)) {
    return {};
  }
  Budget budget(1 << 16);
  const Effort effort{Precision{53}, 15, &budget};
  ResidualTraining<Interval> training(training_problem(Setting<Interval>{residual, effort}, depth));
  const TrainingProblem<Interval>& problem = training.problem();
  const std::vector<Interval> start = weighted_coordinates(problem, problem.start);
  const Interval end = enclose<Interval>(*residual.time, effort.precision);
  std::vector<DefectPiece<Interval>> pieces;
  if (training.run(
          end, [&] { budget.step(); },
          [&](const TrainingPiece<Interval>& piece) { pieces.push_back(*piece.piece); }) !=
      OdeStop::reached) {
    return {};
  }
  // Of a function of the weights on the parts of [a, b] in all steps.
  const auto on = [&](const Rational& a, const Rational& b, const auto& value) {
    const Interval times = hull_of<Interval>(a, b, effort.precision);
    Interval all = Interval::nothing();
    for (const DefectPiece<Interval>& piece : pieces) {
      const Interval part = intersection(times, hull(piece.start, piece.end));
      if (!is_empty(part)) all = hull(all, value(piece.at(part), part));
    }
    return all;
  };
  const Interval first = loss(problem.start, problem.inputs, problem.targets);
  const auto distance = [&](const std::vector<Interval>& x, const Interval&) {
    Interval sum;
    for (std::size_t i = 0; i < x.size(); ++i) sum += sqr(x[i] - start[i]);
    return sqrt(sum);
  };
  const auto curve = [&](const std::string& name, const auto& value) {
    return enclosed_curve(name, 0, *residual.time, boxes_a_curve,
                          [&](const Rational& a, const Rational& b) { return on(a, b, value); });
  };
  Plot plot{"Distance to the start of the training, L = " + std::to_string(depth),
            "t",
            "weighted norm",
            {}};
  plot.curves.push_back(curve("|θ(t) − θ(0)|", distance));
  plot.curves.push_back(
      curve("√(t (l(0) − l(t)))", [&](const std::vector<Interval>& x, const Interval& t) {
        const Interval now = loss(network_at(problem, x), problem.inputs, problem.targets);
        return sqrt(t * max(first - now, Interval()));
      }));
  plot.curves.push_back(curve("√(t l(0))", [&](const std::vector<Interval>&, const Interval& t) {
    return sqrt(t * first);
  }));
  return {plot};
}

/// T-SM, L = 4, t = 1/64; both sides of a statement about the movement, by both engines.
Outcome refute_movement(
    const Effort& effort, Stated relation,
    const std::function<Decorated<Interval>(const Movement<Interval>&)>& right,
    const std::function<second_engine::Bounds(const second_engine::TrainedBounds&)>& second) {
  const Case input = t_sm(4, "1/64");
  Outcome outcome;
  outcome.bits = effort.precision.bits;
  const auto found = movement(Setting<Interval>{*input.residual, effort}, 4, *input.residual->time);
  if (!found) {
    outcome.reason = "the training was not enclosed";
    return outcome;
  }
  refute(outcome, {{"t", "1/64"}, {"L", "4"}}, found->distance, relation, right(*found), [&] {
    const auto flow =
        second_engine::trained(second_engine::smooth_system(4), *input.residual->time);
    return SecondOpinion{flow.distance, second(flow)};
  });
  return outcome;
}

// A solution that leaves all bounded sets within the time t has been as far as sqrt(t l(0)) then.
Outcome refute_divergence(const Case&, const Effort& effort) {
  Outcome outcome = refute_movement(
      effort, Stated::at_least,
      [](const Movement<Interval>& m) { return sqrt(m.time * m.start_loss); },
      [](const second_engine::TrainedBounds& flow) {
        const Rational t(1, 64);
        return second_engine::Bounds{second_engine::square_root(t * flow.start_loss.lower).lower,
                                     second_engine::square_root(t * flow.start_loss.upper).upper};
      });
  if (outcome.verdict == Verdict::violated) {
    outcome.rests_on.push_back("proofs-check/neural_ode/well.cpp: the comment at its head");
  }
  return outcome;
}

Outcome refute_factor(const Case&, const Effort& effort) {
  return refute_movement(
      effort, Stated::at_most, [](const Movement<Interval>& m) { return m.bound() * 9 / 10; },
      [](const second_engine::TrainedBounds& flow) {
        const Rational t(1, 64), factor(9, 10);
        const Rational least = t * (flow.start_loss.lower - flow.loss.upper);
        const Rational most = t * (flow.start_loss.upper - flow.loss.lower);
        return second_engine::Bounds{factor * second_engine::square_root(least).lower,
                                     factor * second_engine::square_root(most).upper};
      });
}

}  // namespace

void add_well(Registry& registry) {
  Claim claim;
  claim.base = "NODE-WELL-1";
  claim.title = "Gradient flow of a residual network exists for all times, without clipping";
  claim.statement =
      "|\\theta(t) - \\theta(0)|_w \\le \\sqrt{t (l(0) - l(t))} \\le \\sqrt{t l(0)} \\text{ for "
      "all "
      "} t \\ge 0";
  claim.hypotheses = {"the data have targets", "a training time T is given",
                      "the gradient of the loss is locally Lipschitz"};
  claim.source = residual_paper("p. 4, on the flow (4)");
  claim.scope = "every finite depth L and every t >= 0";
  claim.notes =
      "The weighted norm is |A|^2 + (1/L) sum |Z_k|^2 + |B|^2. The paper clips the flow to have "
      "solutions for all times; that is not needed. The quantities are those of the training of "
      "the case up to its time T, enclosed; networks of more than 1100 weights are left to the "
      "proof.";
  claim.subject = Subject::residual;
  claim.check = check_existence;
  claim.plot = plot_movement;
  registry.push_back(claim);

  Claim printed = printed_form(
      claim, "Without further assumptions, the gradient flow can diverge in finite time",
      "\\lim_{t \\to t^*} |\\theta(t)| = \\infty \\text{ for some } t^* < \\infty",
      printed_in_residual_paper("p. 4, on the flow (4)"),
      "A remark, not a theorem. A flow that diverges before the time t has |dth|_w >= sqrt(t l(0)) "
      "somewhere before; the proof excludes it for every network of finite depth, and the witness "
      "is one of them, at its end.",
      refute_divergence);
  printed.own_input = true;
  printed.input_name = "T-SM, L = 4, t = 1/64";
  registry.push_back(printed);

  registry.push_back(
      false_variant(claim, "false-a", "The distance is at most nine tenths of the bound",
                    "|\\theta(t) - \\theta(0)|_w \\le \\frac{9}{10} \\sqrt{t (l(0) - l(t))}",
                    "T-SM, L = 4, t = 1/64", refute_factor));
}

}  // namespace rigor::neural_ode
