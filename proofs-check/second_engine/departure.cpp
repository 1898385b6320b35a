#include "second_engine/departure.hpp"

#include <acb_calc.h>

#include <stdexcept>

#include "second_engine/arb.hpp"

namespace rigor::second_engine {
namespace {

// 1 / (l (tau e^l - 1)), in the form that acb_calc_integrate calls; tau is a ball. Meromorphic: a
// division by a ball that contains zero isn't finite, and the integrator splits.
int integrand(acb_ptr result, const acb_t l, void* tau, slong order, slong bits) {
  if (order > 1) flint_abort();  // acb_calc_integrate asks for the value and for holomorphy only
  acb_t value;
  acb_init(value);
  acb_exp(value, l, bits);
  acb_mul_arb(value, value, static_cast<const Arb*>(tau)->get(), bits);
  acb_sub_ui(value, value, 1, bits);
  acb_mul(value, value, l, bits);
  acb_inv(result, value, bits);
  acb_clear(value);
  return 0;
}

Arb integral(Arb& tau, const Arb& from, const Arb& to, long bits) {
  acb_t a, b, value;
  acb_init(a);
  acb_init(b);
  acb_init(value);
  acb_set_arb(a, from.get());
  acb_set_arb(b, to.get());
  mag_t absolute;
  mag_init(absolute);
  mag_set_ui_2exp_si(absolute, 1, -bits / 2);
  acb_calc_integrate(value, integrand, &tau, a, b, bits / 2, absolute, nullptr, bits);
  mag_clear(absolute);
  Arb result(bits);
  arb_set(result.get(), acb_realref(value));
  acb_clear(a);
  acb_clear(b);
  acb_clear(value);
  return result;
}

}  // namespace

// Beyond l = L, 1 / (l (tau e^l - 1)) <= 2 e^-l / tau as soon as tau e^L >= 2 and L >= 1; the rest
// lies in [0, 2 e^-L / tau].
Bounds departure_limit(const Rational& z0, const Rational& v0, const Rational& tau) {
  return refined([&](long bits) {
    Arb factor(tau, bits);
    const Arb l0(Rational(z0 * z0 / (2 * v0)), bits);
    const Arb last = l0 + 1 + bits + Arb(Rational(1 / tau), bits);
    if (z0 <= 0 || v0 <= 0 || !surely_less(Arb(1, bits), factor * exp(l0)) ||
        surely_less(factor * exp(last), Arb(2, bits))) {
      throw std::invalid_argument("second engine: the datum is returned");
    }
    const Arb rest = exp(-last) * 2 / factor;
    const Arb exponent = integral(factor, l0, last, bits) + hull(Arb(bits), rest);
    return Arb(z0, bits) * exp(-exponent / 2);
  });
}

Bounds evidence_ratio(const Rational& z0, const Rational& v0, const Rational& tau) {
  return refined(
      [&](long bits) { return exp(Arb(Rational(-z0 * z0 / (2 * v0)), bits)) / Arb(tau, bits); });
}

}  // namespace rigor::second_engine
