// The mixture over intervals of y and of sigma: sample points inside, and how wide the results are.
#include <gtest/gtest.h>

#include <cmath>

#include "model/mixture_oracle.hpp"
#include "model/posterior.hpp"
#include "model/random_mixture.hpp"

namespace rigor {
namespace {

using test::agrees;
using test::Arb;
using test::RandomMixture;
using test::Sampler;
using test::TrueMixture;

template <class I>
class PosteriorOver : public ::testing::Test {};
using Kinds = ::testing::Types<Interval, BigInterval>;
TYPED_TEST_SUITE(PosteriorOver, Kinds);

template <class I>
struct Enclosures {
  Enclosures(const Posterior<I>& p, const auto& y)
      : density(p.density(y)),
        log_density(p.log_density(y)),
        mean(p.mean(y)),
        variance(p.variance(y)),
        third(p.third_cumulant(y)),
        score(p.score(y)),
        dscore(p.score_derivative(y)),
        d2score(p.score_second_derivative(y)) {}

  void expect_enclose(const TrueMixture& truth, const Arb& extent, const std::string& where) const {
    EXPECT_TRUE(agrees(density, truth.density, truth.density)) << "density" << where;
    EXPECT_TRUE(agrees(log_density, truth.log_density, abs(truth.log_density))) << "log" << where;
    EXPECT_TRUE(agrees(mean, truth.mean, extent)) << "mean" << where;
    EXPECT_TRUE(agrees(variance, truth.variance, truth.variance)) << "variance" << where;
    EXPECT_TRUE(agrees(third, truth.third, truth.absolute_third)) << "third cumulant" << where;
    EXPECT_TRUE(agrees(score, truth.score, extent / truth.noise)) << "score" << where;
    EXPECT_TRUE(agrees(dscore, truth.dscore, abs(truth.dscore))) << "dscore" << where;
    EXPECT_TRUE(agrees(d2score, truth.d2score, truth.absolute_third * pow(truth.noise, -3)))
        << "d2score" << where;
  }

  I density, log_density, mean, variance, third, score, dscore, d2score;
};

TYPED_TEST(PosteriorOver, IntervalsOfPositionAndNoise) {
  using I = TypeParam;
  constexpr Precision p{128};
  constexpr int kSeed = 31;
  Sampler random(kSeed);
  const int sets = test::sample_count(150, 3000);
  for (int set = 0; set < sets && !::testing::Test::HasFailure(); ++set) {
    const RandomMixture data =
        test::random_mixture(random, random.integer(2, set % 10 == 0 ? 30 : 6));
    const Mixture mixture = data.mixture();
    for (int kind = 0; kind < 3; ++kind) {
      // kind 0: y varies, 1: sigma varies, 2: both. Widths from a billionth of sigma to 30 sigma.
      const Rational low = test::random_position(random, data);
      const Rational y_width =
          kind == 1 ? Rational(0) : Rational(data.sigma * test::log_uniform(random, -9, 1.5));
      const Rational s_width =
          kind == 0 ? Rational(0) : Rational(data.sigma * test::log_uniform(random, -9, 0.5));
      const I sigma = hull_of<I>(data.sigma, data.sigma + s_width, p);
      const Posterior<I> posterior(mixture, sigma);
      const Enclosures<I> over = kind == 1
                                     ? Enclosures<I>(posterior, low)
                                     : Enclosures<I>(posterior, hull_of<I>(low, low + y_width, p));
      for (int j = 0; j < 5; ++j) {
        const Rational y = low + y_width * (j < 2 ? j * 4 : random.integer(0, 4)) / 4;
        const Rational s = data.sigma + s_width * random.integer(0, 4) / 4;
        const Arb extent(Rational(abs(y) + abs(mixture.first()) + abs(mixture.last())),
                         test::kOracle);
        const std::string where = "\nseed " + std::to_string(kSeed) + ", set " +
                                  std::to_string(set) + ", kind " + std::to_string(kind) +
                                  ", y = " + to_string(y) + ", s = " + to_string(s) + ", " +
                                  data.text();
        over.expect_enclose(test::true_mixture(data.centres, y, s), extent, where);
      }
    }
  }
}

// For well-conditioned data the score over y +- 10^-4 is at most 1.05 times as wide as its range.
TYPED_TEST(PosteriorOver, ScoreIsNearlyOptimal) {
  using I = TypeParam;
  Sampler random(32);
  int checked = 0;
  for (int set = 0; set < 100; ++set) {
    std::vector<std::vector<Rational>> points;
    std::vector<double> centres;
    Rational x = 0;
    for (int k = random.integer(2, 10); k > 0; --k) {
      points.push_back({x});
      centres.push_back(x.convert_to<double>());
      x += Rational(random.integer(4, 12), 4);
    }
    const Rational sigma(random.integer(3, 16), 8);
    const Rational y = x * random.integer(0, 1000) / 1000, h(1, 10000);
    const double s = sigma.convert_to<double>();
    const auto score = [&](double at) {
      double mass = 0, first = 0;
      for (const double c : centres) {
        const double weight = std::exp(-(at - c) * (at - c) / (2 * s * s));
        mass += weight, first += weight * (c - at);
      }
      return first / mass / (s * s);
    };
    const double middle = y.convert_to<double>();
    const double range = std::fabs(score(middle + 1e-4) - score(middle - 1e-4));
    if (range < 1e-5) continue;  // next to an extremum of the score, where its range is quadratic
    ++checked;
    const Mixture mixture(points, 1);
    const Posterior<I> posterior(mixture, enclose<I>(sigma, Precision{128}));
    const I over = posterior.score(hull_of<I>(y - h, y + h, Precision{128}));
    EXPECT_LT(to_interval(width(over)).upper(), 1.05 * range) << "set " << set;
  }
  EXPECT_GT(checked, 50);
}

// The mean is monotone in y, so over an interval its ends are nearly those of the range.
TYPED_TEST(PosteriorOver, MeanIsTheHullOfItsEnds) {
  using I = TypeParam;
  const Mixture mixture({{0}, {1}, {3}}, 1);
  const Posterior<I> posterior(mixture, enclose<I>(Rational(1, 4), Precision{128}));
  const I over = posterior.mean(hull_of<I>(0, 3, Precision{128}));
  const I ends = hull(posterior.mean(Rational(0)), posterior.mean(Rational(3)));
  EXPECT_TRUE(subset(ends, over));
  EXPECT_LT(to_interval(width(over) - width(ends)).upper(), 1e-14);
}

// Nothing is proved from a position that is everywhere, or from a noise level up to infinity.
TYPED_TEST(PosteriorOver, UnboundedNoiseIsSound) {
  using I = TypeParam;
  const Precision p{128};
  const Mixture mixture({{0}, {1}}, 1);
  const I above_one = hull(enclose<I>(1L, p), intersection(entire<I>(p), 1 / hull_of<I>(0, 1, p)));
  const Posterior<I> posterior(mixture, above_one);
  const TrueMixture truth = test::true_mixture({0, 1}, Rational(1, 3), 1000);
  EXPECT_TRUE(encloses(posterior.mean(Rational(1, 3)), truth.mean));
  EXPECT_TRUE(encloses(posterior.variance(Rational(1, 3)), truth.variance));
  EXPECT_TRUE(encloses(posterior.score(Rational(1, 3)), truth.score));
}

}  // namespace
}  // namespace rigor
