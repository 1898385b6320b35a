#include "proofs-check/memorization/line_flow.hpp"

#include <algorithm>

#include "proofs-check/common/enclosed_curve.hpp"
#include "proofs-check/memorization/law_lemmas.hpp"

namespace rigor::memorization {
namespace {

constexpr std::size_t most_parts = 24;

std::string text_of(const Rational& q) {
  return to_string(q);
}

/// The data that starts just inside an end of the box reach: an end that is itself a separatrix
/// belongs to neither side.
template <IntervalNumber B>
std::optional<std::size_t> datum_inside(const LineFlow<B>& line, const Rational& end,
                                        bool is_lower) {
  if (line.is_separatrix(end)) {
    const std::size_t upper = line.flow.size() / 2;
    return is_lower ? upper : upper - 1;
  }
  return line.flow.datum(line.level_of(end));
}

/// What would contradict the limit x_i: at a noise variance at which the balls of radius D_-/4
/// about all data are trapped, the trajectory is in the ball of another datum.
template <IntervalNumber B>
Truth agrees_at_small_variance(const LineFlow<B>& line, const QuantileLevel<B>& level,
                               std::size_t i) {
  const QuantileFlow<B>& flow = line.flow;
  if (flow.size() < 2 || !line.s.data.has_equal_weights()) return Truth::unsettled;
  Rational least = flow.point(1) - flow.point(0);
  for (std::size_t j = 2; j < flow.size(); ++j) {
    least = std::min<Rational>(least, flow.point(j) - flow.point(j - 1));
  }
  const B trapped = line.s.bare(least * least / 8) /
                    log(line.s.bare(Rational(4 * static_cast<long>(flow.size()))));
  const B x = flow.position(level, min(line.v, trapped));
  for (std::size_t j = 0; j < flow.size(); ++j) {
    const bool is_there = certainly(abs(x - line.s.bare(flow.point(j))) <= line.s.bare(least / 4));
    if (j != i && is_there) return Truth::no;
    if (j == i && is_there) return Truth::yes;
  }
  return Truth::unsettled;
}

template <IntervalNumber B>
void report_basin(const LineFlow<B>& line, Outcome& outcome, std::size_t i) {
  const auto& s = line.s;
  const std::string x = line.coordinate();
  outcome.quantities.push_back(bound("limit of " + x, s.exact(line.flow.point(i))));
  outcome.quantities.push_back(
      bound("its place in the data", s.number(static_cast<long>(line.flow.index(i)) + 1)));
  if (i > 0) {
    outcome.quantities.push_back(quantity("lower end of its basin in " + x, line.separatrix(i),
                                          s.effort.digits, line.scale()));
  }
  if (i + 1 < line.flow.size()) {
    outcome.quantities.push_back(quantity("upper end of its basin in " + x, line.separatrix(i + 1),
                                          s.effort.digits, line.scale()));
  }
}

template <IntervalNumber B>
void conclude_one_datum(const LineFlow<B>& line, Outcome& outcome, const QuantileLevel<B>& level,
                        std::size_t i) {
  const auto& s = line.s;
  const bool is_point = s.flow().starts_at_point();
  report_basin(line, outcome, i);
  const auto add = [&](const std::string& name, const Decorated<B>& x, const Decorated<B>& scale) {
    outcome.quantities.push_back(is_point ? quantity(name, x, s.effort.digits, scale)
                                          : bound(name + ", over all starts", x));
  };
  add("zeta = lim (x - x_i) / sqrt v", decorate(line.flow.zeta(level, i)), s.number(1));
  const B later = line.v * exp(s.bare(-4));
  add("x at v = v0 exp(-4)", decorate(line.flow.position(level, later)), line.scale());
  const B& total = line.flow.total_weight();
  const B from_ends = min(level.excess[i], -level.excess[i + 1]) / total;
  outcome.margin = between(decorate(from_ends), decorate(from_ends));
  outcome.hypotheses.push_back({"q is no cumulative weight", Verdict::verified});
  conclude(outcome, Truth::yes, agrees_at_small_variance(line, level, i),
           is_point ? Scope::instance : Scope::box);
}

/// Starts in the basins of several data: each basin ends at a separatrix, exactly.
template <IntervalNumber B>
void conclude_parts(const LineFlow<B>& line, Outcome& outcome, std::size_t first,
                    std::size_t last) {
  const auto& s = line.s;
  const std::string x = line.coordinate();
  const Rational &from = s.flow().start_from[0], &to = s.flow().start_to[0];
  const auto name = [](std::size_t k) { return "xi_" + std::to_string(k); };
  if (last - first > most_parts) {
    outcome.parts.push_back({text_of(from) + " <= " + x + " <= " + text_of(to), Verdict::verified,
                             "the limits are the points " + text_of(line.flow.point(first)) +
                                 " to " + text_of(line.flow.point(last)) +
                                 ", each of a basin between two separatrices"});
    return;
  }
  if (line.is_separatrix(from)) {
    outcome.parts.push_back({x + " = " + text_of(from), Verdict::inapplicable,
                             "a separatrix: the limit is the middle of two points"});
  }
  for (std::size_t i = first; i <= last; ++i) {
    const std::string low =
        i == first ? text_of(from) + (line.is_separatrix(from) ? " < " : " <= ") : name(i) + " < ";
    const std::string high =
        i == last ? (line.is_separatrix(to) ? " < " : " <= ") + text_of(to) : " < " + name(i + 1);
    outcome.parts.push_back(
        {low + x + high, Verdict::verified, "the limit is " + text_of(line.flow.point(i))});
    if (i == last) break;
    outcome.quantities.push_back(
        quantity(name(i + 1), line.separatrix(i + 1), s.effort.digits, line.scale()));
    outcome.parts.push_back({x + " = " + name(i + 1), Verdict::inapplicable,
                             "a separatrix: the limit is the middle of two points"});
  }
  if (line.is_separatrix(to)) {
    outcome.parts.push_back({x + " = " + text_of(to), Verdict::inapplicable,
                             "a separatrix: the limit is the middle of two points"});
  }
}

}  // namespace

template <IntervalNumber B>
void conclude_limits(const LineFlow<B>& line, Outcome& outcome) {
  const auto& s = line.s;
  const bool is_point = s.flow().starts_at_point();
  const QuantileLevel<B> level = line.level();
  outcome.rests_on.push_back("src/model/quantile_flow.hpp: quantiles are conserved");
  outcome.quantities.push_back(is_point ? quantity("q", line.q(level), s.effort.digits)
                                        : bound("q, over all starts", line.q(level)));
  if (is_point && line.is_separatrix(s.flow().start_from[0])) {
    outcome = inapplicable(std::move(outcome), "q is no cumulative weight",
                           "data and weights are symmetric about the start, which is at rest "
                           "halfway between two points");
    return;
  }
  if (const auto i = line.flow.datum(level)) return conclude_one_datum(line, outcome, level, *i);
  if (!is_point) {
    const auto first = datum_inside(line, s.flow().start_from[0], true);
    const auto last = datum_inside(line, s.flow().start_to[0], false);
    if (first && last) {
      conclude_parts(line, outcome, *first, *last);
      conclude(outcome, Truth::yes, Truth::unsettled, Scope::box);
      return;
    }
  }
  conclude(outcome, Truth::unsettled, Truth::unsettled, is_point ? Scope::instance : Scope::box);
  const auto [first, last] = line.flow.data_in_reach(level);
  outcome.reason =
      is_point ? "precision: the start is within the rounding errors of the separatrix "
                 "between the points " +
                     text_of(line.flow.point(first)) + " and " + text_of(line.flow.point(last))
               : "precision: an end of the box is within the rounding errors of a "
                 "separatrix";
}

namespace {

/// Where xi_k - middle lies, by the bounds of conclude_separatrices.
template <IntervalNumber B>
B offset_bounds(const LineFlow<B>& line, std::size_t k, const B& v) {
  const B left = line.flow.cumulative_weight(k);
  const B rate = v / line.s.bare(line.flow.point(k) - line.flow.point(k - 1));
  return rate * hull(-log((1 - left) / line.flow.weight(k - 1)), log(left / line.flow.weight(k)));
}

}  // namespace

template <IntervalNumber B>
void conclude_separatrices(const LineFlow<B>& line, Outcome& outcome) {
  using D = Decorated<B>;
  const auto& s = line.s;
  const QuantileFlow<B>& flow = line.flow;
  const std::size_t N = flow.size();
  std::size_t first = 1, last = N - 1;
  if (N > most_parts) {
    const auto reach = flow.data_in_reach(line.level());
    first = std::max<std::size_t>(1, reach.first);
    last = std::min({N - 1, reach.second + 1, first + most_parts});
  }
  Truth holds = Truth::yes;
  std::optional<B> previous;
  for (std::size_t k = first; k <= last; ++k) {
    const Rational middle = (flow.point(k - 1) + flow.point(k)) / 2;
    const B xi = flow.separatrix(k, line.v);
    const std::string name = "xi_" + std::to_string(k);
    outcome.quantities.push_back(quantity(name, line.in_case(xi), s.effort.digits, line.scale()));
    outcome.quantities.push_back(bound("limit of " + name, s.exact(middle)));
    const D offset = decorate(xi - s.bare(middle)),
            bounds = decorate(offset_bounds(line, k, line.v));
    holds = holds && lower_point(bounds) <= offset && offset <= upper_point(bounds);
    if (previous) holds = holds && *previous <= xi;
    previous = xi;
  }
  const bool is_point = s.flow().starts_at_point();
  if (is_point && line.is_separatrix(s.flow().start_from[0])) {
    outcome.quantities.push_back(bound("limit of the start", s.exact(*flow.centre())));
  }
  outcome.rests_on.push_back("src/model/quantile_flow.hpp: quantiles are conserved");
  outcome.rests_on.push_back("proofs-check/memorization/line_flow.hpp: conclude_separatrices");
  conclude(outcome, separatrix_offset(1), holds, Scope::unbounded);
}

namespace {

/// x against s over [s0, s0 + 4], s0 = -log(v0) / 2: the boxes enclose the trajectory.
Curve trajectory(const std::string& name, const LineFlow<Interval>& line,
                 const std::function<Interval(const Interval& v)>& position) {
  constexpr int pieces = 96;
  return enclosed_curve(name, 0, 4, pieces, [&](const Rational& from, const Rational& to) {
    const Interval u = hull_of<Interval>(from, to, Precision{});
    return position(line.v * exp(-2 * u));
  });
}

}  // namespace

std::vector<Plot> line_plots(const Case& input) {
  const bool fits = input.flow && input.dimension() == 1 && input.points.size() <= 8 &&
                    input.flow->schedule == Schedule::ve &&
                    input.flow->regularization == Regularization::none;
  if (!fits) return {};
  std::vector<Plot> plots;
  Budget budget(1000000);
  const Effort effort{Precision{}, 15, &budget};
  const WeightedPoints data = weighted_points(input);
  const LineFlow<Interval> line(Setting<Interval>{input, data, effort});
  Plot plot{"trajectories", "log(v0 / v) / 2", "x", {}, false};
  const QuantileLevel<Interval> start = line.level();
  plot.curves.push_back(
      trajectory(input.flow->starts_at_point() ? "from the start" : "from all starts", line,
                 [&](const Interval& v) { return line.flow.position(start, v); }));
  for (std::size_t k = 1; k < line.flow.size(); ++k) {
    plot.curves.push_back(
        trajectory("separatrix xi_" + std::to_string(k), line, [&](const Interval& v) {
          const Rational middle = (line.flow.point(k - 1) + line.flow.point(k)) / 2;
          return intersection(line.flow.separatrix(k, v),
                              line.s.bare(middle) + offset_bounds(line, k, v));
        }));
  }
  plots.push_back(std::move(plot));
  return plots;
}

template void conclude_limits(const LineFlow<Interval>&, Outcome&);
template void conclude_limits(const LineFlow<BigInterval>&, Outcome&);
template void conclude_separatrices(const LineFlow<Interval>&, Outcome&);
template void conclude_separatrices(const LineFlow<BigInterval>&, Outcome&);

}  // namespace rigor::memorization
