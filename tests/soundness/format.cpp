#include "soundness/format.hpp"

namespace rigor::soundness {
namespace {

arf_rnd_t mode(Direction d) {
  return d == Direction::down ? ARF_RND_FLOOR : ARF_RND_CEIL;
}

bool is_toward_zero(const Real& x, Direction d) {
  return (x.sign() > 0) == (d == Direction::down);
}

Real signed_like(const Real& x, Real size) {
  return x.sign() < 0 ? -size : size;
}

// x has a significand of at most format.bits digits, rounded in the same direction: the rest of
// the rounding may follow, since the numbers of the format are among those.
void restrict_exponent(Real& x, const Format& f, Direction d) {
  if (x.is_zero() || !x.is_finite()) return;
  if (!is_below_power(x, f.greatest_exponent)) {
    x = signed_like(x, is_toward_zero(x, d) ? largest(f) : Real::infinity(1));
    return;
  }
  const long normal =
      f.has_gradual_underflow ? f.least_exponent + f.bits - 2 : f.least_exponent - 1;
  if (!is_below_power(x, normal)) return;
  if (!f.has_gradual_underflow) {
    x = is_toward_zero(x, d) ? Real() : signed_like(x, smallest(f));
    return;
  }
  if (is_below_power(x, f.least_exponent - 1)) {
    x = is_toward_zero(x, d) ? Real() : signed_like(x, smallest(f));
    return;
  }
  x = times_power_of_two(x, 1 - f.least_exponent);
  if (d == Direction::down) {
    arf_floor(x.get(), x.get());
  } else {
    arf_ceil(x.get(), x.get());
  }
  x = times_power_of_two(x, f.least_exponent - 1);
}

}  // namespace

Real largest(const Format& f) {
  return Real::scaled(1, f.greatest_exponent) - Real::scaled(1, f.greatest_exponent - f.bits);
}

Real smallest(const Format& f) {
  return Real::scaled(1, f.least_exponent - 1);
}

Real rounded(const Real& x, const Format& f, Direction d) {
  Real r;
  arf_set_round(r.get(), x.get(), f.bits, mode(d));
  restrict_exponent(r, f, d);
  return r;
}

Real neighbour(const Real& x, const Format& f, Direction d) {
  const int sign = d == Direction::down ? -1 : 1;
  if (!x.is_finite()) return x.sign() == sign ? x : signed_like(x, largest(f));
  // Less than any gap between numbers of the format around x.
  Real step = Real::scaled(sign, f.least_exponent - 8);
  if (!x.is_zero()) {
    fmpz_t e;
    fmpz_init(e);
    arf_abs_bound_lt_2exp_fmpz(e, x.get());
    fmpz_sub_ui(e, e, static_cast<ulong>(f.bits) + 8);
    step = Real::of_integer(sign);
    arf_mul_2exp_fmpz(step.get(), step.get(), e);
    fmpz_clear(e);
  }
  return add(x, step, f, d);
}

Real add(const Real& a, const Real& b, const Format& f, Direction d) {
  Real r;
  arf_add(r.get(), a.get(), b.get(), f.bits, mode(d));
  restrict_exponent(r, f, d);
  return r;
}

Real multiply(const Real& a, const Real& b, const Format& f, Direction d) {
  Real r;
  if (a.is_zero() || b.is_zero()) return r;
  arf_mul(r.get(), a.get(), b.get(), f.bits, mode(d));
  restrict_exponent(r, f, d);
  return r;
}

Real multiply_add(const Real& a, const Real& b, const Real& c, const Format& f, Direction d) {
  Real product;
  if (!a.is_zero() && !b.is_zero()) product = a * b;
  return add(product, c, f, d);
}

Real divide(const Real& a, const Real& b, const Format& f, Direction d) {
  Real r;
  if (!b.is_finite()) return r;
  arf_div(r.get(), a.get(), b.get(), f.bits, mode(d));
  restrict_exponent(r, f, d);
  return r;
}

Real square_root(const Real& a, const Format& f, Direction d) {
  Real r;
  arf_sqrt(r.get(), a.get(), f.bits, mode(d));
  restrict_exponent(r, f, d);
  return r;
}

}  // namespace rigor::soundness
