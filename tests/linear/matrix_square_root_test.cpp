// Square roots of matrices against exact ones.
#include "linear/matrix_square_root.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "linear/enclosed_product.hpp"
#include "support/sampling.hpp"

namespace rigor {
namespace {

using test::Sampler;

/// B^T B + shift, exact.
Matrix<Rational> definite_matrix(Sampler& sampler, std::size_t n, const Rational& scale) {
  Matrix<Rational> b(n, n, Rational(0)), a(n, n, Rational(0));
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) b(i, j) = Rational(sampler.integer(-9, 9), 4);
  }
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) {
      for (std::size_t k = 0; k < n; ++k) a(i, j) += scale * b(k, i) * b(k, j);
      if (i == j) a(i, j) += scale / 3;
    }
  }
  return a;
}

template <class I>
void check_roots(std::uint64_t seed, int count, Precision p, double accuracy) {
  Sampler sampler(seed);
  for (int index = 0; index < count; ++index) {
    const auto n = static_cast<std::size_t>(sampler.integer(1, 7));
    const int exponent = sampler.integer(-30, 30);
    const Rational scale = to_rational(std::ldexp(1.0, exponent));
    // The root X is given and squared exactly.
    const Matrix<Rational> x = definite_matrix(sampler, n, scale);
    Matrix<I> a(n, n, enclose<I>(0L, p));
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t j = 0; j < n; ++j) {
        Rational sum = 0;
        for (std::size_t k = 0; k < n; ++k) sum += x(i, k) * x(k, j);
        a(i, j) = enclose<I>(sum, p);
      }
    }
    const auto root = matrix_square_root(a);
    ASSERT_TRUE(root) << seed << ' ' << index;
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t j = 0; j < n; ++j) {
        ASSERT_TRUE(contains((*root)(i, j), x(i, j))) << seed << ' ' << index;
        EXPECT_LT(to_interval(width((*root)(i, j))).upper(), std::ldexp(accuracy, exponent))
            << seed << ' ' << index << " n " << n;
      }
    }
  }
}

TEST(MatrixSquareRoot, OfExactSquares) {
  check_roots<Interval>(1201, test::sample_count(300, 3000), Precision{53}, 1e-9);
  check_roots<BigInterval>(1202, test::sample_count(50, 500), Precision{160}, 1e-40);
}

TEST(MatrixSquareRoot, RefusesWhatIsNotDefinite) {
  Matrix<Interval> a(2, 2, Interval::point(1));
  EXPECT_FALSE(matrix_square_root(a));  // singular
  a(0, 0) = Interval::point(-3);
  EXPECT_FALSE(matrix_square_root(a));
  EXPECT_FALSE(matrix_square_root(Matrix<Interval>(1, 1, Interval())));
  EXPECT_FALSE(matrix_square_root(Matrix<Interval>(1, 1, Interval::everything())));
  EXPECT_FALSE(matrix_square_root(Matrix<Interval>(1, 1, Interval::bounds(-1, 4))));
  EXPECT_THROW(matrix_square_root(Matrix<Interval>(1, 2, Interval())), std::invalid_argument);
}

// A box: the roots of its ends are in that of the box.
TEST(MatrixSquareRoot, OfABox) {
  const auto root = matrix_square_root(Matrix<Interval>(1, 1, Interval::bounds(4, 4.5)));
  ASSERT_TRUE(root);
  EXPECT_TRUE(subset(sqrt(Interval::bounds(4, 4.5)), (*root)(0, 0)));
  EXPECT_LT(width((*root)(0, 0)).upper(), 0.3);
}

}  // namespace
}  // namespace rigor
