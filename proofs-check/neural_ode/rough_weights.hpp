// The network h_{k+1} = (1 + Z_{k+1} / L) h_k, h_0 = 1, on the line, with weights rough in depth.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <vector>

#include "function/elementary.hpp"
#include "proofs-check/neural_ode/plain_setting.hpp"
#include "verdict/case.hpp"

namespace rigor::neural_ode {

inline Rational ratio(const Rational& q, std::size_t depth) {
  return q / static_cast<long>(depth);
}

/// Mean and variance of h_L for independent weights: NODE-IID-1.a.
template <class D>
struct Moments {
  D mean;
  D variance;
};
template <IntervalNumber B>
Moments<Decorated<B>> moments(const PlainSetting<B>& s, const RandomWeightsInput& input,
                              std::size_t depth) {
  const int L = static_cast<int>(depth);
  const Rational u = 1 + ratio(input.mean, depth), c = ratio(ratio(input.variance, depth), depth);
  if (u == 0) return {s.number(0), pown(s.exact(c), L)};
  const auto mean = pown(s.exact(u), L);
  return {mean, sqr(mean) * expm1(L * log1p(s.exact(c / (u * u))))};
}

/// r_k of Rudin and Shapiro: -1 if 11 is found an odd number of times in the binary digits of k.
inline int sign_of(std::uint64_t k) {
  return std::popcount(k & (k >> 1)) % 2 == 0 ? 1 : -1;
}
/// r_0 + ... + r_{L-1}.
inline long sum_of_signs(std::size_t depth) {
  long sum = 0;
  for (std::uint64_t k = 0; k < depth; ++k) sum += sign_of(k);
  return sum;
}

/// h_L, by the number of signs of either kind.
template <IntervalNumber B>
Decorated<B> sign_network(const PlainSetting<B>& s, std::size_t depth, long sum) {
  const Rational step(1, static_cast<long>(depth));
  const long less = (static_cast<long>(depth) - std::abs(sum)) / 2;
  return pown(s.exact(1 - step * step), static_cast<int>(less)) *
         pown(s.exact(sum < 0 ? 1 - step : 1 + step), static_cast<int>(std::abs(sum)));
}

/// Plots against the depth: the distance in L^2 to the limit, with its lower bound; the
/// distance of the network of signs to 1, which falls more slowly than 1 / L.
std::vector<Plot> plot_independent_weights(const Case& input);
std::vector<Plot> plot_signs(const Case& input);

}  // namespace rigor::neural_ode
