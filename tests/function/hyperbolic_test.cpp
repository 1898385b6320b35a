// Borders, symmetries and inverses of the hyperbolic functions.
#include "function/hyperbolic.hpp"

#include <gtest/gtest.h>

#include "function/elementary.hpp"
#include "support/sampling.hpp"
#include "support/widest_range.hpp"

namespace rigor {
namespace {

using test::hex;
using test::Sampler;

TEST(Hyperbolic, RangesByHand) {
  EXPECT_TRUE(identical(cosh(Interval::bounds(-1, 2)),
                        Interval::bounds(1, cosh(Interval::point(2)).upper())));
  EXPECT_TRUE(identical(cosh(Interval::bounds(-2, -1)), cosh(Interval::bounds(1, 2))));
  EXPECT_TRUE(identical(cosh(Interval::everything()), Interval::bounds(1, kInfinity)));
  EXPECT_TRUE(is_entire(sinh(Interval::everything())));
  EXPECT_TRUE(is_entire(asinh(Interval::everything())));
  EXPECT_TRUE(identical(tanh(Interval::everything()), Interval::bounds(-1, 1)));
  EXPECT_TRUE(identical(sinh(Interval::bounds(0, kInfinity)), Interval::bounds(0, kInfinity)));
  EXPECT_TRUE(identical(sinh(Interval::point(1e4)), Interval::bounds(kLargest, kInfinity)));
  EXPECT_TRUE(identical(sinh(Interval::point(-1e4)), Interval::bounds(-kInfinity, -kLargest)));
  EXPECT_TRUE(identical(cosh(Interval::point(-1e300)), Interval::bounds(kLargest, kInfinity)));
  EXPECT_TRUE(identical(sinh(Interval::point(0)), Interval::point(0)));
  EXPECT_TRUE(identical(cosh(Interval::point(0)), Interval::point(1)));
  EXPECT_TRUE(identical(cosh(Interval::point(kSmallest)), Interval::bounds(1, next_up(1))));
  EXPECT_TRUE(
      identical(sinh(Interval::point(kSmallest)), Interval::bounds(kSmallest, 2 * kSmallest)));
}

TEST(Hyperbolic, BordersOfTheInverses) {
  EXPECT_TRUE(identical(acosh(Interval::point(1)), Interval::point(0)));
  EXPECT_TRUE(identical(acosh(Interval::bounds(-5, 1)), Interval::point(0)));
  EXPECT_TRUE(is_empty(acosh(Interval::bounds(-5, next_down(1)))));
  EXPECT_TRUE(identical(acosh(Interval::bounds(0, kInfinity)), Interval::bounds(0, kInfinity)));
  EXPECT_TRUE(is_entire(atanh(Interval::bounds(-1, 1))));
  EXPECT_TRUE(is_entire(atanh(Interval::everything())));
  EXPECT_TRUE(is_empty(atanh(Interval::point(1))) && is_empty(atanh(Interval::point(-1))));
  EXPECT_TRUE(is_empty(atanh(Interval::bounds(1, 2))) && is_empty(atanh(Interval::bounds(-2, -1))));
  EXPECT_TRUE(identical(atanh(Interval::bounds(0, 1)), Interval::bounds(0, kInfinity)));
  EXPECT_TRUE(is_bounded(atanh(Interval::bounds(0, next_down(1)))));
  EXPECT_EQ(acosh(decorate(Interval::bounds(1, 2))).domain, Domain::continuous);
  EXPECT_EQ(acosh(decorate(Interval::bounds(next_down(1), 2))).domain, Domain::possibly_undefined);
  EXPECT_EQ(atanh(decorate(Interval::bounds(0, next_down(1)))).domain, Domain::continuous);
  EXPECT_EQ(atanh(decorate(Interval::bounds(0, 1))).domain, Domain::possibly_undefined);
}

TEST(Hyperbolic, Identities) {
  Sampler sampler(92);
  const int count = test::sample_count(3000, 50000);
  for (int i = 0; i < count; ++i) {
    const double x = i % 3 == 0 ? sampler.finite() : sampler.uniform(-30, 30);
    const Interval t = Interval::point(x);
    const std::string where = "seed 92, index " + std::to_string(i) + ": " + hex(x);
    ASSERT_TRUE(contains(sqr(cosh(t)) - sqr(sinh(t)), 1)) << where;
    ASSERT_TRUE(overlaps(tanh(t), sinh(t) / cosh(t))) << where;
    ASSERT_TRUE(identical(sinh(-t), -sinh(t)) && identical(cosh(-t), cosh(t))) << where;
    ASSERT_TRUE(subset(t, sinh(asinh(t))) && subset(t, asinh(sinh(t)))) << where;
    ASSERT_TRUE(subset(abs(t), acosh(cosh(t)))) << where;
    ASSERT_TRUE(subset(t, atanh(tanh(t)))) << where;
    ASSERT_TRUE(overlaps(exp(t), cosh(t) + sinh(t))) << where;
  }
}

// Where MPFR's own intermediate results leave the widest range of exponents.
TEST(Hyperbolic, AtTheEndOfTheExponentRange) {
  test::in_widest_range([] {
    const Precision p{90};
    // Numbers lie below 2^(2^62 - 1): there exp(x) overflows and cosh(x) = exp(x) / 2 doesn't.
    const BigInterval ln2 = log(enclose<BigInterval>(2, {200}));
    const BigInterval limit = enclose<BigInterval>((1L << 62) - 1, {200}) * ln2;
    for (int quarter = 1; quarter <= 3; ++quarter) {
      const BigInterval x = midpoint(convert<BigInterval>(limit + quarter * ln2 / 4, p));
      EXPECT_FALSE(is_bounded(exp(x))) << quarter;
      const BigInterval exact = exp(convert<BigInterval>(x, {200}) - ln2);
      for (const BigInterval& y : {cosh(x), sinh(x), cosh(-x), -sinh(-x)}) {
        EXPECT_TRUE(is_bounded(y)) << quarter;
        EXPECT_TRUE(subset(exact, y)) << quarter;
      }
    }
    // x^2 overflows.
    const BigInterval huge = scale2(scale2(enclose<BigInterval>(3, p), 2000000000), 2000000000);
    BigInterval far = huge;
    for (int i = 0; i < 30; ++i) far = sqr(far);
    EXPECT_TRUE(is_bounded(far));
    const BigInterval wide_far = convert<BigInterval>(far, {300});
    const BigInterval reference =
        convert<BigInterval>(log(wide_far) + log(enclose<BigInterval>(2, {300})), p);
    EXPECT_TRUE(overlaps(asinh(far), reference) && overlaps(acosh(far), reference));
    EXPECT_TRUE(overlaps(asinh(-far), -reference));
    EXPECT_TRUE(certainly(width(asinh(far)) <= scale2(reference, -80)));
  });
}

}  // namespace
}  // namespace rigor
