#include <optional>
#include <stdexcept>

#include "function/constants.hpp"
#include "function/elementary.hpp"
#include "model/posterior.hpp"
#include "number/big_interval.hpp"
#include "number/interval.hpp"

namespace rigor {
namespace {

/// An atom near y, found in floating point: any atom may serve as the anchor.
std::size_t guess_nearest(const Mixture& mixture, const std::vector<Rational>& y) {
  std::size_t best = 0;
  double least = 0;
  for (std::size_t k = 0; k < mixture.size(); ++k) {
    double distance = 0;
    for (std::size_t a = 0; a < y.size(); ++a) {
      const double step = static_cast<Rational>(y[a] - mixture.centre(k, a)).convert_to<double>();
      distance += step * step;
    }
    if (k == 0 || distance < least) {
      best = k;
      least = distance;
    }
  }
  return best;
}

// With y = c_a + t and g_k = c_k - c_a the weights relative to the anchor are exp(E_k),
// E_k = sum over the coordinates of g (2 t - g) / (2 sigma^2).
template <IntervalNumber I>
PosteriorVector<I> from_anchor(const Mixture& mixture, std::size_t anchor, const std::vector<I>& t,
                               const I& sigma) {
  const Precision precision = precision_of(sigma);
  const std::size_t d = t.size();
  const I zero = enclose<I>(0L, precision);
  const I inverse = recip(2 * sqr(sigma));
  const I cut = (precision.bits + 40) * ln2<I>(precision) +
                log(enclose<I>(static_cast<long>(mixture.size()), precision));
  std::vector<I> exponents(mixture.size(), zero);
  std::optional<I> heaviest;  // the largest exponent but the anchor's
  const auto gap = [&](std::size_t k, std::size_t a) {
    return enclose<I>(mixture.centre(k, a) - mixture.centre(anchor, a), precision);
  };
  for (std::size_t k = 0; k < mixture.size(); ++k) {
    if (k == anchor) continue;
    for (std::size_t a = 0; a < d; ++a) {
      const I g = gap(k, a);
      exponents[k] += g * (2 * t[a] - g);
    }
    exponents[k] *= inverse;
    if (!heaviest || certainly(exponents[k] > *heaviest)) heaviest = exponents[k];
  }

  I mass = enclose<I>(1L, precision), square = zero;
  std::vector<I> first(d, zero);
  // Atoms that are light even against the heaviest neighbour have weights in [0, exp(light)].
  const I light = heaviest.value_or(zero) - cut;
  const I negligible = hull(zero, upper_point(exp(light)));
  for (std::size_t k = 0; k < mixture.size(); ++k) {
    if (k == anchor) continue;
    const I weight = certainly(exponents[k] <= light) ? negligible : exp(exponents[k]);
    mass += weight;
    for (std::size_t a = 0; a < d; ++a) {
      const I g = gap(k, a);
      first[a] += weight * g;
      square += weight * sqr(g);
    }
  }

  PosteriorVector<I> result{zero, {}, zero, {}};
  I distance = zero, mean_square = zero;
  for (std::size_t a = 0; a < d; ++a) {
    const I offset = first[a] / mass;
    mean_square += sqr(offset);
    distance += sqr(t[a]);
    result.mean.push_back(enclose<I>(mixture.centre(anchor, a), precision) + offset);
    result.score.push_back((offset - t[a]) / sqr(sigma));
  }
  result.covariance_trace = max(square / mass - mean_square, zero);
  const I normaliser = static_cast<long>(mixture.size()) *
                       pown(sigma * sqrt(2 * pi<I>(precision)), static_cast<int>(d));
  result.log_density = log(mass / normaliser) - distance * inverse;
  return result;
}

template <IntervalNumber I>
void check(const Mixture& mixture, std::size_t dimension, const I& sigma) {
  if (dimension != mixture.dimension())
    throw std::invalid_argument("a position of another dimension");
  if (!certainly(sigma > 0)) throw std::invalid_argument("a posterior needs sigma > 0");
}

}  // namespace

template <IntervalNumber I>
PosteriorVector<I> posterior_vector(const Mixture& mixture, const std::vector<Rational>& y,
                                    const I& sigma) {
  check(mixture, y.size(), sigma);
  const std::size_t anchor = guess_nearest(mixture, y);
  std::vector<I> t;
  for (std::size_t a = 0; a < y.size(); ++a) {
    t.push_back(enclose<I>(y[a] - mixture.centre(anchor, a), precision_of(sigma)));
  }
  return from_anchor(mixture, anchor, t, sigma);
}

template <IntervalNumber I>
PosteriorVector<I> posterior_vector(const Mixture& mixture, const std::vector<I>& y,
                                    const I& sigma) {
  check(mixture, y.size(), sigma);
  std::vector<Rational> middle;
  for (const I& coordinate : y) {
    if (is_empty(coordinate) || !is_bounded(coordinate)) {
      throw std::invalid_argument("a position must be bounded");
    }
    middle.push_back((lower_rational(coordinate) + upper_rational(coordinate)) / 2);
  }
  const std::size_t anchor = guess_nearest(mixture, middle);
  std::vector<I> t;
  for (std::size_t a = 0; a < y.size(); ++a) {
    const Rational& origin = mixture.centre(anchor, a);
    t.push_back(hull_of<I>(lower_rational(y[a]) - origin, upper_rational(y[a]) - origin,
                           precision_of(sigma)));
  }
  return from_anchor(mixture, anchor, t, sigma);
}

template PosteriorVector<Interval> posterior_vector(const Mixture&, const std::vector<Rational>&,
                                                    const Interval&);
template PosteriorVector<Interval> posterior_vector(const Mixture&, const std::vector<Interval>&,
                                                    const Interval&);
template PosteriorVector<BigInterval> posterior_vector(const Mixture&, const std::vector<Rational>&,
                                                       const BigInterval&);
template PosteriorVector<BigInterval> posterior_vector(const Mixture&,
                                                       const std::vector<BigInterval>&,
                                                       const BigInterval&);

}  // namespace rigor
