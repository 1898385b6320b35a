// exp, erf and the few constants that right-hand sides of the claims are made of.
#include <arb_hypgeom.h>

#include "second_engine/arb.hpp"

namespace rigor::second_engine {

Arb erf(const Arb& x) {
  Arb result(x.bits());
  arb_hypgeom_erf(result.get(), x.get(), result.bits());
  return result;
}

Arb erfc(const Arb& x) {
  Arb result(x.bits());
  arb_hypgeom_erfc(result.get(), x.get(), result.bits());
  return result;
}

Bounds exponential(const Rational& x) {
  return refined([&](long bits) { return exp(Arb(x, bits)); });
}

Bounds error_function(const Rational& x) {
  return refined([&](long bits) { return erf(Arb(x, bits)); });
}

Bounds square_root_of_pi_over_2() {
  return refined([](long bits) { return sqrt(pi(bits) / 2); });
}

Bounds density_ratio_h(const Rational& t) {
  return refined([&](long bits) {
    const Arb first = Arb(Rational(8 * t * t), bits) * exp(Arb(Rational(-3 * t), bits));
    Arb decay(bits);  // exp(-2 t) - 1 without cancellation near t = 0
    arb_expm1(decay.get(), Arb(Rational(-2 * t), bits).get(), bits);
    return first - sqr(decay);
  });
}

Bounds square_root(const Rational& x) {
  return refined([&](long bits) { return sqrt(Arb(x, bits)); });
}

}  // namespace rigor::second_engine
