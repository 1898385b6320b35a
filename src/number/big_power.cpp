// Integer powers of BigInterval.
#include <algorithm>
#include <bit>
#include <utility>

#include "number/big_interval.hpp"

namespace rigor {
namespace {

mpfr_rnd_t opposite(mpfr_rnd_t rounding) {
  return rounding == MPFR_RNDD ? MPFR_RNDU : MPFR_RNDD;
}

BigFloat negated(BigFloat x) {
  if (x.sign() != 0) mpfr_neg(x.get(), x.get(), MPFR_RNDN);
  return x;
}

// A bound of x^n for x >= 0, n >= 1, below or above it as the rounding says, by repeated squaring
// with w bits. Beyond MPFR's exponents, results rounded up are infinite or the least number, those
// rounded down the largest number or 0: still bounds.
BigFloat power_bound(const BigFloat& x, unsigned n, int w, mpfr_rnd_t rounding) {
  BigFloat result = BigFloat::rounded(x.get(), {std::max(w, x.precision().bits)}, rounding);
  for (int bit = static_cast<int>(std::bit_width(n)) - 2; bit >= 0; --bit) {
    mpfr_sqr(result.get(), result.get(), rounding);
    if ((n >> bit & 1U) != 0) mpfr_mul(result.get(), result.get(), x.get(), rounding);
  }
  return result;
}

// The same for every n but 0; 0 to a negative power is +inf. The reciprocal comes first: that of a
// power that overflows would be far from the least numbers, which are smaller than it.
BigFloat bound(const BigFloat& x, int n, int w, mpfr_rnd_t rounding) {
  if (n > 0) return power_bound(x, static_cast<unsigned>(n), w, rounding);
  BigFloat y(Precision{std::max(w, x.precision().bits)});
  if (x.sign() == 0) {
    mpfr_set_inf(y.get(), 1);
    return y;
  }
  mpfr_ui_div(y.get(), 1, x.get(), rounding);
  return power_bound(y, 0U - static_cast<unsigned>(n), w, rounding);
}

// x^n for x >= 0, correctly rounded, or one number further out where that cannot be told.
//
// With w bits a rounding has a relative error below 2^(1 - w). If e(n) is the number of such errors
// in x^n, then e(1) = 0, e(2n) = 2 e(n) + 1 and e(2n + 1) = 2 e(n) + 2, so that e(n) <= 2 (n - 1);
// that of a reciprocal counts n times. With w = p + bit_width(n) + g all of them together are below
// 2^(3 - g - p) for g >= 12. If the bound moved inward by more than that still rounds to the same
// number, then that is the rounding of x^n itself. An exact power is found at once: all that lead
// to it are exact.
BigFloat rounded_power(const BigFloat& x, int n, Precision p, mpfr_rnd_t rounding) {
  const int digits = static_cast<int>(
      std::bit_width(n < 0 ? 0U - static_cast<unsigned>(n) : static_cast<unsigned>(n)));
  for (int guard = 12;; guard *= 4) {
    const BigFloat outer = bound(x, n, p.bits + digits + guard, rounding);
    BigFloat result = BigFloat::rounded(outer.get(), p, rounding);
    if (mpfr_regular_p(outer.get()) == 0 || guard > p.bits + 64) return result;
    BigFloat inner(outer.precision());
    BigFloat error(Precision{2});
    mpfr_set_ui_2exp(error.get(), 1, outer.exponent() + 3 - guard - p.bits, MPFR_RNDU);
    if (rounding == MPFR_RNDD) {
      mpfr_add(inner.get(), outer.get(), error.get(), MPFR_RNDU);
    } else {
      mpfr_sub(inner.get(), outer.get(), error.get(), MPFR_RNDD);
    }
    if (mpfr_equal_p(BigFloat::rounded(inner.get(), p, rounding).get(), result.get()) != 0) {
      return result;
    }
  }
}

// The same for every x, where n is odd or x >= 0.
BigFloat signed_power(const BigFloat& x, int n, Precision p, mpfr_rnd_t rounding) {
  if (x.sign() >= 0) return rounded_power(x, n, p, rounding);
  return negated(rounded_power(negated(x), n, p, opposite(rounding)));
}

// 1 / 0 is -inf where the interval ends at 0 from below.
BigFloat lower_power(const BigFloat& x, int n, Precision p) {
  if (n > 0 || x.sign() != 0) return signed_power(x, n, p, MPFR_RNDD);
  BigFloat infinite(p);
  mpfr_set_inf(infinite.get(), -1);
  return infinite;
}

}  // namespace

BigInterval pown(const BigInterval& x, int n) {
  const Precision p = x.precision();
  if (is_empty(x) || n == 1) return x;
  if (n == 0) return Construction<BigInterval>::of_integer(1, p);
  if (n == 2) return sqr(x);
  if (n == -1) return recip(x);
  const BigInterval base = n % 2 == 0 ? abs(x) : x;
  const BigFloat& lo = base.lower();
  const BigFloat& hi = base.upper();
  if (n < 0 && lo.sign() == 0 && hi.sign() == 0) return Construction<BigInterval>::empty(p);
  if (n < 0 && lo.sign() < 0 && hi.sign() > 0) return Construction<BigInterval>::entire(p);
  // x^n rises for n > 0, and falls on each side of 0 for n < 0.
  return BigIntervalEnds::ordered(lower_power(n > 0 ? lo : hi, n, p),
                                  signed_power(n > 0 ? hi : lo, n, p, MPFR_RNDU));
}

}  // namespace rigor
