// The data of a mixture flow: exact points with exact logarithms of their weights.
#pragma once

#include <cstddef>
#include <vector>

#include "number/rational.hpp"

namespace rigor {

/// The law of X_v = x_I + sqrt(v) Z at noise variance v: sum_i p_i N(x_i, v I), where p_i is
/// proportional to exp(log_weights[i]). The points x_i of R^d, d >= 1, are pairwise different.
/// Conditioning on a label by a Gaussian kernel gives rational log-weights
/// -|y - y_i|^2 / (2 h^2); without it all are 0.
class WeightedPoints {
 public:
  /// Equal weights where `log_weights` is empty. Throws std::invalid_argument unless there is at
  /// least one point, all have one dimension d >= 1, no two are equal, and the sizes agree.
  explicit WeightedPoints(std::vector<std::vector<Rational>> points,
                          std::vector<Rational> log_weights = {});

  std::size_t size() const { return points_.size(); }
  std::size_t dimension() const { return points_.front().size(); }
  const std::vector<Rational>& point(std::size_t i) const { return points_[i]; }
  const std::vector<std::vector<Rational>>& points() const { return points_; }
  const Rational& log_weight(std::size_t i) const { return log_weights_[i]; }
  bool has_equal_weights() const;

  /// |x_i - x_j|^2.
  Rational squared_distance(std::size_t i, std::size_t j) const;
  /// D_-^2 = min over i != j of |x_i - x_j|^2; 0 for one point. Takes size()^2 steps.
  Rational least_squared_distance() const;

 private:
  std::vector<std::vector<Rational>> points_;
  std::vector<Rational> log_weights_;
};

}  // namespace rigor
