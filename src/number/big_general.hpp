// Arithmetic of BigInterval for all precisions and all ends, by MPFR. Internal: the operators use
// it where the kernels of 128 bits end.
#pragma once

#include "number/big_interval.hpp"

namespace rigor::general {

/// 0 has one sign here. MPFR's x - x is -0 when rounded down, and so are 0 * -1 and 0 / -1.
void make_zero_positive(BigInterval& r);

/// The lower end is equal to the upper one, and neither 0 nor infinite.
bool is_regular_point(const BigInterval& x);

/// For an operation on points: both ends of r from one evaluation `f(result, rounding)`, which
/// tells as MPFR's functions do whether the result is exact. An inexact result lies strictly
/// between the one rounded down and the next number.
template <class Function>
void set_from_point(BigInterval& r, Function f) {
  const mpfr_ptr lo = BigIntervalEnds::lower(r);
  const mpfr_ptr hi = BigIntervalEnds::upper(r);
  const bool is_exact = f(lo, MPFR_RNDD) == 0;
  mpfr_set(hi, lo, MPFR_RNDN);
  if (!is_exact) mpfr_nextabove(hi);
  make_zero_positive(r);
}

/// The ends of what grows with the product of a and b: `set_ends(r, x, y, u, v)` makes the lower
/// end of r from the corner x y and the upper one from u v. The signs of a and b tell the corners;
/// where both have both signs, two for each end.
template <class SetEnds>
void set_from_corners(BigInterval& r, const BigInterval& a, const BigInterval& b,
                      SetEnds set_ends) {
  const BigFloat& al = a.lower();
  const BigFloat& au = a.upper();
  const BigFloat& bl = b.lower();
  const BigFloat& bu = b.upper();
  if (al.sign() >= 0) {
    set_ends(r, bl.sign() >= 0 ? al : au, bl, bu.sign() >= 0 ? au : al, bu);
  } else if (au.sign() <= 0) {
    set_ends(r, bu.sign() >= 0 ? al : au, bu, bl.sign() >= 0 ? au : al, bl);
  } else if (bl.sign() >= 0) {
    set_ends(r, al, bu, au, bu);
  } else if (bu.sign() <= 0) {
    set_ends(r, au, bl, al, bl);
  } else {
    BigInterval other = BigIntervalEnds::zero(r.precision());
    set_ends(r, al, bu, al, bl);
    set_ends(other, au, bl, au, bu);
    mpfr_min(BigIntervalEnds::lower(r), r.lower().get(), other.lower().get(), MPFR_RNDD);
    mpfr_max(BigIntervalEnds::upper(r), r.upper().get(), other.upper().get(), MPFR_RNDU);
  }
}

BigInterval sum(const BigInterval& a, const BigInterval& b);
BigInterval difference(const BigInterval& a, const BigInterval& b);
BigInterval product(const BigInterval& a, const BigInterval& b);
BigInterval square(const BigInterval& x);
/// a += b, a -= b.
BigInterval& add(BigInterval& a, const BigInterval& b);
BigInterval& subtract(BigInterval& a, const BigInterval& b);

}  // namespace rigor::general
