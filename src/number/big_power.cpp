// Integer powers of BigInterval.
#include <algorithm>
#include <bit>

#include "number/big_interval.hpp"

namespace rigor {
namespace {

// x^n for x >= 0, n >= 1: repeated squaring, every product rounded in the direction.
BigFloat power(const BigFloat& x, unsigned n, mpfr_rnd_t rounding) {
  BigFloat result = x;
  for (int bit = static_cast<int>(std::bit_width(n)) - 2; bit >= 0; --bit) {
    mpfr_sqr(result.get(), result.get(), rounding);
    if ((n >> bit & 1U) != 0) mpfr_mul(result.get(), result.get(), x.get(), rounding);
  }
  return result;
}

BigFloat negated(BigFloat x) {
  mpfr_neg(x.get(), x.get(), MPFR_RNDN);
  return x;
}

}  // namespace

BigInterval pown(const BigInterval& x, int n) {
  const Precision p = x.precision();
  if (is_empty(x)) return x;
  if (n == 0) return Construction<BigInterval>::of_integer(1, p);
  const unsigned exponent = n < 0 ? 0U - static_cast<unsigned>(n) : static_cast<unsigned>(n);
  // Each of the at most 2 log2(n) roundings is magnified up to n times.
  const Precision work{p.bits + 2 * static_cast<int>(std::bit_width(exponent)) + 2};
  const BigInterval wide = convert<BigInterval>(x, work);
  const bool is_even = exponent % 2 == 0;
  const BigInterval base = is_even ? abs(wide) : wide;
  BigFloat lo = base.lower().sign() >= 0
                    ? power(base.lower(), exponent, MPFR_RNDD)
                    : negated(power(negated(base.lower()), exponent, MPFR_RNDU));
  BigFloat hi = base.upper().sign() >= 0
                    ? power(base.upper(), exponent, MPFR_RNDU)
                    : negated(power(negated(base.upper()), exponent, MPFR_RNDD));
  const BigInterval result = BigIntervalEnds::ordered(std::move(lo), std::move(hi));
  return convert<BigInterval>(n < 0 ? recip(result) : result, p);
}

}  // namespace rigor
