#include "proofs-check/big_step/network_lemmas.hpp"

#include "function/constants.hpp"
#include "function/elementary.hpp"
#include "function/error_function.hpp"
#include "function/normal.hpp"
#include "proofs-check/big_step/lemmas.hpp"

namespace rigor::big_step {

Truth mean_gradient(const Rational& factor) {
  return proved_if(factor <= 2);
}

Truth rayleigh_ritz(const Rational& factor) {
  return proved_if(factor <= 2);
}

Truth translation(const Rational& leading, const Rational& linear) {
  return proved_if(leading <= 1 && linear >= 1);
}

Truth translation_of_risk(const Rational& leading, const Rational& linear,
                          const Rational& quadratic) {
  return proved_if(leading <= 1 && linear >= 2 && quadratic >= Rational(1, 2));
}

Truth balanced_translation(const Rational& leading, const Rational& square) {
  return translation(leading, square);
}

Truth balanced_translation_of_risk(const Rational& leading, const Rational& square) {
  return translation_of_risk(leading, 2, square - 2);
}

Truth active_neurons(const Rational& factor) {
  return proved_if(factor <= 1);
}

Truth variation_by_sharpness(const Rational& sharpness, const Rational& residual,
                             const Rational& kink) {
  return proved_if(sharpness >= Rational(1, 4) && residual >= Rational(1, 2) &&
                   kink >= Rational(1, 4));
}

template <IntervalNumber D>
Truth kink_term_by_risk(const Rational& square, const Rational& cube, Precision precision) {
  const D integral = enclose<D>(Rational(19, 60), precision) / sqrt(2 * pi<D>(precision));
  return proved_if(6 <= 8 * cube) && 4 * enclose<D>(square, precision) * integral >= 1;
}

Truth alternating_slopes(const Rational& part, const Rational& gain) {
  return proved_if(part <= Rational(1, 2) && gain <= 1);
}

Truth slow_fall(const Rational& factor) {
  return proved_if(factor <= 1);
}

template <IntervalNumber D>
Truth explicit_variation(const Rational& factor, const Rational& level, const Rational& gap,
                         Precision precision) {
  if (level < 0 || gap <= 0) return Truth::unsettled;
  const Rational lambda = gap / 2;
  const D kappa =
      sqrt(enclose<D>(2 * level, precision) / normal_second_moment<D>(lambda, precision));
  const D gain = (1 - kappa) * normal_cdf(enclose<D>(lambda, precision));
  Truth proved = kappa < 1;
  const auto require = [&](long n, const Rational& sum) {
    proved = proved && gain * enclose<D>(sum, precision) >=
                           enclose<D>(Rational(factor * n * n * n * n), precision);
  };
  require(4, 1);
  require(5, 2);
  require(6, Rational(15 * 15, 32));
  return proved;
}

template <IntervalNumber D>
D normal_second_moment(const Rational& lambda, Precision precision) {
  const D x = enclose<D>(lambda, precision);
  return erf(x / sqrt(enclose<D>(2L, precision))) - 2 * x * normal_pdf(x);
}

using D1 = Decorated<Interval>;
using D2 = Decorated<BigInterval>;
template Truth kink_term_by_risk<D1>(const Rational&, const Rational&, Precision);
template Truth kink_term_by_risk<D2>(const Rational&, const Rational&, Precision);
template Truth explicit_variation<D1>(const Rational&, const Rational&, const Rational&, Precision);
template Truth explicit_variation<D2>(const Rational&, const Rational&, const Rational&, Precision);
template D1 normal_second_moment<D1>(const Rational&, Precision);
template D2 normal_second_moment<D2>(const Rational&, Precision);

}  // namespace rigor::big_step
