#include "number/big_integer_operands.hpp"

#include <algorithm>
#include <bit>

#include "number/big_general.hpp"

namespace rigor {
namespace {

// {0} to be overwritten, or the empty set if x is empty.
BigInterval zero_or_empty(const BigInterval& x, long n) {
  const unsigned long size =
      n < 0 ? 0UL - static_cast<unsigned long>(n) : static_cast<unsigned long>(n);
  const int digits = static_cast<int>(std::bit_width(size));
  BigInterval r = BigIntervalEnds::zero({std::max(x.precision().bits, digits)});
  if (is_empty(x)) BigIntervalEnds::set_empty(r);
  return r;
}

// n at the precision of r, which holds it: sums of numbers of one precision are MPFR's fastest.
BigFloat exactly(long n, const BigInterval& r) {
  BigFloat x(r.precision());
  mpfr_set_si(x.get(), n, MPFR_RNDN);
  return x;
}

using Operation = int (*)(mpfr_ptr, mpfr_srcptr, long, mpfr_rnd_t);

// [f(a, n) rounded down, f(b, n) rounded up].
void set_ends(BigInterval& r, Operation f, const BigFloat& a, const BigFloat& b, long n) {
  if (mpfr_regular_p(a.get()) != 0 && mpfr_equal_p(a.get(), b.get()) != 0) {
    general::set_from_point(
        r, [&](mpfr_ptr result, mpfr_rnd_t rounding) { return f(result, a.get(), n, rounding); });
    return;
  }
  f(BigIntervalEnds::lower(r), a.get(), n, MPFR_RNDD);
  f(BigIntervalEnds::upper(r), b.get(), n, MPFR_RNDU);
  general::make_zero_positive(r);
}

// n / y for n != 0, where y -> 0 reaches an infinite end.
void divide(mpfr_ptr result, long n, const BigFloat& y, mpfr_rnd_t rounding) {
  if (y.sign() == 0) {
    mpfr_set_inf(result, rounding == MPFR_RNDD ? -1 : 1);
  } else {
    mpfr_si_div(result, n, y.get(), rounding);
  }
}

}  // namespace

BigInterval sum(const BigInterval& x, long n) {
  BigInterval r = zero_or_empty(x, n);
  if (is_empty(r)) return r;
  const BigFloat term = exactly(n, r);
  mpfr_add(BigIntervalEnds::lower(r), x.lower().get(), term.get(), MPFR_RNDD);
  mpfr_add(BigIntervalEnds::upper(r), x.upper().get(), term.get(), MPFR_RNDU);
  general::make_zero_positive(r);
  return r;
}

BigInterval difference(const BigInterval& x, long n) {
  BigInterval r = zero_or_empty(x, n);
  if (is_empty(r)) return r;
  const BigFloat term = exactly(n, r);
  mpfr_sub(BigIntervalEnds::lower(r), x.lower().get(), term.get(), MPFR_RNDD);
  mpfr_sub(BigIntervalEnds::upper(r), x.upper().get(), term.get(), MPFR_RNDU);
  general::make_zero_positive(r);
  return r;
}

BigInterval difference(long n, const BigInterval& x) {
  BigInterval r = zero_or_empty(x, n);
  if (is_empty(r)) return r;
  const BigFloat term = exactly(n, r);
  mpfr_sub(BigIntervalEnds::lower(r), term.get(), x.upper().get(), MPFR_RNDD);
  mpfr_sub(BigIntervalEnds::upper(r), term.get(), x.lower().get(), MPFR_RNDU);
  general::make_zero_positive(r);
  return r;
}

// 0 * inf is 0: an infinite end stands for arbitrarily large members.
BigInterval product(const BigInterval& x, long n) {
  BigInterval r = zero_or_empty(x, n);
  if (is_empty(r) || n == 0) return r;
  const bool keeps_order = n > 0;
  set_ends(r, mpfr_mul_si, keeps_order ? x.lower() : x.upper(), keeps_order ? x.upper() : x.lower(),
           n);
  return r;
}

BigInterval quotient(const BigInterval& x, long n) {
  BigInterval r = zero_or_empty(x, n);
  if (is_empty(r)) return r;
  if (n == 0) {
    BigIntervalEnds::set_empty(r);
    return r;
  }
  const bool keeps_order = n > 0;
  set_ends(r, mpfr_div_si, keeps_order ? x.lower() : x.upper(), keeps_order ? x.upper() : x.lower(),
           n);
  return r;
}

BigInterval quotient(long n, const BigInterval& x) {
  BigInterval r = zero_or_empty(x, n);
  if (is_empty(r)) return r;
  if (x.lower().sign() == 0 && x.upper().sign() == 0) {
    BigIntervalEnds::set_empty(r);
  } else if (n == 0) {
    return r;
  } else if (x.lower().sign() < 0 && x.upper().sign() > 0) {
    BigIntervalEnds::set_entire(r);
  } else if (general::is_regular_point(x)) {
    general::set_from_point(r, [&](mpfr_ptr result, mpfr_rnd_t rounding) {
      return mpfr_si_div(result, n, x.lower().get(), rounding);
    });
  } else {
    const bool falls = n > 0;  // n / y falls in y on either side of 0
    divide(BigIntervalEnds::lower(r), n, falls ? x.upper() : x.lower(), MPFR_RNDD);
    divide(BigIntervalEnds::upper(r), n, falls ? x.lower() : x.upper(), MPFR_RNDU);
  }
  return r;
}

}  // namespace rigor
