// Rayleigh quotients, residuals and Temple's bound.
#include "linear/rayleigh.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "linear/known_spectrum.hpp"
#include "support/sampling.hpp"

namespace rigor {
namespace {

using test::enclosed;
using test::Sampler;
using test::with_spectrum;

struct Problem {
  Matrix<Interval> box;
  std::vector<Interval> v;
  Matrix<Rational> a;  // a member, and the exact vector
  std::vector<Rational> exact_v;
};

Problem random_problem(Sampler& sampler, double radius) {
  const auto n = static_cast<std::size_t>(sampler.integer(1, 20));
  Problem p{Matrix<Interval>(n, n, Interval()), {}, Matrix<Rational>(n, n, Rational(0)), {}};
  const bool has_all_sizes = sampler.integer(0, 3) == 0;
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j <= i; ++j) {
      const double x = has_all_sizes ? sampler.moderate(-300, 20) : sampler.uniform(-1, 1);
      const double r = sampler.integer(0, 1) * radius;
      p.box(i, j) = Interval::bounds(x - r, x + r);
      p.box(j, i) = p.box(i, j);
      p.a(i, j) = to_rational(sampler.member(p.box(i, j)));
      p.a(j, i) = p.a(i, j);
    }
    const double x = has_all_sizes ? sampler.moderate(-700, 0) : sampler.uniform(-1, 1);
    p.v.push_back(Interval::point(x));
    p.exact_v.push_back(to_rational(x));
  }
  return p;
}

TEST(Rayleigh, EnclosesExactResidualsAndQuotients) {
  Sampler sampler(701);
  const int count = test::sample_count(1000, 10000);
  int bounded = 0;
  for (int index = 0; index < count; ++index) {
    const Problem p = random_problem(sampler, index % 2 == 0 ? 0 : 1e-9);
    const double x = index % 3 == 0 ? 0 : sampler.uniform(-2, 2);
    const std::vector<Interval> defect = residual(p.box, p.v, Interval::point(x));
    const std::size_t n = p.v.size();
    Rational form = 0;
    Rational square = 0;
    std::vector<Rational> image(n, Rational(0));
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t j = 0; j < n; ++j) image[i] += p.a(i, j) * p.exact_v[j];
      ASSERT_TRUE(contains(defect[i], image[i] - to_rational(x) * p.exact_v[i])) << index;
      form += p.exact_v[i] * image[i];
      square += p.exact_v[i] * p.exact_v[i];
    }
    if (square == 0) continue;
    const Rational quotient = form / square;
    const RayleighBounds<Interval> bounds = rayleigh_bounds(p.box, p.v);
    ASSERT_TRUE(contains(bounds.quotient, quotient)) << index;
    Rational least = 0;
    for (std::size_t i = 0; i < n; ++i) {
      const Rational r = image[i] - quotient * p.exact_v[i];
      least += r * r / square;
    }
    if (!is_bounded(bounds.squared_residual)) continue;
    ASSERT_TRUE(least <= upper_rational(bounds.squared_residual)) << index;
    ++bounded;
  }
  EXPECT_GT(bounded, count / 2);
}

// The cancellation in Av - xv costs no digits.
TEST(Rayleigh, ResidualsAreSharp) {
  Sampler sampler(702);
  for (const std::size_t n : {std::size_t{3}, std::size_t{50}, std::size_t{301}}) {
    Matrix<Interval> a(n, n, Interval());
    std::vector<Interval> v;
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t j = 0; j < n; ++j) a(i, j) = Interval::point(sampler.uniform(-1, 1));
      v.push_back(Interval::point(sampler.uniform(-1, 1)));
    }
    const Interval first = residual(a, v, Interval())[0];
    const Interval x = midpoint(first / v[0]);
    const Interval tiny = residual(a, v, x)[0];  // rounding of x remains
    EXPECT_LT(magnitude(tiny).upper(), 1e-13);
    EXPECT_LT(width(tiny).upper(), 1e-20);
  }
}

// What doesn't fit the compensated sums is enclosed by plain ones.
TEST(Rayleigh, ResidualsOfEverySize) {
  Matrix<Interval> a(2, 2, Interval::point(0x1p900));
  const std::vector<Interval> v{Interval::point(1), Interval::bounds(-1, 1)};
  const std::vector<Interval> defect = residual(a, v, Interval::point(1));
  EXPECT_TRUE(subset(Interval::bounds(0, 0x1p901), defect[0]));
  a(0, 0) = Interval::everything();
  EXPECT_TRUE(is_entire(residual(a, v, Interval::point(1))[0]));
  a(0, 0) = Interval::nothing();
  EXPECT_TRUE(is_empty(residual(a, v, Interval::point(1))[0]));
  const std::vector<Interval> zero(2, Interval());
  EXPECT_FALSE(is_bounded(rayleigh_quotient(Matrix<Interval>(2, 2, Interval::point(1)), zero)) &&
               !is_empty(rayleigh_quotient(Matrix<Interval>(2, 2, Interval::point(1)), zero)));
  EXPECT_THROW(residual(a, {Interval()}, Interval()), std::invalid_argument);
  EXPECT_THROW(quadratic_form(a, {Interval()}), std::invalid_argument);
}

TEST(Rayleigh, BoundsFromAnyVector) {
  Sampler sampler(703);
  const int count = test::sample_count(1000, 10000);
  int temple = 0;
  for (int index = 0; index < count; ++index) {
    const auto n = static_cast<std::size_t>(sampler.integer(2, 8));
    std::vector<Rational> spectrum;
    for (std::size_t k = 0; k < n; ++k) spectrum.push_back(to_rational(sampler.uniform(-2, 2)));
    std::sort(spectrum.begin(), spectrum.end());
    const Matrix<Interval> a = enclosed<Interval>(with_spectrum(spectrum, sampler));
    std::vector<Interval> v;
    for (std::size_t k = 0; k < n; ++k) v.push_back(Interval::point(sampler.uniform(-1, 1)));
    const RayleighBounds<Interval> bounds = rayleigh_bounds(a, v);
    ASSERT_LE(lower_rational(bounds.quotient), spectrum.back()) << index;
    ASSERT_GE(upper_rational(bounds.quotient), spectrum.front()) << index;
    const Interval x = Interval::point(sampler.uniform(-2, 2));
    const Interval near = eigenvalue_near(a, v, x).box;
    ASSERT_TRUE(std::any_of(spectrum.begin(), spectrum.end(), [&](const Rational& y) {
      return contains(near, y);
    })) << index;
    const Interval mu = upper_point(enclose<Interval>(spectrum[n - 2], {53}));
    const Interval above = temple_bound(bounds, mu);
    if (!is_bounded(above)) continue;
    ++temple;
    ASSERT_LE(spectrum.back(), upper_rational(above)) << index;
  }
  EXPECT_GT(temple, 10);
}

// Temple's bound is an equation in two dimensions, so it fails where mu is too low.
TEST(Rayleigh, TempleIsSharpAndNeedsItsHypothesis) {
  Matrix<Interval> a(2, 2, Interval());
  a(0, 0) = Interval::point(3);
  a(1, 1) = Interval::point(1);
  const std::vector<Interval> v{Interval::point(4), Interval::point(1)};
  const RayleighBounds<Interval> bounds = rayleigh_bounds(a, v);
  EXPECT_TRUE(contains(temple_bound(bounds, Interval::point(1)), 3));
  EXPECT_TRUE(certainly(temple_bound(bounds, Interval::point(0.9)) < 3));
  EXPECT_FALSE(is_bounded(temple_bound(bounds, Interval::point(2.9))));
}

TEST(Rayleigh, GeneralisedQuotients) {
  Matrix<Interval> a(2, 2, Interval());
  a(0, 0) = Interval::point(6);
  a(1, 1) = Interval::point(1);
  Matrix<Interval> b(2, 2, Interval());
  b(0, 0) = Interval::point(2);
  b(1, 1) = Interval::point(5);
  const std::vector<Interval> v{Interval::point(1), Interval::point(1)};
  EXPECT_TRUE(identical(rayleigh_quotient(a, b, v), Interval::point(1)));
}

}  // namespace
}  // namespace rigor
