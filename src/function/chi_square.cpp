#include "function/chi_square.hpp"

#include <algorithm>
#include <bit>
#include <stdexcept>

#include "function/constants.hpp"
#include "function/elementary.hpp"
#include "function/tight.hpp"

namespace rigor {
namespace {

/// The first term of either sum, e^{-x} for even d and e^{-x} x^{1/2} / Gamma(3/2) for odd d; each
/// next one is x / (k + shift) of the last.
struct Sum {
  explicit Sum(int d, const BigInterval& x) : is_odd(d % 2 != 0), count(d / 2), x_(x) {
    term = exp(-x);
    if (is_odd) term = scale2(term * sqrt(x / pi<BigInterval>(precision_of(x))), 1);
  }
  void advance(int k) { term = is_odd ? 2 * term * x_ / (2L * k + 1) : term * x_ / k; }

  bool is_odd;
  int count;  ///< of the terms of Q_d
  BigInterval term;

 private:
  BigInterval x_;
};

BigInterval tail_sum(int d, const BigInterval& x) {
  Sum terms(d, x);
  BigInterval sum = terms.is_odd ? erfc(sqrt(x)) : enclose<BigInterval>(0, precision_of(x));
  for (int k = 1; k <= terms.count; ++k) {
    sum += terms.term;
    terms.advance(k);
  }
  return sum;
}

/// The terms decrease faster than a geometric series of the ratio q = x / (d/2 + k) once q < 1, so
/// that the rest after a term t is at most t q / (1 - q).
BigInterval cdf_sum(int d, const BigInterval& x) {
  Sum terms(d, x);
  for (int k = 1; k <= terms.count; ++k) terms.advance(k);
  const Precision p = precision_of(x);
  BigInterval sum = terms.term;
  for (int k = terms.count + 1;; ++k) {
    const BigInterval q = scale2(x, 1) / (d + 2L * (k - terms.count));
    if (certainly(q < scale2(enclose<BigInterval>(15, p), -4))) {
      const BigInterval rest = upper_point(terms.term * q / (1 - q));
      if (certainly(rest <= scale2(sum, -p.bits))) {
        return sum + hull(enclose<BigInterval>(0, p), rest);
      }
    }
    terms.advance(k);
    sum += terms.term;
  }
}

/// x = r^2 / 2 with enough digits for e^{-x} and for the d roundings of a term.
BigInterval half_square(int d, const BigFloat& r, Precision precision) {
  const auto growth = 2 * std::clamp<mpfr_exp_t>(mpfr_get_exp(r.get()), 0, 64);
  const int length = 2 * static_cast<int>(std::bit_width(static_cast<unsigned>(d)));
  const Precision work{precision.bits + 16 + length + static_cast<int>(growth)};
  return scale2(sqr(convert<BigInterval>(BigInterval::bounds(r, r), work)), -1);
}

BigInterval tail_at(int d, const BigFloat& r, Precision precision) {
  if (r.sign() <= 0) return enclose<BigInterval>(1, precision);
  if (r.is_infinite()) return enclose<BigInterval>(0, precision);
  return tightest([&](Precision p) { return tail_sum(d, half_square(d, r, p)); }, precision);
}

BigInterval cdf_at(int d, const BigFloat& r, Precision precision) {
  if (r.sign() <= 0) return enclose<BigInterval>(0, precision);
  if (r.is_infinite()) return enclose<BigInterval>(1, precision);
  return tightest(
      [&](Precision p) {
        const BigInterval x = half_square(d, r, p);
        return certainly(scale2(x, 1) > d + 2) ? 1 - tail_sum(d, x) : cdf_sum(d, x);
      },
      precision);
}

using AtPoint = BigInterval (*)(int, const BigFloat&, Precision);

/// Both functions are monotone in r.
BigInterval range(AtPoint f_at, int d, const BigInterval& r) {
  if (d < 1) throw std::invalid_argument("the chi law needs a dimension d >= 1");
  const Precision p = precision_of(r);
  if (is_empty(r)) return empty<BigInterval>(p);
  const BigInterval first = f_at(d, r.lower(), p);
  return is_thin(r) ? first : hull(first, f_at(d, r.upper(), p));
}
Interval range(AtPoint f_at, int d, const Interval& r) {
  constexpr Precision doubles{53};
  return convert<Interval>(range(f_at, d, convert<BigInterval>(r, doubles)), doubles);
}

}  // namespace

BigInterval chi_cdf(int d, const BigInterval& r) {
  return range(cdf_at, d, r);
}
BigInterval chi_tail(int d, const BigInterval& r) {
  return range(tail_at, d, r);
}
Interval chi_cdf(int d, const Interval& r) {
  return range(cdf_at, d, r);
}
Interval chi_tail(int d, const Interval& r) {
  return range(tail_at, d, r);
}

}  // namespace rigor
