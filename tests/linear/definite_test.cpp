// Positive definiteness on both sides of the border.
#include "linear/definite.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "linear/cholesky.hpp"
#include "linear/known_spectrum.hpp"
#include "support/sampling.hpp"

namespace rigor {
namespace {

using test::enclosed;
using test::Sampler;
using test::with_spectrum;

constexpr Precision k256{256};

Matrix<Rational> hilbert(std::size_t n) {
  Matrix<Rational> a(n, n, Rational(0));
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) a(i, j) = Rational(1, i + j + 1);
  }
  return a;
}

TEST(Definite, OfHilbertMatrices) {
  EXPECT_EQ(is_positive_definite(enclosed<Interval>(hilbert(8))), Truth::yes);
  // Condition 1e18: not to be told in double, nor wrongly.
  EXPECT_EQ(is_positive_definite(enclosed<Interval>(hilbert(13))), Truth::unsettled);
  EXPECT_EQ(is_positive_definite(enclosed<BigInterval>(hilbert(13), k256)), Truth::yes);
  EXPECT_EQ(is_positive_definite(enclosed<BigInterval>(hilbert(40), k256)), Truth::yes);
}

template <class I>
void expect_border(const std::vector<Rational>& others, const Rational& smallest,
                   Precision precision, std::uint64_t seed) {
  Sampler sampler(seed);
  std::vector<Rational> spectrum = others;
  spectrum.push_back(smallest);
  const Matrix<I> above = enclosed<I>(with_spectrum(spectrum, sampler), precision);
  EXPECT_EQ(is_positive_definite(above), Truth::yes) << smallest;
  spectrum.back() = -smallest;
  const Matrix<I> below = enclosed<I>(with_spectrum(spectrum, sampler), precision);
  EXPECT_EQ(is_positive_definite(below), Truth::no) << smallest;
  spectrum.back() = 0;
  const Matrix<I> on = enclosed<I>(with_spectrum(spectrum, sampler), precision);
  EXPECT_NE(is_positive_definite(on), Truth::yes);
}

TEST(Definite, OnBothSidesOfTheBorder) {
  const std::vector<Rational> others{1, 2, 2, Rational(1, 3), 3, Rational(7, 2)};
  expect_border<Interval>(others, to_rational(0x1p-38), k256, 501);
  expect_border<BigInterval>(others, to_rational(0x1p-38), k256, 502);
  expect_border<BigInterval>(others, to_rational(0x1p-220), k256, 503);
}

// Random matrices whose least eigenvalue has about the size of the rounding errors: never wrong.
TEST(Definite, IsNeverWrongNearTheBorder) {
  Sampler sampler(504);
  const int count = test::sample_count(2000, 20000);
  int settled = 0;
  for (int index = 0; index < count; ++index) {
    const auto n = static_cast<std::size_t>(sampler.integer(2, 8));
    std::vector<Rational> spectrum;
    for (std::size_t k = 0; k < n; ++k) spectrum.push_back(to_rational(sampler.uniform(0.5, 2)));
    spectrum[0] = to_rational(std::ldexp(sampler.uniform(-1, 1), -sampler.integer(30, 56)));
    const Truth truth = is_positive_definite(enclosed<Interval>(with_spectrum(spectrum, sampler)));
    if (truth == Truth::unsettled) continue;
    ++settled;
    ASSERT_EQ(truth == Truth::yes, spectrum[0] > 0) << index;
  }
  EXPECT_GT(settled, count / 4);
}

// Definiteness doesn't depend on the scales of the variables.
TEST(Definite, OfBadlyScaledMatrices) {
  Sampler sampler(505);
  const int count = test::sample_count(300, 3000);
  for (int index = 0; index < count; ++index) {
    const auto n = static_cast<std::size_t>(sampler.integer(2, 6));
    std::vector<Rational> spectrum;
    for (std::size_t k = 0; k < n; ++k) spectrum.push_back(to_rational(sampler.uniform(0.5, 2)));
    const bool is_definite = sampler.integer(0, 1) == 0;
    if (!is_definite) spectrum[0] = -spectrum[0];
    Matrix<Rational> a = with_spectrum(spectrum, sampler);
    std::vector<Rational> scale;
    for (std::size_t k = 0; k < n; ++k) {
      scale.push_back(to_rational(std::ldexp(1.0, sampler.integer(-400, 400))));
    }
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t j = 0; j < n; ++j) a(i, j) *= scale[i] * scale[j];
    }
    const Truth expected = truth_of(is_definite);
    ASSERT_EQ(is_positive_definite(enclosed<BigInterval>(a)), expected) << index;
    if (is_definite) {
      const Truth truth = is_positive_definite(enclosed<Interval>(a));
      ASSERT_NE(truth, Truth::no) << index;
    }
  }
}

// The border lies at |b| = 1.
TEST(Definite, OfBoxesThatReachTheBorder) {
  const auto box = [](double lower, double upper) {
    Matrix<Interval> a(2, 2, Interval::point(1));
    a(0, 1) = a(1, 0) = Interval::bounds(lower, upper);
    return a;
  };
  const auto big = [](const Matrix<Interval>& a) {
    Matrix<BigInterval> b(2, 2, enclose<BigInterval>(0, k256));
    for (std::size_t i = 0; i < 2; ++i) {
      for (std::size_t j = 0; j < 2; ++j) b(i, j) = convert<BigInterval>(a(i, j), k256);
    }
    return b;
  };
  const auto expect = [&](double lower, double upper, Truth truth) {
    EXPECT_EQ(is_positive_definite(box(lower, upper)), truth) << lower << ' ' << upper;
    EXPECT_EQ(is_positive_definite(big(box(lower, upper))), truth) << lower << ' ' << upper;
  };
  expect(-1 + 1e-9, 1 - 1e-9, Truth::yes);
  expect(-0.5, 1, Truth::unsettled);
  expect(0.5, 1 + 1e-9, Truth::unsettled);
  expect(1 + 1e-9, 1 + 1e-6, Truth::no);
  expect(-3, -1 - 1e-9, Truth::no);
}

TEST(Definite, OfDegenerateMatrices) {
  const auto box = [](double lo, double hi) {
    return Matrix<Interval>(1, 1, Interval::bounds(lo, hi));
  };
  EXPECT_EQ(is_positive_definite(box(0, 0)), Truth::no);
  EXPECT_EQ(is_positive_definite(box(-1, 0)), Truth::no);
  EXPECT_EQ(is_positive_definite(box(0, 1)), Truth::unsettled);
  EXPECT_EQ(is_positive_definite(box(0x1p-1074, 0x1p-1074)), Truth::yes);
  EXPECT_EQ(is_positive_definite(box(kLargest, kLargest)), Truth::yes);
  EXPECT_EQ(is_positive_definite(box(1, kInfinity)), Truth::unsettled);
  EXPECT_EQ(is_positive_definite(Matrix<Interval>(1, 1, Interval::nothing())), Truth::unsettled);
  EXPECT_EQ(is_positive_definite(Matrix<Interval>(3, 3, Interval::everything())), Truth::unsettled);
  EXPECT_EQ(is_positive_definite(Matrix<Interval>(3, 3, Interval())), Truth::no);
  EXPECT_EQ(is_positive_definite(Matrix<Interval>(2, 2, Interval::point(1))), Truth::unsettled);
  EXPECT_THROW(is_positive_definite(Matrix<Interval>()), std::invalid_argument);
  EXPECT_THROW(is_positive_definite(Matrix<Interval>(2, 3, Interval())), std::invalid_argument);
}

TEST(Cholesky, NeverProvesWhatIsNoNumber) {
  constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
  Sampler sampler(506);
  for (const double bad : {kNaN, kInfinity, -kInfinity, kLargest, -kLargest}) {
    for (const std::size_t n : std::vector<std::size_t>{1, 2, 5, 40, 70}) {
      for (int index = 0; index < 20; ++index) {
        Matrix<double> a(n, n, 0.0);
        for (std::size_t i = 0; i < n; ++i) a(i, i) = 1;
        const auto last = static_cast<int>(n) - 1;
        const auto i = static_cast<std::size_t>(sampler.integer(0, last));
        const auto j = static_cast<std::size_t>(sampler.integer(0, last));
        a(i, j) = bad;
        a(j, i) = bad;
        EXPECT_FALSE(prove_positive_definite(a).has_value()) << bad << ' ' << n;
        Matrix<BigFloat> b(n, n, BigFloat(Precision{100}));
        for (std::size_t k = 0; k < n; ++k) {
          for (std::size_t l = 0; l < n; ++l) mpfr_set_d(b(k, l).get(), a(k, l), MPFR_RNDN);
        }
        if (i != j || !(bad > 0 && bad <= kLargest)) {
          EXPECT_FALSE(prove_positive_definite(b).has_value()) << bad << ' ' << n;
        }
      }
    }
  }
}

// The whole point of the shift: plain floating-point decomposition takes some singular matrices for
// definite ones.
TEST(Cholesky, NeverProvesASingularMatrix) {
  Sampler sampler(507);
  const int count = test::sample_count(2000, 20000);
  for (int index = 0; index < count; ++index) {
    const auto n = static_cast<std::size_t>(sampler.integer(2, 12));
    // B B^T of integers, of rank n - 1: exact.
    std::vector<std::vector<int>> b(n, std::vector<int>(n - 1));
    for (auto& row : b) {
      for (int& x : row) x = sampler.integer(-99, 99);
    }
    Matrix<double> a(n, n, 0.0);
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t j = 0; j < n; ++j) {
        int sum = 0;
        for (std::size_t k = 0; k + 1 < n; ++k) sum += b[i][k] * b[j][k];
        a(i, j) = sum;
      }
    }
    ASSERT_FALSE(prove_positive_definite(a).has_value()) << index;
    Matrix<BigFloat> big(n, n, BigFloat(Precision{64}));
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t j = 0; j < n; ++j) mpfr_set_d(big(i, j).get(), a(i, j), MPFR_RNDN);
    }
    ASSERT_FALSE(prove_positive_definite(big).has_value()) << index;
  }
}

}  // namespace
}  // namespace rigor
