// Every function of one argument against MPFR at four times the precision, and its ranges against
// its values.
#include "function/unary_functions.hpp"

#include <gtest/gtest.h>

namespace rigor {
namespace {

using test::exact;
using test::hex;
using test::Sampler;
using test::UnaryFunction;

std::string replay(const UnaryFunction& f, int seed, int index) {
  return f.name + ", seed " + std::to_string(seed) + ", index " + std::to_string(index);
}

BigFloat moved(BigFloat x, int steps) {
  for (; steps > 0; --steps) mpfr_nextabove(x.get());
  for (; steps < 0; ++steps) mpfr_nextbelow(x.get());
  return x;
}

double moved(double x, int steps) {
  for (; steps > 0; --steps) x = next_up(x);
  for (; steps < 0; ++steps) x = next_down(x);
  return x;
}

TEST(UnaryFunctions, EncloseWithinTwoDoubles) {
  for (const UnaryFunction& f : test::unary_functions()) {
    constexpr int kSeed = 81;
    Sampler sampler(kSeed);
    const int count = test::sample_count(2000, 50000);
    for (int i = 0; i < count; ++i) {
      const double x = input_of(f, sampler);
      if (!has_reference(f, x)) continue;
      const Interval y = f.on_interval(Interval::point(x));
      BigFloat value(Precision{4 * 53});
      f.reference(value.get(), exact(x).get(), MPFR_RNDN);
      if (value.is_infinite()) continue;  // a border of the domain
      const std::string where = replay(f, kSeed, i) + ": " + hex(x) + " -> " + hex(y);
      ASSERT_LE(mpfr_cmp_d(value.get(), y.upper()), 0) << where;
      ASSERT_GE(mpfr_cmp_d(value.get(), y.lower()), 0) << where;
      ASSERT_GE(moved(y.lower(), 2), mpfr_get_d(value.get(), MPFR_RNDD)) << where;
      ASSERT_LE(moved(y.upper(), -2), mpfr_get_d(value.get(), MPFR_RNDU)) << where;
    }
  }
}

TEST(UnaryFunctions, EncloseWithinTwoNumbersAtAllPrecisions) {
  for (const UnaryFunction& f : test::unary_functions()) {
    constexpr int kSeed = 82;
    Sampler sampler(kSeed);
    const int count = test::sample_count(500, 20000);
    for (int i = 0; i < count; ++i) {
      const double x = input_of(f, sampler);
      if (!has_reference(f, x)) continue;
      const Precision p{sampler.integer(53, i % 10 == 0 ? 1000 : 300)};
      const BigInterval y = f.on_big(convert<BigInterval>(Interval::point(x), p));
      BigFloat value(Precision{4 * p.bits});
      f.reference(value.get(), exact(x).get(), MPFR_RNDN);
      if (value.is_infinite()) continue;
      const std::string where = replay(f, kSeed, i) + ": " + hex(x);
      ASSERT_EQ(precision_of(y), p) << where;
      const BigFloat below = BigFloat::rounded(value.get(), p, MPFR_RNDD);
      const BigFloat above = BigFloat::rounded(value.get(), p, MPFR_RNDU);
      ASSERT_LE(mpfr_cmp(y.lower().get(), below.get()), 0) << where;
      ASSERT_GE(mpfr_cmp(y.upper().get(), above.get()), 0) << where;
      ASSERT_GE(mpfr_cmp(moved(y.lower(), 2).get(), below.get()), 0) << where;
      ASSERT_LE(mpfr_cmp(moved(y.upper(), -2).get(), above.get()), 0) << where;
    }
  }
}

// Thin, narrow and wide, inside the domain and across its borders.
TEST(UnaryFunctions, RangesContainTheValuesOfTheirMembers) {
  for (const UnaryFunction& f : test::unary_functions()) {
    constexpr int kSeed = 83;
    Sampler sampler(kSeed);
    const int count = test::sample_count(1000, 30000);
    for (int i = 0; i < count; ++i) {
      const double a = sampler.integer(0, 3) == 0 ? sampler.finite() : input_of(f, sampler);
      const double b = sampler.integer(0, 1) == 0 ? a + sampler.moderate(-30, 3) : sampler.finite();
      const Interval x = hull(Interval::point(a), Interval::point(b));
      const Interval y = f.on_interval(x);
      const BigInterval big = f.on_big(convert<BigInterval>(x, {80}));
      const std::string where = replay(f, kSeed, i) + ": " + hex(x) + " -> " + hex(y);
      const bool is_outside = x.upper() < f.domain_lower || x.lower() > f.domain_upper;
      if (is_outside) {
        ASSERT_TRUE(is_empty(y) && is_empty(big)) << where;
        continue;
      }
      for (int k = 0; k < 8; ++k) {
        const double member = sampler.member(x);
        const Interval value = f.on_interval(Interval::point(member));
        ASSERT_TRUE(subset(value, y)) << where << ", " << hex(member);
        const auto point = convert<BigInterval>(Interval::point(member), Precision{80});
        ASSERT_TRUE(subset(f.on_big(point), big)) << where << ", " << hex(member);
      }
    }
  }
}

// What a range holds, a narrower argument's range holds no more.
TEST(UnaryFunctions, AreInclusionIsotonic) {
  for (const UnaryFunction& f : test::unary_functions()) {
    constexpr int kSeed = 84;
    Sampler sampler(kSeed);
    const int count = test::sample_count(500, 20000);
    for (int i = 0; i < count; ++i) {
      const Interval x = sampler.interval();
      const double a = sampler.member(x);
      const double b = sampler.member(x);
      const Interval part = hull(Interval::point(a), Interval::point(b));
      ASSERT_TRUE(subset(f.on_interval(part), f.on_interval(x))) << replay(f, kSeed, i) << hex(x);
    }
  }
}

TEST(UnaryFunctions, EmptyStaysEmptyAndThePrecisionStays) {
  for (const UnaryFunction& f : test::unary_functions()) {
    EXPECT_TRUE(is_empty(f.on_interval(Interval::nothing()))) << f.name;
    const BigInterval nothing = f.on_big(empty<BigInterval>(Precision{77}));
    EXPECT_TRUE(is_empty(nothing)) << f.name;
    EXPECT_EQ(precision_of(nothing).bits, 77) << f.name;
    EXPECT_EQ(precision_of(f.on_big(entire<BigInterval>(Precision{77}))).bits, 77) << f.name;
    EXPECT_FALSE(is_empty(f.on_interval(Interval::everything()))) << f.name;
  }
}

TEST(UnaryFunctions, DecorationsTellWhetherTheDomainWasLeft) {
  for (const UnaryFunction& f : test::unary_functions()) {
    const auto domain_of = [&](const Interval& x) { return f.on_decorated(decorate(x)).domain; };
    const double inside = (std::fmax(f.domain_lower, -0.5) + std::fmin(f.domain_upper, 1.5)) / 2;
    EXPECT_EQ(domain_of(Interval::point(inside)), Domain::continuous) << f.name;
    EXPECT_EQ(domain_of(Interval::nothing()), Domain::possibly_undefined) << f.name;
    EXPECT_EQ(f.on_decorated({Interval::point(inside), Domain::defined}).domain, Domain::defined);
    const bool is_total = std::isinf(f.domain_lower) && std::isinf(f.domain_upper);
    if (is_total && f.name != "tan") {
      EXPECT_EQ(domain_of(Interval::everything()), Domain::continuous) << f.name;
      continue;
    }
    EXPECT_EQ(domain_of(Interval::everything()), Domain::possibly_undefined) << f.name;
    EXPECT_EQ(domain_of(Interval::bounds(-2, 2)), Domain::possibly_undefined) << f.name;
  }
}

}  // namespace
}  // namespace rigor
