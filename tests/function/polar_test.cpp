// Length and angle of a point of the plane.
#include "function/polar.hpp"

#include <gtest/gtest.h>

#include "function/constants.hpp"
#include "support/arb.hpp"
#include "support/sampling.hpp"
#include "support/widest_range.hpp"

namespace rigor {
namespace {

using test::Arb;
using test::hex;
using test::Sampler;

const Interval kPi = pi<Interval>({53});

TEST(Polar, LengthsByHand) {
  EXPECT_TRUE(
      identical(hypot(Interval::bounds(-3, 3), Interval::bounds(4, 4)), Interval::bounds(4, 5)));
  EXPECT_TRUE(is_empty(hypot(Interval::nothing(), Interval::point(1))));
  EXPECT_TRUE(identical(hypot(Interval::everything(), Interval::point(-2)),
                        Interval::bounds(2, kInfinity)));
  EXPECT_TRUE(identical(hypot(Interval::point(0x3p+1000), Interval::point(0x4p+1000)),
                        Interval::point(0x5p+1000)));
}

TEST(Polar, AnglesByHand) {
  const Interval zero = Interval::point(0);
  const Interval one = Interval::point(1);
  EXPECT_TRUE(is_empty(atan2(zero, zero)));
  EXPECT_TRUE(identical(atan2(zero, one), zero));
  EXPECT_TRUE(identical(atan2(zero, -one), kPi));
  EXPECT_TRUE(identical(atan2(one, zero), scale2(kPi, -1)));
  EXPECT_TRUE(subset(atan2(-one, -one), -scale2(3 * kPi, -2)));
  const Interval all = Interval::bounds(-kPi.upper(), kPi.upper());
  EXPECT_TRUE(identical(atan2(Interval::bounds(-1, 0), -one), all));
  EXPECT_TRUE(identical(atan2(Interval::everything(), Interval::everything()), all));
  EXPECT_TRUE(identical(atan2(Interval::bounds(0, kInfinity), Interval::everything()),
                        Interval::bounds(0, kPi.upper())));
  const double half = kPi.upper() / 2;
  EXPECT_TRUE(identical(atan2(Interval::bounds(-1, 1), Interval::bounds(0, 1)),
                        Interval::bounds(-half, half)));
}

TEST(Polar, FlagsTellTheCutAndTheOrigin) {
  const auto flag = [](double y0, double y1, double x0, double x1) {
    return atan2(decorate(Interval::bounds(y0, y1)), decorate(Interval::bounds(x0, x1))).domain;
  };
  EXPECT_EQ(flag(-1, 1, 1, 2), Domain::continuous);
  EXPECT_EQ(flag(-1, 1, -2, -1), Domain::defined);
  EXPECT_EQ(flag(-1, 0, -2, -1), Domain::defined);
  EXPECT_EQ(flag(0, 1, -2, -1), Domain::continuous);
  EXPECT_EQ(flag(0, 1, -2, 0), Domain::possibly_undefined);
  EXPECT_EQ(flag(-1, 1, 0, 1), Domain::possibly_undefined);
}

Arb angle_of(double y, double x) {
  Arb result(0, {600});
  arb_atan2(result.get(), Arb(to_rational(y), {600}).get(), Arb(to_rational(x), {600}).get(), 600);
  return result;
}

// The oracle is Arb at more than four times the precision.
TEST(Polar, PointsAreTight) {
  Sampler sampler(421);
  for (int i = 0; i < 2000; ++i) {
    const double x = sampler.finite();
    const double y = sampler.finite();
    if (x == 0 && y == 0) continue;
    const std::string where = "seed 421, index " + std::to_string(i) + ": " + hex(y) + " " + hex(x);
    const Interval angle = atan2(Interval::point(y), Interval::point(x));
    const Interval length = hypot(Interval::point(x), Interval::point(y));
    ASSERT_TRUE(overlaps(angle, angle_of(y, x))) << where;
    ASSERT_TRUE(is_thin(angle) || next_up(angle.lower()) == angle.upper()) << where;
    const Arb exact = sqrt(sqr(Arb(to_rational(x), {9000})) + sqr(Arb(to_rational(y), {9000})));
    ASSERT_TRUE(overlaps(length, exact)) << where;
    ASSERT_TRUE(is_thin(length) || next_up(length.lower()) == length.upper()) << where;
    const auto big = [](double t) { return enclose<BigInterval>(to_rational(t), {128}); };
    ASSERT_TRUE(overlaps(atan2(big(y), big(x)), angle_of(y, x))) << where;
    ASSERT_TRUE(has_neighbouring_ends(hypot(big(y), big(x)))) << where;
  }
}

TEST(Polar, MembersOfABoxStayInside) {
  Sampler sampler(422);
  for (int i = 0; i < 4000; ++i) {
    const Interval x = i % 2 == 0 ? sampler.interval()
                                  : Interval::bounds(sampler.integer(-3, 0), sampler.integer(0, 3));
    const Interval y = i % 2 == 0 ? sampler.interval()
                                  : Interval::bounds(sampler.integer(-3, 0), sampler.integer(0, 3));
    const Interval s = Interval::point(sampler.member(x));
    const Interval t = Interval::point(sampler.member(y));
    ASSERT_TRUE(subset(atan2(t, s), atan2(y, x))) << hex(y) << " " << hex(x);
    ASSERT_TRUE(subset(hypot(s, t), hypot(x, y))) << hex(y) << " " << hex(x);
  }
}

TEST(Polar, AtTheEndsOfTheExponentRange) {
  test::in_widest_range([] {
    BigFloat least(Precision{90});
    mpfr_nextabove(least.get());
    const BigInterval tiny = BigInterval::bounds(least, least);
    const BigInterval one = enclose<BigInterval>(1, {90});
    const BigInterval huge = one / scale2(tiny, 4);
    EXPECT_TRUE(has_neighbouring_ends(atan2(one, huge)));
    EXPECT_TRUE(subset(tiny, hypot(tiny, one * 0)));
    EXPECT_TRUE(certainly(hypot(tiny, tiny) > tiny));
    EXPECT_TRUE(certainly(atan2(tiny, huge) >= 0) && certainly(atan2(tiny, huge) <= tiny));
    EXPECT_TRUE(certainly(atan2(tiny, -huge) > 3));
    const BigInterval length = hypot(huge, huge);
    EXPECT_TRUE(certainly(length > huge) && certainly(length < 2 * huge));
  });
}

}  // namespace
}  // namespace rigor
