// E_1 against Arb, which uses expansions of its own.
#include "function/exponential_integral.hpp"

#include <gtest/gtest.h>

#include "function/elementary.hpp"
#include "support/arb.hpp"
#include "support/sampling.hpp"

namespace rigor {
namespace {

using test::Arb;
using test::encloses;
using test::Sampler;

Arb oracle(const Arb& x) {
  Arb value(x.precision());
  arb_hypgeom_expint(value.get(), Arb(1, x.precision()).get(), x.get(), x.precision().bits);
  return value;
}

TEST(ExponentialIntegral, EnclosesAndIsTightAtPoints) {
  Sampler sampler(1);
  const int count = test::sample_count(600, 20000);
  for (int i = 0; i < count; ++i) {
    const double x = i % 10 == 0 ? sampler.moderate(-1000, 9) : sampler.moderate(-12, 7);
    const Interval y = expint1(Interval::point(x));
    const Arb exact = oracle(Arb(x, Precision{512}));
    ASSERT_TRUE(encloses(y, exact)) << x << ": " << y << " " << exact.text();
    EXPECT_LE(y.upper(), next_up(y.lower())) << x;
    const Precision p{sampler.integer(60, 700)};
    const BigInterval big = expint1(convert<BigInterval>(Interval::point(x), p));
    const Arb sharp = oracle(Arb(x, Precision{2400}));
    ASSERT_TRUE(encloses(big, sharp)) << x << " at " << p.bits;
    EXPECT_TRUE(has_neighbouring_ends(big)) << x << " at " << p.bits;
  }
}

TEST(ExponentialIntegral, RangesAreThoseOfADecreasingFunction) {
  Sampler sampler(2);
  for (int i = 0; i < 200; ++i) {
    const double a = sampler.moderate(-8, 6), b = a + sampler.moderate(-8, 6);
    const Interval y = expint1(Interval::bounds(a, b));
    EXPECT_TRUE(identical(y, hull(expint1(Interval::point(a)), expint1(Interval::point(b)))));
  }
}

TEST(ExponentialIntegral, DomainAndLimits) {
  EXPECT_TRUE(is_empty(expint1(Interval::bounds(-2, 0))));
  EXPECT_TRUE(is_empty(expint1(empty<Interval>(Precision{53}))));
  const Interval cut = expint1(Interval::bounds(-1, 1));
  EXPECT_EQ(cut.upper(), kInfinity);
  EXPECT_TRUE(contains(cut, Rational(22, 100)));
  EXPECT_FALSE(contains(cut, Rational(21, 100)));  // E_1(1) = 0.2193...
  const Interval tail = expint1(Interval::bounds(1, kInfinity));
  EXPECT_EQ(tail.lower(), 0);
  const Interval far = expint1(Interval::point(1e300));
  EXPECT_GE(far.lower(), 0);
  EXPECT_LE(far.upper(), 5e-324);
  EXPECT_FALSE(is_defined(expint1(decorate(Interval::bounds(-1, 1)))));
  EXPECT_TRUE(is_defined(expint1(decorate(Interval::bounds(0.5, 1)))));
  EXPECT_FALSE(is_defined(expint1(decorate(Interval::bounds(0, 1)))));
}

}  // namespace
}  // namespace rigor
