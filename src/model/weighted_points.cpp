#include "model/weighted_points.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace rigor {

WeightedPoints::WeightedPoints(std::vector<std::vector<Rational>> points,
                               std::vector<Rational> log_weights)
    : points_(std::move(points)), log_weights_(std::move(log_weights)) {
  if (points_.empty()) throw std::invalid_argument("a mixture needs at least one point");
  const std::size_t d = points_.front().size();
  const bool fits =
      std::all_of(points_.begin(), points_.end(), [d](const auto& x) { return x.size() == d; });
  if (d == 0 || !fits) throw std::invalid_argument("the points must have one dimension d >= 1");
  std::vector<std::vector<Rational>> sorted = points_;
  std::sort(sorted.begin(), sorted.end());
  if (std::adjacent_find(sorted.begin(), sorted.end()) != sorted.end()) {
    throw std::invalid_argument("two points are equal");
  }
  if (log_weights_.empty()) log_weights_.assign(points_.size(), 0);
  if (log_weights_.size() != points_.size()) {
    throw std::invalid_argument("a weight is needed for each point");
  }
}

bool WeightedPoints::has_equal_weights() const {
  return std::all_of(log_weights_.begin(), log_weights_.end(),
                     [this](const Rational& w) { return w == log_weights_.front(); });
}

Rational WeightedPoints::squared_distance(std::size_t i, std::size_t j) const {
  Rational sum = 0;
  for (std::size_t axis = 0; axis < dimension(); ++axis) {
    const Rational difference = points_[i][axis] - points_[j][axis];
    sum += difference * difference;
  }
  return sum;
}

Rational WeightedPoints::least_squared_distance() const {
  Rational least = 0;
  for (std::size_t i = 0; i < size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      const Rational distance = squared_distance(i, j);
      if (least == 0 || distance < least) least = distance;
    }
  }
  return least;
}

}  // namespace rigor
