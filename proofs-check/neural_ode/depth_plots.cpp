#include "number/decimal.hpp"
#include "proofs-check/neural_ode/depth_comparison.hpp"

namespace rigor::neural_ode {
namespace {

constexpr int plot_digits = 6;
constexpr std::size_t deepest = 4096;
constexpr double most_work = 2e6;  // products of numbers in all blocks of one network

PlotBox box_over(const Interval& depths, const Interval& value) {
  auto [x0, x1] = decimal(depths, 12);
  auto [lower, upper] = decimal(value, plot_digits);
  return {std::move(x0), std::move(x1), std::move(lower), std::move(upper)};
}

}  // namespace

SupremumGoal plotted_goal() {
  return {6, 200, [] {}};
}

std::vector<std::size_t> plotted_depths(const ResidualInput& input) {
  const double work = static_cast<double>(input.inputs.size()) *
                      static_cast<double>(input.state_size() * input.width());
  std::vector<std::size_t> depths;
  for (std::size_t L = 2; L <= deepest && static_cast<double>(L) * work <= most_work; L *= 2) {
    depths.push_back(L);
  }
  return depths;
}

std::optional<PlottedComparison> plotted_comparison(const ResidualInput& input,
                                                    bool with_first_order) {
  if (!input.smooth || plotted_depths(input).size() < 2 ||
      (input.block == Block::two_layer && input.activation == Activation::relu)) {
    return std::nullopt;
  }
  Outcome unused;
  auto all = compare_depths<Interval>(
      input, with_first_order, {53}, [] {}, unused);
  if (!all) return std::nullopt;
  auto c = depth_constants(input, *all, with_first_order, plotted_goal(), unused);
  if (!c) return std::nullopt;
  return PlottedComparison{std::move(*all), std::move(*c)};
}

PlotBox box_at(std::size_t depth, const Interval& value) {
  return box_over(enclose<Interval>(static_cast<long>(depth), Precision{53}), value);
}

Curve line_over_depths(const std::string& name, const ResidualInput& input,
                       const std::function<Interval(const Interval&)>& value,
                       const Interval& first) {
  constexpr long pieces = 8;  // from one power of 2 to the next
  Curve curve{name, {}};
  const std::vector<std::size_t> depths = plotted_depths(input);
  for (std::size_t i = 0; i + 1 < depths.size(); ++i) {
    const long L = static_cast<long>(depths[i]);
    for (long k = 0; k < pieces; ++k) {
      // Exact: the depths are powers of 2.
      const Interval box = hull_of<Interval>(Rational(L * (pieces + k), pieces),
                                             Rational(L * (pieces + k + 1), pieces), {53});
      if (certainly(box >= first)) curve.boxes.push_back(box_over(box, value(box)));
    }
  }
  return curve;
}

}  // namespace rigor::neural_ode
