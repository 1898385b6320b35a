#include "second_engine/wide_network.hpp"

#include <acb_calc.h>
#include <arb_hypgeom.h>

#include "second_engine/acb_value.hpp"
#include "second_engine/arb.hpp"

namespace rigor::second_engine {
namespace {

// tanh(x) (x^3 - 3x) exp(-x^2 / 2)
int third_hermite_integrand(acb_ptr result, const acb_t x, void*, slong order, slong bits) {
  if (order > 1) flint_abort();  // acb_calc_integrate asks for the value and for holomorphy only
  AcbValue square, factor;
  acb_sqr(square.get(), x, bits);
  acb_sub_si(factor.get(), square.get(), 3, bits);
  acb_mul(factor.get(), factor.get(), x, bits);
  acb_mul_2exp_si(square.get(), square.get(), -1);
  acb_neg(square.get(), square.get());
  acb_exp(square.get(), square.get(), bits);
  acb_tanh(result, x, bits);
  acb_mul(result, result, factor.get(), bits);
  acb_mul(result, result, square.get(), bits);
  return 0;
}

}  // namespace

Bounds sign_network(long depth) {
  return refined([&](long bits) {
    Arb h(1, bits);
    for (long k = 0; k < depth; ++k) {
      bool is_minus = false;
      for (long digits = k; digits > 0; digits /= 2) is_minus ^= digits % 4 == 3;
      h += h * (is_minus ? -1 : 1) / depth;
    }
    return h;
  });
}

Bounds binomial_sum(long count, const Rational& p, long most) {
  return refined([&](long bits) {
    // The ratio of neighbouring terms is (count - k) p / ((k + 1) (1 - p)).
    const Arb odds(Rational(p / (1 - p)), bits);
    Arb term(1, bits), sum(bits);
    for (long k = 0; k < count; ++k) term = term * Arb(Rational(1 - p), bits);
    for (long k = 0; k <= most; ++k) {
      sum += term;
      term = term * odds * (count - k) / (k + 1);
    }
    return sum;
  });
}

Bounds chi_square_tail(long degrees, const Rational& bound) {
  return refined([&](long bits) {
    Arb result(bits);
    const Arb order(Rational(degrees, 2), bits), x(Rational(bound / 2), bits);
    arb_hypgeom_gamma_upper(result.get(), order.get(), x.get(), 1, bits);
    return result;
  });
}

Bounds power_of_layers(const Rational& square, long depth) {
  return refined([&](long bits) {
    const Arb factor = Arb(1, bits) - sqrt(Arb(square, bits)) / depth;
    Arb power(1, bits);
    for (long k = 0; k < depth; ++k) power = power * factor;
    return power;
  });
}

Bounds exponential_of_minus_root(const Rational& square) {
  return refined([&](long bits) { return exp(-sqrt(Arb(square, bits))); });
}

// The integrand is even. Beyond x = K >= 3 it lies between 0 and x^3 exp(-x^2/2), whose integral is
// (K^2 + 2) exp(-K^2/2).
Bounds third_hermite_coefficient_of_tanh() {
  return refined([&](long bits) {
    const long K = 10 + bits / 8;
    AcbValue from, to, integral;
    acb_set_si(to.get(), K);
    mag_t absolute;
    mag_init(absolute);
    mag_set_ui_2exp_si(absolute, 1, -bits / 2);
    acb_calc_integrate(integral.get(), third_hermite_integrand, nullptr, from.get(), to.get(),
                       bits / 2, absolute, nullptr, bits);
    mag_clear(absolute);
    Arb half(bits);
    arb_set(half.get(), acb_realref(integral.get()));
    const Arb tail = exp(-Arb(K * K, bits) / 2) * (K * K + 2);
    return (half + hull(Arb(bits), tail)) * 2 / sqrt(pi(bits) * 12);
  });
}

}  // namespace rigor::second_engine
