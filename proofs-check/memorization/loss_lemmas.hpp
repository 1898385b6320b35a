// The constants of the bounds on the least training loss, each with its proof. A lemma says `yes`
// only where the constants it is given are good enough.
#pragma once

#include "function/elementary.hpp"
#include "number/decorated.hpp"
#include "proofs-check/common/conclusion.hpp"

namespace rigor::memorization {

/// J_v(s_N) <= (factor / N v^2) sum_{i<j} D_ij^2 exp(-rate D_ij^2 / v).
/// Proof. As in src/model/least_loss.hpp, J_v(s_N) = (1 / N v^2) sum_{i<j} D_ij^2 integral of
/// p_i p_j / (N p_N), and with t = p_j / p_i the integrand is at most sqrt(p_i p_j) sqrt(t) / (1 +
/// t). Open: sqrt(t) <= factor (1 + t) for all t > 0, that is F t^2 + (2F - 1) t + F >= 0 for F =
/// factor^2, whose discriminant is 1 - 4F; and rate <= 1/8, the rate of the integral of sqrt(p_i
/// p_j), as in exp(-a (1 - a) D^2 / 2v) for p_i^a p_j^(1-a) at a = 1/2.
inline Truth pairs_from_above(const Rational& factor, const Rational& rate) {
  const Rational a(1, 2);
  return proved_if(factor > 0 && 1 - 4 * factor * factor <= 0 && rate <= a * (1 - a) / 2);
}

/// J_v(s_N) >= (factor / N^2 v^2) sum_{i<j} D_ij^2 exp(-rate D_ij^2 / v).
/// Proof. Cauchy and Schwarz: the integral of p_i p_j / p_N is at least the square of that of
/// sqrt(p_i p_j), the integral of p_N being 1. Open: factor <= 1, rate >= 2/8.
inline Truth pairs_from_below(const Rational& factor, const Rational& rate) {
  return proved_if(factor <= 1 && rate >= 2 * Rational(1, 8));
}

/// For N = 2: lower (D^2 / v^2) Phi(-D / 2 sqrt v) <= J_v(s_N) <= upper (D^2 / v^2) exp(-D^2 / 8v).
/// Proof. J_v(s_N) = (D^2 / 2v^2) integral of p_1 p_2 / (p_1 + p_2). With m the smaller and M the
/// larger one of the two, m M / (m + M) is at least m / 2, and the integral of m is 2 Phi(-D / 2
/// sqrt v); it is at most sqrt(p_1 p_2) / 2. Open: lower <= (1/2)(1/2) 2, upper >= (1/2)(1/2).
inline Truth two_data(const Rational& lower, const Rational& upper) {
  const Rational half(1, 2);
  return proved_if(lower <= half * half * 2 && upper >= half * half);
}

/// For d = 1 and D_-^2 >= ratio v: J_v(s_N) <= factor ((x_N - x_1)^2 / v^2) exp(-rate D_-^2 / v).
/// Proof. D_ij <= x_N - x_1, D_ij >= |i - j| D_-, and at most N pairs have |i - j| = k: by
/// pairs_from_above, J_v(s_N) <= ((x_N - x_1)^2 / 2 v^2) sum_{k>=1} exp(-k^2 q), q = D_-^2 / 8v,
/// and exp(-k^2 q) <= exp(-q) exp(-(k^2 - 1) ratio / 8). Open: rate <= 1/8, and half the sum of the
/// last factors is at most `factor`; beyond k = 8 they are at most geometric with the ratio
/// exp(-ratio).
template <IntervalNumber D>
Truth apart_on_a_line(const Rational& ratio, const Rational& factor, const Rational& rate,
                      Precision precision) {
  const auto exact = [&](const Rational& q) { return enclose<D>(q, precision); };
  D sum = exact(0);
  for (long k = 1; k <= 8; ++k) sum += exp(exact(-(k * k - 1) * ratio / 8));
  sum += exp(exact(-80 * ratio / 8)) / (1 - exp(exact(-ratio)));
  return proved_if(ratio > 0 && rate <= Rational(1, 8)) && sum / 2 <= exact(factor);
}

/// The variance of a law that gives each of two points at the distance D at least the mass 1/N is
/// at least factor D^2 / N. Proof. E (c - b)^2 >= (1/N) ((b - x)^2 + (x + D - b)^2), least half
/// way.
inline Truth two_equal_masses(const Rational& factor) {
  const Rational half(1, 2);
  return proved_if(factor <= half * half + half * half);
}

}  // namespace rigor::memorization
