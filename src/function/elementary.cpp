#include "function/elementary.hpp"

#include <utility>

#include "function/error_function.hpp"

namespace rigor {
namespace {

using MpfrFunction = int (*)(mpfr_ptr, mpfr_srcptr, mpfr_rnd_t);

// An increasing function, correctly rounded by MPFR. At a thin x one evaluation is enough: an
// inexact value lies strictly between the value rounded down and the next number.
BigInterval increasing(MpfrFunction f, const BigInterval& x) {
  if (is_empty(x)) return x;
  BigFloat lo(x.precision());
  const bool is_exact = f(lo.get(), x.lower().get(), MPFR_RNDD) == 0;
  if (is_thin(x)) {
    BigFloat hi = lo;
    if (!is_exact) mpfr_nextabove(hi.get());
    return BigInterval::bounds(std::move(lo), std::move(hi));
  }
  BigFloat hi(x.precision());
  f(hi.get(), x.upper().get(), MPFR_RNDU);
  return BigInterval::bounds(std::move(lo), std::move(hi));
}

// Both ends of a monotone function from its enclosures at points.
template <class Function>
BigInterval at_ends(Function f, const BigInterval& x) {
  if (is_empty(x)) return x;
  const BigInterval at_lower = f(x.lower(), x.precision());
  return is_thin(x) ? at_lower : hull(at_lower, f(x.upper(), x.precision()));
}

BigInterval big(const Interval& x) {
  return convert<BigInterval>(x, Precision{53});
}

}  // namespace

BigInterval exp(const BigInterval& x) {
  return increasing(mpfr_exp, x);
}

BigInterval log(const BigInterval& x) {
  if (is_empty(x) || x.upper().sign() <= 0) return empty<BigInterval>(x.precision());
  if (x.lower().sign() > 0) return increasing(mpfr_log, x);
  BigFloat lo(x.precision());
  BigFloat hi(x.precision());
  mpfr_set_inf(lo.get(), -1);
  mpfr_log(hi.get(), x.upper().get(), MPFR_RNDU);
  return BigInterval::bounds(std::move(lo), std::move(hi));
}

BigInterval tanh(const BigInterval& x) {
  return increasing(mpfr_tanh, x);
}

BigInterval erf(const BigInterval& x) {
  return at_ends(erf_at, x);
}

BigInterval erfc(const BigInterval& x) {
  return at_ends(erfc_at, x);
}

Interval exp(const Interval& x) {
  return to_interval(exp(big(x)));
}
Interval log(const Interval& x) {
  return to_interval(log(big(x)));
}
Interval tanh(const Interval& x) {
  return to_interval(tanh(big(x)));
}
Interval erf(const Interval& x) {
  return to_interval(erf(big(x)));
}
Interval erfc(const Interval& x) {
  return to_interval(erfc(big(x)));
}

}  // namespace rigor
