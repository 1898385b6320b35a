// What the followers of regularized flows share. Private to src/model.
#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

#include "analysis/ode.hpp"
#include "function/elementary.hpp"
#include "model/followed_start.hpp"
#include "model/mixture_atoms.hpp"
#include "model/mixture_symmetry.hpp"
#include "model/regularized_flow.hpp"

namespace rigor {

/// Positions relative to a datum, the origin, and the growing result.
template <IntervalNumber I>
class RegularizedTrajectory {
 public:
  /// With `uses_symmetry` a start that is one point on a bisector of symmetric data is followed in
  /// the bisector (mixture_symmetry.hpp): the field has to be a multiple of m - x.
  RegularizedTrajectory(const WeightedPoints& data, const std::vector<I>& start,
                        const RegularizedGoal& goal, Precision precision, bool uses_symmetry)
      : data_(data), goal_(goal), precision_(precision) {
    const std::vector<Rational> point = exact_point(goal.exact_start, start);
    atoms_ = uses_symmetry && !point.empty() ? reduce_by_reflections(data, point) : unreduced(data);
    origin_ = propose_nearest(atoms_, start);
    for (std::size_t k = 0; k < start.size(); ++k) {
      const Rational& origin = atoms_.points[origin_][k];
      start_.push_back(point.empty() ? start[k] - exact(origin)
                                     : exact(Rational(point[k] - origin)));
    }
    result_.distance = entire<I>(precision);
  }

  std::size_t origin() const { return origin_; }
  const std::vector<I>& start() const { return start_; }
  MixtureAtoms<I> atoms() const {
    return MixtureAtoms<I>(atoms_.points, atoms_.log_weights, atoms_.heights, origin_, precision_);
  }
  /// The datum that an atom is; none for the projection of one.
  std::optional<std::size_t> datum(std::size_t i) const { return atoms_.datum[i]; }
  RegularizedEnd<I>& result() { return result_; }
  I exact(const Rational& q) const { return enclose<I>(q, precision_); }
  /// What is left open is to be less than 1 / this: two digits more than asked for.
  I goal_power() const { return pown(enclose<I>(10L, precision_), goal_.digits + 2); }

  /// The position relative to another atom, which becomes the origin.
  std::vector<I> seen_from(std::size_t i, std::vector<I> z) {
    for (std::size_t k = 0; k < z.size(); ++k) {
      z[k] += exact(Rational(atoms_.points[origin_][k] - atoms_.points[i][k]));
    }
    origin_ = i;
    return z;
  }

  void keep(const I& s, std::vector<I> z) {
    if (!goal_.keeps_pieces) return;
    for (std::size_t k = 0; k < z.size(); ++k) z[k] += exact(atoms_.points[origin_][k]);
    result_.pieces.push_back({s, std::move(z)});
  }
  /// A step of the integration, in parts; `position(s, state)` is relative to the origin.
  template <class Position>
  void keep(const OdePiece<I>& piece, const Position& position) {
    if (!goal_.keeps_pieces) return;
    keep_parts(piece,
               [&](const I& s, std::vector<I> state) { keep(s, position(s, std::move(state))); });
  }
  void keep(const OdePiece<I>& piece) {
    keep(piece, [](const I&, std::vector<I> z) { return z; });
  }

  /// The end, relative to the origin; distances to all data.
  void finish(const std::vector<I>& z) {
    const std::vector<Rational>& origin = atoms_.points[origin_];
    result_.end.clear();
    for (std::size_t k = 0; k < z.size(); ++k) result_.end.push_back(z[k] + exact(origin[k]));
    std::vector<I> distances;
    for (std::size_t j = 0; j < data_.size(); ++j) {
      I square = exact(0);
      for (std::size_t k = 0; k < z.size(); ++k) {
        square += sqr(z[k] - exact(Rational(data_.point(j)[k] - origin[k])));
      }
      distances.push_back(sqrt(square));
    }
    result_.distance = distances[0];
    std::size_t best = 0;
    for (std::size_t j = 1; j < data_.size(); ++j) {
      if (certainly(midpoint(distances[j]) < midpoint(distances[best]))) best = j;
      result_.distance = min(result_.distance, distances[j]);
    }
    bool is_nearest = true;
    for (std::size_t j = 0; j < data_.size(); ++j) {
      is_nearest = is_nearest && (j == best || certainly(distances[best] < distances[j]));
    }
    result_.nearest = is_nearest ? std::optional(best) : std::nullopt;
  }

 private:
  const WeightedPoints& data_;
  const RegularizedGoal& goal_;
  Precision precision_;
  ReducedData atoms_;
  std::size_t origin_ = 0;
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
