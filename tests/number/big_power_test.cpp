#include <gtest/gtest.h>

#include <climits>
#include <string>

#include "number/big_interval.hpp"
#include "support/arb.hpp"
#include "support/sampling.hpp"
#include "support/widest_range.hpp"

namespace rigor {
namespace {

using test::Arb;
using test::Sampler;

int exponent(Sampler& sampler) {
  const int n =
      static_cast<int>(static_cast<std::int32_t>(sampler.bits()) >> sampler.integer(1, 30));
  return n == 0 ? 3 : n;
}

BigInterval point(Sampler& sampler, int bits) {
  BigFloat x(Precision{bits});
  mpfr_set_si(x.get(), static_cast<long>(sampler.bits()) >> sampler.integer(0, 63), MPFR_RNDN);
  if (x.sign() == 0) mpfr_set_ui(x.get(), 1, MPFR_RNDN);
  mpfr_div_ui(x.get(), x.get(), (sampler.bits() >> sampler.integer(0, 63)) | 1, MPFR_RNDN);
  return BigInterval::bounds(x, x);
}

TEST(BigPower, IsTightAtPoints) {
  test::in_widest_range([] {
    Sampler sampler(81);
    const int count = test::sample_count(20000, 300000);
    for (int i = 0; i < count; ++i) {
      const int bits = sampler.integer(2, 300);
      const BigInterval x = point(sampler, bits);
      const int n = exponent(sampler);
      const BigInterval own = pown(x, n);
      const std::string replay = "seed 81, index " + std::to_string(i);
      const Arb exact = pow(Arb(x.lower(), {2 * bits + 400}), n);
      ASSERT_TRUE(overlaps(own, exact)) << replay;
      ASSERT_TRUE(has_neighbouring_ends(own)) << replay;
      ASSERT_EQ(precision_of(own).bits, bits) << replay;
    }
  });
}

TEST(BigPower, IsExactWhereThePowerIs) {
  const auto x = enclose<BigInterval>(-3, {128});
  Rational power = 1;
  for (int n = 0; n <= 80; ++n, power *= -3) {
    ASSERT_TRUE(identical(pown(x, n), enclose<BigInterval>(power, {128}))) << n;
    ASSERT_TRUE(identical(pown(x, -n), enclose<BigInterval>(1 / power, {128}))) << n;
  }
}

TEST(BigPower, IsTheRangeOverIntervals) {
  const auto make = [](const Rational& lo, const Rational& hi) {
    return hull_of<BigInterval>(lo, hi, {100});
  };
  const auto all = entire<BigInterval>({100});
  const auto half_line = abs(all);
  EXPECT_TRUE(identical(pown(make(-2, 1), 4), make(0, 16)));
  EXPECT_TRUE(identical(pown(make(-2, 1), 3), make(-8, 1)));
  EXPECT_TRUE(identical(pown(make(-2, 1), -4), half_line + make(Rational(1, 16), 1)));
  EXPECT_TRUE(is_entire(pown(make(-2, 1), -3)));
  EXPECT_TRUE(
      identical(pown(make(-2, 0), -3), -half_line - enclose<BigInterval>(Rational(1, 8), {100})));
  EXPECT_TRUE(
      identical(pown(make(0, 2), -2), half_line + enclose<BigInterval>(Rational(1, 4), {100})));
  EXPECT_TRUE(is_empty(pown(make(0, 0), -4)) && is_empty(pown(make(0, 0), -3)));
  EXPECT_TRUE(identical(pown(all, 6), half_line) && is_entire(pown(all, 5)));
  EXPECT_TRUE(identical(pown(half_line, -5), half_line));
  EXPECT_TRUE(identical(pown(make(2, 4), -2), make(Rational(1, 16), Rational(1, 4))));
  EXPECT_TRUE(identical(pown(make(-4, -2), -3), make(Rational(-1, 8), Rational(-1, 64))));
  EXPECT_TRUE(identical(pown(all, 0), make(1, 1)) && is_empty(pown(empty<BigInterval>({9}), 0)));
}

// A negative zero would turn 1/0 around.
TEST(BigPower, ZeroHasOneSign) {
  const Precision p{100};
  const auto unit = hull_of<BigInterval>(0, 1, p);
  BigFloat zero(p);
  mpfr_set_zero(zero.get(), -1);
  const BigInterval minus = -hull_of<BigInterval>(1, 2, p);
  for (const BigInterval& x : {-unit / minus, -unit * -1, unit * minus * minus, -(-unit),
                               -unit / -1, 0 - -unit, -unit - -unit - unit + 2 * unit,
                               BigInterval::bounds(zero, enclose<BigInterval>(1, p).upper()),
                               scale2(-unit, 3) * minus, unit - enclose<BigInterval>(0, p)}) {
    for (const BigFloat* end : {&x.lower(), &x.upper()}) {
      EXPECT_TRUE(end->sign() != 0 || mpfr_signbit(end->get()) == 0);
    }
    if (x.lower().sign() == 0) {
      EXPECT_TRUE(certainly(pown(x, -3) > 0) && !is_bounded(pown(x, -3)));
      EXPECT_TRUE(certainly(pown(-x, -3) < 0) && !is_bounded(pown(-x, -3)));
      EXPECT_TRUE(certainly(recip(x) > 0) && certainly(1 / -x < 0));
    }
  }
}

// Beyond the exponents of MPFR the ends are 0, infinite, or the numbers next to them.
TEST(BigPower, SurvivesHugeExponents) {
  const Precision p{128};
  for (const int n : {INT_MIN, INT_MIN + 1, INT_MAX}) {
    const BigInterval one = pown(enclose<BigInterval>(-1, p), n);
    EXPECT_TRUE(identical(one, enclose<BigInterval>(n % 2 == 0 ? 1 : -1, p)));
    const BigInterval two = pown(enclose<BigInterval>(2, p), n);
    const BigInterval half = pown(enclose<BigInterval>(Rational(1, 2), p), n);
    EXPECT_FALSE(is_empty(two) || is_empty(half));
    const BigInterval& large = n > 0 ? two : half;
    const BigInterval& small = n > 0 ? half : two;
    EXPECT_TRUE(certainly(large > 1) && !is_bounded(large));
    EXPECT_TRUE(certainly(small < 1) && certainly(small >= 0) && contains_zero(small));
    const BigInterval negative = pown(enclose<BigInterval>(-2, p), n | 1);
    EXPECT_TRUE(certainly(negative <= 0));
  }
}

}  // namespace
}  // namespace rigor
