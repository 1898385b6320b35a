// Products of interval matrices against exact arithmetic.
#include "linear/interval_matrix.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "support/sampling.hpp"

namespace rigor {
namespace {

using test::Sampler;

Matrix<double> random_matrix(Sampler& sampler, std::size_t rows, std::size_t columns, int kind) {
  Matrix<double> a(rows, columns, 0.0);
  for (std::size_t i = 0; i < rows; ++i) {
    for (std::size_t j = 0; j < columns; ++j) {
      switch (kind) {
        case 0:
          a(i, j) = sampler.uniform(-1, 1);
          break;
        case 1:
          a(i, j) = sampler.integer(-3, 3);
          break;
        case 2:  // all sizes: products underflow, or lose everything in a sum
          a(i, j) = (sampler.integer(0, 1) == 0 ? 1 : -1) * sampler.moderate(-560, 100);
          break;
        case 3:
          a(i, j) = (sampler.integer(0, 1) == 0 ? 1 : -1) * sampler.moderate(-1074, -500);
          break;
        default:
          a(i, j) = sampler.finite();
      }
    }
  }
  return a;
}

Matrix<double> random_radius(Sampler& sampler, const Matrix<double>& middle) {
  Matrix<double> radius(middle.rows(), middle.columns(), 0.0);
  const int kind = sampler.integer(0, 4);
  for (std::size_t i = 0; i < middle.rows(); ++i) {
    for (std::size_t j = 0; j < middle.columns(); ++j) {
      const double size = std::fabs(middle(i, j));
      if (kind == 1) radius(i, j) = std::ldexp(size, -sampler.integer(1, 60));
      if (kind == 2) radius(i, j) = sampler.moderate(-60, 0);
      if (kind == 4) radius(i, j) = std::fabs(sampler.finite());
      if (kind == 3 && sampler.integer(0, 1) == 0) radius(i, j) = std::ldexp(size, -52);
    }
  }
  return radius;
}

// A member of middle +- radius, exactly, at an end or near the middle.
Rational member(Sampler& sampler, double middle, double radius) {
  const Rational r = to_rational(radius);
  return to_rational(middle) + r * sampler.integer(-2, 2) / 2;
}

TEST(IntervalMatrix, ProductsEncloseExactOnes) {
  Sampler sampler(601);
  const int count = test::sample_count(600, 6000);
  for (int index = 0; index < count; ++index) {
    const int kind = index % 5;
    const auto p = static_cast<std::size_t>(sampler.integer(1, 7));
    const auto q = static_cast<std::size_t>(sampler.integer(1, 12));
    const auto r = static_cast<std::size_t>(sampler.integer(1, 7));
    IntervalMatrix a{random_matrix(sampler, p, q, kind), {}};
    IntervalMatrix b{random_matrix(sampler, q, r, kind), {}};
    a.radius = random_radius(sampler, a.midpoint);
    b.radius = random_radius(sampler, b.midpoint);
    const Matrix<Interval> c = intervals(multiply(a, b));
    for (int sample = 0; sample < 4; ++sample) {
      Matrix<Rational> x(p, q, Rational(0));
      Matrix<Rational> y(q, r, Rational(0));
      for (std::size_t k = 0; k < q; ++k) {
        for (std::size_t i = 0; i < p; ++i) {
          x(i, k) = member(sampler, a.midpoint(i, k), a.radius(i, k));
        }
        for (std::size_t j = 0; j < r; ++j) {
          y(k, j) = member(sampler, b.midpoint(k, j), b.radius(k, j));
        }
      }
      for (std::size_t i = 0; i < p; ++i) {
        for (std::size_t j = 0; j < r; ++j) {
          Rational exact = 0;
          for (std::size_t k = 0; k < q; ++k) exact += x(i, k) * y(k, j);
          ASSERT_TRUE(contains(c(i, j), exact)) << index << ' ' << i << ' ' << j;
        }
      }
    }
  }
}

// Of radii all at their ends with signs that add up, the bound is sharp but for rounding.
TEST(IntervalMatrix, ProductsAreSharp) {
  Sampler sampler(602);
  for (const std::size_t n : {std::size_t{5}, std::size_t{40}, std::size_t{500}}) {
    IntervalMatrix a{random_matrix(sampler, 2, n, 0), Matrix<double>(2, n, 0x1p-20)};
    IntervalMatrix b{random_matrix(sampler, n, 2, 0), Matrix<double>(n, 2, 0x1p-30)};
    const IntervalMatrix c = multiply(a, b);
    for (std::size_t i = 0; i < 2; ++i) {
      for (std::size_t j = 0; j < 2; ++j) {
        double needed = 0;
        for (std::size_t k = 0; k < n; ++k) {
          needed += std::fabs(a.midpoint(i, k)) * 0x1p-30 +
                    0x1p-20 * (std::fabs(b.midpoint(k, j)) + 0x1p-30);
        }
        EXPECT_GE(c.radius(i, j), needed * (1 - 1e-12));
        EXPECT_LE(c.radius(i, j), needed * (1 + 1e-6));
      }
    }
  }
}

TEST(IntervalMatrix, RelativeProductsEncloseExactOnes) {
  Sampler sampler(603);
  const int count = test::sample_count(600, 6000);
  for (int index = 0; index < count; ++index) {
    const auto n = static_cast<std::size_t>(sampler.integer(1, 9));
    const RelativeMatrix a{random_matrix(sampler, n, n, index % 5),
                           index % 3 == 0 ? 0 : sampler.moderate(-60, 2)};
    const RelativeMatrix b{random_matrix(sampler, n, n, index % 5),
                           index % 3 == 1 ? 0 : sampler.moderate(-60, 2)};
    const Matrix<Interval> c = intervals(multiply(a, b));
    const Rational grow_a = 1 + to_rational(a.relative_radius);
    const Rational grow_b = 1 + to_rational(b.relative_radius);
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t j = 0; j < n; ++j) {
        Rational middle = 0;
        Rational most = 0;
        for (std::size_t k = 0; k < n; ++k) {
          const Rational product = to_rational(a.midpoint(i, k)) * to_rational(b.midpoint(k, j));
          middle += product;
          most += abs(product) * (grow_a * grow_b - 1);
        }
        ASSERT_TRUE(contains(c(i, j), middle)) << index;
        ASSERT_TRUE(contains(c(i, j), middle + most)) << index;
        ASSERT_TRUE(contains(c(i, j), middle - most)) << index;
      }
    }
  }
}

// Large enough for panels and blocks. The sums are exact in integers: of 400 products of 21 bits.
TEST(IntervalMatrix, OfManyColumns) {
  Sampler sampler(604);
  constexpr std::size_t kSize = 400;
  const auto random = [&](std::size_t rows, std::size_t columns) {
    Matrix<double> a(rows, columns, 0.0);
    for (std::size_t i = 0; i < rows; ++i) {
      for (std::size_t j = 0; j < columns; ++j) a(i, j) = sampler.integer(-1000000, 1000000);
    }
    return a;
  };
  const IntervalMatrix a{random(3, kSize), Matrix<double>(3, kSize, 1)};
  const IntervalMatrix b{random(kSize, kSize), Matrix<double>(kSize, kSize, 2)};
  const IntervalMatrix c = multiply(a, b);
  for (std::size_t i = 0; i < 3; ++i) {
    for (std::size_t j = 0; j < kSize; ++j) {
      long product = 0;
      long radius = 0;
      for (std::size_t k = 0; k < kSize; ++k) {
        const auto x = static_cast<long>(a.midpoint(i, k));
        const auto y = static_cast<long>(b.midpoint(k, j));
        product += x * y;
        radius += 2 * std::labs(x) + std::labs(y) + 2;
      }
      ASSERT_EQ(c.midpoint(i, j), static_cast<double>(product));
      ASSERT_GE(c.radius(i, j), static_cast<double>(radius)) << i << ' ' << j;
      ASSERT_LE(c.radius(i, j), static_cast<double>(radius) * (1 + 1e-6)) << i << ' ' << j;
    }
  }
}

TEST(IntervalMatrix, KnowsNothingBeyondTheRange) {
  Matrix<Interval> a(2, 2, Interval::point(1));
  a(0, 0) = Interval::everything();
  a(0, 1) = Interval::nothing();
  const IntervalMatrix m = interval_matrix(a);
  EXPECT_TRUE(is_entire(intervals(m)(0, 0)));
  EXPECT_TRUE(is_entire(intervals(m)(0, 1)));
  EXPECT_TRUE(identical(intervals(m)(1, 1), Interval::point(1)));
  const Matrix<Interval> c = intervals(multiply(m, m));
  EXPECT_TRUE(is_entire(c(0, 0)));
  EXPECT_TRUE(is_entire(c(0, 1)));
  const IntervalMatrix large{Matrix<double>(1, 2, 1e200), Matrix<double>(1, 2, 0)};
  const IntervalMatrix tall{Matrix<double>(2, 1, -1e200), Matrix<double>(2, 1, 0)};
  EXPECT_TRUE(is_entire(intervals(multiply(large, tall))(0, 0)));
  EXPECT_THROW(multiply(large, large), std::invalid_argument);
}

TEST(IntervalMatrix, RoundTripEncloses) {
  Sampler sampler(605);
  Matrix<Interval> a(1, 2000, Interval());
  for (std::size_t j = 0; j < a.columns(); ++j) a(0, j) = sampler.interval();
  const Matrix<Interval> b = intervals(interval_matrix(a));
  for (std::size_t j = 0; j < a.columns(); ++j) {
    ASSERT_TRUE(subset(a(0, j), b(0, j))) << j;
    if (is_thin(a(0, j))) {
      ASSERT_TRUE(identical(a(0, j), b(0, j))) << j;
    }
  }
}

}  // namespace
}  // namespace rigor
