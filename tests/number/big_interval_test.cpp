#include "number/big_interval.hpp"

#include <gtest/gtest.h>

#include <sstream>
#include <utility>

#include "support/arb.hpp"
#include "support/sampling.hpp"

namespace rigor {
namespace {

using test::Arb;
using test::Sampler;

BigInterval make(const Rational& lo, const Rational& hi, int bits = 100) {
  return hull_of<BigInterval>(lo, hi, {bits});
}

BigFloat big_double(double x) {
  BigFloat value(Precision{53});
  mpfr_set_d(value.get(), x, MPFR_RNDN);
  return value;
}

// Rationals with long digits, of moderate or extreme size.
Rational rational(Sampler& sampler) {
  const Rational value(Integer(sampler.bits()) - (Integer(1) << 63),
                       Integer(sampler.bits() >> sampler.integer(0, 60)) + 1);
  switch (sampler.integer(0, 5)) {
    case 0:
      return value * Rational(Integer(1) << sampler.integer(0, 3000));
    case 1:
      return value / Rational(Integer(1) << sampler.integer(0, 3000));
    case 2:
      return Rational(sampler.integer(-3, 3));
    default:
      return value;
  }
}

TEST(BigInterval, EnclosesExactResultsTightly) {
  constexpr int kSeed = 31;
  Sampler sampler(kSeed);
  const int count = test::sample_count(10000, 100000);
  for (int i = 0; i < count; ++i) {
    const int bits = sampler.integer(2, 600);
    const auto x = enclose<BigInterval>(rational(sampler), {bits});
    const auto y = enclose<BigInterval>(rational(sampler), {sampler.integer(2, bits)});
    const Rational a = sampler.integer(0, 1) == 0 ? lower_rational(x) : upper_rational(x);
    const Rational b = sampler.integer(0, 1) == 0 ? lower_rational(y) : upper_rational(y);
    const std::string replay = "seed 31, index " + std::to_string(i);
    ASSERT_TRUE(contains(x + y, a + b)) << replay;
    ASSERT_TRUE(contains(x - y, a - b)) << replay;
    ASSERT_TRUE(contains(x * y, a * b)) << replay;
    ASSERT_TRUE(contains(sqr(x), a * a)) << replay;
    ASSERT_TRUE(contains(pown(x, 5), a * a * a * a * a)) << replay;
    if (b != 0) {
      ASSERT_TRUE(contains(x / y, a / b)) << replay;
      ASSERT_TRUE(contains(pown(y, -2), 1 / (b * b))) << replay;
    }
    ASSERT_EQ(precision_of(x * y).bits, bits);
    // At points both ends are neighbours, or equal if the result fits.
    const BigInterval u = lower_point(x);
    const BigInterval v = lower_point(y);
    for (const BigInterval& r : {u + v, u - v, u * v, sqr(u), sqrt(abs(u))}) {
      ASSERT_TRUE(has_neighbouring_ends(r)) << replay;
    }
    ASSERT_TRUE(contains(sqr(sqrt(abs(u))), abs(lower_rational(u)))) << replay;
  }
}

TEST(BigInterval, TreatsCornersAsIntervalDoes) {
  const auto all = entire<BigInterval>({100});
  const auto nothing = empty<BigInterval>({100});
  const auto half_line = abs(all);
  EXPECT_TRUE(is_empty(make(1, 2) / 0));
  EXPECT_TRUE(is_entire(make(1, 2) / make(-1, 1)));
  EXPECT_TRUE(identical(make(1, 2) / make(0, 4), make(Rational(1, 4), 1) + half_line));
  EXPECT_TRUE(identical(all * 0, make(0, 0)));
  EXPECT_TRUE(identical(sqrt(make(-5, 4)), make(0, 2)));
  EXPECT_TRUE(is_empty(sqrt(make(-5, -4))));
  EXPECT_TRUE(is_empty(pown(make(0, 0), -1)));
  EXPECT_TRUE(identical(pown(all, 2), half_line));
  EXPECT_TRUE(is_empty(nothing + all) && is_empty(nothing * 0) && is_empty(-nothing));
  EXPECT_TRUE(is_empty(hull(nothing, nothing)) && is_empty(intersection(make(1, 2), make(3, 4))));
  EXPECT_TRUE(identical(hull(nothing, make(1, 2)), make(1, 2)));
  EXPECT_FALSE(contains_zero(nothing));
  EXPECT_TRUE(is_bounded(midpoint(all)) && is_bounded(midpoint(half_line)));
  EXPECT_FALSE(is_bounded(width(half_line)));
  EXPECT_TRUE(is_entire(BigInterval::bounds(big_double(2), big_double(1))));
  EXPECT_TRUE(is_entire(BigInterval::bounds(big_double(kInfinity), big_double(kInfinity))));
  BigFloat nan(Precision{53});
  mpfr_set_nan(nan.get());
  EXPECT_TRUE(is_entire(BigInterval::bounds(nan, big_double(1))));
  EXPECT_THROW(lower_rational(all), std::invalid_argument);
  EXPECT_THROW(lower_rational(nothing), std::invalid_argument);
}

TEST(BigInterval, SurvivesItsExponentRange) {
  const BigInterval large = scale2(make(1, 1), std::numeric_limits<int>::max() / 2 - 100);
  const BigInterval overflow = sqr(large);
  EXPECT_FALSE(is_empty(overflow));
  EXPECT_TRUE(certainly(overflow > 1));
  EXPECT_FALSE(is_bounded(overflow));
  const BigInterval tiny = recip(overflow);
  EXPECT_TRUE(contains_zero(tiny) && certainly(tiny >= 0) && certainly(tiny < 1));
  EXPECT_TRUE(identical(to_interval(large), Interval::bounds(kLargest, kInfinity)));
  EXPECT_TRUE(identical(to_interval(recip(large)), Interval::bounds(0, kSmallest)));
}

TEST(BigInterval, IsAValue) {
  BigInterval x = make(Rational(1, 3), 1, 70);
  BigInterval copy = x;
  BigInterval moved = std::move(x);
  x = copy;
  EXPECT_TRUE(identical(x, moved) && identical(copy, moved));
  copy += 1;
  EXPECT_FALSE(identical(copy, moved));
  BigInterval wider = make(0, 1, 200);
  wider = moved;
  EXPECT_EQ(precision_of(wider).bits, 70);
  EXPECT_TRUE(identical(BigInterval(), make(0, 0)));
  EXPECT_EQ(precision_of(BigInterval() + moved).bits, 70);
}

TEST(BigInterval, CompoundAssignmentEqualsTheOperation) {
  const BigInterval narrow = make(Rational(1, 3), 2, 60);
  const BigInterval wide = make(Rational(-1, 7), 5, 200);
  const auto nothing = empty<BigInterval>({90});
  for (const BigInterval& a : {narrow, wide, nothing}) {
    for (const BigInterval& b : {narrow, wide, nothing}) {
      BigInterval sum = a;
      sum += b;
      BigInterval difference = a;
      difference -= b;
      EXPECT_TRUE(identical(sum, a + b) && identical(difference, a - b));
      EXPECT_EQ(precision_of(sum).bits, precision_of(a + b).bits);
    }
    BigInterval twice = a;
    twice += twice;
    BigInterval zero = a;
    const BigInterval& same = zero;
    zero -= same;
    EXPECT_TRUE(identical(twice, a + a) && identical(zero, a - a));
  }
}

TEST(BigInterval, IntegersEnterExactlyAndKeepThePrecision) {
  EXPECT_EQ(precision_of(make(0, 1, 60) * 3).bits, 60);
  EXPECT_EQ(precision_of(1 + make(0, 1, 300)).bits, 300);
  const long n = std::numeric_limits<long>::max();
  EXPECT_TRUE(contains(enclose<BigInterval>(n, {2}), Rational(n)));
  EXPECT_TRUE(is_thin(enclose<BigInterval>(n, {2})));
  EXPECT_TRUE(is_thin(enclose<BigInterval>(std::numeric_limits<long>::min(), {2})));
  EXPECT_TRUE(is_thin(enclose<BigInterval>(std::numeric_limits<unsigned long>::max(), {2})));
}

TEST(BigInterval, MidpointAndRadiusCover) {
  Sampler sampler(32);
  for (int i = 0; i < 5000; ++i) {
    const Rational a = rational(sampler);
    const Rational b = rational(sampler);
    const BigInterval x = make(a < b ? a : b, a < b ? b : a, sampler.integer(2, 200));
    const BigInterval m = midpoint(x);
    ASSERT_TRUE(subset(m, x)) << i;
    ASSERT_TRUE(subset(x, hull(m - radius(x), m + radius(x)))) << i;
    ASSERT_TRUE(lower_rational(width(x)) >= upper_rational(x) - lower_rational(x)) << i;
    const auto [left, right] = bisect(x);
    ASSERT_TRUE(identical(hull(left, right), x));
    ASSERT_TRUE(is_thin(intersection(left, right)));
  }
}

TEST(BigInterval, ConvertsOutward) {
  Sampler sampler(33);
  for (int i = 0; i < 20000; ++i) {
    const auto x = enclose<BigInterval>(rational(sampler), {sampler.integer(2, 300)});
    const Interval small = to_interval(x);
    ASSERT_TRUE(small.lower() == -kInfinity || to_rational(small.lower()) <= lower_rational(x));
    ASSERT_TRUE(small.upper() == kInfinity || to_rational(small.upper()) >= upper_rational(x));
    ASSERT_TRUE(subset(x, convert<BigInterval>(x, {10})));
    ASSERT_TRUE(identical(x, convert<BigInterval>(x, {400})));
    if (is_bounded(small)) {
      ASSERT_TRUE(identical(convert<Interval>(convert<BigInterval>(small, {53}), {53}), small));
    }
  }
}

TEST(BigInterval, OverlapsArbOnExpressions) {
  Sampler sampler(34);
  for (int i = 0; i < 3000; ++i) {
    const Rational a = rational(sampler);
    const Rational b = rational(sampler);
    const Precision p{200};
    const auto x = enclose<BigInterval>(a, p);
    const auto y = enclose<BigInterval>(b, p);
    const Arb u(a, p);
    const Arb v(b, p);
    ASSERT_TRUE(overlaps((x + y) * (x - y) + sqr(x) * y, (u + v) * (u - v) + u * u * v)) << i;
    ASSERT_TRUE(overlaps(sqrt(sqr(x) + sqr(y) + 1) / (abs(x) + 3),
                         sqrt(u * u + v * v + Arb(1)) / (abs(u) + Arb(3))))
        << i;
  }
}

}  // namespace
}  // namespace rigor
