#include "model/posterior.hpp"

#include <stdexcept>

#include "function/elementary.hpp"
#include "number/big_interval.hpp"
#include "number/interval.hpp"

namespace rigor {

template <IntervalNumber I>
Posterior<I>::Posterior(const Mixture& mixture, const I& sigma)
    : mixture_(&mixture), sigma_(sigma) {
  if (mixture.dimension() != 1) throw std::invalid_argument("Posterior needs data of dimension 1");
  if (!certainly(sigma > 0)) throw std::invalid_argument("Posterior needs sigma > 0");
}

template <IntervalNumber I>
typename Posterior<I>::Place Posterior<I>::locate(const Rational& y) const {
  const std::size_t anchor = mixture_->nearest(y);
  return {anchor, enclose<I>(y - mixture_->centre(anchor), precision_of(sigma_))};
}

template <IntervalNumber I>
typename Posterior<I>::Place Posterior<I>::locate(const I& y) const {
  if (is_empty(y) || !is_bounded(y)) throw std::invalid_argument("a position must be bounded");
  const Rational low = lower_rational(y), high = upper_rational(y);
  const std::size_t anchor = mixture_->nearest((low + high) / 2);
  const Rational& origin = mixture_->centre(anchor);
  return {anchor, hull_of<I>(low - origin, high - origin, precision_of(sigma_))};
}

template <IntervalNumber I>
LocalMixture<I> Posterior<I>::seen_from(const Place& place) const {
  return LocalMixture<I>(*mixture_, place.anchor, sigma_);
}

template <IntervalNumber I>
I Posterior<I>::mean_offset(const Place& place) const {
  const LocalMixture<I> local = seen_from(place);
  const I plain = local.mean(place.t);
  if (is_nearly_thin(sigma_)) return plain;
  const Cumulants<I> c = local.cumulants(place.t);
  const LocalMixture<I> middle(*mixture_, place.anchor, midpoint(sigma_));
  const I beta = recip(2 * sqr(sigma_)), beta_mid = recip(2 * sqr(midpoint(sigma_)));
  const I derivative = -(c.third + 2 * (c.mean - place.t) * c.variance);
  return intersection(plain, middle.mean(place.t) + derivative * (beta - beta_mid));
}

template <IntervalNumber I>
I Posterior<I>::variance_at(const Place& place) const {
  const LocalMixture<I> local = seen_from(place);
  const I plain = local.variance(place.t);
  if (is_nearly_thin(sigma_)) return plain;
  const Cumulants<I> c = local.cumulants(place.t);
  const LocalMixture<I> middle(*mixture_, place.anchor, midpoint(sigma_));
  const I beta = recip(2 * sqr(sigma_)), beta_mid = recip(2 * sqr(midpoint(sigma_)));
  const I derivative = -(c.fourth + 2 * sqr(c.variance) + 2 * (c.mean - place.t) * c.third);
  return intersection(plain, middle.variance(place.t) + derivative * (beta - beta_mid));
}

template <IntervalNumber I>
I Posterior<I>::score_at(const Place& place) const {
  if (is_nearly_thin(sigma_))
    return seen_from(place).score(place.t);  // it starts from the mean, too
  return (mean_offset(place) - place.t) / sqr(sigma_);
}

template <IntervalNumber I>
I Posterior<I>::mean_from_at(const Rational& origin, const Place& place) const {
  const Rational shift = mixture_->centre(place.anchor) - origin;
  return enclose<I>(shift, precision_of(sigma_)) + mean_offset(place);
}

template <IntervalNumber I>
I Posterior<I>::third_cumulant_at(const Place& place) const {
  return seen_from(place).third_cumulant(place.t);
}

template <IntervalNumber I>
I Posterior<I>::log_density_at(const Place& place) const {
  return seen_from(place).log_density(place.t);
}

template class Posterior<Interval>;
template class Posterior<BigInterval>;

}  // namespace rigor
