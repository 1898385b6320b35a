// Extrema, poles, large arguments and borders of the trigonometric functions.
#include "function/trigonometric.hpp"

#include <gtest/gtest.h>

#include "function/constants.hpp"
#include "support/sampling.hpp"

namespace rigor {
namespace {

using test::hex;
using test::Sampler;

constexpr double kBelowPi = 0x1.921fb54442d18p+1;
constexpr double kAbovePi = 0x1.921fb54442d19p+1;

TEST(Trigonometric, ExtremaAreFoundBetweenNeighbours) {
  // pi/2 lies between these two doubles, and sin(pi/2) = 1.
  const Interval around = Interval::bounds(kBelowPi / 2, kAbovePi / 2);
  EXPECT_EQ(sin(around).upper(), 1);
  EXPECT_LT(sin(around).lower(), 1);
  EXPECT_EQ(sin(-around).lower(), -1);
  EXPECT_EQ(cos(2 * around).lower(), -1);
  EXPECT_TRUE(contains_zero(cos(around)));
  EXPECT_TRUE(certainly(cos(Interval::point(kBelowPi / 2)) > 0));
  EXPECT_TRUE(certainly(cos(Interval::point(kAbovePi / 2)) < 0));
  // 0 is a multiple of pi/2 and an end.
  EXPECT_EQ(cos(Interval::bounds(0, 1)).upper(), 1);
  EXPECT_EQ(cos(Interval::bounds(-1, 0)).upper(), 1);
  EXPECT_EQ(sin(Interval::bounds(0, 1)).lower(), 0);
  EXPECT_EQ(sin(Interval::bounds(-1, 0)).upper(), 0);
  EXPECT_EQ(tan(Interval::bounds(-1, 0)).upper(), 0);
}

TEST(Trigonometric, RangesByHand) {
  const auto at = [](double x) { return sin(Interval::point(x)); };
  EXPECT_TRUE(identical(sin(Interval::bounds(1, 4)), Interval::bounds(at(4).lower(), 1)));
  EXPECT_TRUE(
      identical(sin(Interval::bounds(2, 4)), Interval::bounds(at(4).lower(), at(2).upper())));
  EXPECT_TRUE(identical(sin(Interval::bounds(4, 6)), Interval::bounds(-1, at(6).upper())));
  EXPECT_TRUE(identical(sin(Interval::bounds(1, 5)), Interval::bounds(-1, 1)));
  EXPECT_TRUE(
      identical(sin(Interval::bounds(5, 7)), Interval::bounds(at(5).lower(), at(7).upper())));
  EXPECT_TRUE(identical(sin(Interval::bounds(-100, 100)), Interval::bounds(-1, 1)));
  EXPECT_TRUE(identical(cos(Interval::bounds(-kInfinity, 3)), Interval::bounds(-1, 1)));
  EXPECT_TRUE(identical(sin(Interval::bounds(-kLargest, kLargest)), Interval::bounds(-1, 1)));
}

TEST(Trigonometric, PolesMakeTheTangentEntire) {
  EXPECT_TRUE(is_entire(tan(Interval::bounds(kBelowPi / 2, kAbovePi / 2))));
  EXPECT_TRUE(is_entire(tan(Interval::bounds(1, 2))));
  EXPECT_TRUE(is_entire(tan(Interval::bounds(-2, 100))));
  EXPECT_TRUE(is_entire(tan(Interval::bounds(1, kInfinity))));
  EXPECT_FALSE(is_entire(tan(Interval::bounds(2, 4))));
  EXPECT_TRUE(is_bounded(tan(Interval::bounds(kAbovePi / 2, 4))));
  EXPECT_TRUE(certainly(tan(Interval::point(kBelowPi / 2)) > 1000000));
  EXPECT_EQ(tan(decorate(Interval::bounds(1, 2))).domain, Domain::possibly_undefined);
  EXPECT_EQ(tan(decorate(Interval::bounds(2, 4))).domain, Domain::continuous);
}

// Digits by mpmath: sine, cosine and tangent of the double 1e300.
TEST(Trigonometric, LargeArgumentsAreReducedByEnoughDigitsOfPi) {
  const Interval x = Interval::point(1e300);
  EXPECT_TRUE(contains(sin(x), *parse_rational("-0.8178819121159085970458852827554262120114")));
  EXPECT_TRUE(contains(cos(x), *parse_rational("-0.5753861119575490466882442759658061506357")));
  EXPECT_TRUE(contains(tan(x), *parse_rational("1.421448823874724412366840883947823882435")));
  EXPECT_TRUE(identical(sin(Interval::bounds(1e300, next_up(1e300))), Interval::bounds(-1, 1)));
  const Precision p{100};
  const BigInterval huge = scale2(enclose<BigInterval>(1, p), 60000);
  EXPECT_TRUE(certainly(width(sin(huge)) <= scale2(enclose<BigInterval>(1, p), -99)));
  EXPECT_TRUE(identical(to_interval(sin(sqr(huge))), Interval::bounds(-1, 1)));
  EXPECT_TRUE(is_entire(tan(sqr(huge))));
  EXPECT_EQ(tan(decorate(sqr(huge))).domain, Domain::possibly_undefined);
}

TEST(Trigonometric, BordersOfTheInverses) {
  const Interval half_pi = pi<Interval>({53}) / 2;
  EXPECT_TRUE(identical(asin(Interval::point(1)), half_pi));
  EXPECT_TRUE(identical(asin(Interval::bounds(-3, 3)), hull(-half_pi, half_pi)));
  EXPECT_TRUE(identical(acos(Interval::point(1)), Interval::point(0)));
  EXPECT_TRUE(identical(acos(Interval::bounds(1, 2)), Interval::point(0)));
  EXPECT_EQ(acos(Interval::bounds(-2, 1)).upper(), pi<Interval>({53}).upper());
  EXPECT_TRUE(is_empty(asin(Interval::bounds(next_up(1), 2))));
  EXPECT_TRUE(is_empty(acos(Interval::bounds(-2, next_down(-1)))));
  EXPECT_TRUE(identical(atan(Interval::everything()), hull(-half_pi, half_pi)));
  EXPECT_EQ(asin(decorate(Interval::bounds(-1, 1))).domain, Domain::continuous);
  EXPECT_EQ(asin(decorate(Interval::bounds(-1, next_up(1)))).domain, Domain::possibly_undefined);
  EXPECT_TRUE(identical(atan(Interval::point(0)), Interval::point(0)));
  EXPECT_TRUE(identical(acos(Interval::point(0)), half_pi));
}

TEST(Trigonometric, Identities) {
  Sampler sampler(91);
  const int count = test::sample_count(3000, 50000);
  for (int i = 0; i < count; ++i) {
    const double x = i % 3 == 0 ? sampler.finite() : sampler.uniform(-50, 50);
    const Interval t = Interval::point(x);
    const std::string where = "seed 91, index " + std::to_string(i) + ": " + hex(x);
    ASSERT_TRUE(contains(sqr(sin(t)) + sqr(cos(t)), 1)) << where;
    ASSERT_TRUE(overlaps(tan(t), sin(t) / cos(t))) << where;
    ASSERT_TRUE(identical(sin(-t), -sin(t)) && identical(cos(-t), cos(t))) << where;
    ASSERT_TRUE(subset(t, tan(atan(t)))) << where;
    const Interval u = Interval::point(sampler.uniform(-1, 1));
    ASSERT_TRUE(subset(u, sin(asin(u))) && subset(u, cos(acos(u)))) << where << " " << hex(u);
    ASSERT_TRUE(overlaps(asin(u) + acos(u), pi<Interval>({53}) / 2)) << where << " " << hex(u);
  }
}

// Around every multiple of pi/2 up to 10^5 the double interval that holds it is told from its
// neighbours.
TEST(Trigonometric, EveryMultipleOfHalfPiIsSeen) {
  const BigInterval half_pi = scale2(big_pi({200}), -1);
  for (long j = 1; j < 100000; j += 37) {
    const Interval around = to_interval(j * half_pi);
    const Interval below = Interval::bounds(next_down(around.lower()), around.lower());
    const bool is_odd = j % 2 != 0;
    ASSERT_EQ(is_entire(tan(around)), is_odd) << j;
    ASSERT_FALSE(is_entire(tan(below))) << j;
    const Interval wave = is_odd ? sin(around) : cos(around);
    ASSERT_EQ(wave.upper() == 1 && wave.lower() != 1, j % 4 <= 1) << j;
    ASSERT_EQ(wave.lower() == -1 && wave.upper() != -1, j % 4 >= 2) << j;
  }
}

}  // namespace
}  // namespace rigor
