#include "proofs-check/memorization/law_lemmas.hpp"

namespace rigor::memorization {

Truth pinsker(const Rational& factor) {
  return proved_if(factor > 0 && 2 <= 4 * factor);
}

Truth shifts_of_normal_laws(const Rational& divisor) {
  return proved_if(divisor > 0 && divisor <= 2);
}

Truth separatrix_offset(const Rational& factor) {
  bool is_identity = true;
  for (int D = 0; D <= 2; ++D) {
    for (int e = 0; e <= 2; ++e) {
      const Rational a = Rational(D, 2) - e, b = Rational(D, 2) + e;
      is_identity = is_identity && (b * b - a * a) / 2 == Rational(D * e);
    }
  }
  return proved_if(is_identity && factor >= 1);
}

Truth noise_moves(const Rational& factor) {
  return proved_if(factor >= 1);
}

}  // namespace rigor::memorization
