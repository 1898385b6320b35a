// The score model that is linear in powers: exact moments, and its best parameters.
#pragma once

#include <vector>

#include "linear/matrix.hpp"
#include "number/rational.hpp"

namespace rigor {

/// Half the mean square of sum_k theta_k phi_k minus a score s, up to the mean of s^2 / 2:
/// theta^T A theta / 2 - b^T theta with A = E phi phi^T, b = E s phi = -E phi' (Stein). Exact.
struct QuadraticRisk {
  Matrix<Rational> gram;        ///< A, symmetric
  std::vector<Rational> slope;  ///< b

  Rational at(const std::vector<Rational>& theta) const;
};

/// s(y) = sum_k theta_k y^{powers[k]}, d = 1, at noise variance v > 0.
struct LinearFeatures {
  std::vector<int> powers;
  Rational variance;
  QuadraticRisk train;  ///< under p_N(., v), against the empirical score
  QuadraticRisk test;   ///< under N(0, 1 + v), the law N(0, 1) with the noise, against its score
  /// A^-1 b for the training risk, its only minimum: A is positive definite, since a polynomial
  /// that is 0 almost everywhere is 0.
  std::vector<Rational> limit;
};

/// The moments E Y^k of Y = x + sqrt(v) Z: m_k = x m_{k-1} + (k - 1) v m_{k-2}.
std::vector<Rational> noisy_moments(const Rational& x, const Rational& variance, int order);

/// Throws std::invalid_argument unless there is a power and a point, the powers are different and
/// not negative, and v > 0.
LinearFeatures linear_features(const std::vector<int>& powers, const Rational& variance,
                               const std::vector<Rational>& points);

/// A solution of A x = b over the rationals; empty where A is singular. A is square.
std::vector<Rational> exact_solution(Matrix<Rational> a, std::vector<Rational> b);
/// The rank of a matrix.
std::size_t exact_rank(Matrix<Rational> a);

}  // namespace rigor
