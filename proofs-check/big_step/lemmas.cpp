#include "proofs-check/big_step/lemmas.hpp"

#include <algorithm>

#include "function/constants.hpp"
#include "function/elementary.hpp"

namespace rigor::big_step {

Truth midpoint_variance(const Rational& leading, const Rational& sum) {
  return proved_if(leading >= 4 && sum >= 4);
}

Truth midpoint_variance_by_count(const Rational& factor) {
  return proved_if(factor >= 2);
}

Truth near_centre_variance(const Rational& factor, const Rational& radius) {
  // k (k - 2 radius)/2 - k^2/4 = k (k/4 - radius) increases with k where it is >= 0 at k = 1.
  return proved_if(factor >= 2 && 2 <= 4 * (1 - radius) && radius <= Rational(1, 4));
}

template <IntervalNumber D>
Truth near_centre_by_count(std::size_t n, const Rational& delta, const Rational& u_1,
                           const Rational& radius, const Rational& mean_factor,
                           const Rational& variance_factor, Precision precision) {
  const Rational square = delta * delta;
  const bool decreases = 2 <= 4 * (1 - radius) && u_1 * square >= 4;
  ExponentialSum mean, variance;
  mean.add(mean_factor * n, square / 4);
  variance.add(variance_factor * n * n, square / 4);
  for (std::size_t j = 1; j < n; ++j) {
    const Rational k = (j + 1) / 2;
    const Rational rate = k * (k - 2 * radius) * square / 2;
    mean.add(-k, rate);
    variance.add(-k * k, rate);
  }
  return proved_if(decreases) && mean.is_nonnegative_from<D>(u_1, precision) &&
         variance.is_nonnegative_from<D>(u_1, precision);
}

Truth sharp_risk(const Rational& factor) {
  return proved_if(factor >= 1);
}

template <IntervalNumber D>
Truth small_risk(const Rational& limit, Precision precision) {
  D sum = enclose<D>(0L, precision);
  constexpr long terms = 5;
  for (long k = 1; k <= terms; ++k) {
    sum += 6 * k * exp(enclose<D>(Rational(-36 * k * k, 8), precision));
  }
  const D omitted = 6 * (terms + 1) * exp(enclose<D>(Rational(-36 * 36, 8), precision));
  const D total = sum + hull(enclose<D>(0L, precision), 2 * omitted);
  return sqrt(pi<D>(precision) / 2) * total <= enclose<D>(limit, precision);
}

template <IntervalNumber D>
Truth printed_risk(const Mixture& mixture, const Rational& sigma_1, const Rational& factor,
                   Precision precision) {
  const Rational& delta = mixture.smallest_gap();
  const Rational square = delta * delta;
  if (delta < 2 * sigma_1) return Truth::unsettled;
  const Rational root(12534, 10000);  // > sqrt(pi/2), checked below
  const Truth root_is_above = sqrt(pi<D>(precision) / 2) <= enclose<D>(root, precision);
  ExponentialSum difference;
  difference.add(factor * mixture.range() * mixture.range(), square / 32);
  for (std::size_t k = 1; k < mixture.size(); ++k) {
    difference.add(-root * sigma_1 * delta * k, square * k * k / 8);
  }
  return root_is_above && difference.is_nonnegative_from<D>(1 / (sigma_1 * sigma_1), precision);
}

Truth cell_weights(const Mixture& mixture, const Rational& pi_factor, const Rational& g_factor) {
  const std::size_t n = mixture.size();
  const Rational& delta = mixture.smallest_gap();
  Rational total = 0, left = 0;  // sums of the centres, of those up to i
  for (std::size_t k = 0; k < n; ++k) total += mixture.centre(k);
  for (std::size_t i = 1; i < n; ++i) {
    left += mixture.centre(i - 1);
    const Rational I = i, J = n - i;
    // i * sum_{j<=i} (c_i - c_j) and its mirror image, against their claimed lower bounds.
    const Rational below = I * (I * mixture.centre(i - 1) - left);
    const Rational above = J * (total - left - J * mixture.centre(i));
    const Rational claimed = std::min<Rational>(I * I * (I - 1), J * J * (J - 1)) * delta;
    const Rational proved = std::min<Rational>(below, above);
    if (claimed * pi_factor > proved || claimed * g_factor > proved / 2) return Truth::unsettled;
  }
  return Truth::yes;
}

Truth total_curvature(const Rational& inner, const Rational& outer) {
  return proved_if(inner >= 2 && outer >= 8);
}

using D1 = Decorated<Interval>;
using D2 = Decorated<BigInterval>;
template Truth near_centre_by_count<D1>(std::size_t, const Rational&, const Rational&,
                                        const Rational&, const Rational&, const Rational&,
                                        Precision);
template Truth near_centre_by_count<D2>(std::size_t, const Rational&, const Rational&,
                                        const Rational&, const Rational&, const Rational&,
                                        Precision);
template Truth small_risk<D1>(const Rational&, Precision);
template Truth small_risk<D2>(const Rational&, Precision);
template Truth printed_risk<D1>(const Mixture&, const Rational&, const Rational&, Precision);
template Truth printed_risk<D2>(const Mixture&, const Rational&, const Rational&, Precision);

}  // namespace rigor::big_step
