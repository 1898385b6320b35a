// Products with vectors and norms, against exact rationals.
#include "linear/matrix_vector.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <stdexcept>

#include "number/rational.hpp"
#include "support/sampling.hpp"

namespace rigor {
namespace {

using test::Sampler;

/// Of both signs and many sizes.
Matrix<double> random_matrix(Sampler& sampler, std::size_t rows, std::size_t columns) {
  Matrix<double> a(rows, columns, 0.0);
  for (std::size_t i = 0; i < rows; ++i) {
    for (std::size_t j = 0; j < columns; ++j) {
      a(i, j) = std::ldexp(sampler.uniform(-1, 1), static_cast<int>(sampler.uniform(-20, 20)));
    }
  }
  return a;
}
std::vector<double> column_of(const Matrix<double>& a) {
  std::vector<double> x;
  for (std::size_t i = 0; i < a.rows(); ++i) x.push_back(a(i, 0));
  return x;
}
Rational abs_of(const Rational& x) {
  return x < 0 ? Rational(-x) : x;
}

TEST(MatrixVector, RoundingIsBounded) {
  Sampler sampler(61);
  for (const std::size_t n : {1U, 2U, 15U, 16U, 17U, 48U, 100U, 515U}) {
    const Matrix<double> a = random_matrix(sampler, 5, n);
    const std::vector<double> x = column_of(random_matrix(sampler, n, 1));
    const std::vector<double> y = product_to_nearest(a, x);
    const SumRounding rounding = sum_rounding(n);
    EXPECT_LT(rounding.relative, (static_cast<double>(n) / 16 + 22) * 0x1p-53);
    for (std::size_t i = 0; i < 5; ++i) {
      Rational exact = 0;
      Rational sizes = 0;
      for (std::size_t j = 0; j < n; ++j) {
        const Rational term = to_rational(a(i, j)) * to_rational(x[j]);
        exact += term;
        sizes += abs_of(term);
      }
      EXPECT_LE(abs_of(to_rational(y[i]) - exact),
                to_rational(rounding.relative) * sizes + to_rational(rounding.absolute));
    }
  }
  EXPECT_THROW(product_to_nearest(Matrix<double>(2, 3, 1), {1, 2}), std::invalid_argument);
}

TEST(MatrixVector, NormsAreUpperBounds) {
  Sampler sampler(62);
  for (int repeat = 0; repeat < 100; ++repeat) {
    const auto rows = static_cast<std::size_t>(sampler.uniform(1, 12));
    const auto columns = static_cast<std::size_t>(sampler.uniform(1, 30));
    const Matrix<double> a = random_matrix(sampler, rows, columns);
    Rational squares = 0;
    for (std::size_t i = 0; i < rows; ++i) {
      for (std::size_t j = 0; j < columns; ++j) {
        squares += to_rational(a(i, j)) * to_rational(a(i, j));
      }
    }
    const Rational frobenius = to_rational(frobenius_bound(a));
    EXPECT_GE(frobenius * frobenius, squares);
    EXPECT_LE(frobenius * frobenius, squares * Rational(1'000'000'000'001, 1'000'000'000'000));
    const double norm = spectral_bound(a);
    EXPECT_LE(norm, frobenius_bound(a));
    EXPECT_GE(norm, frobenius_bound(a) / std::sqrt(static_cast<double>(std::min(rows, columns))) *
                        (1 - 1e-12));
    const std::vector<double> x = column_of(random_matrix(sampler, columns, 1));
    EXPECT_LE(euclidean_bound(product_to_nearest(a, x)), norm * euclidean_bound(x) * (1 + 1e-13));
  }
}

TEST(MatrixVector, SpectralBoundIsSharp) {
  Matrix<double> a(2, 3, 0.0);  // singular values 5 and 2
  a(0, 0) = 3;
  a(0, 1) = 4;
  a(1, 2) = -2;
  EXPECT_GE(spectral_bound(a), 5);
  EXPECT_LT(spectral_bound(a), 5 * (1 + 1e-14));
  EXPECT_EQ(spectral_bound(Matrix<double>()), 0);
  EXPECT_LT(spectral_bound(Matrix<double>(2, 2, 0)), 1e-150);
  EXPECT_EQ(spectral_bound(Matrix<double>(2, 2, std::numeric_limits<double>::quiet_NaN())),
            std::numeric_limits<double>::infinity());
  EXPECT_EQ(euclidean_bound({1e200}), std::numeric_limits<double>::infinity());
}

/// A matrix of singles, and the same of doubles.
Matrix<float> singles(Matrix<double>& a) {
  Matrix<float> result(a.rows(), a.columns(), 0.0F);
  for (std::size_t i = 0; i < a.rows(); ++i) {
    for (std::size_t j = 0; j < a.columns(); ++j) {
      result(i, j) = static_cast<float>(a(i, j));
      a(i, j) = static_cast<double>(result(i, j));
    }
  }
  return result;
}

TEST(MatrixVector, DistancesAreUpperBounds) {
  Sampler sampler(63);
  for (int repeat = 0; repeat < 100; ++repeat) {
    Matrix<double> left = random_matrix(sampler, 5, 9);
    Matrix<double> right = random_matrix(sampler, 5, 9);
    const Matrix<float> left_singles = singles(left);
    const Matrix<float> right_singles = singles(right);
    Matrix<double> a = left;
    const double share = sampler.uniform(0, 1);
    const double shift = repeat % 2 == 0 ? 0 : 1e-3;
    Rational squares = 0;
    for (std::size_t i = 0; i < 5; ++i) {
      for (std::size_t j = 0; j < 9; ++j) {
        a(i, j) = (1 - share) * left(i, j) + share * right(i, j) + shift;
        const Rational difference = to_rational(a(i, j)) -
                                    to_rational(1 - share) * to_rational(left(i, j)) -
                                    to_rational(share) * to_rational(right(i, j));
        squares += difference * difference;
      }
    }
    const auto [distance, size] = distance_bounds(a, left_singles, 1 - share, right_singles, share,
                                                  frobenius_bound(left) + frobenius_bound(right));
    EXPECT_GE(to_rational(distance) * to_rational(distance), squares);
    EXPECT_LT(distance, 7 * shift + 1e-9);
    EXPECT_EQ(size, frobenius_bound(a));
  }
  EXPECT_THROW(distance_bounds(Matrix<double>(1, 2, 0), Matrix<float>(2, 1, 0), 0.5,
                               Matrix<float>(1, 2, 0), 0.5, 0),
               std::invalid_argument);
}

}  // namespace
}  // namespace rigor
