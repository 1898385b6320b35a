// The lemmas behind the claims on fully trained networks, EXT-1 and EXT-2.
#pragma once

#include <cstddef>

#include "number/decorated.hpp"
#include "number/rational.hpp"

namespace rigor::big_step {

/// lambda_max(E grad f grad f^T) >= 1 + factor sum_j |a_j| u_j sqrt(P_j^2 + (E[Y 1_j])^2), u_j = E
/// relu(w_j Y + b_j), for every f(y) = c0 + sum_j a_j relu(w_j y + b_j) and every law of Y.
/// Proof: v^T E grad f grad f^T v >= (v . E grad f)^2 for every v, so lambda_max >= |E grad f|^2 =
/// 1 + sum_j (a_j^2 (E[Y 1_j]^2 + P_j^2) + u_j^2), and x^2 + u^2 >= 2 x u. Open: factor <= 2.
Truth mean_full_gradient(const Rational& factor);

/// sum_{i<n} of lower bounds of min(g(c_i - L), g(c_{i+1})) + min(g(c_i), g(c_{i+1} + L)), each in
/// units of Phi(lambda) delta / n^2, L = lambda sigma <= delta / 2. With a = i - 1, b = n - i - 1:
///   first >= min(a^3, b (b + 1/2) (b + 1)) / 2,   second >= min(a (a + 1/2) (a + 1), b^3) / 2.
/// Proof: P(Y < c_i - L) >= (a/n) Phi(lambda), as c_i - L - c_k >= L for the a atoms k < i, and by
/// Jensen E(c_i - L - Y)_+ >= (1/n) sum_{k<=a} (k delta - L) >= a^2 delta / 2n; P(Y < c_i) >= ((a +
/// 1/2) / n) Phi(lambda) and E(c_i - Y)_+ >= (1/n) sum_{k<=a} k delta; mirrored for g^+.
Rational least_variation_sum(std::size_t n);

/// eta >= rate sigma^2 / (n^2 delta) implies 1 / eta < 1/2 + B_g, B_g with lambda = 4, kappa = 1/2,
/// delta >= 8 sigma. Proof: B_g >= ((1 - kappa) / sigma^2) Phi(4) (delta / n^2) sum. Open: rate (1
/// - kappa) Phi(4) sum / n^4 >= 1.
template <IntervalNumber D>
Truth full_network_rate(std::size_t n, const Rational& rate, Precision precision);

/// kappa^2 M2(4) / 2 >= level.
template <IntervalNumber D>
Truth full_network_level(const Rational& kappa, const Rational& level, Precision precision);

}  // namespace rigor::big_step
