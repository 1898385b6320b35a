#include "proofs-check/memorization/inc_lemmas.hpp"

namespace rigor::memorization {

Truth pointwise_minimum(const Rational& share) {
  for (int code = 0; code < 243; ++code) {
    const Rational A = code % 3, B = code / 3 % 3, s = code / 9 % 3, a = code / 27 % 3,
                   b = code / 81;
    const Rational left = (A + B) * (A * (s - a) * (s - a) + B * (s - b) * (s - b)) -
                          share * A * B * (a - b) * (a - b);
    const Rational root = (A + B) * s - A * a - B * b;
    if (left != root * root + (1 - share) * A * B * (a - b) * (a - b)) return Truth::unsettled;
  }
  return proved_if(share <= 1);
}

Truth far_from_midpoints(const Rational& factor) {
  return proved_if(factor <= 1);
}

Truth single_datum(const Rational& exponent, const Rational& half, const Rational& moment) {
  return proved_if(exponent >= Rational(1, 2) && half <= Rational(1, 2) && moment <= 1);
}

Truth hybrid_vanishes(int d, const Rational& C) {
  return proved_if(C / 2 - 1 > 0 && Rational(d, 2) - 1 > 0);
}

Truth girsanov_pinsker(const Rational& factor) {
  return proved_if(factor >= 0 && factor * factor >= Rational(1, 4));
}

Truth de_bruijn(const Rational& rate) {
  return proved_if(rate == 2);
}

}  // namespace rigor::memorization
