// The reverse flow on the line, solved exactly: quantiles are conserved.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <utility>
#include <vector>

#include "model/weighted_points.hpp"
#include "number/interval_number.hpp"

namespace rigor {

/// The place of a level q in (0, 1) among the cumulative weights Pi_k = p_1 + ... + p_k:
/// excess[k] encloses W (q - Pi_k), k = 0, ..., N, where W is the sum of the weights in units of
/// the largest. Each entry has the accuracy of its own two tails. They decrease in k.
template <IntervalNumber I>
struct QuantileLevel {
  std::vector<I> excess;
};

/// The flow dx/dv = (x - m(x, v)) / 2v of the points x_1 < ... < x_N of the line (sorted; indices
/// of points in this class are places in that order, from 0) with weights p_i, by the theorem
///   F_v(x) = sum_i p_i Phi((x - x_i) / sqrt v) is constant along every trajectory:
/// with p_v = F_v' the heat equation gives dF/dv = p_v' / 2, and (x - m) / v = -p_v' / p_v, so that
/// (d/dv) F_v(x(v)) = p_v' / 2 + p_v (x - m) / 2v = 0. Hence x(v) = F_v^{-1}(q), and as v -> 0:
///   Pi_{i-1} < q < Pi_i:  x(v) -> x_i and (x(v) - x_i) / sqrt v -> Phi^{-1}((q - Pi_{i-1}) / p_i);
///   q = Pi_k, 0 < k < N:  x(v) -> (x_k + x_{k+1}) / 2.
/// (F_v(x_i + e) -> Pi_i and F_v(x_i - e) -> Pi_{i-1} for small e > 0, whence the first line. For
/// the second, F_v(x) = Pi_k says sum_{j > k} p_j Phi((x - x_j) / sqrt v) = sum_{j <= k} p_j
/// Phi((x_j - x) / sqrt v). If x is beyond the middle of the gap D by e > 0, the left side is at
/// least p_{k+1} Phi(-(D/2 - e) / sqrt v) and the right one at most Phi(-(D/2 + e) / sqrt v): wrong
/// for small v. In the same way on the other side.)
///
/// Differences F_v(x) - Pi_k are formed as that difference of two sums of small tails, so that they
/// keep their digits at small v. Every function may call `step`, which may throw to give up.
template <IntervalNumber I>
class QuantileFlow {
 public:
  /// Throws std::invalid_argument unless d = 1. `step` may be empty.
  QuantileFlow(const WeightedPoints& data, Precision precision, std::function<void()> step = {});

  std::size_t size() const { return points_.size(); }
  const Rational& point(std::size_t i) const { return points_[i]; }
  /// The place of that point in the data.
  std::size_t index(std::size_t i) const { return index_[i]; }
  /// p_i, and Pi_k = p_0 + ... + p_{k-1}; W, the sum of the weights in units of the largest.
  I weight(std::size_t i) const { return weights_[i] / total_; }
  const I& total_weight() const { return total_; }
  I cumulative_weight(std::size_t k) const;

  /// F_v(x) for v > 0. Of an interval x: for all its members.
  I cdf(const Rational& x, const I& v) const { return level(x, v).excess[0] / total_; }
  I cdf(const I& x, const I& v) const { return level(x, v).excess[0] / total_; }
  /// Of an exact x, the tails of two equally heavy points at the same distance on both sides cancel
  /// exactly: on a bisector the other points decide.
  QuantileLevel<I> level(const Rational& x, const I& v) const;
  QuantileLevel<I> level(const I& x, const I& v) const { return level_of(tails(offsets(x), v)); }

  /// The point that all trajectories of these levels reach, if that is proved.
  std::optional<std::size_t> datum(const QuantileLevel<I>& level) const;
  /// The first and the last point that a trajectory of these levels may reach; where they differ,
  /// the middle between two neighbours is possible as well.
  std::pair<std::size_t, std::size_t> data_in_reach(const QuantileLevel<I>& level) const;
  /// lim (x(v) - x_i) / sqrt v for the levels whose trajectories reach x_i; the entire line if they
  /// might not.
  I zeta(const QuantileLevel<I>& level, std::size_t i) const;

  /// x(v) = F_v^{-1}(q) for all q of the level and all members of v > 0.
  I position(const QuantileLevel<I>& level, const I& v) const;
  /// F_v^{-1}(Pi_k), 0 < k < size(): the start whose trajectory ends in the middle of the points k
  /// - 1 and k. Exact where that point is the centre of symmetry.
  I separatrix(std::size_t k, const I& v) const;
  /// The point about which data and weights are symmetric, if there is one. A start there is at
  /// rest for all v, at the level 1/2 exactly.
  const std::optional<Rational>& centre() const { return centre_; }

 private:
  std::vector<I> offsets(const Rational& x) const;  // x - x_i
  std::vector<I> offsets(const I& x) const;
  /// p_i Phi(-u) and p_i Phi(u), u = (x - x_i) / sqrt v, in units of the largest weight.
  struct Tails {
    std::vector<I> left, right;
  };
  Tails tails(const std::vector<I>& offsets, const I& v) const;
  QuantileLevel<I> level_of(const Tails& tail) const;
  I solve(std::size_t k, const I& excess, const I& v) const;
  I solve_levels(std::size_t k, const I& excess, const I& sigma) const;

  Precision precision_;
  std::function<void()> step_;
  std::vector<Rational> points_;
  std::vector<Rational> log_weights_;
  std::vector<std::size_t> index_;
  std::vector<I> at_;       // the points
  std::vector<I> weights_;  // in units of the largest
  I total_;
  std::optional<Rational> centre_;
};

}  // namespace rigor
