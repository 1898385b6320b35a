#include "proofs-check/neural_ode/depth_lemmas.hpp"

#include "proofs-check/common/conclusion.hpp"

namespace rigor::neural_ode {

Truth local_error(const Rational& share) {
  return proved_if(share >= Rational(1, 2));
}

Truth sum_of_local_errors(const Rational& rate) {
  return proved_if(rate >= 1);
}

Truth second_order_step(const SecondOrderConstants& c) {
  const Rational half(1, 2);
  return proved_if(half - c.from_state == 0 && half + c.from_weights - 1 == 0 &&
                   c.third >= Rational(1, 6) && c.second >= half && c.block >= half);
}

}  // namespace rigor::neural_ode
