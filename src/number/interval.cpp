#include "number/interval.hpp"

#include <mpfr.h>

#include <cmath>
#include <optional>
#include <ostream>
#include <stdexcept>

#include "number/big_interval.hpp"
#include "number/decimal.hpp"

namespace rigor {
namespace {

BigFloat exact_big(double x) {
  BigFloat big(Precision{53});
  mpfr_set_d(big.get(), x, MPFR_RNDN);
  return big;
}

// The size of an integer of one limb and 53 digits.
std::optional<double> exact_size(mpz_srcptr n) {
  if (mpz_size(n) > 1) return std::nullopt;
  const mp_limb_t limb = mpz_getlimbn(n, 0);
  if (limb >> 53U != 0 && (limb & (limb - 1)) != 0) return std::nullopt;
  return static_cast<double>(limb);
}

// The tightest enclosure of a rational whose numerator and denominator are short.
std::optional<Interval> quotient_of_doubles(const Rational& x) {
  const mpq_srcptr q = x.backend().data();
  const std::optional<double> n = exact_size(mpq_numref(q));
  const std::optional<double> d = exact_size(mpq_denref(q));
  if (!n || !d) return std::nullopt;
  const double signed_n = mpq_sgn(q) < 0 ? -*n : *n;
  return IntervalEnds::ordered(div_down(signed_n, *d), div_up(signed_n, *d));
}

// A thin upper bound, or what can be said of an infinite one.
Interval upper_bound(double x) {
  return x == kInfinity ? IntervalEnds::ordered(kLargest, kInfinity) : Interval::point(x);
}

double middle(const Interval& x) {
  if (is_entire(x)) return 0;
  if (x.lower() == -kInfinity) return -kLargest;
  if (x.upper() == kInfinity) return kLargest;
  const double sum = x.lower() + x.upper();
  // Halving first cannot overflow, and large ends are not subnormal.
  const double m = std::isinf(sum) ? x.lower() / 2 + x.upper() / 2 : sum / 2;
  return std::fmin(std::fmax(m, x.lower()), x.upper());
}

}  // namespace

bool contains(const Interval& x, const Rational& value) {
  if (is_empty(x)) return false;
  mpq_srcptr q = value.backend().data();
  return mpfr_cmp_q(exact_big(x.lower()).get(), q) <= 0 &&
         mpfr_cmp_q(exact_big(x.upper()).get(), q) >= 0;
}

Interval lower_point(const Interval& x) {
  if (is_empty(x)) return x;
  if (x.lower() == -kInfinity) return IntervalEnds::ordered(-kInfinity, -kLargest);
  return Interval::point(x.lower());
}

Interval upper_point(const Interval& x) {
  if (is_empty(x)) return x;
  if (x.upper() == kInfinity) return IntervalEnds::ordered(kLargest, kInfinity);
  return Interval::point(x.upper());
}

Interval midpoint(const Interval& x) {
  return is_empty(x) ? x : Interval::point(middle(x));
}

Interval width(const Interval& x) {
  return is_empty(x) ? x : upper_bound(sub_up(x.upper(), x.lower()));
}

Interval radius(const Interval& x) {
  if (is_empty(x)) return x;
  const double m = middle(x);
  return upper_bound(std::fmax(sub_up(m, x.lower()), sub_up(x.upper(), m)));
}

Interval magnitude(const Interval& x) {
  return is_empty(x) ? x : upper_bound(abs(x).upper());
}

Interval mignitude(const Interval& x) {
  return is_empty(x) ? x : Interval::point(abs(x).lower());
}

std::pair<Interval, Interval> bisect(const Interval& x) {
  if (is_empty(x)) return {x, x};
  const double m = middle(x);
  return {IntervalEnds::ordered(x.lower(), m), IntervalEnds::ordered(m, x.upper())};
}

Rational lower_rational(const Interval& x) {
  if (is_empty(x)) throw std::invalid_argument("lower_rational: the interval is empty");
  return to_rational(x.lower());
}

Rational upper_rational(const Interval& x) {
  if (is_empty(x)) throw std::invalid_argument("upper_rational: the interval is empty");
  return to_rational(x.upper());
}

std::string decimal_lower(const Interval& x, int digits) {
  return lower_decimal(exact_big(x.lower()).get(), digits);
}

std::string decimal_upper(const Interval& x, int digits) {
  return upper_decimal(exact_big(x.upper()).get(), digits);
}

std::pair<std::string, std::string> decimal(const Interval& x, int digits) {
  return {decimal_lower(x, digits), decimal_upper(x, digits)};
}

std::ostream& operator<<(std::ostream& out, const Interval& x) {
  if (is_empty(x)) return out << "empty";
  return out << '[' << decimal_lower(x, 17) << ", " << decimal_upper(x, 17) << ']';
}

Interval Construction<Interval>::hull_of(const Rational& lo, const Rational& hi, Precision) {
  const std::optional<Interval> quick_lo = quotient_of_doubles(lo);
  if (quick_lo && &lo == &hi) return *quick_lo;
  const std::optional<Interval> quick_hi = quotient_of_doubles(hi);
  // Where they overlap, lo > hi can't be told.
  if (quick_lo && quick_hi && quick_lo->upper() <= quick_hi->lower()) {
    return IntervalEnds::ordered(quick_lo->lower(), quick_hi->upper());
  }
  return from(Construction<BigInterval>::hull_of(lo, hi, {53}), {53});
}

Interval Construction<Interval>::from(const BigInterval& x, Precision) {
  if (rigor::is_empty(x)) return Interval::nothing();
  return Interval::bounds(mpfr_get_d(x.lower().get(), MPFR_RNDD),
                          mpfr_get_d(x.upper().get(), MPFR_RNDU));
}

Interval divide_by_zero_or_empty(const Interval& a, const Interval& b) {
  const bool is_zero = b.lower() == 0 && b.upper() == 0;
  if (is_empty(a) || is_empty(b) || is_zero) return Interval::nothing();
  if (a.lower() == 0 && a.upper() == 0) return Interval();
  if (b.lower() < 0 && b.upper() > 0) return Interval::everything();
  if (b.upper() == 0) return divide_by_zero_or_empty(-a, -b);
  // 0 = b.lower() < b.upper(): quotients by y -> 0 are unbounded on the side of every nonzero
  // member of a.
  if (a.lower() >= 0) return IntervalEnds::ordered(div_down(a.lower(), b.upper()), kInfinity);
  if (a.upper() <= 0) return IntervalEnds::ordered(-kInfinity, div_up(a.upper(), b.upper()));
  return Interval::everything();
}

Interval min(const Interval& a, const Interval& b) {
  if (is_empty(a) || is_empty(b)) return Interval::nothing();
  return IntervalEnds::ordered(std::fmin(a.lower(), b.lower()), std::fmin(a.upper(), b.upper()));
}

Interval max(const Interval& a, const Interval& b) {
  if (is_empty(a) || is_empty(b)) return Interval::nothing();
  return IntervalEnds::ordered(std::fmax(a.lower(), b.lower()), std::fmax(a.upper(), b.upper()));
}

Interval scale2(const Interval& x, int k) {
  if (is_empty(x)) return x;
  // Scaling is exact, overflows, or rounds to nearest in the subnormal range; undoing it exactly
  // (the scaled number has no more digits) shows the sign of the error.
  const auto scaled = [k](double end) {
    const double value = std::ldexp(end, k);
    if (std::isinf(value)) return transforms::infinite_result(value, std::isinf(end));
    return transforms::Nearest{value, end - std::ldexp(value, -k)};
  };
  return IntervalEnds::ordered(scaled(x.lower()).down(), scaled(x.upper()).up());
}

Interval sign(const Interval& x) {
  if (is_empty(x)) return x;
  const auto sign_of = [](double end) { return end > 0 ? 1.0 : (end < 0 ? -1.0 : 0.0); };
  return IntervalEnds::ordered(sign_of(x.lower()), sign_of(x.upper()));
}

}  // namespace rigor
