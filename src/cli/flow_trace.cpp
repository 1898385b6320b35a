#include "cli/flow_trace.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <utility>

#include "model/mixture_flow.hpp"
#include "model/regularized_flow.hpp"
#include "proofs-check/memorization/basins.hpp"
#include "proofs-check/memorization/case_flow.hpp"
#include "verdict/evidence.hpp"
#include "verdict/flow_start.hpp"
#include "verdict/ladder.hpp"
#include "verdict/words.hpp"

namespace rigor {
namespace {

constexpr const char* kBudgetSpent = "budget: the steps are spent; try a higher --budget";

std::string datum_name(const Case& input, std::size_t i) {
  return fmt::format("x_{} = {}", i + 1, point_text(input.points[i]));
}

/// v = (v0 + shift) e^{-2s} - shift.
template <IntervalNumber I>
std::vector<TraceStep> steps_of(const std::vector<FlowPiece<I>>& pieces, const I& v0,
                                const I& shift) {
  std::vector<TraceStep> steps;
  for (const FlowPiece<I>& piece : pieces) {
    const I v = (v0 + shift) * exp(-2 * piece.s) - shift;
    TraceStep step{to_enclosure(piece.s), to_enclosure(v), {}};
    for (const I& x : piece.x) step.x.push_back(to_enclosure(x));
    steps.push_back(std::move(step));
  }
  return steps;
}

/// A curve of the boxes of coordinate `b` over those of coordinate `a`, or over s.
Curve curve_of(const std::vector<TraceStep>& steps, std::string name, std::optional<std::size_t> a,
               std::size_t b) {
  Curve curve{std::move(name), {}};
  for (const TraceStep& step : steps) {
    const Enclosure& across = a ? step.x[*a] : step.s;
    curve.boxes.push_back({across.lower, across.upper, step.x[b].lower, step.x[b].upper});
  }
  return curve;
}

Curve data_curve(const Case& input) {
  Curve curve{"data", {}};
  for (const auto& x : input.points) {
    const Enclosure a = to_enclosure(enclose<Interval>(x[0], Precision{53}));
    const Enclosure b = to_enclosure(enclose<Interval>(x[1], Precision{53}));
    curve.boxes.push_back({a.lower, a.upper, b.lower, b.upper});
  }
  return curve;
}

std::vector<Plot> plots_of(const Trace& trace) {
  if (trace.steps.empty()) return {};
  std::vector<Plot> plots;
  const std::size_t d = trace.input.dimension();
  if (d == 2) {
    plots.push_back({"The trajectory in the plane",
                     "x_1",
                     "x_2",
                     {curve_of(trace.steps, "trajectory", 0, 1), data_curve(trace.input)}});
  }
  Plot time{"The trajectory in logarithmic time", "s = log(v0 / v) / 2", "position", {}};
  for (std::size_t k = 0; k < std::min<std::size_t>(d, 6); ++k) {
    time.curves.push_back(curve_of(trace.steps, d == 1 ? "x" : fmt::format("x_{}", k + 1), {}, k));
  }
  plots.push_back(std::move(time));
  return plots;
}

std::string indexed(const std::string& name, std::size_t k, std::size_t d) {
  return d == 1 ? name : fmt::format("{}_{}", name, k + 1);
}

/// A case at one precision.
template <IntervalNumber I>
struct Rung {
  memorization::Setting<I> setting;
  I v0 = start_variance<I>(setting.flow(), setting.precision());

  Trace limit() const {
    FlowGoal goal = memorization::flow_goal(setting);
    goal.keeps_pieces = true;
    const FlowLimit<I> found = memorization::follow_case(setting, goal);
    Trace trace;
    trace.is_settled = found.reason.empty();
    trace.steps = steps_of(found.pieces, v0, setting.bare(0));
    trace.rests_on = {"src/model/mixture_flow.hpp: the sets that are proved to be invariant"};
    if (!trace.is_settled) {
      trace.answer = found.reason;
      return trace;
    }
    const std::string starts =
        setting.flow().starts_at_point() ? "the trajectory converges" : "all trajectories converge";
    trace.answer = found.datum ? fmt::format("{} to the datum {}", starts,
                                             datum_name(setting.input, *found.datum))
                               : fmt::format(
                                     "{} to {}, which is no datum: the start lies on a "
                                     "mirror of the data",
                                     starts, point_text(found.limit));
    for (std::size_t k = 0; k < found.zeta.size(); ++k) {
      const std::string suffix = indexed("", k, found.zeta.size());
      add(trace, fmt::format("zeta{0} = lim (x{0}(v) - limit{0}) / sqrt(v)", suffix),
          found.zeta[k]);
    }
    if (found.variance_at_trap) {
      trace.quantities.push_back(
          bound("v at which it is in an invariant set about the limit", *found.variance_at_trap));
    }
    return trace;
  }

  Trace distance() const {
    const FlowInput& flow = setting.flow();
    const I strength = setting.bare(flow.strength);
    RegularizedGoal goal;
    goal.digits = setting.effort.digits;
    goal.keeps_pieces = true;
    if (flow.starts_at_point()) goal.exact_start = flow.start_from;
    const RegularizedEnd<I> found =
        follow_regularized(setting.data, flow.regularization, strength, v0,
                           start_position<I>(flow, setting.precision()), goal, setting.step());
    const bool is_shifted = flow.regularization == Regularization::bandwidth;
    Trace trace;
    trace.is_settled = !found.end.empty();
    trace.steps = steps_of(found.pieces, v0, is_shifted ? strength : setting.bare(0));
    trace.rests_on = {"src/model/regularized_flow.hpp: the flows and where they end"};
    if (!trace.is_settled) {
      trace.answer = found.reason;
      return trace;
    }
    trace.answer = found.is_copy   ? "the generated point is exactly the datum "
                   : found.nearest ? "the generated point is nearest to the datum "
                                   : "the generated point is enclosed";
    if (found.nearest) trace.answer += datum_name(setting.input, *found.nearest);
    for (std::size_t k = 0; k < found.end.size(); ++k) {
      add(trace, indexed("x", k, found.end.size()) + " where it ends", found.end[k]);
    }
    add(trace, "distance to the nearest datum", found.distance);
    return trace;
  }

  void add(Trace& trace, const std::string& name, const I& value) const {
    trace.quantities.push_back(setting.flow().starts_at_point()
                                   ? quantity(name, value, setting.effort.digits, setting.bare(1))
                                   : bound(name, value));
  }
};

/// Which part of the box of starts is carried where.
Trace basins(const Case& input, const RunOptions& options) {
  Trace trace;
  Budget budget(options.budget, options.interrupted);
  try {
    const std::vector<BasinCell> cells =
        memorization::case_basins(input, BasinGoal{}, [&budget] { budget.step(); });
    const Outcome found =
        memorization::conclude_basins(input, cells, {Precision{53}, options.digits, &budget});
    trace.is_settled = std::any_of(found.parts.begin(), found.parts.end(), [](const Part& part) {
      return part.verdict == Verdict::verified;
    });
    trace.answer = trace.is_settled ? "every point of a settled cell of the box reaches its datum"
                                    : found.reason;
    trace.quantities = found.quantities;
    trace.rests_on = found.rests_on;
    trace.plots = memorization::draw_basins(input, cells);
  } catch (const BudgetExhausted&) {
    trace.answer = kBudgetSpent;
  }
  trace.input = input;
  return trace;
}

template <IntervalNumber I>
Trace trace_on(const Case& input, const RunOptions& options, Precision precision) {
  Budget budget(options.budget, options.interrupted);
  const WeightedPoints data = weighted_points(input);
  const Effort effort{precision, options.digits, &budget};
  const Rung<I> rung{{input, data, effort}};
  try {
    return input.flow->regularization == Regularization::none ? rung.limit() : rung.distance();
  } catch (const BudgetExhausted&) {
    Trace trace;
    trace.answer = kBudgetSpent;
    return trace;
  }
}

/// Of a box of starts this wide more than doubles would say nothing new.
bool is_wide(const FlowInput& flow) {
  for (std::size_t k = 0; k < flow.start_from.size(); ++k) {
    const Rational size = abs(flow.start_from[k]) + abs(flow.start_to[k]);
    if ((flow.start_to[k] - flow.start_from[k]) * 100'000'000 > size) return true;
  }
  return false;
}

bool has_digits(const Trace& trace) {
  return std::all_of(trace.quantities.begin(), trace.quantities.end(),
                     [](const Quantity& q) { return q.digits_reached; });
}

}  // namespace

Trace trace_flow(const Case& input, const RunOptions& options) {
  if (input.flow->question == Question::basin) return basins(input, options);
  Trace best;
  for (const int bits : rungs(is_wide(*input.flow) ? 53 : options.max_bits)) {
    const Precision precision{bits};
    Trace trace = bits == 53 ? trace_on<Interval>(input, options, precision)
                             : trace_on<BigInterval>(input, options, precision);
    trace.bits = bits;
    // What more bits say again is no matter of bits.
    const bool is_known = bits > 128 && !trace.is_settled && trace.answer == best.answer;
    if (trace.is_settled || !best.is_settled) best = std::move(trace);
    if (is_known || (best.is_settled && has_digits(best))) break;
  }
  best.input = input;
  best.plots = plots_of(best);
  return best;
}

}  // namespace rigor
