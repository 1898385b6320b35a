#include "function/hyperbolic.hpp"

#include <utility>

#include "function/constants.hpp"
#include "function/monotone.hpp"
#include "function/tight.hpp"

namespace rigor {
namespace {

// 2^(exponent - 1) <= |x| < infinity: beyond there MPFR's intermediate results may leave the widest
// exponent range, and simpler formulas do.
bool is_beyond(mpfr_exp_t exponent, const BigFloat& x) {
  return mpfr_regular_p(x.get()) != 0 && mpfr_get_exp(x.get()) >= exponent;
}
constexpr mpfr_exp_t kHugeForExp = 60;
constexpr mpfr_exp_t kHugeForSquare = mpfr_exp_t{1} << 33;

BigInterval size_of(const BigFloat& x) {
  return abs(BigInterval::bounds(x, x));
}

// One number more on both sides, then at the precision.
BigInterval widened(BigFloat lo, BigFloat hi, Precision precision) {
  mpfr_nextbelow(lo.get());
  mpfr_nextabove(hi.get());
  return convert<BigInterval>(BigInterval::bounds(std::move(lo), std::move(hi)), precision);
}

// cosh(x) and |sinh(x)| are exp(|x| - ln 2) (1 +- exp(-2 |x|)), and exp(-2 |x|) < 2^-2^60 is less
// than the relative distance of neighbours, as precisions are below 2^31.
BigInterval half_exp(const BigFloat& x, Precision precision) {
  const Precision work{precision.bits + 16};
  // |x| < 2^63 where the result is within range, so the exponent's error is below 2^-work.
  const BigInterval exponent = size_of(x) - big_ln2({work.bits + 64});
  return widened(rounded_value(mpfr_exp, exponent.lower(), work, MPFR_RNDD),
                 rounded_value(mpfr_exp, exponent.upper(), work, MPFR_RNDU), precision);
}

// acosh(x) < log 2|x| < asinh(|x|), and both are within 1 / (2 x^2) <= 2^-2^33 of it, less than the
// distance of neighbours. log 2|x| = log |x| + ln 2 doesn't overflow.
BigInterval log_of_twice(const BigFloat& x, Precision precision) {
  const Precision work{precision.bits + 16};
  const BigInterval sum = value_at(mpfr_log, size_of(x).lower(), work) + big_ln2(work);
  return widened(sum.lower(), sum.upper(), precision);
}

BigInterval tight_half_exp(const BigFloat& x, Precision precision) {
  return tightest([&x](Precision p) { return half_exp(x, p); }, precision);
}

BigInterval tight_log_of_twice(const BigFloat& x, Precision precision) {
  return tightest([&x](Precision p) { return log_of_twice(x, p); }, precision);
}

BigInterval with_sign_of(const BigFloat& x, const BigInterval& size) {
  return x.sign() < 0 ? -size : size;
}

BigInterval sinh_at(const BigFloat& x, Precision precision) {
  if (is_beyond(kHugeForExp, x)) return with_sign_of(x, tight_half_exp(x, precision));
  return value_at(mpfr_sinh, x, precision);
}

BigInterval cosh_at(const BigFloat& x, Precision precision) {
  return is_beyond(kHugeForExp, x) ? tight_half_exp(x, precision)
                                   : value_at(mpfr_cosh, x, precision);
}

BigInterval asinh_at(const BigFloat& x, Precision precision) {
  if (is_beyond(kHugeForSquare, x)) return with_sign_of(x, tight_log_of_twice(x, precision));
  return value_at(mpfr_asinh, x, precision);
}

BigInterval acosh_at(const BigFloat& x, Precision precision) {
  if (is_beyond(kHugeForSquare, x)) return tight_log_of_twice(x, precision);
  return value_at(mpfr_acosh, x, precision);
}

}  // namespace

BigInterval sinh(const BigInterval& x) {
  return hull_of_ends(sinh_at, x);
}

BigInterval cosh(const BigInterval& x) {
  return hull_of_ends(cosh_at, abs(x));
}

BigInterval tanh(const BigInterval& x) {
  return increasing(mpfr_tanh, x);
}

BigInterval asinh(const BigInterval& x) {
  return hull_of_ends(asinh_at, x);
}

BigInterval acosh(const BigInterval& x) {
  return hull_of_ends(acosh_at, members_from(1, x));
}

BigInterval atanh(const BigInterval& x) {
  if (is_empty(x) || mpfr_cmp_si(x.upper().get(), -1) <= 0 ||
      mpfr_cmp_si(x.lower().get(), 1) >= 0) {
    return empty<BigInterval>(x.precision());
  }
  return increasing(mpfr_atanh, members_from(-1, members_up_to(1, x)));
}

Interval sinh(const Interval& x) {
  return through_big(sinh, x);
}
Interval cosh(const Interval& x) {
  return through_big(cosh, x);
}
Interval tanh(const Interval& x) {
  return through_big(tanh, x);
}
Interval asinh(const Interval& x) {
  return through_big(asinh, x);
}
Interval acosh(const Interval& x) {
  return through_big(acosh, x);
}
Interval atanh(const Interval& x) {
  return through_big(atanh, x);
}

}  // namespace rigor
