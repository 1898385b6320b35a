#include "proofs-check/big_step/learning_rate.hpp"

#include "function/constants.hpp"
#include "proofs-check/big_step/network_lemmas.hpp"

namespace rigor::big_step {

Truth translation_curvature(const TranslationConstants& constants) {
  const auto& [linear, quadratic, slope] = constants;
  return translation(1, slope) && balanced_translation(1, slope) &&
         translation_of_risk(1, linear, quadratic) &&
         balanced_translation_of_risk(1, linear + quadratic);
}

template <IntervalNumber D>
D least_risk(Stable form, const D& t, const TranslationConstants& constants) {
  const Precision precision = precision_of(t);
  const D zero = enclose<D>(0L, precision);
  const auto exact = [precision](const Rational& q) { return enclose<D>(q, precision); };
  const D a = exact(constants.linear), b = exact(constants.quadratic), c = exact(constants.slope);
  const D rest = max(1 - t, zero);
  switch (form) {
    case Stable::critical_ae:
      return max(1 - sqrt(t), zero) / c;
    case Stable::any_ae:
      return sqr(max(1 - sqrt(t), zero) / c);
    case Stable::critical:
      return rest / (a + b);
    case Stable::any:
      break;
  }
  return sqr((sqrt(sqr(a) + 4 * b * rest) - a) / (2 * b));
}

template <IntervalNumber D>
D noise_to_rate(Stable form, const D& risk) {
  const D zero = enclose<D>(0L, precision_of(risk));
  switch (form) {
    case Stable::critical_ae:
      return sqr(max(1 - risk, zero));
    case Stable::any_ae:
      return sqr(max(1 - sqrt(risk), zero));
    case Stable::critical:
      return 1 - 5 * risk / 2;
    case Stable::any:
      break;
  }
  return 1 - 2 * sqrt(risk) - risk / 2;
}

template <IntervalNumber D>
Truth separated_excess(Stable form, const Rational& multiple, const Rational& limit,
                       const Rational& excess, Precision precision) {
  return enclose<D>(excess + limit, precision) <=
         least_risk(form, enclose<D>(1 / multiple, precision));
}

template <IntervalNumber D>
Truth small_noise_excess(const SmallNoiseConstants& constants, Precision precision) {
  const auto exact = [precision](const Rational& q) { return enclose<D>(q, precision); };
  const D t = exact(constants.product / constants.rate);
  return exact(constants.excess + constants.limit) <= least_risk(Stable::any, t) &&
         exact(constants.size / constants.denominator) / sqrt(euler_e<D>(precision)) <=
             exact(constants.excess);
}

using D1 = Decorated<Interval>;
using D2 = Decorated<BigInterval>;
template D1 least_risk(Stable, const D1&, const TranslationConstants&);
template D2 least_risk(Stable, const D2&, const TranslationConstants&);
template D1 noise_to_rate(Stable, const D1&);
template D2 noise_to_rate(Stable, const D2&);
template Truth separated_excess<D1>(Stable, const Rational&, const Rational&, const Rational&,
                                    Precision);
template Truth separated_excess<D2>(Stable, const Rational&, const Rational&, const Rational&,
                                    Precision);
template Truth small_noise_excess<D1>(const SmallNoiseConstants&, Precision);
template Truth small_noise_excess<D2>(const SmallNoiseConstants&, Precision);

}  // namespace rigor::big_step
