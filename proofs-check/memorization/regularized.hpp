// What the claims on regularized flows share.
#pragma once

#include <cstddef>
#include <string>

#include "model/regularized_flow.hpp"
#include "proofs-check/memorization/setting.hpp"

namespace rigor::memorization {

/// Appends the hypothesis N = 1, or makes the outcome inapplicable and returns true.
bool lacks_one_datum(Outcome& outcome, const Case& input);
/// The same for the variance exploding schedule.
bool lacks_exploding_variance(Outcome& outcome, const Case& input);

/// The same for N = 2.
bool lacks_two_data(Outcome& outcome, const Case& input);

/// The squared distance of x_i to the middle of the starts.
Rational squared_start_distance(const Case& input, std::size_t i);
/// The datum next to the middle of the starts: a proposal, though found exactly.
std::size_t propose_nearest(const Case& input);

/// |x(v0) - x_i| over all starts, for the VE schedule.
template <IntervalNumber B>
Decorated<B> start_distance(const Setting<B>& s, std::size_t i) {
  Decorated<B> sum = s.number(0);
  for (std::size_t k = 0; k < s.d(); ++k) {
    const Rational& x = s.data.point(i)[k];
    const Rational low = s.flow().start_from[k] - x, high = s.flow().start_to[k] - x;
    sum += sqr(hull_of<Decorated<B>>(low, high, s.precision()));
  }
  return sqrt(sum);
}

/// What is asked of a regularized flow: as many digits as of the quantities.
template <IntervalNumber B>
RegularizedGoal regularized_goal(const Setting<B>& s) {
  RegularizedGoal goal;
  goal.digits = s.effort.digits + 1;
  if (s.flow().starts_at_point()) goal.exact_start = s.flow().start_from;
  return goal;
}

}  // namespace rigor::memorization
