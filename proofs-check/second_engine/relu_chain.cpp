#include "second_engine/relu_chain.hpp"

#include <acb_calc.h>

#include "second_engine/acb_value.hpp"
#include "second_engine/arb.hpp"

namespace rigor::second_engine {
namespace {

constexpr long kBits = 192;
constexpr int kHalvings = 80;

struct Chain {
  Arb factor;
  Arb rate;
  long depth;
};

// 1 / w', in the form that acb_calc_integrate calls. Meromorphic: at a pole the division gives a
// ball that is not finite, which the integrator splits.
int slowness(acb_ptr result, const acb_t w, void* data, slong order, slong bits) {
  if (order > 1) flint_abort();  // acb_calc_integrate asks for the value and for holomorphy only
  const Chain& chain = *static_cast<const Chain*>(data);
  AcbValue base, power;
  acb_div_si(base.get(), w, 2 * chain.depth, bits);
  acb_add_ui(base.get(), base.get(), 1, bits);
  acb_pow_ui(power.get(), base.get(), static_cast<ulong>(chain.depth - 1), bits);
  acb_mul(base.get(), base.get(), power.get(), bits);
  acb_neg(base.get(), base.get());
  acb_add_arb(base.get(), base.get(), chain.factor.get(), bits);
  acb_mul(base.get(), base.get(), power.get(), bits);
  acb_mul_arb(base.get(), base.get(), chain.rate.get(), bits);
  acb_inv(result, base.get(), bits);
  return 0;
}

Arb time_until(Chain& chain, const Rational& w) {
  AcbValue from, to, value;
  acb_set_arb(from.get(), Arb(Rational(1, 2 * chain.depth), kBits).get());
  acb_set_arb(to.get(), Arb(w, kBits).get());
  mag_t absolute;
  mag_init(absolute);
  mag_set_ui_2exp_si(absolute, 1, -kBits / 2);
  acb_calc_integrate(value.get(), slowness, &chain, from.get(), to.get(), kBits / 2, absolute,
                     nullptr, kBits);
  mag_clear(absolute);
  Arb result(kBits);
  arb_set(result.get(), acb_realref(value.get()));
  return result;
}

}  // namespace

Bounds relu_chain_weight(const Rational& factor, const Rational& rate, long depth,
                         const Rational& time) {
  Chain chain{Arb(factor, kBits), Arb(rate, kBits), depth};
  const Arb goal(time, kBits);
  Arb root(kBits);
  arb_root_ui(root.get(), chain.factor.get(), static_cast<ulong>(depth), kBits);
  const Arb limit = (root - 1) * (2 * depth);
  Rational lower(1, 2 * depth), upper = to_bounds(limit).upper;
  for (int k = 0; k < kHalvings; ++k) {
    const Rational middle = (lower + upper) / 2;
    if (surely_less(limit, Arb(middle, kBits))) {
      upper = middle;
      continue;
    }
    const Arb reached = time_until(chain, middle);
    if (surely_less(reached, goal)) {
      lower = middle;
    } else if (surely_less(goal, reached)) {
      upper = middle;
    } else {
      break;
    }
  }
  return {lower, upper};
}

}  // namespace rigor::second_engine
