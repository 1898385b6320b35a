// Sums of normal densities over small panels, by their Taylor polynomials.
#pragma once

#include <vector>

#include "analysis/positive_part.hpp"
#include "number/interval_number.hpp"

namespace rigor {

/// Encloses f(x) = (1/N) sum_i phi((x - x_i) / sigma) / sigma at the middle m of the panel [a, b],
/// thin, and f and f' over it.
///
/// With t = (x - m) / sigma, phi(u + t) = phi(u) sum_k (-t)^k h_k(u), where h_k = He_k / k! and
/// (k+1) h_{k+1} = u h_k - h_{k-1}. By Cramer's inequality (Abramowitz and Stegun 22.14.17)
/// |He_n(u)| phi(u) <= K sqrt(n!) / sqrt(2 pi), K = 1.0865, so the remainders of order n of phi and
/// of its derivative (the order n - 1 there) are at most K |t|^n / sqrt(2 pi n!), and n / |t| times
/// that. The data beyond `reach` sigma from the panel are bounded together: phi(u) and u phi(u)
/// decrease in u >= 1.
template <IntervalNumber I>
PanelShape<I> normal_sum_shape(const std::vector<I>& points, const I& sigma, const I& a,
                               const I& b);

}  // namespace rigor
