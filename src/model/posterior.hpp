// Posterior and score of a Gaussian mixture at points and over boxes.
#pragma once

#include <vector>

#include "function/elementary.hpp"
#include "model/local_mixture.hpp"
#include "model/mixture.hpp"
#include "number/interval_number.hpp"

namespace rigor {

/// Enclosures for d = 1 at a position y (exact, or an interval) and a noise level sigma (a point or
/// an interval). With p the density of Y and V = Var(c_I | Y = y), k_3 the third cumulant:
///   s* = (log p)' = (E[c_I | y] - y) / sigma^2,   s*' = (V / sigma^2 - 1) / sigma^2,   s*'' = k_3
///   / sigma^6.
/// Over an interval of y the mean uses its monotonicity and the rest centred forms; over an
/// interval of sigma mean and variance use centred forms in beta = 1 / (2 sigma^2):
///   dE/dbeta = -(k_3 + 2 (E - y) V),   dV/dbeta = -(k_4 + 2 V^2 + 2 (E - y) k_3).
template <IntervalNumber I>
class Posterior {
 public:
  /// Requires d = 1 and certainly(sigma > 0); throws std::invalid_argument otherwise. Refers to
  /// `mixture`.
  Posterior(const Mixture& mixture, const I& sigma);

  // Each of these takes an exact Rational or an I (bounded, not empty; std::invalid_argument
  // otherwise).
  I density(const auto& y) const { return exp(log_density(y)); }
  I log_density(const auto& y) const { return log_density_at(locate(y)); }
  I mean(const auto& y) const { return mean_from_at(0, locate(y)); }
  /// E[c_I | y] - origin, without cancellation where the origin is the atom nearest to y.
  I mean_from(const Rational& origin, const auto& y) const {
    return mean_from_at(origin, locate(y));
  }
  I variance(const auto& y) const { return variance_at(locate(y)); }
  I third_cumulant(const auto& y) const { return third_cumulant_at(locate(y)); }
  I score(const auto& y) const { return score_at(locate(y)); }
  I score_derivative(const auto& y) const { return (variance(y) / sqr(sigma_) - 1) / sqr(sigma_); }
  I score_second_derivative(const auto& y) const { return third_cumulant(y) / pown(sigma_, 6); }

 private:
  /// y = c_a + t for the atom a nearest to the middle of y.
  struct Place {
    std::size_t anchor;
    I t;
  };
  Place locate(const Rational& y) const;
  Place locate(const I& y) const;
  LocalMixture<I> seen_from(const Place& place) const;
  /// E[c_I | y] - c_a and V, with the centred forms in beta where sigma is an interval.
  I mean_offset(const Place& place) const;
  I variance_at(const Place& place) const;
  I mean_from_at(const Rational& origin, const Place& place) const;
  I third_cumulant_at(const Place& place) const;
  I log_density_at(const Place& place) const;
  I score_at(const Place& place) const;

  const Mixture* mixture_;
  I sigma_;
};

/// The same in R^d, d >= 1, at a position or over a box (one interval a coordinate).
template <IntervalNumber I>
struct PosteriorVector {
  I log_density;
  std::vector<I> mean;   ///< E[c_I | y], d coordinates
  I covariance_trace;    ///< E |c_I - E c_I|^2
  std::vector<I> score;  ///< (E[c_I | y] - y) / sigma^2
};

/// Requires y of dimension d and certainly(sigma > 0); throws std::invalid_argument otherwise.
template <IntervalNumber I>
PosteriorVector<I> posterior_vector(const Mixture& mixture, const std::vector<Rational>& y,
                                    const I& sigma);
template <IntervalNumber I>
PosteriorVector<I> posterior_vector(const Mixture& mixture, const std::vector<I>& y,
                                    const I& sigma);

}  // namespace rigor
