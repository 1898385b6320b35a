// Integer roots.
#include "function/rootn.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

#include "support/arb.hpp"
#include "support/sampling.hpp"
#include "support/widest_range.hpp"

namespace rigor {
namespace {

using test::Arb;
using test::hex;
using test::Sampler;

TEST(Rootn, RangesByHand) {
  EXPECT_TRUE(identical(rootn(Interval::bounds(-8, 27), 3), Interval::bounds(-2, 3)));
  EXPECT_TRUE(identical(rootn(Interval::bounds(-8, 16), 4), Interval::bounds(0, 2)));
  EXPECT_TRUE(identical(rootn(Interval::bounds(4, 16), -2), Interval::bounds(0.25, 0.5)));
  EXPECT_TRUE(identical(rootn(Interval::bounds(0, 16), -4), Interval::bounds(0.5, kInfinity)));
  EXPECT_TRUE(identical(rootn(Interval::bounds(-8, 0), -3), Interval::bounds(-kInfinity, -0.5)));
  EXPECT_TRUE(is_entire(rootn(Interval::bounds(-8, 8), -3)));
  EXPECT_TRUE(is_empty(rootn(Interval::bounds(-8, -1), 4)));
  EXPECT_TRUE(is_empty(rootn(Interval::point(0), -3)));
  EXPECT_TRUE(is_empty(rootn(Interval::nothing(), 3)));
  EXPECT_TRUE(identical(rootn(Interval::bounds(1, kInfinity), -5), Interval::bounds(0, 1)));
  EXPECT_TRUE(is_entire(rootn(Interval::everything(), 7)));
  EXPECT_THROW(rootn(Interval::point(1), 0), std::invalid_argument);
}

TEST(Rootn, FlagsTellTheDomain) {
  const auto flag = [](double lo, double hi, int n) {
    return rootn(decorate(Interval::bounds(lo, hi)), n).domain;
  };
  EXPECT_EQ(flag(-1, 1, 3), Domain::continuous);
  EXPECT_EQ(flag(0, 1, 4), Domain::continuous);
  EXPECT_EQ(flag(-kSmallest, 1, 4), Domain::possibly_undefined);
  EXPECT_EQ(flag(0, 1, -3), Domain::possibly_undefined);
  EXPECT_EQ(flag(kSmallest, 1, -4), Domain::continuous);
}

// The oracle is Arb at four times the precision.
template <IntervalNumber I>
void expect_tight_roots(Precision p, int count) {
  Sampler sampler(412);
  for (int i = 0; i < count; ++i) {
    const double x = std::fabs(sampler.finite()) + kSmallest;
    int n = sampler.integer(-12, 12);
    if (n == 0) n = 1000003;
    const I y = rootn(enclose<I>(to_rational(x), p), n);
    Arb exact(to_rational(x), {4 * 128});
    arb_root_ui(exact.get(), exact.get(), static_cast<ulong>(std::abs(n)), 4 * 128);
    if (n < 0) exact = Arb(1, {4 * 128}) / exact;
    const std::string where = "seed 412, index " + std::to_string(i) + ": " + hex(x);
    ASSERT_TRUE(overlaps(y, exact)) << where;
    if constexpr (std::same_as<I, Interval>) {
      ASSERT_TRUE(is_thin(y) || next_up(y.lower()) == y.upper()) << where;
    } else {
      ASSERT_TRUE(has_neighbouring_ends(y)) << where;
    }
    if (n % 2 != 0) {
      ASSERT_TRUE(identical(rootn(enclose<I>(to_rational(-x), p), n), -y)) << where;
    }
  }
}

TEST(Rootn, PointsOfDoublesAreTight) {
  expect_tight_roots<Interval>({53}, 2000);
}

TEST(Rootn, PointsOf128BitsAreTight) {
  expect_tight_roots<BigInterval>({128}, 1000);
}

TEST(Rootn, MembersOfARangeStayInside) {
  Sampler sampler(413);
  for (int i = 0; i < 2000; ++i) {
    const Interval x = sampler.interval();
    const Interval t = Interval::point(sampler.member(x));
    int n = sampler.integer(-6, 6);
    if (n == 0) n = 9;
    ASSERT_TRUE(subset(rootn(t, n), rootn(x, n))) << hex(x) << " " << n;
  }
}

TEST(Rootn, AtTheEndsOfTheExponentRange) {
  test::in_widest_range([] {
    BigFloat least(Precision{90});
    mpfr_set_zero(least.get(), 1);
    mpfr_nextabove(least.get());
    const BigInterval x = BigInterval::bounds(least, least);
    for (const int n : {2, 3, -2, -3}) {
      const BigInterval y = pown(rootn(x, n), n);
      EXPECT_TRUE(subset(x, y)) << n;
      EXPECT_TRUE(has_neighbouring_ends(rootn(x, n))) << n;
    }
  });
}

}  // namespace
}  // namespace rigor
