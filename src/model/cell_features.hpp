// The solvable model of memorization time: one feature a cell of a circle.
#pragma once

#include <functional>
#include <optional>

#include "number/interval_number.hpp"

namespace rigor {

/// Data at the spacing L on a circle of length nL, noise variance v, the true law uniform; features
/// psi_i(y) = (x_i - y) / v on the cell |y - x_i| <= L/2. With rho(y) = y - L round(y / L):
///   g = E rho(sqrt(v) Z)^2 / v^2,  h = E rho(sqrt(v) Z) sqrt(v) Z / v^2,
/// the second moment of a feature and its product with the score, times n.
template <IntervalNumber I>
struct CellMoments {
  I g;
  I h;
  I a;  ///< L^2 / 24 v^2 - g / 2, how fast the gap of test and training loss grows with theta^2
};

/// Encloses them, relative to their sizes. Requires L > 0, v > 0. Where sqrt(v) is small beside
/// L, cell by cell, beyond the last one |rho| <= L/2 on a tail of the normal law and
///   h = (1/v) (1 - L sum_k phi_v((k + 1/2) L)), the terms decreasing at least by the factor
/// exp(-L^2 / v) from k to k + 1; otherwise by Poisson's summation, with q = exp(-2 pi^2 v / L^2),
///   g v^2 = L^2 / 12 - 2 a v^2,  2 a v^2 = sum_{k >= 1} (-1)^{k+1} (L / pi k)^2 q^{k^2},
///   h v = 2 sum_{k >= 1} (-1)^{k+1} q^{k^2},
/// alternating series with decreasing terms. `step` is called once a term.
template <IntervalNumber I>
CellMoments<I> cell_moments(const Rational& spacing, const Rational& variance, Precision precision,
                            const std::function<void()>& step);

}  // namespace rigor
