// Gauss-Legendre quadrature of analytic functions with a proved remainder.
#pragma once

#include <vector>

#include "number/interval_number.hpp"

namespace rigor {

/// Nodes and weights of the N-point rule on [-1, 1], enclosed. Sum f(x_k) w_k integrates
/// polynomials of degree 2N - 1 exactly. Both lists are symmetric about 0 and in increasing order.
template <IntervalNumber I>
struct GaussRule {
  std::vector<I> nodes;
  std::vector<I> weights;
};

/// The N-point rule at a precision. Every node is proved to be a zero of the Legendre polynomial
/// P_N by a change of sign, and the N sign changes are disjoint, so all zeros are there. The
/// weights are 2 / ((1 - x^2) P_N'(x)^2). Rules are computed once a process and kept.
/// Requires 1 <= N <= 128. Thread-safe.
template <IntervalNumber I>
const GaussRule<I>& gauss_rule(int N, Precision precision);

/// An upper bound of the error of the N-point rule for f analytic inside the ellipse with foci
/// m - h, m + h and semi-axes h (rho + 1/rho)/2, h (rho - 1/rho)/2, bounded there by M >= |f|:
///     |integral over [m - h, m + h] - rule|  <=  (16/3) h M rho^(-2N) / (1 - rho^(-2)).
/// Proof: on [-1, 1] the Chebyshev coefficients satisfy |a_k| <= 2 M rho^-k; the rule is exact for
/// degree < 2N and, like the integral, 0 for odd T_k; |integral T_k| <= 2/3 for even k >= 2 and
/// |rule(T_k)| <= 2; sum over even k >= 2N of 2 M rho^-k (2 + 2/3).
/// Requires rho > 1, h > 0.
template <IntervalNumber I>
I gauss_remainder(int N, const I& half_length, const I& rho, const I& bound);

}  // namespace rigor
