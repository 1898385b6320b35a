// Rounding to integers.
#include "function/integer_part.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "support/sampling.hpp"

namespace rigor {
namespace {

TEST(IntegerPart, RangesByHand) {
  EXPECT_TRUE(identical(floor(Interval::bounds(-0.5, 2.5)), Interval::bounds(-1, 2)));
  EXPECT_TRUE(identical(ceil(Interval::bounds(-0.5, 2.5)), Interval::bounds(0, 3)));
  EXPECT_TRUE(identical(floor(Interval::point(-kSmallest)), Interval::point(-1)));
  EXPECT_TRUE(identical(floor(Interval::bounds(-kInfinity, 3)), Interval::bounds(-kInfinity, 3)));
  EXPECT_TRUE(is_entire(ceil(Interval::everything())));
  EXPECT_TRUE(is_empty(floor(Interval::nothing())) && is_empty(ceil(Interval::nothing())));
}

TEST(IntegerPart, FlagsTellJumps) {
  const auto flag_of_floor = [](double lo, double hi) {
    return floor(decorate(Interval::bounds(lo, hi))).domain;
  };
  EXPECT_EQ(flag_of_floor(0.5, 0.75), Domain::continuous);
  EXPECT_EQ(flag_of_floor(0, 0.75), Domain::continuous);
  EXPECT_EQ(flag_of_floor(0.5, 1), Domain::defined);
  EXPECT_EQ(ceil(decorate(Interval::bounds(0.5, 1))).domain, Domain::continuous);
  EXPECT_EQ(ceil(decorate(Interval::bounds(0, 1))).domain, Domain::defined);
  EXPECT_EQ(floor(decorate(Interval::nothing())).domain, Domain::possibly_undefined);
}

TEST(IntegerPart, TwoTypesAgreeWithTheExactIntegers) {
  test::Sampler sampler(411);
  for (int i = 0; i < 3000; ++i) {
    const Interval x = sampler.interval();
    const BigInterval big = convert<BigInterval>(x, {53 + i % 100});
    ASSERT_TRUE(identical(floor(x), to_interval(floor(big)))) << test::hex(x);
    ASSERT_TRUE(identical(ceil(x), to_interval(ceil(big)))) << test::hex(x);
    const double t = sampler.member(x);
    const Interval below = floor(Interval::point(t));
    ASSERT_TRUE(is_thin(below) && std::trunc(below.lower()) == below.lower());
    ASSERT_TRUE(below.lower() <= t && (t < below.lower() + 1 || below.lower() == t));
    ASSERT_TRUE(subset(below, floor(x)));
  }
}

}  // namespace
}  // namespace rigor
