// What encloses a function over an interval encloses its values at the points of the interval.
#include <gtest/gtest.h>

#include <random>

#include "second_engine/gap_weight.hpp"
#include "second_engine/posterior.hpp"

namespace rigor::second_engine {
namespace {

constexpr long kBits = 128;
constexpr long kDropBits = 128;

struct Sample {
  Instance instance;
  Rational left, inside, right;
};

// An interval of up to `widest` sigmas.
Sample random_sample(std::mt19937_64& generator, int widest) {
  const auto integer = [&](int low, int high) {
    return std::uniform_int_distribution<int>(low, high)(generator);
  };
  Sample sample;
  const int n = integer(1, 12);
  Rational centre = Rational(integer(-1000, 1000)) / 7;
  for (int i = 0; i < n; ++i) {
    sample.instance.centres.push_back(centre);
    centre += Rational(integer(1, 300)) / 100;
  }
  const Rational range = sample.instance.centres.back() - sample.instance.centres.front();
  sample.instance.sigma = Rational(integer(1, 200)) / integer(1, 20) / integer(1, 20);
  const Rational width = sample.instance.sigma * integer(0, 50 * widest) / 50;
  sample.left = sample.instance.centres.front() + (range + 1) * integer(-20, 120) / 100;
  sample.right = sample.left + width;
  sample.inside = sample.left + width * integer(0, 100) / 100;
  return sample;
}

void expect_overlap(const Arb& wide, const Arb& point, const char* what) {
  const Bounds outer = to_bounds(wide), inner = to_bounds(point);
  EXPECT_LE(outer.lower, inner.upper) << what;
  EXPECT_LE(inner.lower, outer.upper) << what;
}

TEST(SecondEngineEnclosure, PosteriorCumulantsOverAnInterval) {
  std::mt19937_64 generator(20250205);
  for (int trial = 0; trial < 3000; ++trial) {
    const Sample s = random_sample(generator, 1);
    const Posterior coarse(s.instance, kBits), fine(s.instance, 2 * kBits);
    const Cumulants over = coarse.over(s.left, s.right, kDropBits);
    const Cumulants at = fine.at(s.inside, 16 * kBits);
    const Arb shift(Rational(s.instance.centres[over.reference] - s.instance.centres[at.reference]),
                    kBits);
    expect_overlap(over.offset + shift, at.offset, "mean");
    expect_overlap(over.variance, at.variance, "variance");
    expect_overlap(over.third, at.third, "third cumulant");
  }
}

TEST(SecondEngineEnclosure, AnIntervalTooWideForTheBallsIsNeverOfCertainSign) {
  const Instance instance{{0, 1, 2, 3}, Rational(1) / 100};
  const Cumulants over = Posterior(instance, kBits).over(-1, 4, kDropBits);
  EXPECT_TRUE(contains_zero(over.third));
  EXPECT_FALSE(surely_less(over.variance, Arb(0, kBits)));
  EXPECT_FALSE(surely_less(abs(over.offset), Arb(1, kBits)));
}

TEST(SecondEngineEnclosure, WeightPiOverAnInterval) {
  std::mt19937_64 generator(2502);
  for (int trial = 0; trial < 1000; ++trial) {
    const Sample s = random_sample(generator, 8);
    // At 16 bits the breaks beyond 7 sigma are far, at 256 bits those beyond 28 sigma.
    const Arb point = SmoothedGaps(s.instance, 2 * kBits).at(s.inside);
    expect_overlap(SmoothedGaps(s.instance, kBits).over(s.left, s.right), point, "128 bits");
    expect_overlap(SmoothedGaps(s.instance, 16).over(s.left, s.right), point, "16 bits");
  }
}

TEST(SecondEngineEnclosure, WeightPiOverAnIntervalThatHoldsASmoothedJump) {
  const Instance instance{{0, 1, 2, 3, 4, 5}, Rational(1) / 1000};
  const SmoothedGaps weight(instance, kBits);
  for (int k = 0; k <= 5; ++k) {
    const Rational left = k - Rational(4) / 1000, right = k + Rational(4) / 1000;
    expect_overlap(weight.over(left, right), weight.at(left), "left");
    expect_overlap(weight.over(left, right), weight.at(right), "right");
  }
}

TEST(SecondEngineEnclosure, NormalPartsInTheTailsMeetTheirValues) {
  const Arb sigma(Rational(1) / 3, 16);
  for (int k = -40; k <= 40; ++k) {
    const Rational t = Rational(k) / 10;
    const NormalParts coarse = normal_parts(Arb(t, 16), sigma);
    const NormalParts fine = normal_parts(Arb(t, 512), Arb(Rational(1) / 3, 512));
    expect_overlap(coarse.probability, fine.probability, "probability");
    expect_overlap(coarse.density, fine.density, "density");
    expect_overlap(coarse.excess, fine.excess, "excess");
  }
}

TEST(SecondEngineEnclosure, BoundsOfABallWithoutSensibleSize) {
  EXPECT_THROW(to_bounds(Arb(1, 64) / Arb(64)), std::range_error);
  const Bounds small = to_bounds(zero_within_power_of_two(-3000000, 64));
  EXPECT_LT(small.lower, 0);
  EXPECT_GT(small.upper, 0);
}

}  // namespace
}  // namespace rigor::second_engine
