// The fused product and sum of BigInterval: every end is rounded once.
#include <algorithm>

#include "number/big_general.hpp"

namespace rigor {
namespace {

// a*b + c rounded once: the product has room for all its digits. Products beyond MPFR's exponents
// are left to mpfr_fma, which is slower and allocates for long significands.
int multiply_add(mpfr_ptr result, const BigFloat& a, const BigFloat& b, const BigFloat& c,
                 mpfr_rnd_t rounding) {
  BigFloat product(Precision{a.precision().bits + b.precision().bits});
  if (mpfr_mul(product.get(), a.get(), b.get(), rounding) != 0) {
    return mpfr_fma(result, a.get(), b.get(), c.get(), rounding);
  }
  return mpfr_add(result, product.get(), c.get(), rounding);
}

// An end of a*b + c, where a*b and c are ends of the same side: at most infinities of one sign
// meet. 0 * inf is 0, because an infinite end stands for arbitrarily large members.
void fused(mpfr_ptr result, const BigFloat& a, const BigFloat& b, const BigFloat& c,
           mpfr_rnd_t rounding) {
  if (a.sign() == 0 || b.sign() == 0) {
    mpfr_set(result, c.get(), rounding);
  } else {
    multiply_add(result, a, b, c, rounding);
  }
  if (mpfr_zero_p(result) != 0) mpfr_set_zero(result, 1);
}

// [a*b + c.lower rounded down, d*e + c.upper rounded up].
void set_ends(BigInterval& r, const BigFloat& a, const BigFloat& b, const BigFloat& d,
              const BigFloat& e, const BigInterval& c) {
  fused(BigIntervalEnds::lower(r), a, b, c.lower(), MPFR_RNDD);
  fused(BigIntervalEnds::upper(r), d, e, c.upper(), MPFR_RNDU);
}

}  // namespace

// The set of the a*b is an interval, and its ends are products of ends. So the ends of a*b + c are
// those products plus the ends of c, and rounding, being monotone, may come last.
BigInterval fma(const BigInterval& a, const BigInterval& b, const BigInterval& c) {
  BigInterval r = BigIntervalEnds::zero(std::max({a.precision(), b.precision(), c.precision()}));
  if (is_empty(a) || is_empty(b) || is_empty(c)) {
    BigIntervalEnds::set_empty(r);
    return r;
  }
  if (general::is_regular_point(a) && general::is_regular_point(b) &&
      general::is_regular_point(c)) {
    general::set_from_point(r, [&](mpfr_ptr result, mpfr_rnd_t rounding) {
      return multiply_add(result, a.lower(), b.lower(), c.lower(), rounding);
    });
    return r;
  }
  general::set_from_corners(
      r, a, b,
      [&c](BigInterval& q, const BigFloat& x, const BigFloat& y, const BigFloat& u,
           const BigFloat& v) { set_ends(q, x, y, u, v, c); });
  return r;
}

}  // namespace rigor
