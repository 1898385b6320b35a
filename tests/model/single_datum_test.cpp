// The closed forms for one datum, the bound on copies, and distances to the nearest datum.
#include <gtest/gtest.h>

#include <cmath>

#include "model/copying_bound.hpp"
#include "model/hybrid_score.hpp"
#include "model/nearest_distance.hpp"
#include "model/printed_digits.hpp"
#include "support/arb.hpp"
#include "support/sampling.hpp"

namespace rigor {
namespace {

using test::expect_meets_tightly;

constexpr Precision kPrecision{160};

BigInterval big(const Rational& q) {
  return enclose<BigInterval>(q, kPrecision);
}

TEST(HybridScore, ReferenceDigits) {
  const auto ten = hybrid_excess(10, big(Rational(1, 1000)), big(8));
  expect_meets_tightly(ten.train, "0.000041621998213992398793925351633093", "d = 10");
  expect_meets_tightly(ten.test, "0.000014408940782120127360049238035211", "d = 10");
  const auto one = hybrid_excess(1, big(Rational(1, 1000)), big(4));
  expect_meets_tightly(one.train, "1.1317197186283473336854328697973", "d = 1");
  expect_meets_tightly(one.test, "534.35762061238256224267079917951", "d = 1");
}

// R = 0 is s_p, R = infinity is s_1.
TEST(HybridScore, Ends) {
  for (int d = 1; d < 12; ++d) {
    const Rational v(d, 7);
    const auto none = hybrid_excess(d, big(v), big(0));
    EXPECT_TRUE(contains(none.train, d / (v * (1 + v) * (1 + v))));
    EXPECT_TRUE(contains(none.test, 0));
    const auto all = hybrid_excess(d, big(v), big(1000));
    EXPECT_TRUE(contains(all.test, d / (v * v * (1 + v))));
  }
}

TEST(HybridScore, GammaAndBalls) {
  for (int k = 1; k < 40; ++k) {
    test::Arb gamma{Precision{400}};
    const test::Arb half = test::Arb(k, Precision{400}) / test::Arb(2);
    arb_gamma(gamma.get(), half.get(), 400);
    EXPECT_TRUE(encloses(gamma_of_half<BigInterval>(k, kPrecision), gamma)) << k;
  }
  EXPECT_TRUE(contains(unit_ball_volume<BigInterval>(1, kPrecision), 2));
  const BigInterval circle = pi<BigInterval>(kPrecision);
  EXPECT_TRUE(overlaps(unit_ball_volume<BigInterval>(2, kPrecision), circle));
  EXPECT_TRUE(overlaps(unit_ball_volume<BigInterval>(3, kPrecision), 4 * circle / 3));
  EXPECT_TRUE(overlaps(unit_ball_volume<BigInterval>(4, kPrecision), sqr(circle) / 2));
}

TEST(CopyingBound, ReferenceDigits) {
  const Rational delta = *parse_rational("1e-8");
  const BigInterval bound = copying_bound(1, 10, big(1), big(delta), big(Rational(5, 10000)));
  expect_meets_tightly(bound, "0.98999942669685624161", "U[0, 1], N = 10");
  EXPECT_TRUE(certainly(sharpest_copying_radius(1, 10, big(1), big(delta)) > 0));
}

TEST(CopyingBound, TheSharpestRadiusBeatsItsNeighbours) {
  test::Sampler sampler(721);
  for (int i = 0; i < 100; ++i) {
    const int d = sampler.integer(1, 6);
    const long N = sampler.integer(1, 50);
    const BigInterval M = big(Rational(sampler.integer(1, 9), 5));
    const BigInterval delta = big(Rational(1, 1 + sampler.integer(0, 5000)));
    const BigInterval rho = sharpest_copying_radius(d, N, M, delta);
    const BigInterval most = copying_bound(d, N, M, delta, rho);
    for (const Rational& factor : {Rational(99, 100), Rational(101, 100), Rational(1, 3)}) {
      const BigInterval other = copying_bound(d, N, M, delta, rho * big(factor));
      const bool is_zero = contains_zero(rho);
      EXPECT_TRUE(is_zero || certainly(other < most)) << i;
    }
    if (contains_zero(rho)) {
      const BigInterval small = big(Rational(1, 100)) * sqrt(delta);
      EXPECT_TRUE(certainly(copying_bound(d, N, M, delta, small) < 0)) << i;
    }
  }
}

// Where the data are equispaced in [0, 1]: E dist^2 = 1 / 12 N^2.
TEST(NearestDistance, EquispacedUniform) {
  for (int N = 1; N < 12; ++N) {
    std::vector<Rational> points;
    for (int i = 0; i < N; ++i) points.emplace_back(2 * i + 1, 2 * N);
    const BigInterval moment = nearest_distance_moment(points, BaseLaw::uniform, big(0), big(0));
    EXPECT_TRUE(contains(moment, Rational(1, 12 * N * N))) << N;
    EXPECT_TRUE(certainly(width(moment) < big(Rational(1, 1000000)))) << N;
  }
}

TEST(NearestDistance, MeetsTheMidpointRule) {
  test::Sampler sampler(722);
  for (int i = 0; i < 25; ++i) {
    std::vector<Rational> points;
    for (int k = 0, at = sampler.integer(-12, 4); k < 1 + i % 5; ++k, at += sampler.integer(1, 9)) {
      points.emplace_back(at, 8);
    }
    const Rational h(sampler.integer(0, 6), 50), eta(sampler.integer(0, 6), 40),
        v(sampler.integer(1, 20), 100);
    std::vector<double> xs;
    for (const Rational& x : points) xs.push_back(x.convert_to<double>());
    const double strip = h.convert_to<double>(), shortfall = eta.convert_to<double>();
    const auto expected = [&](const std::function<double(double)>& density, double from,
                              double to) {
      double sum = 0;
      const int cells = 8000;
      const double step = (to - from) / cells;
      for (int j = 0; j < cells; ++j) {
        const double y = from + (j + 0.5) * step;
        double distance = INFINITY;
        bool is_far = true;
        for (std::size_t k = 0; k < xs.size(); ++k) {
          distance = std::min(distance, std::fabs(y - xs[k]));
          is_far = is_far && (k == 0 || std::fabs(y - (xs[k - 1] + xs[k]) / 2) >= strip);
        }
        const double rest = std::max(0.0, distance - shortfall);
        if (is_far) sum += rest * rest * density(y) * step;
      }
      return sum;
    };
    const auto check = [&](const BigInterval& value, double sum) {
      const Interval x = to_interval(value);
      ASSERT_NEAR(x.lower(), sum, 5e-3 * (1 + sum)) << i;
      ASSERT_LE(x.upper() - x.lower(), 1e-9) << i;
    };
    check(nearest_distance_moment(points, BaseLaw::standard_normal, big(h), big(eta)),
          expected([](double y) { return std::exp(-y * y / 2) / std::sqrt(2 * M_PI); }, -9, 9));
    check(nearest_distance_moment(points, BaseLaw::uniform, big(h), big(eta)),
          expected([](double) { return 1; }, 0, 1));
    const double scale = std::sqrt(2 * v.convert_to<double>());
    check(nearest_distance_moment_of_noisy_uniform(points, big(v), big(h), big(eta), 10, [] {}),
          expected([&](double y) { return (std::erf(y / scale) + std::erf((1 - y) / scale)) / 2; },
                   0, 1));
  }
}

}  // namespace
}  // namespace rigor
