#include "second_engine/training_loss.hpp"

#include <acb.h>
#include <acb_calc.h>

#include "second_engine/arb.hpp"

namespace rigor::second_engine {
namespace {

struct Softmax {
  Arb variance;
  Arb scale;  // factor v
};

// exp(-(y - 1)^2 / 2v) (tanh(y / (factor v)) - 1)^2, with tanh(t) - 1 = -2 / (exp(2t) + 1).
int integrand(acb_ptr result, const acb_t y, void* data, slong order, slong bits) {
  if (order > 1) flint_abort();  // acb_calc_integrate asks for the value and for holomorphy only
  const Softmax& model = *static_cast<const Softmax*>(data);
  acb_t residual, weight;
  acb_init(residual);
  acb_init(weight);
  acb_mul_2exp_si(residual, y, 1);
  acb_div_arb(residual, residual, model.scale.get(), bits);
  acb_exp(residual, residual, bits);
  acb_add_ui(residual, residual, 1, bits);
  acb_inv(residual, residual, bits);
  acb_mul_2exp_si(residual, residual, 1);
  acb_sqr(residual, residual, bits);
  acb_sub_ui(weight, y, 1, bits);
  acb_sqr(weight, weight, bits);
  acb_div_arb(weight, weight, model.variance.get(), bits);
  acb_mul_2exp_si(weight, weight, -1);
  acb_neg(weight, weight);
  acb_exp(weight, weight, bits);
  acb_mul(result, residual, weight, bits);
  acb_clear(residual);
  acb_clear(weight);
  return 0;
}

// By the symmetry the loss is the mean over the datum 1 alone. Beyond 1 +- L sqrt v the residual is
// at most 2 in size, and the mass erfc(L / sqrt 2).
Arb softmax_loss(const Rational& v, const Rational& factor, long bits) {
  constexpr long L = 14;
  Softmax model{Arb(v, bits), Arb(Rational(factor * v), bits)};
  const Arb reach = sqrt(model.variance) * L;
  acb_t from, to, value;
  acb_init(from);
  acb_init(to);
  acb_init(value);
  acb_set_arb(from, (Arb(1, bits) - reach).get());
  acb_set_arb(to, (Arb(1, bits) + reach).get());
  mag_t tolerance;
  mag_init(tolerance);
  mag_set_ui_2exp_si(tolerance, 1, -bits / 2);
  acb_calc_integrate(value, integrand, &model, from, to, bits / 2, tolerance, nullptr, bits);
  Arb integral(bits);
  arb_set(integral.get(), acb_realref(value));
  mag_clear(tolerance);
  acb_clear(from);
  acb_clear(to);
  acb_clear(value);
  const Arb tail = erfc(Arb(L, bits) / sqrt(Arb(2, bits))) * 4;
  const Arb mean = integral / sqrt(pi(bits) * 2 * model.variance) + hull(Arb(bits), tail);
  return mean / sqr(model.variance);
}

}  // namespace

Bounds nearest_score_loss(const Rational& v) {
  return refined([&](long bits) {
    const Arb variance(v, bits);
    return erfc(Arb(1, bits) / sqrt(variance * 2)) * 2 / sqr(variance);
  });
}

Bounds softmax_score_loss(const Rational& v, const Rational& factor) {
  return to_bounds(softmax_loss(v, factor, 256));
}

Bounds mean_integrated_squared_error(const Rational& N, const Rational& h) {
  return refined([&](long bits) {
    const Arb square(Rational(h * h), bits);
    const Arb variance =
        Arb(Rational(1 / (N * h)), bits) + Arb(Rational(1 - 1 / N), bits) / sqrt(square + 1);
    const Arb bias = Arb(1, bits) - sqrt(Arb(2, bits)) * 2 / sqrt(square + 2);
    return (variance + bias) / (sqrt(pi(bits)) * 2);
  });
}

}  // namespace rigor::second_engine
