// The networks of a case against their neural ODE.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "model/depth_error.hpp"
#include "proofs-check/neural_ode/setting.hpp"

namespace rigor::neural_ode {

inline DepthModel depth_model(const ResidualInput& input) {
  return {input.block, input.activation, *input.smooth};
}

/// The neural ODEs of all data.
template <IntervalNumber B>
struct DepthComparison {
  DepthModel model;
  std::vector<std::vector<B>> starts;  ///< A x_i
  std::vector<DepthPath<B>> paths;

  std::size_t n() const { return starts.size(); }
  std::size_t q() const { return model.state_size(); }
  Precision precision() const { return precision_of(starts[0][0]); }
  /// max over the data of value(i).
  B largest(const std::function<B(std::size_t)>& value) const {
    B most = value(0);
    for (std::size_t i = 1; i < n(); ++i) most = max(most, value(i));
    return most;
  }
  /// max over the data of the norm of the components first, ..., first + q - 1 at s = 1.
  B norm_at_end(std::size_t first) const;
};

/// Follows the neural ODEs, with E or without; if one isn't proved to exist up to s = 1 with a
/// smooth right-hand side, nullopt, and the outcome says why.
template <IntervalNumber B>
std::optional<DepthComparison<B>> compare_depths(const ResidualInput& input, bool with_first_order,
                                                 Precision precision,
                                                 const std::function<void()>& step,
                                                 Outcome& outcome);

/// Upper bounds for all data: see depth_error.hpp.
template <IntervalNumber B>
struct DepthConstants {
  B growth;                   ///< Lam
  B along;                    ///< C along the solutions
  std::optional<B> by_norms;  ///< C by the norms of the weights, of two-layer blocks
  std::optional<SecondOrderBound<B>> second;  ///< of paths with E
};
/// With a goal of at most 15 digits, by doubles if they give finite bounds. nullopt if a bound
/// isn't finite; then the outcome says so.
template <IntervalNumber B>
std::optional<DepthConstants<B>> depth_constants(const ResidualInput& input,
                                                 const DepthComparison<B>& all, bool with_second,
                                                 const SupremumGoal& goal, Outcome& outcome);

/// How well suprema are wanted: by doubles, boxes are cheap.
inline SupremumGoal supremum_goal(const Effort& effort) {
  const std::size_t most_boxes = effort.digits <= 15 ? 1000 : 300;
  return {effort.digits, most_boxes, [budget = effort.budget] { budget->step(); }};
}

/// The components first, ..., first + q - 1 at s = 1, of few data, as quantities name_1(1), ....
template <IntervalNumber B>
void list_end(const DepthComparison<B>& all, const std::string& name, std::size_t first, int digits,
              Outcome& outcome);

/// A quantity that may vanish: relative to its size, or to `scale` where it isn't proved positive.
template <IntervalNumber D>
Quantity positive_quantity(const std::string& name, const D& x, int digits, const D& scale) {
  return certainly(x > 0) ? quantity(name, x, digits) : quantity(name, x, digits, scale);
}

/// Errors of networks at depths in ascending order, and the orders of convergence between them:
/// log(e / e') / log(L' / L) for e at L and e' at the next depth L', where both are proved
/// positive.
template <IntervalNumber B>
void list_orders(const std::vector<std::pair<std::size_t, B>>& errors, Outcome& outcome);

// Plots against the depths L = 2, 4, 8, ..., 4096, with doubles; fewer for large networks.

SupremumGoal plotted_goal();
std::vector<std::size_t> plotted_depths(const ResidualInput& input);
/// nullopt where there is nothing to plot.
struct PlottedComparison {
  DepthComparison<Interval> all;
  DepthConstants<Interval> constants;
};
std::optional<PlottedComparison> plotted_comparison(const ResidualInput& input,
                                                    bool with_first_order);
PlotBox box_at(std::size_t depth, const Interval& value);
/// The function over all real L in that range, from `first` on.
Curve line_over_depths(const std::string& name, const ResidualInput& input,
                       const std::function<Interval(const Interval&)>& value,
                       const Interval& first = Interval::point(0.0));

extern template struct DepthComparison<Interval>;
extern template struct DepthComparison<BigInterval>;
extern template std::optional<DepthComparison<Interval>> compare_depths(
    const ResidualInput&, bool, Precision, const std::function<void()>&, Outcome&);
extern template std::optional<DepthComparison<BigInterval>> compare_depths(
    const ResidualInput&, bool, Precision, const std::function<void()>&, Outcome&);
extern template std::optional<DepthConstants<Interval>> depth_constants(
    const ResidualInput&, const DepthComparison<Interval>&, bool, const SupremumGoal&, Outcome&);
extern template std::optional<DepthConstants<BigInterval>> depth_constants(
    const ResidualInput&, const DepthComparison<BigInterval>&, bool, const SupremumGoal&, Outcome&);
extern template void list_end(const DepthComparison<Interval>&, const std::string&, std::size_t,
                              int, Outcome&);
extern template void list_end(const DepthComparison<BigInterval>&, const std::string&, std::size_t,
                              int, Outcome&);
extern template void list_orders(const std::vector<std::pair<std::size_t, Interval>>&, Outcome&);
extern template void list_orders(const std::vector<std::pair<std::size_t, BigInterval>>&, Outcome&);

}  // namespace rigor::neural_ode
