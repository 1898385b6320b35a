// The second engine: a start of training that is at rest though its loss is positive, and how equal
// layers part.
#pragma once

#include <vector>

#include "second_engine/residual_network.hpp"

namespace rigor::second_engine {

/// q = m = 2, d = d' = 1, tanh, A = (1, 0)^T, B = (0, 1), V = 0, W = (w_1, 0; w_2, 0) in two
/// layers; four data x_i, and for y a unit vector orthogonal to (x_i), (tanh(w_1 x_i / sqrt 2)) and
/// (tanh(w_2 x_i / sqrt 2)). The loss. Throws std::range_error where such y is not found or one of
/// the derivatives of the loss is not in an interval around 0.
Bounds loss_at_rest(const std::vector<Rational>& x, const Rational& w_1, const Rational& w_2);

/// V = 0 and the same W in all L layers: L times the Frobenius norm of the second derivative of
/// V_{k+1} - V_k in the time of the gradient flow at its start, which is the same for all L and k.
/// The instance has one such layer.
Bounds parting(const ResidualInstance& instance);

}  // namespace rigor::second_engine
