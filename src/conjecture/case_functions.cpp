#include "conjecture/case_functions.hpp"

#include <algorithm>

#include "model/posterior.hpp"

namespace rigor {
namespace {

// `y` is a Rational or an I.
template <IntervalNumber I>
I on_the_line(const Mixture& mixture, const I& sigma, Function function, const auto& y) {
  const Posterior<I> posterior(mixture, sigma);
  switch (function) {
    case Function::density:
      return posterior.density(y);
    case Function::log_density:
      return posterior.log_density(y);
    case Function::mean:
      return posterior.mean(y);
    case Function::variance:
      return posterior.variance(y);
    case Function::score:
      return posterior.score(y);
    case Function::score_derivative:
      return posterior.score_derivative(y);
    case Function::score_second_derivative:
      return posterior.score_second_derivative(y);
    default:
      return entire<I>(precision_of(sigma));
  }
}

// `y` is a vector of Rational or of I.
template <IntervalNumber I>
I in_space(const Mixture& mixture, const I& sigma, Function function, std::size_t component,
           const auto& y) {
  const PosteriorVector<I> posterior = posterior_vector(mixture, y, sigma);
  switch (function) {
    case Function::density:
      return exp(posterior.log_density);
    case Function::log_density:
      return posterior.log_density;
    case Function::mean:
      return posterior.mean.at(component - 1);
    case Function::variance:
      return posterior.covariance_trace;
    case Function::score:
      return posterior.score.at(component - 1);
    default:
      return entire<I>(precision_of(sigma));
  }
}

}  // namespace

CaseFunctions::CaseFunctions(const Case& data, const Rational& mu, const Rational& sigma)
    : mixture_(data.points, mu), sigma_(sigma) {}

template <IntervalNumber I>
I CaseFunctions::value(Function function, std::size_t component,
                       const std::vector<Argument<I>>& arguments, Precision precision) const {
  const I sigma = enclose<I>(sigma_, precision);
  const bool bounded = std::all_of(arguments.begin(), arguments.end(), [](const Argument<I>& y) {
    return is_bounded(y.enclosure) && !is_empty(y.enclosure);
  });
  // sigma may be below the least double; a higher precision then decides.
  if (!bounded || !certainly(sigma > 0)) return entire<I>(precision);

  std::vector<Rational> exact;
  std::vector<I> enclosed;
  for (const Argument<I>& y : arguments) {
    if (y.exact) exact.push_back(*y.exact);
    enclosed.push_back(y.enclosure);
  }
  const bool all_exact = exact.size() == arguments.size();
  if (dimension() == 1) {
    return all_exact ? on_the_line(mixture_, sigma, function, exact.front())
                     : on_the_line(mixture_, sigma, function, enclosed.front());
  }
  return all_exact ? in_space(mixture_, sigma, function, component, exact)
                   : in_space(mixture_, sigma, function, component, enclosed);
}

template Interval CaseFunctions::value(Function, std::size_t,
                                       const std::vector<Argument<Interval>>&, Precision) const;
template BigInterval CaseFunctions::value(Function, std::size_t,
                                          const std::vector<Argument<BigInterval>>&,
                                          Precision) const;

}  // namespace rigor
