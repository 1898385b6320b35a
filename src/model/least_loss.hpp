// The least denoising loss J_v(s_N) = E_{p_N} tr Cov(X | Y) / v^2 of N points in R^d.
#pragma once

#include <functional>
#include <optional>

#include "model/weighted_points.hpp"
#include "number/interval_number.hpp"

namespace rigor {

/// J_v(s) = (1/N) sum_i E |s(Y) + (Y - x_i) / v|^2, Y ~ N(x_i, v I); s_N is the score of the
/// mixture p_N = (1/N) sum_i N(x_i, v I), D_ij = |x_i - x_j|.
template <IntervalNumber I>
struct LossBounds {
  I lower;  ///< (1 / N^2 v^2) sum_{i<j} D_ij^2 exp(-D_ij^2 / 4v), at most J_v(s_N)
  I upper;  ///< (1 / 2N v^2) sum_{i<j} D_ij^2 exp(-D_ij^2 / 8v), at least J_v(s_N)
};

/// Theorem. J_v(s_N) lies between the two; it is at most d / v.
/// Proof. J_v(s_N) = v^-2 sum_{i<j} D_ij^2 E w_i w_j for the posterior weights w, and E w_i w_j =
/// N^-2 integral of p_i p_j / p_N, p_i = N(x_i, v I). As N p_N >= p_i + p_j >= 2 sqrt(p_i p_j), it
/// is at most (1 / 2N) integral of sqrt(p_i p_j) = exp(-D_ij^2 / 8v) / 2N. By Cauchy and Schwarz
/// (integral of sqrt(p_i p_j))^2 <= integral of p_i p_j / p_N. And J_v(0) = d / v. [] Takes N^2 / 2
/// steps. Requires equal weights and certainly(v > 0).
template <IntervalNumber I>
LossBounds<I> loss_bounds(const WeightedPoints& data, const I& v,
                          const std::function<void()>& step);

/// Encloses J_v(s_N) to about 10^-digits of itself, or gives nothing where the sum would be too
/// long. For d = 1 and for two points (which span a line, along which alone the posterior varies;
/// scaled to -1, 1 at the variance 4v / D^2, J is 4 / D^2 times as large) by MixtureIntegrals.
/// Otherwise by the trapezoidal rule along each axis a. There, for x_a moved to x_a + iy, each
/// p_k(x) keeps its modulus up to the common factor exp(y^2 / 2v) and turns by the angle y x_{k,a}
/// / v up to a common one, so with R the range of the x_{k,a} and y R < pi v
///   |f(x + iy)| <= Q f(x), Q = exp(y^2 / 2v) / cos(y R / 2v),
/// f = p_N tr Cov = (1/N) sum_{i<j} D_ij^2 p_i p_j / sum_k p_k >= 0: by the strip bound (see
/// src/analysis/line_quadrature.hpp) the rule with step h is relatively wrong by at most e = 2Q /
/// (exp(2 pi y / h) - 1), and all axes together by the product of the 1 + e, less 1. The terms more
/// than K sqrt v outside the box of the points, with h <= sqrt v, add up to at most
///   (max D_ij^2 / 2) d 2^(d-1) exp(-(K-1)^2 / 2),
/// as tr Cov <= max D^2 / 2, h sum phi <= 2 along an axis, and at most exp(-(K-1)^2 / 2) / 2 on one
/// side. Requires equal weights and certainly(v > 0).
template <IntervalNumber I>
std::optional<I> enclose_least_loss(const WeightedPoints& data, const I& v, int digits,
                                    const std::function<void()>& step);

}  // namespace rigor
