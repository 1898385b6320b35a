#include "number/big_interval.hpp"

#include <gmp.h>

#include <algorithm>
#include <bit>
#include <cstdlib>
#include <ostream>
#include <stdexcept>

#include "number/decimal.hpp"

namespace rigor {
namespace {

BigFloat infinity(Precision precision, int sign) {
  BigFloat x(precision);
  mpfr_set_inf(x.get(), sign);
  return x;
}

// The finite number of this precision next to an infinity.
BigFloat largest(Precision precision, int sign) {
  BigFloat x = infinity(precision, sign);
  if (sign > 0) {
    mpfr_nextbelow(x.get());
  } else {
    mpfr_nextabove(x.get());
  }
  return x;
}

BigInterval thin(const BigFloat& x) {
  return BigIntervalEnds::ordered(BigFloat(x), BigFloat(x));
}

// A thin upper bound, or what can be said of an infinite one.
BigInterval upper_bound(BigFloat x) {
  if (!x.is_infinite()) return thin(x);
  BigFloat below = largest(x.precision(), 1);
  return BigIntervalEnds::ordered(std::move(below), std::move(x));
}

int compare(const BigFloat& a, const BigFloat& b) {
  return mpfr_cmp(a.get(), b.get());
}

BigFloat middle(const BigInterval& x) {
  const Precision p = x.precision();
  if (is_entire(x)) return BigFloat(p);
  if (x.lower().is_infinite()) return largest(p, -1);
  if (x.upper().is_infinite()) return largest(p, 1);
  BigFloat m(p);
  mpfr_add(m.get(), x.lower().get(), x.upper().get(), MPFR_RNDN);
  mpfr_div_2ui(m.get(), m.get(), 1, MPFR_RNDN);
  if (compare(m, x.lower()) < 0) return x.lower();
  if (compare(m, x.upper()) > 0) return x.upper();
  return m;
}

BigFloat least_size(const BigInterval& x) {
  if (contains_zero(x)) return BigFloat(x.precision());
  BigFloat size = x.lower().sign() > 0 ? x.lower() : x.upper();
  mpfr_abs(size.get(), size.get(), MPFR_RNDN);
  return size;
}

// At most 128 MB of digits; beyond what memory holds, GMP would end the process.
Rational exact_rational(const BigFloat& x) {
  constexpr mpfr_exp_t kLargestExponent = mpfr_exp_t{1} << 30;
  if (mpfr_number_p(x.get()) == 0) throw std::invalid_argument("no finite end");
  if (x.sign() != 0 && std::abs(mpfr_get_exp(x.get())) > kLargestExponent) {
    throw std::range_error("an end is too large or too close to 0 for an exact fraction");
  }
  Rational value;
  mpfr_get_q(value.backend().data(), x.get());
  return value;
}

}  // namespace

BigInterval BigInterval::bounds(BigFloat lo, BigFloat hi) {
  const Precision p = std::max(lo.precision(), hi.precision());
  const bool is_sound = mpfr_lessequal_p(lo.get(), hi.get()) != 0 &&
                        !(lo.is_infinite() && lo.sign() > 0) &&
                        !(hi.is_infinite() && hi.sign() < 0);
  if (!is_sound) return Construction<BigInterval>::entire(p);
  if (lo.precision().bits < p.bits) lo = BigFloat::rounded(lo.get(), p, MPFR_RNDD);
  if (hi.precision().bits < p.bits) hi = BigFloat::rounded(hi.get(), p, MPFR_RNDU);
  for (BigFloat* end : {&lo, &hi}) {
    if (end->sign() == 0) mpfr_set_zero(end->get(), 1);
  }
  return BigInterval(std::move(lo), std::move(hi));
}

bool is_entire(const BigInterval& x) {
  return x.lower().is_infinite() && x.upper().is_infinite() && !is_empty(x);
}

bool is_bounded(const BigInterval& x) {
  return is_empty(x) || (!x.lower().is_infinite() && !x.upper().is_infinite());
}

bool is_thin(const BigInterval& x) {
  return compare(x.lower(), x.upper()) == 0;
}

bool has_neighbouring_ends(const BigInterval& x) {
  if (is_empty(x)) return false;
  BigFloat next = x.lower();
  mpfr_nextabove(next.get());
  return mpfr_lessequal_p(x.upper().get(), next.get()) != 0;
}

bool contains_zero(const BigInterval& x) {
  return x.lower().sign() <= 0 && x.upper().sign() >= 0;
}

bool contains(const BigInterval& x, const Rational& value) {
  if (is_empty(x)) return false;
  mpq_srcptr q = value.backend().data();
  return mpfr_cmp_q(x.lower().get(), q) <= 0 && mpfr_cmp_q(x.upper().get(), q) >= 0;
}

bool subset(const BigInterval& a, const BigInterval& b) {
  return is_empty(a) || (compare(b.lower(), a.lower()) <= 0 && compare(a.upper(), b.upper()) <= 0);
}

bool interior(const BigInterval& a, const BigInterval& b) {
  if (is_empty(a)) return true;
  if (is_empty(b)) return false;
  return (b.lower().is_infinite() || compare(b.lower(), a.lower()) < 0) &&
         (b.upper().is_infinite() || compare(a.upper(), b.upper()) < 0);
}

bool overlaps(const BigInterval& a, const BigInterval& b) {
  return !is_empty(a) && !is_empty(b) && compare(a.lower(), b.upper()) <= 0 &&
         compare(b.lower(), a.upper()) <= 0;
}

bool identical(const BigInterval& a, const BigInterval& b) {
  return compare(a.lower(), b.lower()) == 0 && compare(a.upper(), b.upper()) == 0;
}

BigInterval hull(const BigInterval& a, const BigInterval& b) {
  BigInterval r = BigIntervalEnds::zero(std::max(a.precision(), b.precision()));
  mpfr_min(BigIntervalEnds::lower(r), a.lower().get(), b.lower().get(), MPFR_RNDD);
  mpfr_max(BigIntervalEnds::upper(r), a.upper().get(), b.upper().get(), MPFR_RNDU);
  return r;
}

BigInterval intersection(const BigInterval& a, const BigInterval& b) {
  BigInterval r = BigIntervalEnds::zero(std::max(a.precision(), b.precision()));
  if (overlaps(a, b)) {
    mpfr_max(BigIntervalEnds::lower(r), a.lower().get(), b.lower().get(), MPFR_RNDD);
    mpfr_min(BigIntervalEnds::upper(r), a.upper().get(), b.upper().get(), MPFR_RNDU);
  } else {
    BigIntervalEnds::set_empty(r);
  }
  return r;
}

BigInterval lower_point(const BigInterval& x) {
  if (is_empty(x)) return x;
  if (!x.lower().is_infinite()) return thin(x.lower());
  return BigIntervalEnds::ordered(BigFloat(x.lower()), largest(x.precision(), -1));
}

BigInterval upper_point(const BigInterval& x) {
  return is_empty(x) ? x : upper_bound(x.upper());
}

BigInterval midpoint(const BigInterval& x) {
  return is_empty(x) ? x : thin(middle(x));
}

BigInterval width(const BigInterval& x) {
  if (is_empty(x)) return x;
  BigFloat w(x.precision());
  mpfr_sub(w.get(), x.upper().get(), x.lower().get(), MPFR_RNDU);
  return upper_bound(std::move(w));
}

BigInterval radius(const BigInterval& x) {
  if (is_empty(x)) return x;
  const BigFloat m = middle(x);
  BigFloat below(x.precision());
  BigFloat above(x.precision());
  mpfr_sub(below.get(), m.get(), x.lower().get(), MPFR_RNDU);
  mpfr_sub(above.get(), x.upper().get(), m.get(), MPFR_RNDU);
  mpfr_max(above.get(), above.get(), below.get(), MPFR_RNDU);
  return upper_bound(std::move(above));
}

BigInterval magnitude(const BigInterval& x) {
  return is_empty(x) ? x : upper_bound(abs(x).upper());
}

BigInterval mignitude(const BigInterval& x) {
  return is_empty(x) ? x : thin(least_size(x));
}

std::pair<BigInterval, BigInterval> bisect(const BigInterval& x) {
  if (is_empty(x)) return {x, x};
  const BigFloat m = middle(x);
  return {BigIntervalEnds::ordered(BigFloat(x.lower()), BigFloat(m)),
          BigIntervalEnds::ordered(BigFloat(m), BigFloat(x.upper()))};
}

Rational lower_rational(const BigInterval& x) {
  return exact_rational(x.lower());
}

Rational upper_rational(const BigInterval& x) {
  return exact_rational(x.upper());
}

Interval to_interval(const BigInterval& x) {
  return Construction<Interval>::from(x, {53});
}

BigInterval abs(const BigInterval& x) {
  if (x.lower().sign() >= 0) return x;  // and the empty set
  if (x.upper().sign() <= 0) return -x;
  BigInterval r = BigIntervalEnds::zero(x.precision());
  const bool is_lower_larger = mpfr_cmpabs(x.lower().get(), x.upper().get()) > 0;
  mpfr_abs(BigIntervalEnds::upper(r), (is_lower_larger ? x.lower() : x.upper()).get(), MPFR_RNDN);
  return r;
}

BigInterval sign(const BigInterval& x) {
  if (is_empty(x)) return x;
  BigInterval r = BigIntervalEnds::zero(x.precision());
  mpfr_set_si(BigIntervalEnds::lower(r), x.lower().sign(), MPFR_RNDN);
  mpfr_set_si(BigIntervalEnds::upper(r), x.upper().sign(), MPFR_RNDN);
  return r;
}

std::string decimal_lower(const BigInterval& x, int digits) {
  return lower_decimal(x.lower().get(), digits);
}

std::string decimal_upper(const BigInterval& x, int digits) {
  return upper_decimal(x.upper().get(), digits);
}

std::pair<std::string, std::string> decimal(const BigInterval& x, int digits) {
  return {decimal_lower(x, digits), decimal_upper(x, digits)};
}

std::ostream& operator<<(std::ostream& out, const BigInterval& x) {
  if (is_empty(x)) return out << "empty";
  // One digit more than the precision holds.
  const int digits = static_cast<int>(x.precision().bits * 0.30103) + 2;
  return out << '[' << decimal_lower(x, digits) << ", " << decimal_upper(x, digits) << ']';
}

BigInterval Construction<BigInterval>::hull_of(const Rational& lo, const Rational& hi,
                                               Precision precision) {
  if (lo > hi) return empty(precision);
  BigFloat lower(precision);
  BigFloat upper(precision);
  mpfr_set_q(lower.get(), lo.backend().data(), MPFR_RNDD);
  mpfr_set_q(upper.get(), hi.backend().data(), MPFR_RNDU);
  return BigIntervalEnds::ordered(std::move(lower), std::move(upper));
}

BigInterval Construction<BigInterval>::empty(Precision precision) {
  return BigIntervalEnds::ordered(infinity(precision, 1), infinity(precision, -1));
}

BigInterval Construction<BigInterval>::entire(Precision precision) {
  return BigIntervalEnds::ordered(infinity(precision, -1), infinity(precision, 1));
}

BigInterval Construction<BigInterval>::from(const Interval& x, Precision precision) {
  BigFloat lower(precision);
  BigFloat upper(precision);
  mpfr_set_d(lower.get(), x.lower(), MPFR_RNDD);
  mpfr_set_d(upper.get(), x.upper(), MPFR_RNDU);
  return BigIntervalEnds::ordered(std::move(lower), std::move(upper));
}

BigInterval Construction<BigInterval>::from(const BigInterval& x, Precision precision) {
  return BigIntervalEnds::ordered(BigFloat::rounded(x.lower().get(), precision, MPFR_RNDD),
                                  BigFloat::rounded(x.upper().get(), precision, MPFR_RNDU));
}

BigInterval Construction<BigInterval>::of_signed(long n, Precision precision) {
  const unsigned long size =
      n < 0 ? 0UL - static_cast<unsigned long>(n) : static_cast<unsigned long>(n);
  BigFloat x(Precision{std::max(precision.bits, static_cast<int>(std::bit_width(size)))});
  mpfr_set_si(x.get(), n, MPFR_RNDN);
  return thin(x);
}

BigInterval Construction<BigInterval>::of_unsigned(unsigned long n, Precision precision) {
  BigFloat x(Precision{std::max(precision.bits, static_cast<int>(std::bit_width(n)))});
  mpfr_set_ui(x.get(), n, MPFR_RNDN);
  return thin(x);
}

}  // namespace rigor
