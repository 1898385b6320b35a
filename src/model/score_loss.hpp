// The denoising loss of a given score model on the line, by quadrature.
#pragma once

#include <functional>
#include <vector>

#include "analysis/analytic_quadrature.hpp"
#include "model/weighted_points.hpp"
#include "number/interval_number.hpp"

namespace rigor {

/// A score model s on the line: analytic between break points, given there on I and on rectangles,
/// and |s(y)| <= growth (1 + |y - x_1| / sqrt v)^3 left of the least datum x_1, the same on the
/// right of the greatest one.
template <IntervalNumber I>
struct ScoreModel {
  struct Piece {
    std::function<I(const I&)> value;
    OnRectangles on_rectangles;
  };
  std::vector<Piece> pieces;     ///< one more than there are breaks
  std::vector<Rational> breaks;  ///< increasing
  I growth;
};

/// s(y) = y - y^3, s(y) = tanh(y) - y, and the score of the nearest datum, (x_nn(y) - y) / v. For d
/// = 1, increasing data.
template <IntervalNumber I>
ScoreModel<I> cubic_score(const std::vector<Rational>& data, const I& v);
template <IntervalNumber I>
ScoreModel<I> tanh_score(const std::vector<Rational>& data, const I& v);
template <IntervalNumber I>
ScoreModel<I> nearest_score(const std::vector<Rational>& data, const I& v);
/// (m - y) / v with the weights exp(-|y - x_i|^2 / (2 factor v)); s_N for factor = 1.
template <IntervalNumber I>
ScoreModel<I> softmax_score(const std::vector<Rational>& data, const I& v, const Rational& factor);

/// Encloses J_v(s) = (1/N) sum_i E (s(Y) + (Y - x_i) / v)^2, Y ~ N(x_i, v), and the excess
/// integral of (s - s_N)^2 p_N, each to about 10^-digits of its size.
///
/// Between x_1 - K sqrt v and x_N + K sqrt v by Gauss rules. Beyond, the integrand is at most g^2
/// (1 + t)^6 times the density of the nearest end atom at the distance t sqrt v, with |s + (y -
/// x_i) / v| and |s - s_N| at most g (1 + t)^3: g = growth + (R + sqrt v) / v, R = x_N - x_1. As (1
/// + t)^6 exp(-t^2/4) decreases for t >= 3 and the integral of exp(-t^2/4) from K on is at most
/// (2/K) exp(-K^2/4), a side adds at most g^2 (2/K) (1 + K)^6 exp(-K^2/2) / sqrt(2 pi). `step` is
/// called once a panel and may throw. Requires certainly(v > 0).
template <IntervalNumber I>
Integral<I> enclose_score_loss(const ScoreModel<I>& s, const std::vector<Rational>& data,
                               const I& v, int digits, const std::function<void()>& step);
template <IntervalNumber I>
Integral<I> enclose_score_excess(const ScoreModel<I>& s, const std::vector<Rational>& data,
                                 const I& v, int digits, const std::function<void()>& step);

}  // namespace rigor
