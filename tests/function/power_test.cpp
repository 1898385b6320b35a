// Real powers: cases, exact results, boxes against their members, tightness.
#include "function/power.hpp"

#include <gtest/gtest.h>

#include <functional>

#include "function/elementary.hpp"
#include "support/arb.hpp"
#include "support/sampling.hpp"
#include "support/widest_range.hpp"

namespace rigor {
namespace {

using test::Arb;
using test::hex;
using test::Sampler;

Interval at(double x, double y) {
  return pow(Interval::point(x), Interval::point(y));
}

TEST(Pow, ExactResultsAreExact) {
  EXPECT_TRUE(identical(at(2, 0.5), sqrt(Interval::point(2))));
  EXPECT_TRUE(identical(at(16, 0.25), Interval::point(2)));
  EXPECT_TRUE(identical(at(81, 0.75), Interval::point(27)));
  EXPECT_TRUE(identical(at(2.25, 1.5), Interval::point(3.375)));
  EXPECT_TRUE(identical(at(3, 33), Interval::point(5559060566555523.0)));
  EXPECT_TRUE(identical(at(0.25, -1.5), Interval::point(8)));
  EXPECT_TRUE(identical(at(2, -1074), Interval::point(kSmallest)));
  EXPECT_TRUE(identical(at(1, 1e300), Interval::point(1)));
  EXPECT_TRUE(identical(at(7.5, 0), Interval::point(1)));
  EXPECT_TRUE(identical(at(0x1p-1074, 1.0 / 1024), at(0x1p-537, 1.0 / 512)));
  EXPECT_TRUE(identical(at(3, -1), recip(Interval::point(3))));
}

TEST(Pow, OverflowAndUnderflow) {
  EXPECT_TRUE(identical(at(10, 400), Interval::bounds(kLargest, kInfinity)));
  EXPECT_TRUE(identical(at(10, -400), Interval::bounds(0, kSmallest)));
  EXPECT_TRUE(identical(at(1e300, 1e300), Interval::bounds(kLargest, kInfinity)));
  EXPECT_TRUE(identical(at(1e300, -1e300), Interval::bounds(0, kSmallest)));
  EXPECT_TRUE(identical(at(2, 1e300), Interval::bounds(kLargest, kInfinity)));
  EXPECT_TRUE(identical(at(next_down(1), 1e300), Interval::bounds(0, kSmallest)));
  EXPECT_TRUE(identical(at(next_up(1), 1e-300), Interval::bounds(1, next_up(1))));
  EXPECT_TRUE(identical(at(next_down(1), 1e-300), Interval::bounds(next_down(1), 1)));
}

TEST(Pow, ZerosNegativesAndUnboundedSets) {
  const Interval zero;
  const Interval positive = Interval::bounds(0, kInfinity);
  EXPECT_TRUE(identical(pow(zero, Interval::point(2.5)), zero));
  EXPECT_TRUE(identical(pow(zero, Interval::bounds(-1, 2)), zero));
  EXPECT_TRUE(is_empty(pow(zero, Interval::bounds(-1, 0))));
  EXPECT_TRUE(is_empty(pow(Interval::bounds(-2, -1), Interval::point(2))));
  EXPECT_TRUE(identical(pow(Interval::bounds(-2, 3), Interval::point(2)), Interval::bounds(0, 9)));
  EXPECT_TRUE(identical(pow(Interval::bounds(0, 4), Interval::point(-0.5)),
                        Interval::bounds(0.5, kInfinity)));
  EXPECT_TRUE(
      identical(pow(Interval::bounds(0, 1), Interval::bounds(0, 1)), Interval::bounds(0, 1)));
  EXPECT_TRUE(identical(pow(Interval::point(1), Interval::everything()), Interval::point(1)));
  EXPECT_TRUE(identical(pow(Interval::point(2), Interval::everything()), positive));
  EXPECT_TRUE(identical(pow(Interval::everything(), zero), Interval::point(1)));
  EXPECT_TRUE(identical(pow(Interval::everything(), Interval::everything()), positive));
  EXPECT_TRUE(identical(pow(Interval::bounds(2, kInfinity), Interval::bounds(1, 2)),
                        Interval::bounds(2, kInfinity)));
  EXPECT_TRUE(identical(pow(Interval::bounds(0.5, 2), Interval::bounds(-1, 3)),
                        Interval::bounds(0.125, 8)));
  EXPECT_TRUE(is_empty(pow(Interval::nothing(), zero)) && is_empty(pow(zero, Interval::nothing())));
}

TEST(Pow, Decorations) {
  const auto domain_of = [](const Interval& x, const Interval& y) {
    return pow(decorate(x), decorate(y)).domain;
  };
  EXPECT_EQ(domain_of(Interval::bounds(1, 2), Interval::everything()), Domain::continuous);
  EXPECT_EQ(domain_of(Interval::bounds(0, 2), Interval::bounds(1, 2)), Domain::continuous);
  EXPECT_EQ(domain_of(Interval::bounds(0, 2), Interval::bounds(0, 2)), Domain::possibly_undefined);
  EXPECT_EQ(domain_of(Interval::bounds(-1, 2), Interval::bounds(1, 2)), Domain::possibly_undefined);
}

Arb power(const Arb& x, const Arb& y, Precision p) {
  Arb r(p);
  arb_pow(r.get(), x.get(), y.get(), p.bits);
  return r;
}

struct Point {
  double x;
  double y;
};

Point draw(Sampler& sampler) {
  switch (sampler.integer(0, 4)) {
    case 0:  // near 1, large exponents
      return {1 + std::ldexp(sampler.uniform(-1, 1), -sampler.integer(2, 52)),
              std::ldexp(sampler.uniform(-1, 1), sampler.integer(0, 60))};
    case 1:  // short numbers: exact and nearly exact powers
      return {std::ldexp(sampler.integer(1, 255), sampler.integer(-8, 8)),
              std::ldexp(sampler.integer(-60, 60), -sampler.integer(0, 4))};
    case 2:
      return {std::fabs(sampler.finite()) + kSmallest, std::ldexp(sampler.uniform(-2, 2), 4)};
    case 3:
      return {std::fabs(sampler.finite()) + kSmallest, sampler.finite()};
    default:
      return {sampler.uniform(0, 10), sampler.uniform(-20, 20)};
  }
}

TEST(Pow, IsTightAtPoints) {
  Sampler sampler(93);
  const int count = test::sample_count(5000, 100000);
  for (int i = 0; i < count; ++i) {
    const Point point = draw(sampler);
    const Interval z = at(point.x, point.y);
    const std::string where = "seed 93, index " + std::to_string(i) + ": " + hex(point.x) + " ^ " +
                              hex(point.y) + " -> " + hex(z);
    ASSERT_LE(z.upper(), next_up(z.lower())) << where;
    // Exponents that this precision resolves, large and tiny.
    if (std::fabs(point.y) > 1e6 * (1 + std::fabs(1 / std::log(point.x)))) continue;
    const Arb exact = power(Arb(point.x), Arb(point.y), Precision{1500});
    if (is_thin(z)) {
      ASSERT_TRUE(overlaps(z, exact)) << where;
    } else {
      ASSERT_TRUE(encloses(z, exact)) << where;
    }
    const Precision p{sampler.integer(2, 200)};
    const auto x = convert<BigInterval>(Interval::point(point.x), {std::max(p.bits, 53)});
    const BigInterval y = convert<BigInterval>(Interval::point(point.y), {53});
    const BigInterval big = pow(x, y);
    ASSERT_TRUE(overlaps(big, exact)) << where;
    ASSERT_TRUE(has_neighbouring_ends(big)) << where;
  }
}

TEST(Pow, BoxesHoldTheirMembersAndNoMoreThanTheirCorners) {
  Sampler sampler(94);
  const int count = test::sample_count(3000, 50000);
  for (int i = 0; i < count; ++i) {
    const Point a = draw(sampler);
    const Point b = i % 2 == 0 ? draw(sampler) : Point{a.x * 1.5, a.y + 0.25};
    const Interval x = hull(Interval::point(a.x), Interval::point(std::fmin(b.x, kLargest)));
    const Interval y = hull(Interval::point(a.y), Interval::point(b.y));
    const Interval z = pow(x, y);
    const std::string where =
        "seed 94, index " + std::to_string(i) + ": " + hex(x) + " ^ " + hex(y) + " -> " + hex(z);
    for (int k = 0; k < 6; ++k) {
      const double u = sampler.member(x);
      const double v = sampler.member(y);
      ASSERT_TRUE(subset(at(u, v), z)) << where << ", " << hex(u) << ", " << hex(v);
    }
    Interval corners = hull(at(x.lower(), y.lower()), at(x.lower(), y.upper()));
    corners = hull(corners, hull(at(x.upper(), y.lower()), at(x.upper(), y.upper())));
    ASSERT_TRUE(identical(z, corners)) << where;
  }
}

TEST(Pow, AgreesWithOtherWaysToTheSame) {
  Sampler sampler(95);
  for (int i = 0; i < 3000; ++i) {
    const double x = sampler.uniform(0, 100);
    const Interval t = Interval::point(x);
    const int n = sampler.integer(-20, 20);
    ASSERT_TRUE(subset(at(x, n), pown(t, n))) << hex(x) << " " << n;
    ASSERT_TRUE(identical(at(x, 0.5), sqrt(t))) << hex(x);
    ASSERT_TRUE(identical(at(2, x), exp2(t))) << hex(x);
    ASSERT_TRUE(subset(t, pow(at(x, 1.25), Interval::point(4) / 5))) << hex(x);
  }
}

TEST(Pow, TheWidestRangeOfExponents) {
  test::in_widest_range([] {
    const BigInterval x = enclose<BigInterval>(3, {80});
    const BigInterval y = scale2(x, 60);
    EXPECT_TRUE(is_bounded(pow(x, scale2(x, 57))));
    EXPECT_TRUE(overlaps(log(pow(x, scale2(x, 57))), scale2(x, 57) * log(x)));
    EXPECT_FALSE(is_bounded(pow(x, y)));
    EXPECT_TRUE(contains_zero(pow(x, -y)) && pow(x, -y).upper().sign() > 0);
  });
}

}  // namespace
}  // namespace rigor
