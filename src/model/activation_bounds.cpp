#include "model/activation_bounds.hpp"

#include <stdexcept>

#include "function/constants.hpp"
#include "function/normal.hpp"
#include "number/decorated.hpp"

namespace rigor {

template <IntervalNumber I>
ActivationBounds<I> activation_bounds(Activation activation, Precision precision) {
  const I one = enclose<I>(1L, precision);
  const I circle = pi<I>(precision);
  const I root = sqrt(enclose<I>(3L, precision));
  switch (activation) {
    case Activation::tanh:
      return {one, 4 / (3 * root), one};
    case Activation::erf:
      return {2 / sqrt(circle), sqrt(8 / (circle * euler_e<I>(precision))), one};
    case Activation::gelu: {
      const I u = sqrt(enclose<I>(2L, precision));
      return {normal_cdf(u) + u * normal_pdf(u), 2 / sqrt(2 * circle), std::nullopt};
    }
    case Activation::sin:
      return {one, one, one};
    case Activation::arctan:
      return {one, 3 * root / 8, circle / 2};
    case Activation::sigmoid:
      return {one / 4, 1 / (6 * root), one};
    case Activation::softplus:
      return {one, one / 4, std::nullopt};
    default:
      throw std::invalid_argument("relu has no second derivative");
  }
}

bool vanishes_at_zero(Activation activation) {
  return activation != Activation::sigmoid && activation != Activation::softplus;
}

template ActivationBounds<Interval> activation_bounds(Activation, Precision);
template ActivationBounds<BigInterval> activation_bounds(Activation, Precision);
template ActivationBounds<Decorated<Interval>> activation_bounds(Activation, Precision);
template ActivationBounds<Decorated<BigInterval>> activation_bounds(Activation, Precision);

}  // namespace rigor
