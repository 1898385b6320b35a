// What the followers of regularized flows share. Private to src/model.
#pragma once

#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

#include "analysis/ode.hpp"
#include "function/elementary.hpp"
#include "model/mixture_atoms.hpp"
#include "model/regularized_flow.hpp"

namespace rigor {

/// Positions relative to a datum, the origin, and the growing result.
template <IntervalNumber I>
class RegularizedTrajectory {
 public:
  RegularizedTrajectory(const WeightedPoints& data, const std::vector<I>& start,
                        const RegularizedGoal& goal, Precision precision)
      : data_(data), goal_(goal), precision_(precision), origin_(propose_nearest(start)) {
    for (std::size_t k = 0; k < start.size(); ++k) {
      start_.push_back(goal.exact_start.empty()
                           ? start[k] - exact(data.point(origin_)[k])
                           : exact(goal.exact_start[k] - data.point(origin_)[k]));
    }
    result_.distance = entire<I>(precision);
  }

  std::size_t origin() const { return origin_; }
  const std::vector<I>& start() const { return start_; }
  MixtureAtoms<I> atoms() const { return MixtureAtoms<I>(data_, origin_, precision_); }
  RegularizedEnd<I>& result() { return result_; }
  I exact(const Rational& q) const { return enclose<I>(q, precision_); }
  I goal_power() const { return pown(enclose<I>(10L, precision_), goal_.digits); }

  /// The position relative to another datum, which becomes the origin.
  std::vector<I> seen_from(std::size_t i, std::vector<I> z) {
    for (std::size_t k = 0; k < z.size(); ++k) {
      z[k] += exact(Rational(data_.point(origin_)[k] - data_.point(i)[k]));
    }
    origin_ = i;
    return z;
  }

  void keep(const I& s, std::vector<I> z) {
    if (!goal_.keeps_pieces) return;
    for (std::size_t k = 0; k < z.size(); ++k) z[k] += exact(data_.point(origin_)[k]);
    result_.pieces.push_back({s, std::move(z)});
  }
  /// A step of the integration, in parts.
  void keep(const OdePiece<I>& piece) {
    if (!goal_.keeps_pieces) return;
    constexpr long parts = 4;
    const I from = lower_point(piece.start), length = upper_point(piece.end) - from;
    for (long part = 0; part < parts; ++part) {
      const I s =
          intersection(hull(from + length * part / parts, from + length * (part + 1) / parts),
                       hull(piece.start, piece.end));
      keep(s, piece.at(s));
    }
  }

  /// The end, relative to the origin; distances to all data.
  void finish(const std::vector<I>& z) {
    result_.end.clear();
    for (std::size_t k = 0; k < z.size(); ++k) {
      result_.end.push_back(z[k] + exact(data_.point(origin_)[k]));
    }
    std::vector<I> distances;
    for (std::size_t j = 0; j < data_.size(); ++j) {
      I square = exact(0);
      for (std::size_t k = 0; k < z.size(); ++k) {
        square += sqr(z[k] - exact(Rational(data_.point(j)[k] - data_.point(origin_)[k])));
      }
      distances.push_back(sqrt(square));
    }
    result_.distance = distances[0];
    for (const I& distance : distances) result_.distance = min(result_.distance, distance);
    result_.nearest.reset();
    for (std::size_t j = 0; j < data_.size(); ++j) {
      bool is_nearest = true;
      for (std::size_t i = 0; i < data_.size(); ++i) {
        is_nearest = is_nearest && (i == j || certainly(distances[j] < distances[i]));
      }
      if (is_nearest) result_.nearest = j;
    }
  }

 private:
  std::size_t propose_nearest(const std::vector<I>& start) const {
    std::size_t best = 0;
    I least = entire<I>(precision_);
    for (std::size_t j = 0; j < data_.size(); ++j) {
      I square = exact(0);
      for (std::size_t k = 0; k < start.size(); ++k) {
        square += sqr(midpoint(start[k]) - exact(data_.point(j)[k]));
      }
      if (j == 0 || certainly(square < least)) {
        best = j;
        least = square;
      }
    }
    return best;
  }

  const WeightedPoints& data_;
  const RegularizedGoal& goal_;
  Precision precision_;
  std::size_t origin_;
  std::vector<I> start_;
  RegularizedEnd<I> result_;
};

template <IntervalNumber I>
RegularizedEnd<I> follow_tikhonov(const WeightedPoints& data, const I& c, const I& v0,
                                  const std::vector<I>& start, const RegularizedGoal& goal,
                                  const std::function<void()>& step);
template <IntervalNumber I>
RegularizedEnd<I> follow_empirical_bayes(const WeightedPoints& data, const I& tau, const I& v0,
                                         const std::vector<I>& start, const RegularizedGoal& goal,
                                         const std::function<void()>& step);

}  // namespace rigor
