// Integer powers of Interval: cases, exactness, tightness, members.
#include <gtest/gtest.h>

#include <limits>

#include "number/big_interval.hpp"
#include "number/interval.hpp"
#include "support/sampling.hpp"

namespace rigor {
namespace {

using test::hex;
using test::Sampler;

constexpr int kMost = std::numeric_limits<int>::max();
constexpr int kLeast = std::numeric_limits<int>::min();

TEST(IntervalPower, ByHand) {
  const Interval x = Interval::bounds(-2, 3);
  EXPECT_TRUE(identical(pown(x, 0), Interval::point(1)));
  EXPECT_TRUE(identical(pown(x, 1), x));
  EXPECT_TRUE(identical(pown(x, 2), Interval::bounds(0, 9)));
  EXPECT_TRUE(identical(pown(x, 3), Interval::bounds(-8, 27)));
  EXPECT_TRUE(identical(pown(x, 4), Interval::bounds(0, 81)));
  EXPECT_TRUE(is_entire(pown(x, -1)) && is_entire(pown(x, -3)));
  EXPECT_TRUE(identical(pown(Interval::bounds(-2, 4), -2), Interval::bounds(0.0625, kInfinity)));
  EXPECT_TRUE(identical(pown(Interval::bounds(-4, -2), -3), Interval::bounds(-0.125, -0.015625)));
  EXPECT_TRUE(identical(pown(Interval::bounds(0, 2), -3), Interval::bounds(0.125, kInfinity)));
  EXPECT_TRUE(identical(pown(Interval::bounds(-2, 0), -3), Interval::bounds(-kInfinity, -0.125)));
  EXPECT_TRUE(is_empty(pown(Interval(), -1)) && is_empty(pown(Interval(), -2)));
  EXPECT_TRUE(identical(pown(Interval(), 5), Interval()));
  EXPECT_TRUE(is_empty(pown(Interval::nothing(), 3)) && is_empty(pown(Interval::nothing(), 0)));
  EXPECT_TRUE(identical(pown(Interval::everything(), -2), Interval::bounds(0, kInfinity)));
  EXPECT_TRUE(identical(pown(Interval::bounds(2, kInfinity), -1), Interval::bounds(0, 0.5)));
}

TEST(IntervalPower, ExtremeExponents) {
  EXPECT_TRUE(identical(pown(Interval::point(2), kMost), Interval::bounds(kLargest, kInfinity)));
  EXPECT_TRUE(identical(pown(Interval::point(2), kLeast), Interval::bounds(0, kSmallest)));
  EXPECT_TRUE(identical(pown(Interval::point(-2), kMost), Interval::bounds(-kInfinity, -kLargest)));
  EXPECT_TRUE(identical(pown(Interval::point(-1), kLeast), Interval::point(1)));
  EXPECT_TRUE(identical(pown(Interval::point(-1), -kMost), Interval::point(-1)));
  EXPECT_TRUE(identical(pown(Interval::point(0.5), -1023), Interval::point(0x1p1023)));
  EXPECT_TRUE(identical(pown(Interval::point(2), -1074), Interval::point(kSmallest)));
  EXPECT_TRUE(identical(pown(Interval::point(kLargest), kLeast), Interval::bounds(0, kSmallest)));
  EXPECT_TRUE(
      identical(pown(Interval::point(kSmallest), kLeast), Interval::bounds(kLargest, kInfinity)));
  EXPECT_TRUE(identical(pown(Interval::point(3), 33), Interval::point(5559060566555523.0)));
}

TEST(IntervalPower, IsTheTightestAtPoints) {
  Sampler sampler(31);
  const int count = test::sample_count(10000, 200000);
  for (int i = 0; i < count; ++i) {
    const double x = i % 2 == 0 ? sampler.finite() : sampler.uniform(-3, 3);
    const int n = i % 3 == 0 ? sampler.integer(-1000, 1000) : sampler.integer(-12, 12);
    const Interval point = Interval::point(x);
    const Interval y = pown(point, n);
    const Interval tightest = to_interval(pown(convert<BigInterval>(point, {300}), n));
    ASSERT_TRUE(identical(y, tightest) || (x == 0 && n < 0 && is_empty(y)))
        << "seed 31, index " << i << ": " << hex(x) << " ^ " << n << " -> " << hex(y);
  }
}

TEST(IntervalPower, HoldsTheMembersPowers) {
  Sampler sampler(32);
  const int count = test::sample_count(10000, 200000);
  for (int i = 0; i < count; ++i) {
    const Interval x = sampler.interval();
    const int n = sampler.integer(-9, 9);
    const Interval y = pown(x, n);
    const double member = sampler.member(x);
    ASSERT_TRUE(subset(pown(Interval::point(member), n), y))
        << "seed 32, index " << i << ": " << hex(x) << " ^ " << n << ", " << hex(member);
  }
}

}  // namespace
}  // namespace rigor
