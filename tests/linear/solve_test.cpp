// Linear systems against exact solutions.
#include "linear/solve.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "linear/guess.hpp"
#include "linear/known_spectrum.hpp"
#include "support/sampling.hpp"

namespace rigor {
namespace {

using test::enclosed;
using test::Sampler;

constexpr Precision k128{128};

template <class I>
void check_systems(std::uint64_t seed, int count, double width_bound) {
  Sampler sampler(seed);
  for (int index = 0; index < count; ++index) {
    const auto n = static_cast<std::size_t>(sampler.integer(1, 10));
    Matrix<Rational> a(n, n, Rational(0));
    std::vector<Rational> x;
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t j = 0; j < n; ++j) {
        a(i, j) = Rational(sampler.integer(-50, 50), 7) + (i == j ? 80 : 0);
      }
      x.push_back(Rational(sampler.integer(-99, 99), 11));
    }
    std::vector<I> b;
    for (std::size_t i = 0; i < n; ++i) {
      Rational sum = 0;
      for (std::size_t j = 0; j < n; ++j) sum += a(i, j) * x[j];
      b.push_back(enclose<I>(sum, k128));
    }
    const auto solution = solve(enclosed<I>(a), b);
    ASSERT_TRUE(solution.has_value()) << index;
    for (std::size_t i = 0; i < n; ++i) {
      ASSERT_TRUE(contains((*solution)[i], x[i])) << index << ' ' << i;
      EXPECT_LT(to_interval(width((*solution)[i])).upper(), width_bound) << index;
    }
  }
}

TEST(Solve, EnclosesExactSolutions) {
  check_systems<Interval>(801, test::sample_count(500, 5000), 1e-11);
  check_systems<BigInterval>(802, test::sample_count(100, 1000), 1e-33);
}

TEST(Solve, EnclosesThoseOfMembers) {
  Sampler sampler(803);
  const int count = test::sample_count(300, 3000);
  for (int index = 0; index < count; ++index) {
    const auto n = static_cast<std::size_t>(sampler.integer(1, 6));
    Matrix<Interval> box(n, n, Interval());
    Matrix<Rational> a(n, n, Rational(0));
    std::vector<Rational> x;
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t j = 0; j < n; ++j) {
        const double middle = sampler.uniform(-1, 1) + (i == j ? 4 : 0);
        box(i, j) = Interval::point(middle) + Interval::bounds(-0.02, 0.03);
        a(i, j) = to_rational(sampler.member(box(i, j)));
      }
      x.push_back(sampler.integer(-9, 9));
    }
    std::vector<Interval> b;
    for (std::size_t i = 0; i < n; ++i) {
      Rational sum = 0;
      for (std::size_t j = 0; j < n; ++j) sum += a(i, j) * x[j];
      b.push_back(enclose<Interval>(sum, k128));
    }
    const auto solution = solve(box, b);
    ASSERT_TRUE(solution.has_value()) << index;
    for (std::size_t i = 0; i < n; ++i) ASSERT_TRUE(contains((*solution)[i], x[i])) << index;
  }
}

TEST(Solve, RefusesSingularMatrices) {
  Sampler sampler(804);
  const int count = test::sample_count(500, 5000);
  for (int index = 0; index < count; ++index) {
    const auto n = static_cast<std::size_t>(sampler.integer(2, 8));
    Matrix<Rational> a(n, n, Rational(0));
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t j = 0; j + 1 < n; ++j) a(i, j) = sampler.integer(-9, 9);
      for (std::size_t j = 0; j + 1 < n; ++j) a(i, n - 1) += a(i, j) * static_cast<long>(j + 1);
    }
    const std::vector<Interval> b(n, Interval::point(1));
    ASSERT_FALSE(solve(enclosed<Interval>(a), b).has_value()) << index;
    const std::vector<BigInterval> big(n, enclose<BigInterval>(1, k128));
    ASSERT_FALSE(solve(enclosed<BigInterval>(a), big).has_value()) << index;
  }
  const Matrix<Interval> entire(2, 2, Interval::everything());
  const std::vector<Interval> b(2, Interval::point(1));
  EXPECT_FALSE(solve(entire, b).has_value());
  EXPECT_FALSE(solve(Matrix<Interval>(2, 2, Interval::nothing()), b).has_value());
  EXPECT_THROW(solve(entire, {Interval()}), std::invalid_argument);
  EXPECT_THROW(solve(Matrix<Interval>(), {}), std::invalid_argument);
}

TEST(GuessInverse, AtAPrecision) {
  Matrix<Rational> hilbert(12, 12, Rational(0));
  for (std::size_t i = 0; i < 12; ++i) {
    for (std::size_t j = 0; j < 12; ++j) hilbert(i, j) = Rational(1, i + j + 1);
  }
  const Matrix<BigInterval> inverse =
      guess_inverse(enclosed<BigInterval>(hilbert, {300}), Precision{300});
  EXPECT_LT(to_interval(abs(inverse(0, 0) - 144)).upper(), 1e-50);
  EXPECT_LT(to_interval(abs(inverse(0, 1) + 10296)).upper(), 1e-50);
}

}  // namespace
}  // namespace rigor
