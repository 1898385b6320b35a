#include "conjecture/case_functions.hpp"

#include "function/elementary.hpp"
#include "model/local_mixture.hpp"

namespace rigor {
namespace {

// A rational near the argument, to choose the anchor atom by. Any choice is valid.
template <IntervalNumber I>
Rational rational_near(const Argument<I>& argument) {
  if (argument.exact) return *argument.exact;
  const Interval middle = to_interval(midpoint(argument.enclosure));
  return to_rational(middle.lower());
}

template <IntervalNumber I>
I value_on_the_line(const Mixture& mixture, const I& sigma, Function function, const Argument<I>& y,
                    Precision precision) {
  const std::size_t anchor = mixture.nearest(rational_near(y));
  const LocalMixture<I> local(mixture, anchor, sigma);
  const I centre = enclose<I>(mixture.centre(anchor), precision);
  const I t = y.exact ? local.offset(*y.exact) : y.enclosure - centre;
  switch (function) {
    case Function::density:
      return exp(local.log_density(t));
    case Function::log_density:
      return local.log_density(t);
    case Function::mean:
      return centre + local.mean(t);
    case Function::variance:
      return local.variance(t);
    case Function::score:
      return local.score(t);
    case Function::score_derivative:
      return (local.variance(t) / sqr(sigma) - 1) / sqr(sigma);
    case Function::score_second_derivative:
      return local.third_cumulant(t) / pow(sigma, 6);
    default:
      return entire<I>(precision);
  }
}

}  // namespace

CaseFunctions::CaseFunctions(const Case& data, const Rational& mu, const Rational& sigma)
    : mixture_(data.points, mu), sigma_(sigma) {}

template <IntervalNumber I>
I CaseFunctions::value(Function function, std::size_t component,
                       const std::vector<Argument<I>>& arguments, Precision precision) const {
  for (const Argument<I>& argument : arguments) {
    if (!is_bounded(argument.enclosure)) return entire<I>(precision);
  }
  const I sigma = enclose<I>(sigma_, precision);
  if (!certainly(sigma > 0)) return entire<I>(precision);
  if (dimension() == 1) {
    return value_on_the_line(mixture_, sigma, function, arguments.front(), precision);
  }
  static_cast<void>(component);
  return entire<I>(precision);
}

template Interval CaseFunctions::value(Function, std::size_t,
                                       const std::vector<Argument<Interval>>&, Precision) const;
template BigInterval CaseFunctions::value(Function, std::size_t,
                                          const std::vector<Argument<BigInterval>>&,
                                          Precision) const;

}  // namespace rigor
