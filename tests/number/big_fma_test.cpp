#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "number/decorated.hpp"
#include "support/sampling.hpp"

namespace rigor {
namespace {

using test::Sampler;

BigInterval make(const Rational& lo, const Rational& hi, int bits = 100) {
  return hull_of<BigInterval>(lo, hi, {bits});
}

// Ends from a small set, so that zeros, equal ends, halfway cases and infinities are common.
BigInterval simple(Sampler& sampler, int bits) {
  BigInterval x = convert<BigInterval>(sampler.interval(), {bits});
  if (sampler.integer(0, 2) == 0) return x;
  const int a = sampler.integer(-9, 9);
  const int b = sampler.integer(-9, 9);
  x = hull_of<BigInterval>(Rational(std::min(a, b), 7), Rational(std::max(a, b), 7), {bits});
  const BigInterval half_line = abs(entire<BigInterval>({bits}));
  const int kind = sampler.integer(0, 9);
  if (kind == 0) return hull(x, half_line);
  if (kind == 1) return hull(x, -half_line);
  return x;
}

// With ample precision the product and the sum are exact, so that rounding once more is the
// correctly rounded result. Exponents of doubles differ by less than 2200 + 2200.
TEST(BigFma, IsTheProductAndSumRoundedOnce) {
  Sampler sampler(51);
  const int count = test::sample_count(20000, 200000);
  for (int i = 0; i < count; ++i) {
    const int p = sampler.integer(2, 300);
    const int q = sampler.integer(2, 300);
    const int r = sampler.integer(2, 300);
    const BigInterval a = simple(sampler, p);
    const BigInterval b = simple(sampler, q);
    const BigInterval c = simple(sampler, r);
    const Precision exact{9000};
    const BigInterval reference = convert<BigInterval>(convert<BigInterval>(a, exact) * b + c,
                                                       Precision{std::max({p, q, r})});
    const BigInterval result = fma(a, b, c);
    const std::string replay = "seed 51, index " + std::to_string(i);
    ASSERT_TRUE(identical(result, reference)) << replay;
    ASSERT_EQ(precision_of(result).bits, std::max({p, q, r})) << replay;
    ASSERT_TRUE(subset(result, a * b + c)) << replay;
    for (const BigFloat* end : {&result.lower(), &result.upper()}) {
      ASSERT_TRUE(end->sign() != 0 || mpfr_signbit(end->get()) == 0) << replay;
    }
  }
}

TEST(BigFma, TreatsCorners) {
  const auto all = entire<BigInterval>({100});
  const auto nothing = empty<BigInterval>({100});
  const auto half_line = abs(all);
  EXPECT_TRUE(identical(fma(make(0, 0), all, make(1, 2)), make(1, 2)));
  EXPECT_TRUE(identical(fma(half_line, make(0, 3), half_line), half_line));
  EXPECT_TRUE(identical(fma(half_line, make(-3, 0), -half_line), -half_line));
  EXPECT_TRUE(is_entire(fma(half_line, make(1, 2), -half_line)));
  EXPECT_TRUE(is_entire(fma(make(-1, 1), half_line, make(0, 0))));
  EXPECT_TRUE(identical(fma(make(-2, 3), make(-5, 7), make(1, 1)), make(-14, 22)));
  for (const BigInterval& x : {nothing, all, make(0, 0)}) {
    EXPECT_TRUE(is_empty(fma(nothing, x, x)) && is_empty(fma(x, nothing, x)));
    EXPECT_TRUE(is_empty(fma(x, x, nothing)));
  }
}

TEST(BigSign, IsTheHullOfTheSigns) {
  const auto all = entire<BigInterval>({100});
  EXPECT_TRUE(identical(sign(make(-3, -1)), make(-1, -1)));
  EXPECT_TRUE(identical(sign(make(-3, 0)), make(-1, 0)));
  EXPECT_TRUE(identical(sign(make(0, 0)), make(0, 0)));
  EXPECT_TRUE(identical(sign(make(0, 2)), make(0, 1)));
  EXPECT_TRUE(identical(sign(all), make(-1, 1)));
  EXPECT_TRUE(identical(sign(abs(all)), make(0, 1)));
  EXPECT_TRUE(is_empty(sign(empty<BigInterval>({100}))));
  EXPECT_EQ(precision_of(sign(all)).bits, 100);
}

TEST(BigInterior, IsTopological) {
  const auto all = entire<BigInterval>({100});
  const auto nothing = empty<BigInterval>({70});
  EXPECT_TRUE(interior(nothing, nothing) && interior(nothing, make(1, 1)));
  EXPECT_FALSE(interior(make(1, 1), nothing));
  EXPECT_FALSE(interior(all, nothing));
  EXPECT_TRUE(interior(all, all) && interior(abs(all), all));
  EXPECT_FALSE(interior(all, abs(all)));
  EXPECT_FALSE(interior(abs(all), abs(all)));
  EXPECT_TRUE(interior(abs(all) + 1, abs(all)));
  EXPECT_TRUE(interior(make(1, 2), make(0, 3)));
  EXPECT_FALSE(interior(make(0, 2), make(0, 3)));
  EXPECT_FALSE(interior(make(1, 3), make(0, 3)));
  EXPECT_FALSE(interior(make(0, 0), make(0, 0)));
}

template <class I>
void expect_decorations() {
  const Precision p{100};
  const auto domain_of_sign = [&](long lo, long hi) {
    return sign(decorate(hull_of<I>(Rational(lo), Rational(hi), p))).domain;
  };
  EXPECT_EQ(domain_of_sign(1, 2), Domain::continuous);
  EXPECT_EQ(domain_of_sign(0, 0), Domain::continuous);
  EXPECT_EQ(domain_of_sign(0, 1), Domain::defined);
  EXPECT_EQ(domain_of_sign(-1, 0), Domain::defined);
  EXPECT_EQ(sign(decorate(empty<I>(p))).domain, Domain::possibly_undefined);
  const Decorated<I> x = decorate(hull_of<I>(Rational(-1), Rational(2), p));
  EXPECT_EQ(fma(x, x, x).domain, Domain::continuous);
  EXPECT_EQ(fma(x, x, sign(x)).domain, Domain::defined);
  EXPECT_EQ(fma(sqrt(x), x, x).domain, Domain::possibly_undefined);
  EXPECT_TRUE(interior(x, entire<Decorated<I>>(p)));
}

TEST(DecoratedSign, LowersTheFlagAtAJump) {
  expect_decorations<Interval>();
  expect_decorations<BigInterval>();
}

}  // namespace
}  // namespace rigor
