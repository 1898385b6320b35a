#include "proofs-check/memorization/basins.hpp"

#include <map>
#include <optional>
#include <string>
#include <utility>

#include "number/decimal.hpp"
#include "proofs-check/memorization/case_flow.hpp"
#include "verdict/flow_start.hpp"
#include "verdict/words.hpp"

namespace rigor::memorization {
namespace {

/// The part of the box that the cells of each datum cover, exactly; the key N is what is open.
std::map<std::size_t, Rational> shares(const Case& input, const std::vector<BasinCell>& cells) {
  Rational all = 1;
  std::vector<std::size_t> sides;
  for (std::size_t k = 0; k < input.flow->start_from.size(); ++k) {
    if (input.flow->start_to[k] == input.flow->start_from[k]) continue;
    all *= input.flow->start_to[k] - input.flow->start_from[k];
    sides.push_back(k);
  }
  std::map<std::size_t, Rational> shares;
  for (const BasinCell& cell : cells) {
    Rational size = 1;
    for (const std::size_t k : sides) size *= cell.to[k] - cell.from[k];
    shares[cell.datum.value_or(input.points.size())] += size / all;
  }
  return shares;
}

}  // namespace

std::vector<BasinCell> case_basins(const Case& input, const BasinGoal& goal,
                                   const std::function<void()>& step) {
  const FlowInput& flow = *input.flow;
  const Precision precision{53};
  const Interval scale = flow.schedule == Schedule::ve
                             ? enclose<Interval>(1, precision)
                             : exp(enclose<Interval>(flow.time, precision));
  return enclose_basins(weighted_points(input), start_variance<Interval>(flow, precision),
                        flow.start_from, flow.start_to, scale, goal, step);
}

Outcome conclude_basins(const Case& input, const std::vector<BasinCell>& cells,
                        const Effort& effort) {
  return settle(input, effort, Needs{}, [&]<class B>(const Setting<B>& s, Outcome& outcome) {
    outcome.rests_on = {
        "src/model/mixture_trap.hpp: the convex hull of a box and a ball about a datum is "
        "invariant",
        "src/analysis/ode.hpp: validated integration of the flow, for boxes of starts"};
    const auto parts = shares(input, cells);
    Rational proved = 0;
    for (const auto& [datum, share] : parts) {
      if (datum == s.N()) continue;
      proved += share;
      outcome.quantities.push_back(
          bound("share of the box proved to reach " + datum_name(datum), s.exact(share)));
    }
    const auto open = parts.find(s.N());
    outcome.quantities.push_back(bound("share of the box that is not settled",
                                       s.exact(open == parts.end() ? Rational(0) : open->second)));
    outcome.scope = Scope::box;
    for (const auto& [datum, share] : parts) {
      if (datum == s.N()) continue;
      outcome.parts.push_back(
          {"the cells that reach " + datum_name(datum) + " = " + point_text(s.data.point(datum)),
           Verdict::verified, ""});
    }
    const bool is_whole = open == parts.end();
    const std::string rest =
        proved == 0 ? "no cell of the box is proved to reach a datum"
                    : "part of the box is not settled: a boundary of two basins may cross it";
    if (!is_whole) {
      outcome.parts.push_back({"the cells that are not settled", Verdict::inconclusive, rest});
    }
    conclude(outcome, proved_if(is_whole), Truth::unsettled, Scope::box);
    if (!is_whole) outcome.reason = rest;
    outcome.wants_precision = false;
  });
}

Outcome check_basins(const Case& input, const Effort& effort) {
  return conclude_basins(
      input, case_basins(input, BasinGoal{}, [&effort] { effort.budget->step(); }), effort);
}

namespace {

bool has_plot(const Case& input) {
  return input.flow && input.flow->question == Question::basin &&
         input.flow->regularization == Regularization::none && input.dimension() == 2;
}

}  // namespace

std::vector<Plot> plot_basins(const Case& input) {
  if (!has_plot(input)) return {};
  return draw_basins(input, case_basins(input, BasinGoal{}, [] {}));
}

std::vector<Plot> draw_basins(const Case& input, const std::vector<BasinCell>& cells) {
  if (!has_plot(input)) return {};
  std::map<std::size_t, Curve> curves;
  for (const BasinCell& cell : cells) {
    const std::size_t datum = cell.datum.value_or(input.points.size());
    Curve& curve = curves[datum];
    if (curve.boxes.empty()) {
      curve.name = cell.datum
                       ? "reaches " + datum_name(datum) + " = " + point_text(input.points[datum])
                       : "not settled";
    }
    // What is proved is drawn no larger than it is, what is open no smaller.
    const auto side = [&](const Rational& from, const Rational& to) {
      const auto low = decimal(enclose<Interval>(from, Precision{53}), outcome_digits);
      const auto high = decimal(enclose<Interval>(to, Precision{53}), outcome_digits);
      return cell.datum ? std::pair(low.second, high.first) : std::pair(low.first, high.second);
    };
    const auto [x0, x1] = side(cell.from[0], cell.to[0]);
    const auto [lower, upper] = side(cell.from[1], cell.to[1]);
    curve.boxes.push_back({x0, x1, lower, upper});
  }
  if (!curves.contains(input.points.size())) curves[input.points.size()].name = "not settled";
  Plot plot;
  plot.title = "Basins of attraction, proved";
  plot.x_label = "x_1";
  plot.y_label = "x_2";
  plot.is_region = true;
  for (auto& [datum, curve] : curves) plot.curves.push_back(std::move(curve));
  return {plot};
}

}  // namespace rigor::memorization
