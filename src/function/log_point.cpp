#include "function/log_point.hpp"

#include <gmp.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <utility>

#include "function/monotone.hpp"
#include "function/tight.hpp"

namespace rigor {
namespace {

// The tail of the series needs |r| < 2^kSmall.
constexpr mpfr_exp_t kSmall = -40;

/// x = m * 2^e with m between 0.7 and 1.42.
struct Split {
  BigFloat m;
  mpfr_exp_t e;
};

Split split(const BigFloat& x) {
  Split s{x, mpfr_get_exp(x.get())};
  mpfr_set_exp(s.m.get(), 0);
  if (mpfr_cmp_d(s.m.get(), 0.70710678) < 0) {
    mpfr_set_exp(s.m.get(), 1);
    --s.e;
  }
  return s;
}

constexpr int kSquarings = 8;
constexpr double kGuessUnit = 0x1p56;
constexpr int kMostBits = 244;

// exp(-Z / 2^56) for |Z| < 2^55 with an error below 2^-w, w <= kMostBits.
//
// Fixed point with n limbs after the point and one before it, n = 3 or 4 and 64 n >= w + 12; a unit
// is 2^(-64 n). With z = |Z| / 2^64 < 2^-9, Horner's rule evaluates N! times the first terms of
// exp(-+z), the sum over k <= N of (-+z)^k N!/k!. Its partial sums are positive and below 2^62.
// Every step drops less than a unit, which the next one multiplies by z: in all 1.01 units, still
// less than 1.01 after the division by N!, which drops less than one. The terms left out are below
// 1.01 z^(N+1)/(N+1)!: 0.01 units for n = 3, N = 16, and 3.4 for n = 4, N = 20. With exp(-z) >
// 0.998 the relative error is below 4.5 units. A squaring doubles it, and adds less than 1.7 units
// for what it drops, as exp(-1/2) > 0.6. After 8 of them it is below 2^8 (4.5 + 1.7) < 1590 units,
// which is less than 2^12 units of a value below 1.65, and at most 2^-w.
BigFloat exp_of_minus(long z, long w) {
  constexpr std::size_t kRoom = 5;
  const std::size_t n = w <= 180 ? 3 : 4;
  const auto terms = static_cast<mp_limb_t>(n == 3 ? 16 : 20);
  const auto factor = static_cast<mp_limb_t>(z < 0 ? -z : z);
  const auto count = static_cast<mp_size_t>(n + 1);
  std::array<mp_limb_t, kRoom> s{};
  std::array<mp_limb_t, 2 * kRoom> t{};
  mp_limb_t coefficient = 1;
  s[n] = 1;
  for (mp_limb_t k = terms; k > 0; --k) {
    coefficient *= k;  // N!/(k - 1)!
    t[n + 1] = mpn_mul_1(t.data(), s.data(), count, factor);
    std::copy_n(t.begin() + 1, n + 1, s.begin());
    if (z > 0) mpn_neg(s.data(), s.data(), count);
    s[n] += coefficient;
  }
  mpn_divrem_1(s.data(), 0, s.data(), count, coefficient);
  for (int k = 0; k < kSquarings; ++k) {
    mpn_sqr(t.data(), s.data(), count);
    std::copy_n(t.begin() + static_cast<std::ptrdiff_t>(n), n + 1, s.begin());
  }
  mpz_t integer;
  BigFloat result(Precision{64 * static_cast<int>(count)});
  mpfr_set_z_2exp(result.get(), mpz_roinit_n(integer, s.data(), count), -64 * (count - 1),
                  MPFR_RNDN);
  return result;
}

// exp(-y) with an error below 2^-w, for a y of that kind.
BigFloat reciprocal_guess(const BigFloat& y, long z, long w) {
  if (w <= kMostBits) return exp_of_minus(z, w);
  BigFloat result(Precision{static_cast<int>(w + 2)});
  BigFloat minus_y = y;
  mpfr_neg(minus_y.get(), minus_y.get(), MPFR_RNDN);
  mpfr_exp(result.get(), minus_y.get(), MPFR_RNDN);
  return result;
}

// log(1 + r) with an error below 2^(-w - 1) for 0 < |r| < 2^size, size <= kSmall, at precision p >=
// w.
//
// log(1 + r) = r - r^2/2 + r^3/3 - ...; the terms from |r|^n/n on sum to less than 2 |r|^n/n, which
// is below 2^(-w - 2) once n size <= -w - 2 and n >= 2. The terms from r^2 on have, as computed
// with q = w + size bits, errors below k 2^-q |r|^k / k <= 2^(-q + k size), in all below 2^(1 - q +
// 2 size) = 2^(1 - w + size); their sums, fewer than w of them, add below w 2^(-q + 2 size) = w
// 2^(-w + size). As w < 2^30 both are far below 2^(-w - 3). The last sum has an error below 2^(size
// - p).
BigFloat log_one_plus(const BigFloat& r, mpfr_exp_t size, long w, Precision p) {
  const Precision q{static_cast<int>(std::max(w + size, 32L))};
  BigFloat power(q);
  BigFloat term(q);
  BigFloat tail(q);
  mpfr_set(power.get(), r.get(), MPFR_RNDN);
  const BigFloat factor = power;
  for (long n = 2; n * size > -w - 2; ++n) {
    mpfr_mul(power.get(), power.get(), factor.get(), MPFR_RNDN);
    mpfr_div_ui(term.get(), power.get(), static_cast<unsigned long>(n), MPFR_RNDN);
    if (n % 2 == 0) {
      mpfr_sub(tail.get(), tail.get(), term.get(), MPFR_RNDN);
    } else {
      mpfr_add(tail.get(), tail.get(), term.get(), MPFR_RNDN);
    }
  }
  BigFloat sum(p);
  mpfr_add(sum.get(), r.get(), tail.get(), MPFR_RNDN);
  return sum;
}

// With a guess y of log m (a multiple of 2^-56; any y is sound) and r = m exp(-y) - 1,
//   log x = e log 2 + y + log(1 + r).
//
// Let u = 2^-w. All steps have p >= w + 2 + (digits of e) bits, so that roundings of the sum, whose
// parts stay below 2^(digits of e + 1), are below u/4 each, and so is the error of e log 2 from the
// rounding of log 2: less than u in all. exp(-y) has an error below u, which m < 1.42 multiplies,
// and the product m exp(-y) < 2 is rounded to more than w bits; its difference to 1 is exact by
// Sterbenz, or r is not small. An error below 2.42 u in r is one below 2.43 u in the logarithm.
// log_one_plus adds less than u. In all less than 5 u < 2^(3 - w).
//
// |log x| > 2^(-lost - 2): if e is not 0, then |log x| > 0.34; else m - 1 = d with |d| >= 2^(-lost
// - 1). So with w = bits + 20 + lost the error is below 2^(-15 - bits) relative to log x, and the
// outward rounding to the precision takes the ends at most to the next number and mostly to the
// tight one.
BigInterval enclosed_log(const BigFloat& x, Precision precision) {
  const auto [m, e] = split(x);
  BigFloat d(m.precision());
  mpfr_sub_ui(d.get(), m.get(), 1, MPFR_RNDN);  // exact, by Sterbenz
  if (d.sign() == 0 && e == 0) return enclose<BigInterval>(0, precision);

  // Next to 1 the guess is 0.
  const mpfr_exp_t size_of_d = d.sign() == 0 ? kSmall : mpfr_get_exp(d.get());
  const bool is_near_one = size_of_d <= kSmall;
  const double guess = is_near_one ? 0 : std::log1p(mpfr_get_d(d.get(), MPFR_RNDN));
  if (!(std::fabs(guess) < 0.5)) return value_at(mpfr_log, x, precision);
  const long z = static_cast<long>(guess * kGuessUnit);
  const long lost = e == 0 ? std::max(-size_of_d, 0L) : 0;
  const auto digits = static_cast<long>(std::bit_width(static_cast<unsigned long>(e < 0 ? -e : e)));
  const long w = precision.bits + 20 + lost;
  const Precision p{static_cast<int>(w + 2 + digits)};

  BigFloat y(Precision{64});
  mpfr_set_si_2exp(y.get(), z, -56, MPFR_RNDN);
  BigFloat r(p);
  if (is_near_one) {
    r = d;
  } else {
    mpfr_mul(r.get(), m.get(), reciprocal_guess(y, z, w).get(), MPFR_RNDN);
    mpfr_sub_ui(r.get(), r.get(), 1, MPFR_RNDN);
  }
  if (mpfr_number_p(r.get()) == 0) return value_at(mpfr_log, x, precision);
  const mpfr_exp_t size = r.sign() == 0 ? kSmall : mpfr_get_exp(r.get());
  if (size > kSmall) return value_at(mpfr_log, x, precision);

  BigFloat sum = r.sign() == 0 ? BigFloat(p) : log_one_plus(r, size, w, p);
  if (z != 0) mpfr_add(sum.get(), sum.get(), y.get(), MPFR_RNDN);
  if (e != 0) {
    BigFloat shift(p);
    mpfr_const_log2(shift.get(), MPFR_RNDN);
    mpfr_mul_si(shift.get(), shift.get(), e, MPFR_RNDN);
    mpfr_add(sum.get(), sum.get(), shift.get(), MPFR_RNDN);
  }
  BigFloat error(Precision{2});
  mpfr_set_ui_2exp(error.get(), 1, 3 - w, MPFR_RNDU);
  BigFloat lo(precision);
  BigFloat hi(precision);
  mpfr_sub(lo.get(), sum.get(), error.get(), MPFR_RNDD);
  mpfr_add(hi.get(), sum.get(), error.get(), MPFR_RNDU);
  // log(1 + d) < d settles what the error leaves open where d is a number of the precision.
  if (e == 0 && mpfr_cmp(hi.get(), d.get()) > 0) mpfr_set(hi.get(), d.get(), MPFR_RNDU);
  return BigInterval::bounds(std::move(lo), std::move(hi));
}

}  // namespace

BigInterval log_at(const BigFloat& x, Precision precision) {
  return tightest([&](Precision p) { return enclosed_log(x, p); }, precision);
}

}  // namespace rigor
