// Arithmetic of BigInterval: monotone pieces at the ends, rounded by MPFR in the direction needed.
#include <algorithm>
#include <bit>

#include "number/big_interval.hpp"

namespace rigor {
namespace {

using Operation = int (*)(mpfr_ptr, mpfr_srcptr, mpfr_srcptr, mpfr_rnd_t);

Precision larger_precision(const BigInterval& a, const BigInterval& b) {
  return std::max(a.precision(), b.precision());
}

BigInterval nothing(Precision p) {
  return Construction<BigInterval>::empty(p);
}

BigFloat infinite(Precision p, int sign) {
  BigFloat x(p);
  mpfr_set_inf(x.get(), sign);
  return x;
}

BigFloat apply(Operation f, const BigFloat& a, const BigFloat& b, Precision p,
               mpfr_rnd_t rounding) {
  BigFloat result(p);
  f(result.get(), a.get(), b.get(), rounding);
  return result;
}

// 0 * inf is 0: an infinite end stands for arbitrarily large members.
BigFloat product(const BigFloat& a, const BigFloat& b, Precision p, mpfr_rnd_t rounding) {
  BigFloat result(p);
  if (a.sign() != 0 && b.sign() != 0) mpfr_mul(result.get(), a.get(), b.get(), rounding);
  return result;
}

BigFloat quotient(const BigFloat& a, const BigFloat& b, Precision p, mpfr_rnd_t rounding) {
  return apply(mpfr_div, a, b, p, rounding);
}

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

BigInterval operator-(const BigInterval& x) {
  return BigIntervalEnds::ordered(negated(x.upper()), negated(x.lower()));
}

BigInterval operator+(const BigInterval& a, const BigInterval& b) {
  const Precision p = larger_precision(a, b);
  if (is_empty(a) || is_empty(b)) return nothing(p);
  return BigIntervalEnds::ordered(apply(mpfr_add, a.lower(), b.lower(), p, MPFR_RNDD),
                                  apply(mpfr_add, a.upper(), b.upper(), p, MPFR_RNDU));
}

BigInterval operator-(const BigInterval& a, const BigInterval& b) {
  const Precision p = larger_precision(a, b);
  if (is_empty(a) || is_empty(b)) return nothing(p);
  return BigIntervalEnds::ordered(apply(mpfr_sub, a.lower(), b.upper(), p, MPFR_RNDD),
                                  apply(mpfr_sub, a.upper(), b.lower(), p, MPFR_RNDU));
}

namespace {

// The result has the precision of a, and no end of b is an end of a.
bool fits_in_place(const BigInterval& a, const BigInterval& b) {
  return &a != &b && a.precision() >= b.precision() && !is_empty(a) && !is_empty(b);
}

}  // namespace

BigInterval& operator+=(BigInterval& a, const BigInterval& b) {
  if (!fits_in_place(a, b)) return a = a + b;
  mpfr_add(BigIntervalEnds::lower(a).get(), a.lower().get(), b.lower().get(), MPFR_RNDD);
  mpfr_add(BigIntervalEnds::upper(a).get(), a.upper().get(), b.upper().get(), MPFR_RNDU);
  return a;
}

BigInterval& operator-=(BigInterval& a, const BigInterval& b) {
  if (!fits_in_place(a, b)) return a = a - b;
  mpfr_sub(BigIntervalEnds::lower(a).get(), a.lower().get(), b.upper().get(), MPFR_RNDD);
  mpfr_sub(BigIntervalEnds::upper(a).get(), a.upper().get(), b.lower().get(), MPFR_RNDU);
  return a;
}

BigInterval operator*(const BigInterval& a, const BigInterval& b) {
  const Precision p = larger_precision(a, b);
  if (is_empty(a) || is_empty(b)) return nothing(p);
  const BigFloat& al = a.lower();
  const BigFloat& au = a.upper();
  const BigFloat& bl = b.lower();
  const BigFloat& bu = b.upper();
  const auto ends = [p](const BigFloat& x, const BigFloat& y, const BigFloat& u,
                        const BigFloat& v) {
    return BigIntervalEnds::ordered(product(x, y, p, MPFR_RNDD), product(u, v, p, MPFR_RNDU));
  };
  if (al.sign() >= 0) return ends(bl.sign() >= 0 ? al : au, bl, bu.sign() >= 0 ? au : al, bu);
  if (au.sign() <= 0) return ends(bu.sign() >= 0 ? al : au, bu, bl.sign() >= 0 ? au : al, bl);
  if (bl.sign() >= 0) return ends(al, bu, au, bu);
  if (bu.sign() <= 0) return ends(au, bl, al, bl);
  return hull(ends(al, bu, al, bl), ends(au, bl, au, bu));
}

BigInterval operator/(const BigInterval& a, const BigInterval& b) {
  const Precision p = larger_precision(a, b);
  const BigFloat& al = a.lower();
  const BigFloat& au = a.upper();
  const BigFloat& bl = b.lower();
  const BigFloat& bu = b.upper();
  if (is_empty(a) || is_empty(b) || (bl.sign() == 0 && bu.sign() == 0)) return nothing(p);
  if (al.sign() == 0 && au.sign() == 0) return BigIntervalEnds::ordered(BigFloat(p), BigFloat(p));
  if (bl.sign() < 0 && bu.sign() > 0) return Construction<BigInterval>::entire(p);
  // The end that y -> 0 reaches is infinite; the others are quotients of ends. At most one of the
  // ends in a quotient is infinite.
  const auto end = [p](const BigFloat& x, const BigFloat& y, mpfr_rnd_t rounding) {
    return y.sign() == 0 ? infinite(p, rounding == MPFR_RNDD ? -1 : 1)
                         : quotient(x, y, p, rounding);
  };
  if (bl.sign() >= 0) {
    return BigIntervalEnds::ordered(end(al, al.sign() >= 0 ? bu : bl, MPFR_RNDD),
                                    end(au, au.sign() <= 0 ? bu : bl, MPFR_RNDU));
  }
  return BigIntervalEnds::ordered(end(au, au.sign() <= 0 ? bl : bu, MPFR_RNDD),
                                  end(al, al.sign() >= 0 ? bl : bu, MPFR_RNDU));
}

BigInterval sqr(const BigInterval& x) {
  if (is_empty(x)) return x;
  const BigInterval size = abs(x);
  BigFloat lo(x.precision());
  BigFloat hi(x.precision());
  mpfr_sqr(lo.get(), size.lower().get(), MPFR_RNDD);
  mpfr_sqr(hi.get(), size.upper().get(), MPFR_RNDU);
  return BigIntervalEnds::ordered(std::move(lo), std::move(hi));
}

BigInterval pow(const BigInterval& x, int n) {
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

BigInterval sqrt(const BigInterval& x) {
  const Precision p = x.precision();
  if (is_empty(x) || x.upper().sign() < 0) return nothing(p);
  BigFloat lo(p);
  BigFloat hi(p);
  if (x.lower().sign() > 0) mpfr_sqrt(lo.get(), x.lower().get(), MPFR_RNDD);
  if (x.upper().sign() > 0) mpfr_sqrt(hi.get(), x.upper().get(), MPFR_RNDU);
  return BigIntervalEnds::ordered(std::move(lo), std::move(hi));
}

BigInterval recip(const BigInterval& x) {
  return Construction<BigInterval>::of_integer(1, x.precision()) / x;
}

BigInterval min(const BigInterval& a, const BigInterval& b) {
  const Precision p = larger_precision(a, b);
  if (is_empty(a) || is_empty(b)) return nothing(p);
  return BigIntervalEnds::ordered(apply(mpfr_min, a.lower(), b.lower(), p, MPFR_RNDD),
                                  apply(mpfr_min, a.upper(), b.upper(), p, MPFR_RNDU));
}

BigInterval max(const BigInterval& a, const BigInterval& b) {
  const Precision p = larger_precision(a, b);
  if (is_empty(a) || is_empty(b)) return nothing(p);
  return BigIntervalEnds::ordered(apply(mpfr_max, a.lower(), b.lower(), p, MPFR_RNDD),
                                  apply(mpfr_max, a.upper(), b.upper(), p, MPFR_RNDU));
}

BigInterval scale2(const BigInterval& x, int k) {
  if (is_empty(x)) return x;
  BigFloat lo(x.precision());
  BigFloat hi(x.precision());
  mpfr_mul_2si(lo.get(), x.lower().get(), k, MPFR_RNDD);
  mpfr_mul_2si(hi.get(), x.upper().get(), k, MPFR_RNDU);
  return BigIntervalEnds::ordered(std::move(lo), std::move(hi));
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
