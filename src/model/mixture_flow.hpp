// The reverse flow of a Gaussian mixture, followed to its limit.
//
// Data x_1, ..., x_N in R^d with weights p_i; m(x, v) = sum_i w_i x_i, the mean of the posterior
// law w_i proportional to p_i exp(-|x - x_i|^2 / 2v). The flow is dx/ds = m(x, v) - x with the
// noise variance v = v0 e^{-2s}, s >= 0, so that v -> 0 is s -> infinity.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "model/weighted_points.hpp"
#include "number/interval_number.hpp"

namespace rigor {

/// What is wanted of a trajectory, and how to get there.
struct FlowGoal {
  int digits = 15;            ///< zeta is wanted to 10^-digits
  bool keeps_pieces = false;  ///< the enclosed trajectory, for plots and tables
  int shortest = 0;           ///< follow the trajectory at least until this s
  int longest = 400;          ///< without a proved limit, stop at this s
  int order = 0;              ///< of the integrator; 0: its own choice
  double tolerance = 0;       ///< of the integrator; 0: its own choice
  /// The start, if it is one point, exactly: what the intervals can't say of 1/3. It serves to find
  /// symmetries, and loses no digits. With `start_is_scaled` the start is an unknown positive
  /// multiple of it.
  std::vector<Rational> exact_start;
  bool start_is_scaled = false;
};

/// For all times in s, the trajectory is in the box x.
template <IntervalNumber I>
struct FlowPiece {
  I s;
  std::vector<I> x;
};

/// Where all trajectories from the start, a point or a box, go as v -> 0.
template <IntervalNumber I>
struct FlowLimit {
  /// The datum x_i that they converge to.
  std::optional<std::size_t> datum;
  /// The exact limit, if one is proved: the datum; or, for a start that a symmetry of the data
  /// keeps on a bisector, a point of the bisector, and `datum` is empty.
  std::vector<Rational> limit;
  /// zeta_k encloses lim (x_k(v) - limit_k) / sqrt v, for each coordinate.
  std::vector<I> zeta;
  /// The noise variance at which an invariant set about the limit was entered.
  std::optional<I> variance_at_trap;
  /// The trajectory, for s from 0 on without gaps, as far as it was followed.
  std::vector<FlowPiece<I>> pieces;
  /// Why no limit is proved; empty if one is.
  std::string reason;
  /// No limit is proved because the time `longest` has come: no matter of precision.
  bool is_late = false;
};

/// On the line two trajectories never meet: from a box, its two ends are followed, and everything
/// is between them. Elsewhere the box is followed as a set.
///
/// Follows the flow from noise variance v0 > 0 and the start, one interval a coordinate (points or
/// a box), to its limit. Calls `step` once a step of the integration. Throws
/// std::invalid_argument unless v0 > 0 is proved and the start has the dimension of the data.
template <IntervalNumber I>
FlowLimit<I> follow(const WeightedPoints& data, const I& v0, const std::vector<I>& start,
                    const FlowGoal& goal, const std::function<void()>& step);

/// The positions at the time s >= 0 of all trajectories from the start, one interval a coordinate;
/// the entire line for each if the integration can't go on so far. Errors as above.
template <IntervalNumber I>
std::vector<I> flow_position(const WeightedPoints& data, const I& v0, const std::vector<I>& start,
                             const I& s, const std::function<void()>& step);

}  // namespace rigor
