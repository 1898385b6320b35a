#include "analysis/propose_minimum.hpp"

#include <cmath>
#include <cstddef>
#include <limits>
#include <utility>

namespace rigor {
namespace {

/// A matrix A; steps are A z with z standard normal, so that their covariance is A A^T.
class StepShape {
 public:
  explicit StepShape(std::size_t dimension) : dimension_(dimension) {
    factor_.assign(dimension * dimension, 0);
    for (std::size_t i = 0; i < dimension; ++i) factor_[i * dimension + i] = 1;
  }

  std::vector<double> step(const std::vector<double>& z) const {
    std::vector<double> result(dimension_, 0);
    for (std::size_t i = 0; i < dimension_; ++i) {
      for (std::size_t j = 0; j < dimension_; ++j) result[i] += factor_[i * dimension_ + j] * z[j];
    }
    return result;
  }

  /// A A^T becomes (1 - rate) A A^T + rate (A z) (A z)^T.
  void learn(const std::vector<double>& z, const std::vector<double>& step_taken) {
    const auto k = static_cast<double>(dimension_);
    const double rate = 2 / (k * k + 6), keep = std::sqrt(1 - rate);
    double square = 0;
    for (const double x : z) square += x * x;
    if (square == 0) return;
    const double gain = keep / square * (std::sqrt(1 + rate / (1 - rate) * square) - 1);
    for (std::size_t i = 0; i < dimension_; ++i) {
      for (std::size_t j = 0; j < dimension_; ++j) {
        double& entry = factor_[i * dimension_ + j];
        entry = keep * entry + gain * step_taken[i] * z[j];
      }
    }
  }

 private:
  std::size_t dimension_;
  std::vector<double> factor_;
};

}  // namespace

Proposal propose_minimum(const std::function<double(const std::vector<double>&)>& objective,
                         std::vector<double> start, double step, int evaluations,
                         SeededRandom& random) {
  const std::size_t k = start.size();
  const auto value_at = [&](const std::vector<double>& x) {
    const double value = objective(x);
    return std::isnan(value) ? std::numeric_limits<double>::infinity() : value;
  };
  Proposal best{std::move(start), 0};
  best.value = value_at(best.point);
  StepShape shape(k);
  // One success in five leaves the size of the steps as it is.
  const double grow = 1 + 2 / (static_cast<double>(k) + 2);
  const double shrink = 1 / std::sqrt(std::sqrt(grow));
  double size = step;
  for (int done = 1; done < evaluations && size > 1e-9 * step; ++done) {
    std::vector<double> z(k);
    for (double& x : z) x = random.normal();
    const std::vector<double> taken = shape.step(z);
    std::vector<double> child = best.point;
    for (std::size_t i = 0; i < k; ++i) child[i] += size * taken[i];
    const double value = value_at(child);
    if (value <= best.value) {
      best = {std::move(child), value};
      shape.learn(z, taken);
      size *= grow;
    } else {
      size *= shrink;
    }
  }
  return best;
}

}  // namespace rigor
