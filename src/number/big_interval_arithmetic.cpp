// Arithmetic of BigInterval: monotone pieces at the ends, rounded by MPFR in the direction needed.
// See big_near.cpp for ends of 128 bits.
#include <algorithm>

#include "number/big_general.hpp"

namespace rigor {
namespace {

using Operation = int (*)(mpfr_ptr, mpfr_srcptr, mpfr_srcptr, mpfr_rnd_t);

Precision larger_precision(const BigInterval& a, const BigInterval& b) {
  return std::max(a.precision(), b.precision());
}

// The set {0} to be overwritten, or the empty set if an operand is empty: the results below are
// written into one variable, which is returned in place.
BigInterval zero_or_empty(const BigInterval& a, const BigInterval& b, Precision p) {
  BigInterval r = BigIntervalEnds::zero(p);
  if (is_empty(a) || is_empty(b)) BigIntervalEnds::set_empty(r);
  return r;
}

// Both ends by one operation each: [f(a, b) rounded down, f(c, d) rounded up].
void set_ends(BigInterval& r, Operation f, const BigFloat& a, const BigFloat& b, const BigFloat& c,
              const BigFloat& d) {
  f(BigIntervalEnds::lower(r), a.get(), b.get(), MPFR_RNDD);
  f(BigIntervalEnds::upper(r), c.get(), d.get(), MPFR_RNDU);
  general::make_zero_positive(r);
}

bool are_points(const BigInterval& a, const BigInterval& b) {
  return general::is_regular_point(a) && general::is_regular_point(b);
}
void set_at_points(BigInterval& r, Operation f, const BigInterval& a, const BigInterval& b) {
  general::set_from_point(r, [&](mpfr_ptr result, mpfr_rnd_t rounding) {
    return f(result, a.lower().get(), b.lower().get(), rounding);
  });
}

// 0 * inf is 0: an infinite end stands for arbitrarily large members.
int end_product(mpfr_ptr result, mpfr_srcptr a, mpfr_srcptr b, mpfr_rnd_t rounding) {
  if (mpfr_sgn(a) != 0 && mpfr_sgn(b) != 0) return mpfr_mul(result, a, b, rounding);
  mpfr_set_zero(result, 1);
  return 0;
}

// r may be a, unless a is b.
void set_sum(BigInterval& r, const BigInterval& a, const BigInterval& b) {
  if (are_points(a, b)) {
    set_at_points(r, mpfr_add, a, b);
  } else {
    set_ends(r, mpfr_add, a.lower(), b.lower(), a.upper(), b.upper());
  }
}
void set_difference(BigInterval& r, const BigInterval& a, const BigInterval& b) {
  if (are_points(a, b)) {
    set_at_points(r, mpfr_sub, a, b);
  } else {
    set_ends(r, mpfr_sub, a.lower(), b.upper(), a.upper(), b.lower());
  }
}

// The result has the precision of a, and no end of b is an end of a.
bool fits_in_place(const BigInterval& a, const BigInterval& b) {
  return &a != &b && a.precision() >= b.precision() && !is_empty(a) && !is_empty(b);
}

// An end of a quotient: y -> 0 reaches an infinite one. At most one of x, y is infinite.
int end_quotient(mpfr_ptr result, mpfr_srcptr x, mpfr_srcptr y, mpfr_rnd_t rounding) {
  if (mpfr_sgn(y) != 0) return mpfr_div(result, x, y, rounding);
  mpfr_set_inf(result, rounding == MPFR_RNDD ? -1 : 1);
  return 0;
}

}  // namespace

bool general::is_regular_point(const BigInterval& x) {
  const mpfr_srcptr lo = x.lower().get();
  const mpfr_srcptr hi = x.upper().get();
  return mpfr_get_exp(lo) == mpfr_get_exp(hi) && mpfr_regular_p(lo) != 0 &&
         mpfr_equal_p(lo, hi) != 0;
}

void general::make_zero_positive(BigInterval& r) {
  for (mpfr_ptr end : {BigIntervalEnds::lower(r), BigIntervalEnds::upper(r)}) {
    if (mpfr_zero_p(end) != 0) mpfr_set_zero(end, 1);
  }
}

BigInterval operator-(const BigInterval& x) {
  BigInterval r = BigIntervalEnds::zero(x.precision());
  mpfr_neg(BigIntervalEnds::lower(r), x.upper().get(), MPFR_RNDD);
  mpfr_neg(BigIntervalEnds::upper(r), x.lower().get(), MPFR_RNDU);
  general::make_zero_positive(r);
  return r;
}

BigInterval general::sum(const BigInterval& a, const BigInterval& b) {
  BigInterval r = zero_or_empty(a, b, larger_precision(a, b));
  if (!is_empty(r)) set_sum(r, a, b);
  return r;
}

BigInterval general::difference(const BigInterval& a, const BigInterval& b) {
  BigInterval r = zero_or_empty(a, b, larger_precision(a, b));
  if (!is_empty(r)) set_difference(r, a, b);
  return r;
}

BigInterval& general::add(BigInterval& a, const BigInterval& b) {
  if (!fits_in_place(a, b)) return a = sum(a, b);
  set_sum(a, a, b);
  return a;
}

BigInterval& general::subtract(BigInterval& a, const BigInterval& b) {
  if (!fits_in_place(a, b)) return a = difference(a, b);
  set_difference(a, a, b);
  return a;
}

BigInterval general::product(const BigInterval& a, const BigInterval& b) {
  BigInterval r = zero_or_empty(a, b, larger_precision(a, b));
  if (is_empty(r)) return r;
  if (are_points(a, b)) {
    set_at_points(r, mpfr_mul, a, b);
  } else {
    set_from_corners(r, a, b,
                     [](BigInterval& q, const BigFloat& x, const BigFloat& y, const BigFloat& u,
                        const BigFloat& v) { set_ends(q, end_product, x, y, u, v); });
  }
  return r;
}

BigInterval operator/(const BigInterval& a, const BigInterval& b) {
  BigInterval r = zero_or_empty(a, b, larger_precision(a, b));
  if (is_empty(r)) return r;
  const BigFloat& al = a.lower();
  const BigFloat& au = a.upper();
  const BigFloat& bl = b.lower();
  const BigFloat& bu = b.upper();
  if (are_points(a, b)) {
    set_at_points(r, mpfr_div, a, b);
  } else if (bl.sign() == 0 && bu.sign() == 0) {
    BigIntervalEnds::set_empty(r);
  } else if (al.sign() == 0 && au.sign() == 0) {
    return r;
  } else if (bl.sign() < 0 && bu.sign() > 0) {
    BigIntervalEnds::set_entire(r);
  } else if (bl.sign() >= 0) {
    set_ends(r, end_quotient, al, al.sign() >= 0 ? bu : bl, au, au.sign() <= 0 ? bu : bl);
  } else {
    set_ends(r, end_quotient, au, au.sign() <= 0 ? bl : bu, al, al.sign() >= 0 ? bl : bu);
  }
  return r;
}

BigInterval general::square(const BigInterval& x) {
  BigInterval r = zero_or_empty(x, x, x.precision());
  if (is_empty(r)) return r;
  if (is_regular_point(x)) {
    set_from_point(r, [&](mpfr_ptr result, mpfr_rnd_t rounding) {
      return mpfr_sqr(result, x.lower().get(), rounding);
    });
    return r;
  }
  const bool is_upper_larger = mpfr_cmpabs(x.upper().get(), x.lower().get()) >= 0;
  const BigFloat& large = is_upper_larger ? x.upper() : x.lower();
  const BigFloat& small = is_upper_larger ? x.lower() : x.upper();
  if (!contains_zero(x)) mpfr_sqr(BigIntervalEnds::lower(r), small.get(), MPFR_RNDD);
  mpfr_sqr(BigIntervalEnds::upper(r), large.get(), MPFR_RNDU);
  return r;
}

BigInterval sqrt(const BigInterval& x) {
  BigInterval r = BigIntervalEnds::zero(x.precision());
  if (is_empty(x) || x.upper().sign() < 0) {
    BigIntervalEnds::set_empty(r);
    return r;
  }
  if (x.lower().sign() > 0 && general::is_regular_point(x)) {
    general::set_from_point(r, [&](mpfr_ptr result, mpfr_rnd_t rounding) {
      return mpfr_sqrt(result, x.lower().get(), rounding);
    });
    return r;
  }
  if (x.lower().sign() > 0) mpfr_sqrt(BigIntervalEnds::lower(r), x.lower().get(), MPFR_RNDD);
  if (x.upper().sign() > 0) mpfr_sqrt(BigIntervalEnds::upper(r), x.upper().get(), MPFR_RNDU);
  return r;
}

BigInterval recip(const BigInterval& x) {
  return 1 / x;
}

BigInterval min(const BigInterval& a, const BigInterval& b) {
  BigInterval r = zero_or_empty(a, b, larger_precision(a, b));
  if (!is_empty(r)) set_ends(r, mpfr_min, a.lower(), b.lower(), a.upper(), b.upper());
  return r;
}

BigInterval max(const BigInterval& a, const BigInterval& b) {
  BigInterval r = zero_or_empty(a, b, larger_precision(a, b));
  if (!is_empty(r)) set_ends(r, mpfr_max, a.lower(), b.lower(), a.upper(), b.upper());
  return r;
}

BigInterval scale2(const BigInterval& x, int k) {
  BigInterval r = BigIntervalEnds::zero(x.precision());
  mpfr_mul_2si(BigIntervalEnds::lower(r), x.lower().get(), k, MPFR_RNDD);
  mpfr_mul_2si(BigIntervalEnds::upper(r), x.upper().get(), k, MPFR_RNDU);
  general::make_zero_positive(r);
  return r;
}

Truth operator<(const BigInterval& a, const BigInterval& b) {
  if (is_empty(a) || is_empty(b)) return Truth::unsettled;
  if (mpfr_cmp(a.upper().get(), b.lower().get()) < 0) return Truth::yes;
  return mpfr_cmp(a.lower().get(), b.upper().get()) >= 0 ? Truth::no : Truth::unsettled;
}

Truth operator<=(const BigInterval& a, const BigInterval& b) {
  if (is_empty(a) || is_empty(b)) return Truth::unsettled;
  if (mpfr_cmp(a.upper().get(), b.lower().get()) <= 0) return Truth::yes;
  return mpfr_cmp(a.lower().get(), b.upper().get()) > 0 ? Truth::no : Truth::unsettled;
}

}  // namespace rigor
