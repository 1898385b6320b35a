// Integer powers of Interval.
#include <bit>

#include "number/big_float.hpp"
#include "number/interval.hpp"

namespace rigor {
namespace {

mpfr_rnd_t opposite(mpfr_rnd_t direction) {
  return direction == MPFR_RNDD ? MPFR_RNDU : MPFR_RNDD;
}

// A bound of x^n for x >= 0 on the side of the direction: the tightest double, unless x^n is within
// 2^-118 of another one, relatively, and the next double then.
//
// For n > 0, n - 1 products of nonnegative numbers are rounded at p bits to the same side, squares
// counting their factors' errors twice: the relative error is less than (n - 1) 2^(2-p) <= 2^-118
// with p = 120 + (bits of n), and powers that are doubles are products without error. For n < 0 the
// reciprocal of the opposite bound adds one rounding. Overflow and underflow of MPFR keep to the
// side. 1/0 stands for the limit at 0+.
double bound(double x, int n, mpfr_rnd_t direction) {
  const unsigned size = n < 0 ? 0U - static_cast<unsigned>(n) : static_cast<unsigned>(n);
  const int size_bits = static_cast<int>(std::bit_width(size));
  const mpfr_rnd_t side = n < 0 ? opposite(direction) : direction;
  BigFloat base(Precision{53});
  mpfr_set_d(base.get(), x, MPFR_RNDN);
  BigFloat result = BigFloat::rounded(base.get(), Precision{120 + size_bits}, MPFR_RNDN);
  for (int bit = size_bits - 2; bit >= 0; --bit) {
    mpfr_sqr(result.get(), result.get(), side);
    if ((size >> bit & 1U) != 0) mpfr_mul(result.get(), result.get(), base.get(), side);
  }
  if (n < 0) mpfr_ui_div(result.get(), 1, result.get(), direction);
  return mpfr_get_d(result.get(), direction);
}

double bound_of_odd(double x, int n, mpfr_rnd_t direction) {
  return x >= 0 ? bound(x, n, direction) : -bound(-x, n, opposite(direction));
}

// Even powers depend on |x| only and grow with it for n > 0.
Interval even_power(const Interval& size, int n) {
  const double least = n > 0 ? size.lower() : size.upper();
  const double greatest = n > 0 ? size.upper() : size.lower();
  return IntervalEnds::ordered(bound(least, n, MPFR_RNDD), bound(greatest, n, MPFR_RNDU));
}

// Odd powers increase for n > 0, and decrease on both sides of 0 for n < 0.
Interval odd_power(const Interval& x, int n) {
  if (n > 0) {
    return IntervalEnds::ordered(bound_of_odd(x.lower(), n, MPFR_RNDD),
                                 bound_of_odd(x.upper(), n, MPFR_RNDU));
  }
  if (x.lower() < 0 && x.upper() > 0) return Interval::everything();
  if (x.upper() <= 0) return -odd_power(-x, n);
  return IntervalEnds::ordered(bound(x.upper(), n, MPFR_RNDD), bound(x.lower(), n, MPFR_RNDU));
}

}  // namespace

Interval pown(const Interval& x, int n) {
  if (is_empty(x)) return x;
  if (n == 0) return Interval::point(1);
  if (n == 1) return x;
  if (n == 2) return sqr(x);
  if (n < 0 && x.lower() == 0 && x.upper() == 0) return Interval::nothing();
  return n % 2 == 0 ? even_power(abs(x), n) : odd_power(x, n);
}

}  // namespace rigor
