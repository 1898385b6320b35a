// Numbers of a network that several claims speak of.
#pragma once

#include <string>

#include "linear/eigenvalues.hpp"
#include "model/network_variation.hpp"
#include "proofs-check/big_step/network_setting.hpp"

namespace rigor::big_step {

/// Networks wider than this are reported as accurately as the verdict needed, not to all digits.
inline constexpr std::size_t most_neurons_for_digits = 32;

/// A number of the network of the case, at the largest noise level; where it may be 0, to so many
/// digits after the point.
template <IntervalNumber B>
Quantity network_quantity(const NetworkSetting<B>& s, std::string name, const Decorated<B>& x) {
  if (!s.data.range.is_point()) name += " " + s.data.at_top();
  if (s.m() > most_neurons_for_digits) return bound(name, x);
  if (contains_zero(x)) return quantity(name, x, s.data.effort.digits, s.number(1));
  return quantity(name, x, s.data.effort.digits);
}

template <IntervalNumber B>
Decorated<B> sharpness_of_gram(const NetworkSetting<B>& s) {
  return decorate(largest_eigenvalue(s.at.gram()));
}
/// lambda_max(H_ae)
template <IntervalNumber B>
Decorated<B> sharpness_ae(const NetworkSetting<B>& s) {
  return decorate(largest_eigenvalue(s.at.hessian_ae()));
}
/// lambda_max(H)
template <IntervalNumber B>
Decorated<B> sharpness(const NetworkSetting<B>& s) {
  return decorate(largest_eigenvalue(s.at.hessian()));
}

template <IntervalNumber B>
NetworkVariation<B> variation_of(const NetworkSetting<B>& s) {
  const auto of = [&s](const auto& network) {
    return network_variation(s.data.mixture, s.data.bare_sigma(), network, s.data.step());
  };
  return s.is_exact() ? of(s.input.network) : of(s.at.network());
}

/// The margin of "left >= right" for the network of the case: at least 0 where `lemma` proves it.
template <IntervalNumber B>
Enclosure network_margin(const NetworkSetting<B>& s, const Decorated<B>& difference, Truth lemma) {
  return to_enclosure(certainly(lemma) ? max(difference, s.number(0)) : difference);
}

}  // namespace rigor::big_step
