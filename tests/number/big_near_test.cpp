// The kernels of 128 bits against MPFR's own rounding, on inputs made to be hard for them.
#include <arb.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <thread>
#include <utility>

#include "number/big_interval.hpp"
#include "support/arb.hpp"
#include "support/sampling.hpp"

namespace rigor {
namespace {

using test::Sampler;

// Significands of 128 bits: random, short, powers of two, all ones and their neighbours, runs of
// ones and zeros, half a limb.
Integer significand(Sampler& sampler) {
  const Integer top = Integer(1) << 127;
  const Integer random = (Integer(sampler.bits()) << 64) + sampler.bits();
  const Integer full = (Integer(1) << 128) - 1;
  switch (sampler.integer(0, 9)) {
    case 0:
      return top + sampler.integer(0, 3);
    case 1:
      return full - sampler.integer(0, 3);
    case 2:  // ones, then zeros
      return top | (full ^ ((Integer(1) << sampler.integer(0, 127)) - 1));
    case 3:  // one, zeros, then ones
      return top | ((Integer(1) << sampler.integer(0, 127)) - 1);
    case 4:  // two bits
      return top | (Integer(1) << sampler.integer(0, 127));
    case 5:  // short: products are exact or halfway
      return top | (random >> sampler.integer(0, 127) << sampler.integer(56, 127));
    default:
      return top | random;
  }
}

BigFloat number(const Integer& significand, long exponent, bool is_negative) {
  BigFloat x(Precision{128});
  mpfr_set_z(x.get(), significand.backend().data(), MPFR_RNDZ);
  mpfr_mul_2si(x.get(), x.get(), exponent - 128, MPFR_RNDZ);
  if (is_negative) mpfr_neg(x.get(), x.get(), MPFR_RNDZ);
  return x;
}

// Differences of exponents on all the kernel's borders.
long difference(Sampler& sampler) {
  const int size = sampler.integer(0, 2) == 0   ? sampler.integer(0, 3)
                   : sampler.integer(0, 1) == 0 ? sampler.integer(61, 67)
                   : sampler.integer(0, 1) == 0 ? sampler.integer(125, 131)
                                                : sampler.integer(0, 300);
  return sampler.integer(0, 1) == 0 ? size : -size;
}

// Inside, on and beyond the border of the near exponents.
long base_exponent(Sampler& sampler) {
  constexpr long kFar = 1L << 28;
  switch (sampler.integer(0, 9)) {
    case 0:
      return kFar - sampler.integer(-200, 200);
    case 1:
      return -kFar + sampler.integer(-200, 200);
    default:
      return sampler.integer(-40, 40);
  }
}

BigFloat neighbour(BigFloat x, int steps) {
  for (; steps > 0; --steps) mpfr_nextabove(x.get());
  for (; steps < 0; ++steps) mpfr_nextbelow(x.get());
  return x;
}

BigInterval interval_from(Sampler& sampler, const BigFloat& x, const BigFloat& other) {
  switch (sampler.integer(0, 3)) {
    case 0:
      return BigInterval::bounds(x, x);
    case 1:
      return BigInterval::bounds(x, neighbour(x, sampler.integer(1, 3)));
    default:
      return mpfr_cmp(x.get(), other.get()) <= 0 ? BigInterval::bounds(x, other)
                                                 : BigInterval::bounds(other, x);
  }
}

struct Pair {
  BigInterval a;
  BigInterval b;
};

Pair hard_pair(Sampler& sampler) {
  const long exponent = base_exponent(sampler);
  const auto draw = [&](long e) {
    return number(significand(sampler), e, sampler.integer(0, 1) == 0);
  };
  const BigFloat x = draw(exponent);
  BigFloat y = draw(exponent + difference(sampler));
  if (sampler.integer(0, 3) == 0) {  // cancellation: -x or a neighbour, doubled or halved
    y = neighbour(x, sampler.integer(-3, 3));
    mpfr_mul_2si(y.get(), y.get(), sampler.integer(-1, 1), MPFR_RNDZ);
    if (sampler.integer(0, 1) == 0) mpfr_neg(y.get(), y.get(), MPFR_RNDZ);
  }
  return {interval_from(sampler, x, draw(exponent + difference(sampler))),
          interval_from(sampler, y, draw(exponent + difference(sampler)))};
}

BigFloat rounded(int (*f)(mpfr_ptr, mpfr_srcptr, mpfr_srcptr, mpfr_rnd_t), const BigFloat& x,
                 const BigFloat& y, mpfr_rnd_t direction) {
  BigFloat r(Precision{128});
  f(r.get(), x.get(), y.get(), direction);
  return r;
}

bool same(const BigFloat& x, const BigFloat& y) {
  return mpfr_equal_p(x.get(), y.get()) != 0 && x.precision().bits == y.precision().bits &&
         (x.sign() != 0 || mpfr_signbit(x.get()) == 0);
}

bool is_sum(const BigInterval& r, const BigInterval& a, const BigInterval& b) {
  return same(r.lower(), rounded(mpfr_add, a.lower(), b.lower(), MPFR_RNDD)) &&
         same(r.upper(), rounded(mpfr_add, a.upper(), b.upper(), MPFR_RNDU));
}

bool is_difference(const BigInterval& r, const BigInterval& a, const BigInterval& b) {
  return same(r.lower(), rounded(mpfr_sub, a.lower(), b.upper(), MPFR_RNDD)) &&
         same(r.upper(), rounded(mpfr_sub, a.upper(), b.lower(), MPFR_RNDU));
}

// All four corners.
bool is_product(const BigInterval& r, const BigInterval& a, const BigInterval& b) {
  BigFloat lo = rounded(mpfr_mul, a.lower(), b.lower(), MPFR_RNDD);
  BigFloat hi = rounded(mpfr_mul, a.lower(), b.lower(), MPFR_RNDU);
  for (const BigFloat* x : {&a.lower(), &a.upper()}) {
    for (const BigFloat* y : {&b.lower(), &b.upper()}) {
      const BigFloat down = rounded(mpfr_mul, *x, *y, MPFR_RNDD);
      const BigFloat up = rounded(mpfr_mul, *x, *y, MPFR_RNDU);
      mpfr_min(lo.get(), lo.get(), down.get(), MPFR_RNDD);
      mpfr_max(hi.get(), hi.get(), up.get(), MPFR_RNDU);
    }
  }
  return same(r.lower(), lo) && same(r.upper(), hi);
}

bool is_square(const BigInterval& r, const BigInterval& x) {
  const BigFloat a = rounded(mpfr_mul, x.lower(), x.lower(), MPFR_RNDU);
  const BigFloat b = rounded(mpfr_mul, x.upper(), x.upper(), MPFR_RNDU);
  const bool is_upper_larger = mpfr_cmpabs(x.upper().get(), x.lower().get()) > 0;
  const BigFloat& near = is_upper_larger ? x.lower() : x.upper();
  return same(r.upper(), is_upper_larger ? b : a) &&
         same(r.lower(), contains_zero(x) ? BigFloat(Precision{128})
                                          : rounded(mpfr_mul, near, near, MPFR_RNDD));
}

void expect_rounded(const Pair& p, const std::string& replay) {
  const auto& [a, b] = p;
  ASSERT_TRUE(is_sum(a + b, a, b)) << replay;
  ASSERT_TRUE(is_difference(a - b, a, b)) << replay;
  ASSERT_TRUE(is_product(a * b, a, b)) << replay;
  ASSERT_TRUE(is_square(sqr(a), a)) << replay;
  BigInterval c = a;
  c += b;
  ASSERT_TRUE(is_sum(c, a, b)) << replay;
  c = a;
  c -= b;
  ASSERT_TRUE(is_difference(c, a, b)) << replay;
  c = a;
  c *= b;
  ASSERT_TRUE(is_product(c, a, b)) << replay;
}

TEST(BigNear, RoundsAsMpfr) {
  Sampler sampler(61);
  const int count = test::sample_count(100000, 3000000);
  for (int i = 0; i < count; ++i) {
    expect_rounded(hard_pair(sampler), "seed 61, index " + std::to_string(i));
    if (HasFatalFailure()) return;
  }
}

TEST(BigNear, OperandsMayBeOneObject) {
  Sampler sampler(62);
  for (int i = 0; i < 2000; ++i) {
    const BigInterval a = hard_pair(sampler).a;
    BigInterval c = a;
    c += c;
    ASSERT_TRUE(is_sum(c, a, a)) << i;
    c = a;
    const BigInterval& self = c;
    c -= self;
    ASSERT_TRUE(is_difference(c, a, a)) << i;
    c = a;
    c *= c;
    ASSERT_TRUE(is_product(c, a, a)) << i;
    c = a;
    c = c * c + c;
    ASSERT_TRUE(is_sum(c, a * a, a)) << i;
  }
}

// Arb rounds with code of its own: MPFR is not the only judge.
TEST(BigNear, RoundsAsArb) {
  Sampler sampler(63);
  arf_t x, y, r;
  arf_init(x);
  arf_init(y);
  arf_init(r);
  const auto equals = [&](const BigFloat& own) {
    arf_t z;
    arf_init(z);
    arf_set_mpfr(z, own.get());
    const bool same_value = arf_equal(z, r) != 0;
    arf_clear(z);
    return same_value;
  };
  const int count = test::sample_count(50000, 1000000);
  for (int i = 0; i < count; ++i) {
    const Pair p = hard_pair(sampler);
    const BigInterval a = lower_point(p.a);
    const BigInterval b = lower_point(p.b);
    arf_set_mpfr(x, a.lower().get());
    arf_set_mpfr(y, b.lower().get());
    const BigInterval sum = a + b;
    const BigInterval product = a * b;
    arf_add(r, x, y, 128, ARF_RND_FLOOR);
    ASSERT_TRUE(equals(sum.lower())) << "seed 63, index " << i;
    arf_add(r, x, y, 128, ARF_RND_CEIL);
    ASSERT_TRUE(equals(sum.upper())) << "seed 63, index " << i;
    arf_mul(r, x, y, 128, ARF_RND_FLOOR);
    ASSERT_TRUE(equals(product.lower())) << "seed 63, index " << i;
    arf_mul(r, x, y, 128, ARF_RND_CEIL);
    ASSERT_TRUE(equals(product.upper())) << "seed 63, index " << i;
  }
  arf_clear(x);
  arf_clear(y);
  arf_clear(r);
}

// Under a narrow range MPFR overflows and underflows where the kernels do not: results of the two
// differ there, and both enclose.
TEST(BigNear, EnclosesUnderANarrowRange) {
  std::thread([] {
    Sampler sampler(64);
    for (int i = 0; i < 5000; ++i) {
      const Pair p = hard_pair(sampler);
      if (std::abs(mpfr_get_exp(p.a.lower().get())) > 1000) continue;
      mpfr_set_emin(-200);
      mpfr_set_emax(200);
      const BigInterval tower = sqr(sqr(p.a * p.b)) * p.a;
      const BigInterval sum = tower + p.b;
      const BigInterval quotient = sum / p.b;
      mpfr_set_emin(mpfr_get_emin_min());
      mpfr_set_emax(mpfr_get_emax_max());
      ASSERT_TRUE(subset(sqr(sqr(p.a * p.b)) * p.a, tower)) << "seed 64, index " << i;
      ASSERT_TRUE(subset(tower + p.b, sum)) << "seed 64, index " << i;
      ASSERT_TRUE(subset(sum / p.b, quotient)) << "seed 64, index " << i;
    }
    mpfr_free_cache();
  }).join();
}

TEST(BigNear, OtherPrecisionsAndSpecialEndsAreLeftToMpfr) {
  Sampler sampler(65);
  const auto half_line = abs(entire<BigInterval>({128}));
  for (int i = 0; i < 20000; ++i) {
    const Pair p = hard_pair(sampler);
    const int bits = sampler.integer(0, 1) == 0 ? sampler.integer(2, 300) : 127 + 2 * (i % 2);
    const auto b = convert<BigInterval>(p.b, {bits});
    const BigInterval sum = p.a + b;
    const BigInterval product = p.a * b;
    ASSERT_EQ(precision_of(sum).bits, std::max(bits, 128)) << i;
    ASSERT_TRUE(identical(convert<BigInterval>(sum, {128}),
                          convert<BigInterval>(convert<BigInterval>(p.a, {1000}) + b, {128})) ||
                bits > 128)
        << i;
    ASSERT_TRUE(bits > 128 || identical(product, convert<BigInterval>(
                                                     convert<BigInterval>(p.a, {600}) * b, {128})))
        << i;
    ASSERT_TRUE(identical(p.a + half_line, BigInterval::bounds(p.a.lower(), half_line.upper())))
        << i;
    ASSERT_TRUE(is_empty(p.a * empty<BigInterval>({128}))) << i;
    ASSERT_TRUE(identical(p.a * BigInterval(), enclose<BigInterval>(0, {128}))) << i;
    const BigInterval zero = lower_point(p.a) - lower_point(p.a);
    ASSERT_TRUE(identical(zero, BigInterval()) && mpfr_signbit(zero.lower().get()) == 0) << i;
  }
}

}  // namespace
}  // namespace rigor
