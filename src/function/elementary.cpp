#include "function/elementary.hpp"

#include <utility>

#include "function/error_function.hpp"

namespace rigor {
namespace {

using Function = int (*)(mpfr_ptr, mpfr_srcptr, mpfr_rnd_t);

// An increasing function, at infinite ends too, correctly rounded by MPFR.
BigInterval increasing(Function f, const BigInterval& x) {
  if (is_empty(x)) return x;
  BigFloat lo(x.precision());
  BigFloat hi(x.precision());
  f(lo.get(), x.lower().get(), MPFR_RNDD);
  f(hi.get(), x.upper().get(), MPFR_RNDU);
  return BigInterval::bounds(std::move(lo), std::move(hi));
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
  BigFloat lo(x.precision());
  BigFloat hi(x.precision());
  if (x.lower().sign() > 0) {
    mpfr_log(lo.get(), x.lower().get(), MPFR_RNDD);
  } else {
    mpfr_set_inf(lo.get(), -1);
  }
  mpfr_log(hi.get(), x.upper().get(), MPFR_RNDU);
  return BigInterval::bounds(std::move(lo), std::move(hi));
}

BigInterval tanh(const BigInterval& x) {
  return increasing(mpfr_tanh, x);
}

BigInterval erf(const BigInterval& x) {
  if (is_empty(x)) return x;
  return hull(erf_at(x.lower(), x.precision()), erf_at(x.upper(), x.precision()));
}

BigInterval erfc(const BigInterval& x) {
  if (is_empty(x)) return x;
  return hull(erfc_at(x.lower(), x.precision()), erfc_at(x.upper(), x.precision()));
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
