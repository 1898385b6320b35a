// The networks of a case against their neural ODE.
#pragma once

#include <algorithm>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "function/elementary.hpp"
#include "linear/rayleigh.hpp"
#include "model/depth_error.hpp"
#include "proofs-check/neural_ode/setting.hpp"

namespace rigor::neural_ode {

inline DepthModel depth_model(const ResidualInput& input) {
  return {input.block, input.activation, *input.smooth};
}

/// The neural ODEs of all data, and what bounds the distance to them.
template <IntervalNumber B>
struct DepthComparison {
  DepthModel model;
  std::vector<std::vector<B>> starts;  ///< A x_i
  std::vector<DepthPath<B>> paths;
  DepthNorms<B> norms;
  B growth;  ///< Lam

  std::size_t n() const { return starts.size(); }
  std::size_t q() const { return model.state_size(); }
  /// max over the data of value(i).
  B largest(const std::function<B(std::size_t)>& value) const {
    B most = value(0);
    for (std::size_t i = 1; i < n(); ++i) most = max(most, value(i));
    return most;
  }
};

/// How well suprema are wanted.
inline SupremumGoal supremum_goal(const Effort& effort) {
  SupremumGoal goal;
  goal.digits = effort.digits;
  goal.step = [budget = effort.budget] { budget->step(); };
  return goal;
}

/// Follows the neural ODEs; if one isn't proved to exist up to s = 1, or the weights aren't proved
/// smooth, nullopt, and the outcome says why.
template <IntervalNumber B>
std::optional<DepthComparison<B>> compare_depths(const ResidualInput& input, bool with_first_order,
                                                 const SupremumGoal& goal, Precision precision,
                                                 Outcome& outcome) {
  DepthComparison<B> all;
  all.model = depth_model(input);
  const Matrix<B> A = enclose_matrix<B>(input.A, precision);
  for (const auto& x : enclose_vectors<B>(input.inputs, precision)) {
    all.starts.push_back(times(A, x));
    all.paths.push_back(follow_depth(all.model, all.starts.back(), with_first_order, goal.step));
    if (!all.paths.back().is_complete()) {
      outcome.reason = "the neural ODE is not proved to reach s = 1: " + all.paths.back().reason();
      outcome.wants_precision = true;
      return std::nullopt;
    }
  }
  all.norms = depth_norms<B>(all.model, precision, goal);
  all.growth = depth_growth(all.model, all.norms);
  if (!is_bounded(all.growth) || !is_bounded(all.norms.V_slope) || !is_bounded(all.norms.W_slope)) {
    outcome.reason = "the weights are not proved smooth on [0, 1]";
    outcome.wants_precision = true;
    return std::nullopt;
  }
  outcome.hypotheses.push_back({"the weights are smooth functions on [0, 1]", Verdict::verified});
  return all;
}

/// max over the data of |value|, |.| of the components first, ..., first + q - 1 at s = 1.
template <IntervalNumber B>
B norm_at_end(const DepthComparison<B>& all, std::size_t first) {
  return all.largest([&](std::size_t i) {
    const std::vector<B> end = all.paths[i].at(enclose<B>(1L, precision_of(all.growth)));
    const auto from = end.begin() + static_cast<std::ptrdiff_t>(first);
    return sqrt(squared_norm(std::vector<B>(from, from + static_cast<std::ptrdiff_t>(all.q()))));
  });
}

/// The components first, ..., first + q - 1 at s = 1, of few data, as quantities name_1(1), ....
template <IntervalNumber B>
void list_end(const DepthComparison<B>& all, const std::string& name, std::size_t first, int digits,
              Outcome& outcome) {
  constexpr std::size_t most_listed = 12;
  if (all.n() * all.q() > most_listed) return;
  const B scale =
      max(norm_at_end(all, first), scale2(enclose<B>(1L, precision_of(all.growth)), -20));
  for (std::size_t i = 0; i < all.n(); ++i) {
    const std::vector<B> end = all.paths[i].at(enclose<B>(1L, precision_of(all.growth)));
    for (std::size_t j = 0; j < all.q(); ++j) {
      std::string label = name + (all.q() == 1 ? "" : "_" + std::to_string(j + 1)) + "(1)";
      if (all.n() > 1) label += " of x_" + std::to_string(i + 1);
      outcome.quantities.push_back(
          quantity(std::move(label), decorate(end[first + j]), digits, decorate(scale)));
    }
  }
}

/// log(e / e') / log(L' / L) for errors e at L and e' at L' > L: the order of convergence between
/// two depths; nullopt unless both are proved positive.
template <IntervalNumber B>
std::optional<B> convergence_order(const B& error, std::size_t depth, const B& next_error,
                                   std::size_t next_depth) {
  if (!certainly(error > 0) || !certainly(next_error > 0)) return std::nullopt;
  const Rational ratio(static_cast<long>(next_depth), static_cast<long>(depth));
  return log(error / next_error) / log(enclose<B>(ratio, precision_of(error)));
}

// Plots against the depths L = 2, 4, 8, ..., 4096, with doubles; fewer for large networks.

/// nullopt where there is nothing to plot.
std::optional<DepthComparison<Interval>> plotted_comparison(const ResidualInput& input,
                                                            bool with_first_order);
SupremumGoal plotted_goal();
std::vector<std::size_t> plotted_depths(const ResidualInput& input);
PlotBox box_at(std::size_t depth, const Interval& value);
/// The function over all real L in that range, from `first` on.
Curve line_over_depths(const std::string& name, const ResidualInput& input,
                       const std::function<Interval(const Interval&)>& value,
                       const Interval& first = Interval::point(0.0));

}  // namespace rigor::neural_ode
