#include "second_engine/arb.hpp"

#include <arf.h>
#include <flint/fmpq.h>
#include <gmp.h>

#include <stdexcept>

namespace rigor::second_engine {
namespace {

constexpr long kLargestExponent = 1000000;

template <typename Function>
Arb unary(Function function, const Arb& x) {
  Arb result(x.bits());
  function(result.get(), x.get(), result.bits());
  return result;
}

Rational power_of_two(long exponent) {
  const Integer power = Integer(1)
                        << static_cast<unsigned long>(exponent < 0 ? -exponent : exponent);
  return exponent < 0 ? Rational(Integer(1), power) : Rational(power);
}

// An exact dyadic number as a rational. `toward` is -1 for a lower and +1 for an upper end: the
// way in which an end that is too near to 0 moves.
Rational end_to_rational(const arf_t end, int toward) {
  if (arf_is_zero(end)) return 0;
  if (arf_cmpabs_2exp_si(end, kLargestExponent) > 0) {
    throw std::range_error("second engine: the value is beyond 2^1000000");
  }
  if (arf_cmpabs_2exp_si(end, -kLargestExponent) < 0) {
    if (arf_sgn(end) != toward) return 0;
    return toward * power_of_two(-kLargestExponent);
  }
  fmpz_t mantissa, exponent;
  fmpz_init(mantissa);
  fmpz_init(exponent);
  arf_get_fmpz_2exp(mantissa, exponent, end);
  Integer digits;
  fmpz_get_mpz(digits.backend().data(), mantissa);
  const long power = fmpz_get_si(exponent);
  fmpz_clear(mantissa);
  fmpz_clear(exponent);
  return Rational(digits) * power_of_two(power);
}

}  // namespace

Arb::Arb(const Rational& value, long bits) : Arb(bits) {
  fmpq_t fraction;
  fmpq_init(fraction);
  fmpq_set_mpq(fraction, value.backend().data());
  arb_set_fmpq(ball_, fraction, bits);
  fmpq_clear(fraction);
}

Arb sqr(const Arb& x) {
  return unary(arb_sqr, x);
}
Arb sqrt(const Arb& x) {
  return unary(arb_sqrt, x);
}
Arb exp(const Arb& x) {
  return unary(arb_exp, x);
}

Arb abs(const Arb& x) {
  Arb result(x.bits());
  arb_abs(result.get(), x.get());
  return result;
}

Arb min(const Arb& a, const Arb& b) {
  Arb result(a.bits() > b.bits() ? a.bits() : b.bits());
  arb_min(result.get(), a.get(), b.get(), result.bits());
  return result;
}

Arb hull(const Arb& a, const Arb& b) {
  Arb result(a.bits() > b.bits() ? a.bits() : b.bits());
  arb_union(result.get(), a.get(), b.get(), result.bits());
  return result;
}

Arb zero_within_power_of_two(long exponent, long bits) {
  Arb result(bits);
  arb_add_error_2exp_si(result.get(), exponent);
  return result;
}

Arb pi(long bits) {
  Arb result(bits);
  arb_const_pi(result.get(), bits);
  return result;
}

double guess_midpoint(const Arb& x) {
  return arf_get_d(arb_midref(x.get()), ARF_RND_NEAR);
}
double guess_radius(const Arb& x) {
  return mag_get_d(arb_radref(x.get()));
}

Bounds to_bounds(const Arb& x) {
  if (!arb_is_finite(x.get())) throw std::range_error("second engine: no finite bounds found");
  arf_t lower, upper;
  arf_init(lower);
  arf_init(upper);
  arb_get_interval_arf(lower, upper, x.get(), x.bits());
  const auto clear = [&] {
    arf_clear(lower);
    arf_clear(upper);
  };
  try {
    Bounds bounds{end_to_rational(lower, -1), end_to_rational(upper, +1)};
    clear();
    return bounds;
  } catch (...) {
    clear();
    throw;
  }
}

}  // namespace rigor::second_engine
