// Integrals of a one-dimensional mixture and its score, by validated quadrature.
#pragma once

#include <functional>

#include "model/gap_weight.hpp"
#include "model/mixture.hpp"
#include "number/interval_number.hpp"

namespace rigor {

/// Encloses integrals over the law of Y = c_I + sigma Z and against the weights pi and g, each
/// refined until it is 10^-digits wide relative to itself, as far as the precision of sigma allows.
/// Methods throw what `step` throws when the budget is spent.
template <IntervalNumber I>
class MixtureIntegrals {
 public:
  /// Requires d = 1 and certainly(sigma > 0). `step` is called once a panel.
  MixtureIntegrals(const Mixture& mixture, const I& sigma, int digits, std::function<void()> step);

  /// R_n(s*) = E V(Y) / sigma^4, the least denoising risk.
  I minimal_risk() const;
  /// E s*(Y)^2.
  I score_second_moment() const { return distance_to_affine(0, mixture_->first()); }
  /// E (s*(Y) - s(Y))^2 for the affine s(y) = -slope (y - root), 0 <= slope <= 1 / sigma^2 and root
  /// between the end atoms (std::invalid_argument otherwise).
  I distance_to_affine(const Rational& slope, const Rational& root) const;
  /// E s*'(Y)^2.
  I slope_second_moment() const;
  /// The integral of |s*''| over the whole line.
  I variation() const;
  /// The integral of |s*''| over [c_0, c_{n-1}]: the total variation of s*' there.
  I inner_variation() const;
  /// TV_pi(s*): the integral of |s*''| pi over [c_0, c_{n-1}]. 0 for n = 1.
  I variation_under_pi() const;
  /// TV_g(s*): the integral of |s*''| g over the whole line.
  I variation_under_g() const;

 private:
  template <class Make>
  I refine(const Make& make_panel, const std::vector<Rational>& points, const I& guess) const;
  std::vector<Rational> breaks(const Rational& beyond) const;
  Rational reach() const;            // beyond the end atoms, for integrals under p
  Rational variation_reach() const;  // the same for integrals of |s*''|
  I variation_tails(const Rational& beyond) const;

  const Mixture* mixture_;
  I sigma_;
  Precision precision_;
  int digits_;
  std::function<void()> step_;
};

}  // namespace rigor
