#include "function/elementary.hpp"

#include <utility>

#include "function/log_point.hpp"
#include "function/monotone.hpp"

namespace rigor {

BigInterval exp(const BigInterval& x) {
  return increasing(mpfr_exp, x);
}

BigInterval exp2(const BigInterval& x) {
  return increasing(mpfr_exp2, x);
}

BigInterval expm1(const BigInterval& x) {
  return increasing(mpfr_expm1, x);
}

BigInterval log(const BigInterval& x) {
  if (is_empty(x) || x.upper().sign() <= 0) return empty<BigInterval>(x.precision());
  const Precision p = x.precision();
  if (is_thin(x)) return log_at(x.lower(), p);
  BigFloat lo(p);
  BigFloat hi(p);
  mpfr_set_inf(lo.get(), -1);
  mpfr_set_inf(hi.get(), 1);
  if (x.lower().sign() > 0) lo = log_at(x.lower(), p).lower();
  if (!x.upper().is_infinite()) hi = log_at(x.upper(), p).upper();
  return BigInterval::bounds(std::move(lo), std::move(hi));
}

BigInterval log2(const BigInterval& x) {
  if (is_empty(x) || x.upper().sign() <= 0) return empty<BigInterval>(x.precision());
  return increasing(mpfr_log2, members_from(0, x));
}

BigInterval log1p(const BigInterval& x) {
  if (is_empty(x) || mpfr_cmp_si(x.upper().get(), -1) <= 0) {
    return empty<BigInterval>(x.precision());
  }
  return increasing(mpfr_log1p, members_from(-1, x));
}

Interval exp(const Interval& x) {
  return through_big(exp, x);
}
Interval exp2(const Interval& x) {
  return through_big(exp2, x);
}
Interval expm1(const Interval& x) {
  return through_big(expm1, x);
}
Interval log(const Interval& x) {
  return through_big(log, x);
}
Interval log2(const Interval& x) {
  return through_big(log2, x);
}
Interval log1p(const Interval& x) {
  return through_big(log1p, x);
}

}  // namespace rigor
