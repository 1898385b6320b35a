// The second engine on training losses and kernel density estimates.
#pragma once

#include "second_engine/arb_mixture.hpp"

namespace rigor::second_engine {

/// For the data -1, 1 on the line and noise variance v: J_v(s) = (1/2) sum_i E (s(Y) + (Y - x_i) /
/// v)^2, Y ~ N(x_i, v), of the score of the nearest datum, (sgn(y) - y) / v. Wrong with the
/// probability P(Z > 1 / sqrt v) it is off by 2 / v, else exact: (4 / v^2) P(Z > 1 / sqrt v).
Bounds nearest_score_loss(const Rational& v);
/// The same of the score (tanh(y / (factor v)) - y) / v, whose weights are exp(-|y - x_i|^2 / (2
/// factor v)), by Arb's certified quadrature: relative to 1 the residual is tanh(y / (factor v))
/// - 1.
Bounds softmax_score_loss(const Rational& v, const Rational& factor);

/// MISE of the Gaussian kernel estimate of N(0, 1) from N data with bandwidth h, as
/// (1 / 2 sqrt pi) (1/(N h) + (1 - 1/N) / sqrt(1 + h^2) - 2 sqrt 2 / sqrt(2 + h^2) + 1).
Bounds mean_integrated_squared_error(const Rational& N, const Rational& h);

}  // namespace rigor::second_engine
