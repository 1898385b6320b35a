#include "model/linear_features.hpp"

#include <algorithm>
#include <cstddef>
#include <set>
#include <stdexcept>
#include <utility>

namespace rigor {
namespace {

/// Gauss-Jordan elimination of the first `columns` columns, in place; the rank of these.
std::size_t eliminate(Matrix<Rational>& a, std::size_t columns) {
  std::size_t rank = 0;
  for (std::size_t j = 0; j < columns && rank < a.rows(); ++j) {
    std::size_t pivot = rank;
    while (pivot < a.rows() && a(pivot, j) == 0) ++pivot;
    if (pivot == a.rows()) continue;
    for (std::size_t k = 0; k < a.columns(); ++k) std::swap(a(pivot, k), a(rank, k));
    const Rational head = a(rank, j);
    for (std::size_t k = 0; k < a.columns(); ++k) a(rank, k) /= head;
    for (std::size_t i = 0; i < a.rows(); ++i) {
      const Rational factor = a(i, j);
      if (i == rank || factor == 0) continue;
      for (std::size_t k = 0; k < a.columns(); ++k) a(i, k) -= factor * a(rank, k);
    }
    ++rank;
  }
  return rank;
}

QuadraticRisk risk_of(const std::vector<int>& powers, const std::vector<Rational>& moments) {
  const std::size_t m = powers.size();
  QuadraticRisk risk{Matrix<Rational>(m, m, Rational(0)), {}};
  for (std::size_t k = 0; k < m; ++k) {
    for (std::size_t l = 0; l < m; ++l) {
      risk.gram(k, l) = moments[static_cast<std::size_t>(powers[k] + powers[l])];
    }
    const int p = powers[k];
    risk.slope.push_back(p == 0 ? Rational(0) : -p * moments[static_cast<std::size_t>(p - 1)]);
  }
  return risk;
}

}  // namespace

Rational QuadraticRisk::at(const std::vector<Rational>& theta) const {
  Rational sum = 0;
  for (std::size_t k = 0; k < theta.size(); ++k) {
    Rational row = 0;
    for (std::size_t l = 0; l < theta.size(); ++l) row += gram(k, l) * theta[l];
    sum += theta[k] * (row / 2 - slope[k]);
  }
  return sum;
}

std::vector<Rational> noisy_moments(const Rational& x, const Rational& variance, int order) {
  std::vector<Rational> m{1, x};
  for (int k = 2; k <= order; ++k) {
    const auto at = static_cast<std::size_t>(k);
    m.push_back(x * m[at - 1] + (k - 1) * variance * m[at - 2]);
  }
  return m;
}

std::vector<Rational> exact_solution(Matrix<Rational> a, std::vector<Rational> b) {
  const std::size_t n = a.rows();
  Matrix<Rational> system(n, n + 1, Rational(0));
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) system(i, j) = a(i, j);
    system(i, n) = b[i];
  }
  if (eliminate(system, n) < n) return {};
  for (std::size_t i = 0; i < n; ++i) b[i] = system(i, n);
  return b;
}

std::size_t exact_rank(Matrix<Rational> a) {
  return eliminate(a, a.columns());
}

LinearFeatures linear_features(const std::vector<int>& powers, const Rational& variance,
                               const std::vector<Rational>& points) {
  if (powers.empty() || points.empty() || variance <= 0 ||
      *std::min_element(powers.begin(), powers.end()) < 0 ||
      std::set<int>(powers.begin(), powers.end()).size() != powers.size()) {
    throw std::invalid_argument("features are different powers >= 0, of data with noise");
  }
  const int order = 2 * *std::max_element(powers.begin(), powers.end());
  std::vector<Rational> mean(static_cast<std::size_t>(std::max(order, 1)) + 1);
  const Rational count = points.size();
  for (const Rational& x : points) {
    const std::vector<Rational> moments = noisy_moments(x, variance, order);
    for (std::size_t k = 0; k < mean.size(); ++k) mean[k] += moments[k] / count;
  }
  LinearFeatures features{powers, variance, risk_of(powers, mean), {}, {}};
  features.test = risk_of(powers, noisy_moments(0, 1 + variance, order));
  features.limit = exact_solution(features.train.gram, features.train.slope);
  return features;
}

}  // namespace rigor
