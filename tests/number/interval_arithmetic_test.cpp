// Interval against MPFR: every end is the correctly rounded one.
#include <gtest/gtest.h>
#include <mpfr.h>

#include <array>

#include "number/big_interval.hpp"
#include "number/interval.hpp"
#include "support/sampling.hpp"

namespace rigor {
namespace {

using test::hex;
using test::Sampler;

// Enough digits for exact sums and products of doubles, and quotients and roots that round in the
// same direction twice, which is the same as once.
constexpr Precision kExact{2200};

using Binary = int (*)(mpfr_ptr, mpfr_srcptr, mpfr_srcptr, mpfr_rnd_t);

BigFloat big(double x) {
  BigFloat value(kExact);
  mpfr_set_d(value.get(), x, MPFR_RNDN);
  return value;
}

double rounded(Binary f, double a, double b, mpfr_rnd_t direction) {
  BigFloat result(kExact);
  f(result.get(), big(a).get(), big(b).get(), direction);
  if (mpfr_nan_p(result.get()) != 0) return 0;  // 0 * inf
  return mpfr_get_d(result.get(), direction);
}

Interval range_over_corners(Binary f, const Interval& a, const Interval& b) {
  double lo = kInfinity;
  double hi = -kInfinity;
  for (const double x : {a.lower(), a.upper()}) {
    for (const double y : {b.lower(), b.upper()}) {
      if (std::isinf(x) && std::isinf(y) && f == mpfr_div) continue;  // between the other corners
      lo = std::fmin(lo, rounded(f, x, y, MPFR_RNDD));
      hi = std::fmax(hi, rounded(f, x, y, MPFR_RNDU));
    }
  }
  return Interval::bounds(lo, hi);
}

std::string replay(int seed, int i, const Interval& a, const Interval& b) {
  return "seed " + std::to_string(seed) + ", index " + std::to_string(i) + ": " + hex(a) + ", " +
         hex(b);
}

TEST(IntervalArithmetic, EndsAreCorrectlyRounded) {
  constexpr int kSeed = 1;
  Sampler sampler(kSeed);
  const int count = test::sample_count(100000, 1000000);
  for (int i = 0; i < count; ++i) {
    const Interval a = sampler.interval();
    const Interval b = sampler.interval();
    const Interval sum = a + b;
    // The ends of sums come from equal ends: opposite infinities never meet.
    ASSERT_TRUE(sum.lower() == rounded(mpfr_add, a.lower(), b.lower(), MPFR_RNDD) &&
                sum.upper() == rounded(mpfr_add, a.upper(), b.upper(), MPFR_RNDU))
        << replay(kSeed, i, a, b);
    ASSERT_TRUE(identical(a - b, a + -b)) << replay(kSeed, i, a, b);
    ASSERT_TRUE(identical(a * b, range_over_corners(mpfr_mul, a, b))) << replay(kSeed, i, a, b);
    if (!contains_zero(b)) {
      ASSERT_TRUE(identical(a / b, range_over_corners(mpfr_div, a, b))) << replay(kSeed, i, a, b);
    }
  }
}

TEST(IntervalArithmetic, EndsAreCorrectlyRoundedAtPoints) {
  constexpr int kSeed = 2;
  Sampler sampler(kSeed);
  const int count = test::sample_count(100000, 1000000);
  for (int i = 0; i < count; ++i) {
    const double a = sampler.finite();
    const double b = sampler.finite();
    const Interval x = Interval::point(a);
    const Interval y = Interval::point(b);
    ASSERT_TRUE(identical(x + y, range_over_corners(mpfr_add, x, y))) << replay(kSeed, i, x, y);
    ASSERT_TRUE(identical(x * y, range_over_corners(mpfr_mul, x, y))) << replay(kSeed, i, x, y);
    ASSERT_TRUE(identical(sqr(x), range_over_corners(mpfr_mul, x, x))) << replay(kSeed, i, x, y);
    if (b != 0) {
      ASSERT_TRUE(identical(x / y, range_over_corners(mpfr_div, x, y))) << replay(kSeed, i, x, y);
    }
    // Products and quotients that lie near the ends of the range.
    const double c = std::ldexp(1 + sampler.uniform(0, 1), sampler.integer(-1074, -1020)) /
                     (b == 0 ? 1 : std::ldexp(1, std::ilogb(b)));
    if (std::isfinite(c)) {
      const Interval z = Interval::point(c);
      ASSERT_TRUE(identical(z * y, range_over_corners(mpfr_mul, z, y))) << replay(kSeed, i, z, y);
    }
  }
}

TEST(IntervalArithmetic, SqrtIsCorrectlyRounded) {
  constexpr int kSeed = 3;
  Sampler sampler(kSeed);
  const int count = test::sample_count(100000, 1000000);
  for (int i = 0; i < count; ++i) {
    const double a =
        std::fabs(i % 4 == 0 ? std::pow(sampler.integer(1, 1 << 26), 2) + sampler.integer(-1, 1)
                             : sampler.finite());
    BigFloat root(kExact);
    mpfr_sqrt(root.get(), big(a).get(), MPFR_RNDD);
    const double lo = mpfr_get_d(root.get(), MPFR_RNDD);
    mpfr_sqrt(root.get(), big(a).get(), MPFR_RNDU);
    const double hi = mpfr_get_d(root.get(), MPFR_RNDU);
    const Interval x = Interval::point(a);
    ASSERT_TRUE(identical(sqrt(x), Interval::bounds(lo, hi))) << replay(kSeed, i, x, x);
    ASSERT_TRUE(identical(sqrt(hull(x, Interval::point(-1))), Interval::bounds(0, hi)));
  }
}

TEST(IntervalArithmetic, EnclosesTheExactResultsOfMembers) {
  constexpr int kSeed = 4;
  Sampler sampler(kSeed);
  const int count = test::sample_count(20000, 200000);
  for (int i = 0; i < count; ++i) {
    const Interval a = sampler.interval();
    const Interval b = sampler.interval();
    const Rational x = to_rational(sampler.member(a));
    const Rational y = to_rational(sampler.member(b));
    ASSERT_TRUE(contains(a + b, x + y)) << replay(kSeed, i, a, b);
    ASSERT_TRUE(contains(a - b, x - y)) << replay(kSeed, i, a, b);
    ASSERT_TRUE(contains(a * b, x * y)) << replay(kSeed, i, a, b);
    if (y != 0) {
      ASSERT_TRUE(contains(a / b, x / y)) << replay(kSeed, i, a, b);
    }
    if (y != 0) {
      ASSERT_TRUE(contains(recip(b), 1 / y)) << replay(kSeed, i, a, b);
    }
    ASSERT_TRUE(contains(sqr(a), x * x)) << replay(kSeed, i, a, b);
    ASSERT_TRUE(contains(abs(a), abs(x))) << replay(kSeed, i, a, b);
    ASSERT_TRUE(contains(min(a, b), x < y ? x : y)) << replay(kSeed, i, a, b);
    ASSERT_TRUE(contains(max(a, b), x < y ? y : x)) << replay(kSeed, i, a, b);
    ASSERT_TRUE(contains(pown(a, 3), x * x * x)) << replay(kSeed, i, a, b);
    ASSERT_TRUE(contains(pown(a, 4), x * x * x * x)) << replay(kSeed, i, a, b);
    ASSERT_TRUE(contains(pown(a, 6), x * x * x * x * x * x)) << replay(kSeed, i, a, b);
    if (x != 0) {
      ASSERT_TRUE(contains(pown(a, -3), 1 / (x * x * x))) << replay(kSeed, i, a, b);
    }
    const int k = sampler.integer(-1100, 1100);
    const Rational power = k < 0 ? Rational(1, Integer(1) << -k) : Rational(Integer(1) << k);
    ASSERT_TRUE(contains(scale2(a, k), x * power)) << replay(kSeed, i, a, b) << " k " << k;
  }
}

TEST(IntervalArithmetic, IsInclusionIsotonic) {
  constexpr int kSeed = 5;
  Sampler sampler(kSeed);
  const int count = test::sample_count(50000, 500000);
  for (int i = 0; i < count; ++i) {
    const Interval a = sampler.interval();
    const Interval b = sampler.interval();
    const auto part = [&sampler](const Interval& x) {
      const double s = sampler.member(x);
      const double t = sampler.member(x);
      return Interval::bounds(std::fmin(s, t), std::fmax(s, t));
    };
    const Interval c = part(a);
    const Interval d = part(b);
    ASSERT_TRUE(subset(c, a) && subset(d, b));
    ASSERT_TRUE(subset(c + d, a + b)) << replay(kSeed, i, a, b) << hex(c) << hex(d);
    ASSERT_TRUE(subset(c - d, a - b)) << replay(kSeed, i, a, b) << hex(c) << hex(d);
    ASSERT_TRUE(subset(c * d, a * b)) << replay(kSeed, i, a, b) << hex(c) << hex(d);
    ASSERT_TRUE(subset(c / d, a / b)) << replay(kSeed, i, a, b) << hex(c) << hex(d);
    ASSERT_TRUE(subset(sqr(c), sqr(a))) << replay(kSeed, i, a, b) << hex(c) << hex(d);
    ASSERT_TRUE(subset(sqrt(c), sqrt(a))) << replay(kSeed, i, a, b) << hex(c) << hex(d);
    ASSERT_TRUE(subset(pown(c, -5), pown(a, -5))) << replay(kSeed, i, a, b) << hex(c) << hex(d);
  }
}

TEST(IntervalArithmetic, AgreesWithBigIntervalAt53Bits) {
  constexpr int kSeed = 6;
  Sampler sampler(kSeed);
  const int count = test::sample_count(50000, 500000);
  const Precision p{53};
  for (int i = 0; i < count; ++i) {
    const Interval a = sampler.interval();
    const Interval b = sampler.interval();
    const auto x = convert<BigInterval>(a, p);
    const auto y = convert<BigInterval>(b, p);
    ASSERT_TRUE(identical(a + b, to_interval(x + y))) << replay(kSeed, i, a, b);
    ASSERT_TRUE(identical(a - b, to_interval(x - y))) << replay(kSeed, i, a, b);
    ASSERT_TRUE(identical(a * b, to_interval(x * y))) << replay(kSeed, i, a, b);
    ASSERT_TRUE(identical(a / b, to_interval(x / y))) << replay(kSeed, i, a, b);
    ASSERT_TRUE(identical(sqr(a), to_interval(sqr(x)))) << replay(kSeed, i, a, b);
    ASSERT_TRUE(identical(sqrt(a), to_interval(sqrt(x)))) << replay(kSeed, i, a, b);
    ASSERT_TRUE(identical(abs(a), to_interval(abs(x)))) << replay(kSeed, i, a, b);
    ASSERT_TRUE(identical(min(a, b), to_interval(min(x, y)))) << replay(kSeed, i, a, b);
    ASSERT_TRUE(identical(max(a, b), to_interval(max(x, y)))) << replay(kSeed, i, a, b);
    ASSERT_TRUE(identical(hull(a, b), to_interval(hull(x, y)))) << replay(kSeed, i, a, b);
    ASSERT_TRUE(identical(intersection(a, b), to_interval(intersection(x, y))));
    ASSERT_TRUE(subset(to_interval(pown(x, 7)), pown(a, 7))) << replay(kSeed, i, a, b);
    ASSERT_EQ(a < b, x < y) << replay(kSeed, i, a, b);
    ASSERT_EQ(a <= b, x <= y) << replay(kSeed, i, a, b);
    const int k = sampler.integer(-2200, 2200);
    ASSERT_TRUE(identical(scale2(a, k), to_interval(scale2(x, k)))) << replay(kSeed, i, a, b) << k;
  }
}

}  // namespace
}  // namespace rigor
