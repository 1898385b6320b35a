// The reverse flow of a mixture with a regularized score, followed to the point that it generates.
//
// Data x_1, ..., x_N in R^d with weights p_i; m(x, v) is the mean of the posterior law. Times are s
// with the noise variance v = v0 e^{-2s}; v -> 0 is s -> infinity.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "model/mixture_flow.hpp"
#include "model/regularization.hpp"
#include "model/weighted_points.hpp"
#include "number/interval_number.hpp"

namespace rigor {

struct RegularizedGoal {
  int digits = 15;            ///< the end is wanted to 10^-digits, for Tikhonov in units of sqrt c
  bool keeps_pieces = false;  ///< the enclosed trajectory, for plots and tables
  /// The start, if it is one point, exactly: what the intervals can't say of 1/3. It loses no
  /// digits.
  std::vector<Rational> exact_start;
};

/// The first time at which a trajectory was proved to be in an invariant ball |x - x_i| <= radius:
/// there |m - x_i| <= pull for all smaller v.
template <IntervalNumber I>
struct BallEntry {
  std::size_t datum;
  I variance;             ///< v
  std::vector<I> offset;  ///< x(v) - x_i
  I distance;             ///< its length
  I radius, pull, drift;  ///< eps_i(radius, v) and K_i(radius, v), see mixture_trap.hpp
};

/// Where all trajectories from the start, a point or a box, end.
template <IntervalNumber I>
struct RegularizedEnd {
  /// One enclosure a coordinate, true in every case where it isn't empty; empty where the
  /// integration stopped before the end.
  std::vector<I> end;
  I distance;                          ///< of the end to the nearest datum
  std::optional<std::size_t> nearest;  ///< that datum, if it is one and the same for all ends
  bool is_copy = false;                ///< every end is that datum exactly
  std::optional<BallEntry<I>> entry;   ///< Tikhonov only
  /// The trajectory, for s from 0 on without gaps, as far as it was followed. For `bandwidth` s is
  /// the time of the exact flow, v + delta = (v0 + delta) e^{-2s}.
  std::vector<FlowPiece<I>> pieces;
  std::string reason;    ///< why there is no end, or not as narrow as asked for; empty otherwise
  bool is_late = false;  ///< there is none because the time ran out: no matter of precision
};

/// The flows by kind, with their times:
///   tikhonov         dx/ds = (m - x) v / (v + c), to v = 0;
///   empirical_bayes  dx/ds = sum e_i (x_i - x) / max(sum e_j, tau), to v = 0; equal weights;
///   bandwidth        the exact flow from v0 + delta to delta;
///   stopping         the exact flow from v0 to delta.
///
/// Follows the flow from noise variance v0 > 0 and the start, one interval a coordinate. Calls
/// `step` once a step of the integration. Throws std::invalid_argument unless v0 and the strength
/// are proved positive and the start has the dimension of the data.
template <IntervalNumber I>
RegularizedEnd<I> follow_regularized(const WeightedPoints& data, Regularization kind,
                                     const I& strength, const I& v0, const std::vector<I>& start,
                                     const RegularizedGoal& goal,
                                     const std::function<void()>& step);

/// Encloses x(v0) of the one trajectory of Tikhonov's flow that ends in x_i; nullopt if the
/// integration fails. Near x_i the field extends smoothly to v = 0, with m = x_i there (its other
/// terms are exp(-b / v)); so there is exactly one solution with x(0) = x_i, and it exists for all
/// v. Until it leaves the ball B(x_i, r), r < min D_ij / 2,
///   |x - x_i| <= sqrt(v + c) eps_i(r, v) (1 / sqrt c - 1 / sqrt(v + c)),
/// from d/dv [(x - x_i) / sqrt(v + c)] = (x_i - m) / (2 (v + c)^{3/2}); the right side increases
/// with v, so as long as it is below r the ball isn't left. From there the flow is integrated up to
/// v0.
template <IntervalNumber I>
std::optional<std::vector<I>> start_of_copy(const WeightedPoints& data, std::size_t i, const I& c,
                                            const I& v0, int digits,
                                            const std::function<void()>& step);

}  // namespace rigor
