#include "cli/flow_trace.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <utility>

#include "model/mixture_flow.hpp"
#include "verdict/evidence.hpp"
#include "verdict/flow_start.hpp"
#include "verdict/ladder.hpp"
#include "verdict/words.hpp"

namespace rigor {
namespace {

std::string datum_name(const Case& input, std::size_t i) {
  return fmt::format("x_{} = {}", i + 1, point_text(input.points[i]));
}

template <IntervalNumber I>
std::vector<TraceStep> steps_of(const std::vector<FlowPiece<I>>& pieces, const I& v0) {
  std::vector<TraceStep> steps;
  for (const FlowPiece<I>& piece : pieces) {
    TraceStep step{to_enclosure(piece.s), to_enclosure(v0 * exp(-2 * piece.s)), {}};
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

template <IntervalNumber I>
struct Rung {
  const Case& input;
  const RunOptions& options;
  Precision precision;
  std::function<void()> step;

  Trace limit() const {
    const WeightedPoints data = weighted_points(input);
    const I v0 = start_variance<I>(*input.flow, precision);
    FlowGoal goal;
    goal.digits = options.digits;
    goal.keeps_pieces = true;
    if (input.flow->starts_at_point()) {
      goal.exact_start = input.flow->start_from;
      goal.start_is_scaled = input.flow->schedule == Schedule::vp;
    }
    const FlowLimit<I> found =
        follow(data, v0, start_position<I>(*input.flow, precision), goal, step);
    Trace trace;
    trace.is_settled = found.reason.empty();
    trace.steps = steps_of(found.pieces, v0);
    trace.rests_on = {"src/model/mixture_flow.hpp: the sets that are proved to be invariant"};
    if (!trace.is_settled) {
      trace.answer = found.reason;
      return trace;
    }
    const std::string starts =
        input.flow->starts_at_point() ? "the trajectory converges" : "all trajectories converge";
    trace.answer = found.datum
                       ? fmt::format("{} to the datum {}", starts, datum_name(input, *found.datum))
                       : fmt::format(
                             "{} to {}, which is no datum: the start lies on a "
                             "mirror of the data",
                             starts, point_text(found.limit));
    for (std::size_t k = 0; k < found.zeta.size(); ++k) {
      const std::string name = found.zeta.size() == 1 ? "" : fmt::format("_{}", k + 1);
      const std::string what = fmt::format("zeta{0} = lim (x{0}(v) - limit{0}) / sqrt(v)", name);
      trace.quantities.push_back(
          input.flow->starts_at_point()
              ? quantity(what, found.zeta[k], options.digits, enclose<I>(1L, precision))
              : bound(what, found.zeta[k]));
    }
    if (found.variance_at_trap) {
      trace.quantities.push_back(
          bound("v at which it is in an invariant set about the limit", *found.variance_at_trap));
    }
    return trace;
  }
};

template <IntervalNumber I>
Trace trace_on(const Case& input, const RunOptions& options, Precision precision) {
  Budget budget(options.budget, options.interrupted);
  const Rung<I> rung{input, options, precision, [&budget] { budget.step(); }};
  try {
    return rung.limit();
  } catch (const BudgetExhausted&) {
    Trace trace;
    trace.answer = "budget: the steps are spent; try a higher --budget";
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
  Trace best;
  for (const int bits : rungs(is_wide(*input.flow) ? 53 : options.max_bits)) {
    const Precision precision{bits};
    Trace trace = bits == 53 ? trace_on<Interval>(input, options, precision)
                             : trace_on<BigInterval>(input, options, precision);
    trace.bits = bits;
    if (trace.is_settled || !best.is_settled) best = std::move(trace);
    if (best.is_settled && has_digits(best)) break;
  }
  best.input = input;
  best.plots = plots_of(best);
  return best;
}

}  // namespace rigor
