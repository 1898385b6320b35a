// Interval: sets, corners of the arithmetic, midpoint and radius.
#include "number/interval.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "number/big_interval.hpp"
#include "support/sampling.hpp"

namespace rigor {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
const Interval kEmpty = Interval::nothing();
const Interval kEntire = Interval::everything();

Interval of(double lo, double hi) {
  return Interval::bounds(lo, hi);
}

testing::AssertionResult same(const Interval& a, const Interval& b) {
  if (identical(a, b)) return testing::AssertionSuccess();
  return testing::AssertionFailure() << test::hex(a) << " is not " << test::hex(b);
}

TEST(Interval, NonsenseKnowsNothing) {
  EXPECT_TRUE(is_entire(of(kNaN, 1)));
  EXPECT_TRUE(is_entire(of(1, kNaN)));
  EXPECT_TRUE(is_entire(of(2, 1)));
  EXPECT_TRUE(is_entire(of(kInfinity, kInfinity)));
  EXPECT_TRUE(is_entire(of(-kInfinity, -kInfinity)));
  EXPECT_TRUE(is_entire(Interval::point(kInfinity)));
}

TEST(Interval, HasNoNegativeZero) {
  for (const Interval& x : {of(-0.0, -0.0), -of(0, 0), of(-1, -0.0), of(0, 1) * -1, of(0, 0) * -1,
                            abs(of(-0.0, 0)), of(-1, 0) / -3, sqrt(of(-0.0, -0.0))}) {
    EXPECT_FALSE(x.lower() == 0 && std::signbit(x.lower()));
    EXPECT_FALSE(x.upper() == 0 && std::signbit(x.upper()));
  }
}

TEST(Interval, EmptyStaysEmpty) {
  const Interval one = Interval::point(1);
  for (const Interval& x : {kEmpty + one,         one - kEmpty,        kEmpty * kEntire,
                            kEmpty / one,         one / kEmpty,        -kEmpty,
                            sqr(kEmpty),          sqrt(kEmpty),        pown(kEmpty, 0),
                            pown(kEmpty, 3),       abs(kEmpty),         min(kEmpty, one),
                            max(one, kEmpty),     scale2(kEmpty, 3),   recip(kEmpty),
                            midpoint(kEmpty),     radius(kEmpty),      width(kEmpty),
                            magnitude(kEmpty),    mignitude(kEmpty),   intersection(kEmpty, one),
                            bisect(kEmpty).first, lower_point(kEmpty), upper_point(kEmpty)}) {
    EXPECT_TRUE(is_empty(x));
  }
  EXPECT_TRUE(same(hull(kEmpty, one), one));
  EXPECT_TRUE(subset(kEmpty, one));
  EXPECT_FALSE(subset(one, kEmpty));
  EXPECT_FALSE(overlaps(kEmpty, kEntire));
  EXPECT_FALSE(contains(kEmpty, Rational(0)));
  EXPECT_FALSE(contains_zero(kEmpty));
  EXPECT_FALSE(is_entire(kEmpty));
  EXPECT_FALSE(is_thin(kEmpty));
}

TEST(Interval, ZeroTimesUnboundedIsZero) {
  EXPECT_TRUE(same(Interval() * kEntire, Interval()));
  EXPECT_TRUE(same(of(0, 1) * of(2, kInfinity), of(0, kInfinity)));
  EXPECT_TRUE(same(of(-1, 0) * of(2, kInfinity), of(-kInfinity, 0)));
}

TEST(Interval, DivisionByIntervalsWithZero) {
  EXPECT_TRUE(is_empty(of(1, 2) / Interval()));
  EXPECT_TRUE(is_empty(Interval() / Interval()));
  EXPECT_TRUE(same(Interval() / of(-1, 1), Interval()));
  EXPECT_TRUE(same(of(1, 2) / of(-1, 1), kEntire));
  EXPECT_TRUE(same(of(1, 2) / of(0, 4), of(0.25, kInfinity)));
  EXPECT_TRUE(same(of(1, 2) / of(-4, 0), of(-kInfinity, -0.25)));
  EXPECT_TRUE(same(of(-2, -1) / of(0, 4), of(-kInfinity, -0.25)));
  EXPECT_TRUE(same(of(-2, -1) / of(-4, 0), of(0.25, kInfinity)));
  EXPECT_TRUE(same(of(0, 1) / of(0, 4), of(0, kInfinity)));
  EXPECT_TRUE(same(of(-1, 1) / of(0, 4), kEntire));
  EXPECT_TRUE(same(of(1, 2) / of(0, kInfinity), of(0, kInfinity)));
  EXPECT_TRUE(same(of(1, kInfinity) / of(2, kInfinity), of(0, kInfinity)));
  EXPECT_TRUE(same(of(1, 2) / kEntire, kEntire));
}

TEST(Interval, SqrtCutsTheDomain) {
  EXPECT_TRUE(same(sqrt(of(-5, 4)), of(0, 2)));
  EXPECT_TRUE(is_empty(sqrt(of(-5, -1))));
  EXPECT_TRUE(same(sqrt(kEntire), of(0, kInfinity)));
}

TEST(Interval, Powers) {
  EXPECT_TRUE(same(pown(of(-1, 2), 2), of(0, 4)));
  EXPECT_TRUE(same(pown(of(-2, 3), 3), of(-8, 27)));
  EXPECT_TRUE(same(pown(of(-2, 3), 0), Interval::point(1)));
  EXPECT_TRUE(same(pown(of(0, 0), 0), Interval::point(1)));
  EXPECT_TRUE(same(pown(of(-2, 4), -1), kEntire));
  EXPECT_TRUE(same(pown(of(-2, 4), -2), of(0.0625, kInfinity)));
  EXPECT_TRUE(same(pown(of(2, 4), -2), of(0.0625, 0.25)));
  EXPECT_TRUE(is_empty(pown(Interval(), -1)));
  EXPECT_TRUE(same(pown(Interval::point(2), 1023), Interval::point(0x1p1023)));
  EXPECT_TRUE(same(pown(Interval::point(2), 1024), of(kLargest, kInfinity)));
  EXPECT_TRUE(contains(pown(Interval::point(2), -1074), to_rational(kSmallest)));
  EXPECT_TRUE(same(pown(Interval::point(-1), std::numeric_limits<int>::min()), Interval::point(1)));
  EXPECT_TRUE(same(pown(of(-kInfinity, 2), 3), of(-kInfinity, 8)));
}

TEST(Interval, OverflowKeepsFiniteEnds) {
  const Interval large = Interval::point(kLargest);
  EXPECT_TRUE(same(large + large, of(kLargest, kInfinity)));
  EXPECT_TRUE(same(-large - large, of(-kInfinity, -kLargest)));
  EXPECT_TRUE(same(large * 2, of(kLargest, kInfinity)));
  EXPECT_TRUE(same(large / Interval::point(0.5), of(kLargest, kInfinity)));
  EXPECT_TRUE(same(large + large - large, of(0, kInfinity)));
  EXPECT_TRUE(same(Interval::point(kSmallest) / 2, of(0, kSmallest)));
}

TEST(Interval, IntegersEnterExactly) {
  EXPECT_TRUE(same(of(1, 2) + 1, of(2, 3)));
  EXPECT_TRUE(same(1U - of(1, 2), of(-1, 0)));
  EXPECT_TRUE(same(6L / of(1, 2), of(3, 6)));
  // 2^53 + 1 is the first integer that is no double.
  const auto is_tight = [](auto n) {
    return same(enclose<Interval>(n, {53}), enclose<Interval>(Rational(n), {53}));
  };
  constexpr long kFirst = (1L << 53) + 1;
  for (const long n : {0L, 7L, kFirst - 1, kFirst, kFirst + 1, kFirst + 2, (1L << 62) + 1,
                       std::numeric_limits<long>::max(), std::numeric_limits<long>::min() + 1}) {
    EXPECT_TRUE(is_tight(n)) << n;
    EXPECT_TRUE(is_tight(-n)) << -n;
    EXPECT_TRUE(is_tight(static_cast<unsigned long>(n))) << n;
    EXPECT_TRUE(contains(Interval::point(0) + n, Rational(n)));
  }
  EXPECT_TRUE(is_tight(std::numeric_limits<long>::min()));
  EXPECT_TRUE(is_tight(std::numeric_limits<unsigned long>::max()));
  EXPECT_TRUE(is_tight(std::numeric_limits<int>::min()));
  EXPECT_TRUE(is_tight(std::numeric_limits<unsigned>::max()));
}

TEST(Interval, MidpointAndRadius) {
  test::Sampler sampler(21);
  for (int i = 0; i < 20000; ++i) {
    const Interval x = sampler.interval();
    const Interval m = midpoint(x);
    ASSERT_TRUE(is_thin(m) && subset(m, x)) << "seed 21, index " << i << ": " << test::hex(x);
    ASSERT_TRUE(subset(x, m + hull(radius(x), -radius(x)))) << test::hex(x);
    const auto [left, right] = bisect(x);
    ASSERT_TRUE(same(hull(left, right), x));
    ASSERT_EQ(left.upper(), right.lower());
    if (!is_bounded(x)) continue;
    const Rational exact_width = to_rational(x.upper()) - to_rational(x.lower());
    const Interval w = width(x);
    ASSERT_TRUE(!is_bounded(w) || lower_rational(w) >= exact_width) << test::hex(x);
  }
  EXPECT_TRUE(same(midpoint(kEntire), Interval()));
  EXPECT_TRUE(same(midpoint(of(1, kInfinity)), Interval::point(kLargest)));
  EXPECT_TRUE(same(midpoint(of(-kLargest, kLargest)), Interval()));
  EXPECT_TRUE(same(midpoint(of(kLargest, kLargest)), of(kLargest, kLargest)));
  EXPECT_TRUE(same(width(kEntire), of(kLargest, kInfinity)));
  EXPECT_TRUE(same(magnitude(of(-3, 2)), Interval::point(3)));
  EXPECT_TRUE(same(mignitude(of(-3, -2)), Interval::point(2)));
  EXPECT_TRUE(same(mignitude(of(-3, 2)), Interval()));
}

TEST(Interval, EnclosesRationalsTightly) {
  const Interval third = enclose<Interval>(Rational(1, 3), {53});
  EXPECT_TRUE(contains(third, Rational(1, 3)));
  EXPECT_EQ(next_up(third.lower()), third.upper());
  EXPECT_TRUE(same(enclose<Interval>(Rational(1, 4), {53}), Interval::point(0.25)));
  EXPECT_TRUE(is_empty(hull_of<Interval>(Rational(2), Rational(1), {53})));
  const Rational tiny(1, Integer(1) << 1080);
  EXPECT_TRUE(same(enclose<Interval>(tiny, {53}), of(0, kSmallest)));
  const Rational huge(Integer(1) << 1030);
  EXPECT_TRUE(same(enclose<Interval>(-huge, {53}), of(-kInfinity, -kLargest)));
  EXPECT_THROW(lower_rational(kEmpty), std::invalid_argument);
  EXPECT_THROW(upper_rational(kEntire), std::invalid_argument);
  EXPECT_EQ(upper_rational(of(1, 2.5)), Rational(5, 2));
}

}  // namespace
}  // namespace rigor
