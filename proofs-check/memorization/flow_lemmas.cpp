#include "proofs-check/memorization/flow_lemmas.hpp"

#include "function/elementary.hpp"

namespace rigor::memorization {

Truth hull_attraction(const Rational& exponent) {
  return proved_if(exponent <= Rational(1, 2));
}

template <IntervalNumber D>
Truth simultaneous_traps(const Rational& radius, const Rational& rate, const Rational& factor,
                         Precision precision) {
  const Truth exact = proved_if(radius > 0 && 2 * radius < 1 && rate > 0 && factor >= 1 &&
                                rate * (1 - 2 * radius) >= 2 && radius * factor >= 1);
  const D share = enclose<D>(Rational((1 - radius) * rate), precision);
  return exact && share * log(enclose<D>(factor, precision)) >= enclose<D>(1, precision);
}

Truth gaussian_tail(const Rational& factor) {
  return proved_if(2 * factor >= 1);
}

Truth preserving_schedule(const Rational& rate) {
  return proved_if(rate == 2);
}

template Truth simultaneous_traps<Decorated<Interval>>(const Rational&, const Rational&,
                                                       const Rational&, Precision);
template Truth simultaneous_traps<Decorated<BigInterval>>(const Rational&, const Rational&,
                                                          const Rational&, Precision);

}  // namespace rigor::memorization
