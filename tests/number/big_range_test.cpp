#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <stdexcept>
#include <string>

#include "number/big_interval.hpp"
#include "support/arb.hpp"
#include "support/sampling.hpp"
#include "support/widest_range.hpp"

namespace rigor {
namespace {

using test::Arb;
using test::in_widest_range;
using test::Sampler;

// Significands of all lengths, exponents up to 2^62 in size, about half of them beyond 2^30.
BigInterval far_number(Sampler& sampler, int bits) {
  BigFloat x(Precision{bits});
  mpfr_set_si(x.get(), static_cast<long>(sampler.bits() | 1), MPFR_RNDN);
  mpfr_div_ui(x.get(), x.get(), (sampler.bits() >> sampler.integer(0, 63)) | 1, MPFR_RNDN);
  const long exponent = static_cast<long>(sampler.bits()) >> sampler.integer(2, 60);
  mpfr_mul_2si(x.get(), x.get(), exponent, MPFR_RNDN);
  if (mpfr_regular_p(x.get()) == 0) mpfr_set_ui(x.get(), 1, MPFR_RNDN);
  return BigInterval::bounds(x, x);
}

TEST(BigRange, ArithmeticEnclosesAtAllExponents) {
  in_widest_range([] {
    Sampler sampler(36);
    const int count = test::sample_count(20000, 200000);
    for (int i = 0; i < count; ++i) {
      const int bits = sampler.integer(53, 300);
      const BigInterval x = far_number(sampler, bits);
      const BigInterval y = far_number(sampler, bits);
      const Precision p{700};
      const Arb u(x.lower(), p);
      const Arb v(y.lower(), p);
      const std::string replay = "seed 36, index " + std::to_string(i);
      const auto good = [](const BigInterval& own, const Arb& exact) {
        return overlaps(own, exact) && has_neighbouring_ends(own);
      };
      ASSERT_TRUE(good(x + y, u + v) && good(x - y, u - v)) << replay;
      ASSERT_TRUE(good(x * y, u * v) && good(x / y, u / v)) << replay;
      ASSERT_TRUE(good(sqr(x), u * u) && good(sqrt(abs(x)), sqrt(abs(u)))) << replay;
      ASSERT_TRUE(good(7 * x, Arb(7, p) * u) && good(-3 / x, Arb(-3, p) / u)) << replay;
      ASSERT_TRUE(overlaps(pown(x, 5), pow(u, 5)) && overlaps(pown(x, -3), pow(u, -3))) << replay;
      ASSERT_TRUE(overlaps(to_interval(x), u)) << replay;
      ASSERT_TRUE((x < y) == (surely_less(u, v) ? Truth::yes : Truth::no)) << replay;
    }
  });
}

// The ball of a decimal such as "-1.25e-217147240951".
Arb ball_of_decimal(const std::string& text, Precision p) {
  const std::size_t e = std::min(text.find('e'), text.size());
  Arb power(10, p);
  fmpz_t exponent;
  fmpz_init_set_si(exponent, e == text.size() ? 0 : std::stol(text.substr(e + 1)));
  arb_pow_fmpz(power.get(), power.get(), exponent, p.bits);
  fmpz_clear(exponent);
  return Arb(*parse_rational(text.substr(0, e)), p) * power;
}

// The last digit is at most one unit outward: the ends are at most 10^(1 - digits) apart.
TEST(BigRange, DecimalsAreOutwardAndMinimalAtAllExponents) {
  in_widest_range([] {
    Sampler sampler(37);
    const Precision p{500};
    const int count = test::sample_count(2000, 20000);
    for (int i = 0; i < count; ++i) {
      const BigInterval x = far_number(sampler, sampler.integer(20, 200));
      const int digits = sampler.integer(1, 40);
      const auto [lo, hi] = decimal(x, digits);
      const std::string replay = "seed 37, index " + std::to_string(i) + ": " + lo + " " + hi;
      const Arb exact(x.lower(), p);
      const Arb below = ball_of_decimal(lo, p);
      const Arb above = ball_of_decimal(hi, p);
      if (lo == hi) {
        ASSERT_TRUE(overlaps(below - exact, Arb(0, p))) << replay;
        continue;
      }
      ASSERT_TRUE(surely_less(below, exact) && surely_less(exact, above)) << replay;
      const Arb unit = pow(Arb(10, p), 1 - digits) * (abs(below) + abs(above));
      ASSERT_TRUE(surely_at_most(above - below, unit)) << replay;
    }
  });
}

TEST(BigRange, NumbersBeyondTheDoublesConvertOutward) {
  in_widest_range([] {
    const BigInterval large =
        sqr(scale2(enclose<BigInterval>(1, {128}), std::numeric_limits<int>::max()));
    EXPECT_TRUE(is_bounded(large));
    const BigInterval tiny = recip(large);
    EXPECT_TRUE(certainly(tiny > 0) && is_bounded(tiny));
    EXPECT_TRUE(identical(to_interval(large), Interval::bounds(kLargest, kInfinity)));
    EXPECT_TRUE(identical(to_interval(-tiny), Interval::bounds(-kSmallest, 0)));
    EXPECT_TRUE(identical(large * tiny, enclose<BigInterval>(1, {128})));
    EXPECT_FALSE(contains(tiny, 0) || contains(large, *parse_rational("1e100000")));
    EXPECT_TRUE(contains(hull(tiny, large), *parse_rational("1e100000")));
  });
}

// Half a gigabyte and more of digits is refused; MPFR would end the process.
TEST(BigRange, HugeRationalsAreRefused) {
  in_widest_range([] {
    const BigInterval one = enclose<BigInterval>(1, {128});
    const int far = std::numeric_limits<int>::max();
    EXPECT_THROW(lower_rational(sqr(scale2(one, far))), std::range_error);
    EXPECT_THROW(upper_rational(sqr(scale2(one, -far))), std::range_error);
    EXPECT_EQ(lower_rational(scale2(one, 4000)), Rational(Integer(1) << 4000));
    EXPECT_EQ(lower_rational(one - one), 0);
  });
}

TEST(BigRange, BelongsToTheThread) {
  const auto before = mpfr_get_emax();
  in_widest_range([] { EXPECT_EQ(mpfr_get_emax(), mpfr_get_emax_max()); });
  EXPECT_EQ(mpfr_get_emax(), before);
}

}  // namespace
}  // namespace rigor
