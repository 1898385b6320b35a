#include "soundness/point_values.hpp"

#include <arb.h>
#include <arb_hypgeom.h>

#include <algorithm>
#include <cmath>

#include "soundness/ball.hpp"

namespace rigor::soundness {
namespace {

using ArbFunction = void (*)(arb_t, const arb_t, slong);

// Beyond every format: larger than any number of it, smaller than any positive one.
Real beyond_all() {
  return times_power_of_two(Real::scaled(1, 1L << 62), 1L << 62);
}
Real below_all() {
  return times_power_of_two(Real::scaled(1, -(1L << 62)), -(1L << 62));
}
// exp of more than this in size is beyond all formats.
constexpr long kLogOfBeyond = 63;

Bracket huge(int sign) {
  return Bracket::exactly(sign > 0 ? beyond_all() : -beyond_all());
}
Bracket tiny(int sign) {
  return Bracket::exactly(sign > 0 ? below_all() : -below_all());
}
Bracket one_half() {
  return Bracket::exactly(Real::scaled(1, -1));
}
Bracket integer(long n) {
  return Bracket::exactly(Real::of_integer(n));
}
Bracket infinite(int sign) {
  return Bracket::exactly(Real::infinity(sign));
}

// Between x and the next number of any format of the number of bits, in the direction of `side`.
Bracket next_to(const Real& x, int side, int bits) {
  fmpz_t e;
  fmpz_init(e);
  arf_abs_bound_lt_2exp_fmpz(e, x.get());
  fmpz_sub_ui(e, e, static_cast<ulong>(bits) + 20);
  Real step = Real::of_integer(side);
  arf_mul_2exp_fmpz(step.get(), step.get(), e);
  fmpz_clear(e);
  return Bracket::exactly(x + step);
}
Bracket next_to(long n, int side, int bits) {
  return next_to(Real::of_integer(n), side, bits);
}

// x^2 is less than 2^-bits by far: f(x) = f(0) + f'(0) x is right but for the last digits.
bool is_tiny(const Real& x, int bits) {
  return is_below_power(x, -bits - 20);
}
// f(x) = x + O(x^2) for tiny x, larger or smaller than x in size.
Bracket away_from_zero(const Real& x, int bits) {
  return next_to(x, x.sign(), bits);
}
Bracket toward_zero(const Real& x, int bits) {
  return next_to(x, -x.sign(), bits);
}

Bracket bracket(const Ball& ball, long precision) {
  if (arb_is_finite(ball.get()) == 0) return {Real::infinity(-1), Real::infinity(1)};
  return {ball.lower(precision + 32), ball.upper(precision + 32)};
}

Bracket by_arb(ArbFunction f, const Real& x, long precision) {
  const Ball argument(x);
  Ball value;
  f(value.get(), argument.get(), precision);
  return bracket(value, precision);
}

long digits_before_the_point(const Real& x) {
  return x.is_zero() ? 0 : std::max(0L, exponent_of(x));
}

// exp(-x^2) < 2^-(bits + 20) for |x| > this.
Real end_of_bell(int bits) {
  return Real::of_integer(static_cast<long>(std::sqrt(static_cast<double>(bits) + 40)) + 1);
}

Ball ln2(long precision) {
  Ball r;
  arb_const_log2(r.get(), precision);
  return r;
}

bool is_power_of_two(const Real& x) {
  return x.sign() > 0 && x.is_finite() && arf_bits(x.get()) == 1;
}

}  // namespace

namespace at {

Bracket exp(const Real& x, int bits, long precision) {
  if (x.is_zero()) return integer(1);
  if (!x.is_finite()) return x.sign() > 0 ? infinite(1) : integer(0);
  if (is_tiny(x, bits)) return next_to(1, x.sign(), bits);
  if (!is_below_power(x, kLogOfBeyond)) return x.sign() > 0 ? huge(1) : tiny(1);
  return by_arb(arb_exp, x, precision);
}

Bracket exp2(const Real& x, int bits, long precision) {
  if (!x.is_finite()) return x.sign() > 0 ? infinite(1) : integer(0);
  if (!is_below_power(x, 63)) return x.sign() > 0 ? huge(1) : tiny(1);
  if (x.is_integer()) {
    return Bracket::exactly(Real::scaled(1, arf_get_si(x.get(), ARF_RND_DOWN)));
  }
  if (is_tiny(x, bits)) return next_to(1, x.sign(), bits);
  const long work = precision + digits_before_the_point(x) + 8;
  Ball t = ln2(work);
  arb_mul_arf(t.get(), t.get(), x.get(), work);
  arb_exp(t.get(), t.get(), work);
  return bracket(t, precision);
}

Bracket expm1(const Real& x, int bits, long precision) {
  if (x.is_zero()) return integer(0);
  if (!x.is_finite()) return x.sign() > 0 ? infinite(1) : integer(-1);
  if (is_tiny(x, bits)) return next_to(x, 1, bits);
  if (x < Real::of_integer(-bits - 30)) return next_to(-1, 1, bits);
  if (!is_below_power(x, kLogOfBeyond)) return huge(1);
  return by_arb(arb_expm1, x, precision);
}

Bracket log(const Real& x, int, long precision) {
  if (x.is_zero()) return infinite(-1);
  if (!x.is_finite()) return infinite(1);
  if (x == Real::of_integer(1)) return integer(0);
  return by_arb(arb_log, x, precision);
}

Bracket log2(const Real& x, int bits, long precision) {
  if (is_power_of_two(x)) return integer(exponent_of(x) - 1);
  const Bracket logarithm = log(x, bits, precision);
  if (!logarithm.low.is_finite()) return logarithm;
  Ball t(x);
  arb_log(t.get(), t.get(), precision);
  arb_div(t.get(), t.get(), ln2(precision).get(), precision);
  return bracket(t, precision);
}

Bracket log1p(const Real& x, int bits, long precision) {
  if (x.is_zero()) return integer(0);
  if (x == Real::of_integer(-1)) return infinite(-1);
  if (!x.is_finite()) return infinite(1);
  if (is_tiny(x, bits)) return next_to(x, -1, bits);
  return by_arb(arb_log1p, x, precision);
}

Bracket sin(const Real& x, int bits, long precision) {
  if (x.is_zero()) return integer(0);
  if (is_tiny(x, bits)) return toward_zero(x, bits);
  return by_arb(arb_sin, x, precision + digits_before_the_point(x));
}

Bracket cos(const Real& x, int bits, long precision) {
  if (x.is_zero()) return integer(1);
  if (is_tiny(x, bits)) return next_to(1, -1, bits);
  return by_arb(arb_cos, x, precision + digits_before_the_point(x));
}

Bracket tan(const Real& x, int bits, long precision) {
  if (x.is_zero()) return integer(0);
  if (is_tiny(x, bits)) return away_from_zero(x, bits);
  return by_arb(arb_tan, x, precision + digits_before_the_point(x));
}

Bracket asin(const Real& x, int bits, long precision) {
  if (x.is_zero()) return integer(0);
  if (is_tiny(x, bits)) return away_from_zero(x, bits);
  return by_arb(arb_asin, x, precision);
}

Bracket acos(const Real& x, int, long precision) {
  if (x == Real::of_integer(1)) return integer(0);
  return by_arb(arb_acos, x, precision);
}

Bracket atan(const Real& x, int bits, long precision) {
  if (x.is_zero()) return integer(0);
  if (!x.is_finite()) {
    Ball half_turn;
    arb_const_pi(half_turn.get(), precision);
    arb_mul_2exp_si(half_turn.get(), half_turn.get(), -1);
    if (x.sign() < 0) arb_neg(half_turn.get(), half_turn.get());
    return bracket(half_turn, precision);
  }
  if (is_tiny(x, bits)) return toward_zero(x, bits);
  return by_arb(arb_atan, x, precision);
}

Bracket sinh(const Real& x, int bits, long precision) {
  if (x.is_zero() || !x.is_finite()) return Bracket::exactly(x);
  if (is_tiny(x, bits)) return away_from_zero(x, bits);
  if (!is_below_power(x, kLogOfBeyond)) return huge(x.sign());
  return by_arb(arb_sinh, x, precision);
}

Bracket cosh(const Real& x, int bits, long precision) {
  if (x.is_zero()) return integer(1);
  if (!x.is_finite()) return infinite(1);
  if (is_tiny(x, bits)) return next_to(1, 1, bits);
  if (!is_below_power(x, kLogOfBeyond)) return huge(1);
  return by_arb(arb_cosh, x, precision);
}

Bracket tanh(const Real& x, int bits, long precision) {
  if (x.is_zero()) return integer(0);
  if (!x.is_finite()) return integer(x.sign());
  if (is_tiny(x, bits)) return toward_zero(x, bits);
  if (absolute(x) > Real::of_integer(bits + 20)) return next_to(x.sign(), -x.sign(), bits);
  return by_arb(arb_tanh, x, precision);
}

Bracket asinh(const Real& x, int bits, long precision) {
  if (x.is_zero() || !x.is_finite()) return Bracket::exactly(x);
  if (is_tiny(x, bits)) return toward_zero(x, bits);
  return by_arb(arb_asinh, x, precision);
}

Bracket acosh(const Real& x, int, long precision) {
  if (x == Real::of_integer(1)) return integer(0);
  if (!x.is_finite()) return infinite(1);
  return by_arb(arb_acosh, x, precision);
}

Bracket atanh(const Real& x, int bits, long precision) {
  if (x.is_zero()) return integer(0);
  if (absolute(x) == Real::of_integer(1)) return infinite(x.sign());
  if (is_tiny(x, bits)) return away_from_zero(x, bits);
  return by_arb(arb_atanh, x, precision);
}

Bracket erf(const Real& x, int bits, long precision) {
  if (x.is_zero()) return integer(0);
  if (!x.is_finite()) return integer(x.sign());
  if (absolute(x) > end_of_bell(bits)) return next_to(x.sign(), -x.sign(), bits);
  if (!is_below_power(x, -precision)) return by_arb(arb_hypgeom_erf, x, precision);
  // 2x/sqrt(pi) (1 - x^2/3 + ...): one relative error of 2^-2 precision.
  Ball t;
  arb_const_pi(t.get(), precision);
  arb_rsqrt(t.get(), t.get(), precision);
  arb_mul_2exp_si(t.get(), t.get(), 1);
  arb_mul_arf(t.get(), t.get(), x.get(), precision);
  const Bracket linear = bracket(t, precision);
  Bracket value = linear;
  (x.sign() > 0 ? value.low : value.high) =
      next_to(x.sign() > 0 ? linear.low : linear.high, -x.sign(), static_cast<int>(precision)).low;
  return value;
}

Bracket erfc(const Real& x, int bits, long precision) {
  if (x.is_zero()) return integer(1);
  if (!x.is_finite()) return integer(x.sign() > 0 ? 0 : 2);
  if (is_tiny(x, bits)) return next_to(1, -x.sign(), bits);
  if (-x > end_of_bell(bits)) return next_to(2, -1, bits);
  if (x.sign() > 0 && !is_below_power(x, 40)) return tiny(1);
  return by_arb(arb_hypgeom_erfc, x, precision);
}

Bracket normal_pdf(const Real& x, int, long precision) {
  if (!x.is_finite()) return integer(0);
  if (!is_below_power(x, 40)) return tiny(1);
  const long work = precision + 2 * digits_before_the_point(x) + 8;
  const Ball half_square(times_power_of_two(-(x * x), -1));
  Ball value;
  arb_exp(value.get(), half_square.get(), work);
  Ball scale;
  arb_const_pi(scale.get(), work);
  arb_mul_2exp_si(scale.get(), scale.get(), 1);
  arb_rsqrt(scale.get(), scale.get(), work);
  arb_mul(value.get(), value.get(), scale.get(), work);
  return bracket(value, precision);
}

Bracket normal_cdf(const Real& x, int bits, long precision) {
  if (x.is_zero()) return one_half();
  if (!x.is_finite()) return integer(x.sign() > 0 ? 1 : 0);
  if (is_tiny(x, bits)) return next_to(one_half().low, x.sign(), bits);
  if (x.sign() < 0 && !is_below_power(x, 40)) return tiny(1);
  if (x > times_power_of_two(end_of_bell(bits), 1)) return next_to(1, -1, bits);
  const long work = precision + 2 * digits_before_the_point(x) + 8;
  Ball t;
  arb_sqrt_ui(t.get(), 2, work);
  const Ball opposite(-x);
  arb_div(t.get(), opposite.get(), t.get(), work);
  arb_hypgeom_erfc(t.get(), t.get(), work);
  arb_mul_2exp_si(t.get(), t.get(), -1);
  return bracket(t, precision);
}

Bracket pown(const Real& x, int n, int, long precision) {
  if (n == 0) return integer(1);
  if (x.is_zero()) return integer(0);
  if (!x.is_finite()) {
    if (n < 0) return integer(0);
    return infinite(n % 2 == 0 ? 1 : x.sign());
  }
  fmpz_t exponent;
  fmpz_init_set_si(exponent, n);
  Ball t(x);
  arb_pow_fmpz(t.get(), t.get(), exponent, precision + 40);
  fmpz_clear(exponent);
  return bracket(t, precision);
}

Bracket pow(const Real& x, const Real& y, int bits, long precision) {
  const Real one = Real::of_integer(1);
  if (y.is_zero() || x == one) return integer(1);
  // x < 1 to a power is 1/x to the opposite one.
  const int sign_of_logarithm = x < one ? -1 : 1;
  const int sign = y.sign() * sign_of_logarithm;
  if (x.is_zero() || !x.is_finite() || !y.is_finite()) return sign > 0 ? infinite(1) : integer(0);
  const Ball base(x);
  if (y.is_integer() && is_below_power(y, 30)) {
    return pown(x, static_cast<int>(arf_get_si(y.get(), ARF_RND_DOWN)), bits, precision);
  }
  const long work = precision + 80;
  Ball logarithm;
  arb_log(logarithm.get(), base.get(), work);
  arb_mul_arf(logarithm.get(), logarithm.get(), y.get(), work);
  const Real size = absolute(logarithm.lower(work));
  if (is_below_power(size, -bits - 30)) return next_to(1, sign, bits);
  if (!is_below_power(size, kLogOfBeyond + 1)) return sign > 0 ? huge(1) : tiny(1);
  const Real twice = times_power_of_two(y, 1);
  if (twice.is_integer() && is_below_power(twice, 16)) {
    Ball root;
    arb_sqrt(root.get(), base.get(), work);
    fmpz_t exponent;
    fmpz_init_set_si(exponent, arf_get_si(twice.get(), ARF_RND_DOWN));
    arb_pow_fmpz(root.get(), root.get(), exponent, work);
    fmpz_clear(exponent);
    return bracket(root, precision);
  }
  arb_exp(logarithm.get(), logarithm.get(), work);
  return bracket(logarithm, precision);
}

}  // namespace at

Real floor_of_turns(const Real& x, long k, long quarters) {
  fmpz_t integer_part;
  fmpz_init(integer_part);
  const Ball argument(x);
  Ball shift(Real::scaled(quarters, -2));
  for (long precision = digits_before_the_point(x) + 64;; precision *= 2) {
    Ball t;
    arb_const_pi(t.get(), precision);
    arb_mul_si(t.get(), t.get(), k, precision);
    arb_div(t.get(), argument.get(), t.get(), precision);
    arb_sub(t.get(), t.get(), shift.get(), precision);
    arb_floor(t.get(), t.get(), precision);
    if (arb_get_unique_fmpz(integer_part, t.get()) != 0) break;
  }
  Real r;
  arf_set_fmpz(r.get(), integer_part);
  fmpz_clear(integer_part);
  return r;
}

}  // namespace rigor::soundness
