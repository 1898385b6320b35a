// The second engine: residual networks with tanh or linear blocks, their losses and derivatives.
#pragma once

#include <cstddef>
#include <vector>

#include "second_engine/arb_mixture.hpp"

namespace rigor::second_engine {

using BoundRows = std::vector<std::vector<Bounds>>;

/// The weights V and W of a layer; of a linear block V is Z, and W is empty.
struct ResidualLayer {
  BoundRows V;
  BoundRows W;
};

/// All networks h_0 = A x, h_{k+1} = h_k + V tanh(W h_k / sqrt q) / (L sqrt m), or h_k + Z h_k / L,
/// F = B h_L, with weights within the bounds, and their data.
struct ResidualInstance {
  bool is_linear = false;
  BoundRows A;
  BoundRows B;
  std::vector<ResidualLayer> layers;
  BoundRows inputs;   ///< x_1, ..., x_n
  BoundRows targets;  ///< y_1, ..., y_n
};

/// lower = upper = value.
Bounds thin_bounds(const Rational& value);
/// The layers V(s) = (cos s, -sin s; sin s, cos s), W(s) = (1 + s, -1/2; s^2, 1) at s = 1/L,
/// ..., 1.
std::vector<ResidualLayer> rotated_layers(std::size_t depth);

// The functions below throw std::invalid_argument if shapes disagree, and std::range_error where no
// finite bounds were found. They work with 384 bits.

/// h_k of the datum `index` (from 0), k = 0, ..., L.
std::vector<Bounds> residual_state(const ResidualInstance& instance, std::size_t index,
                                   std::size_t k);
/// l = (1/n) sum_i |F(x_i) - y_i|^2.
Bounds residual_loss(const ResidualInstance& instance);

/// One weight: the matrix, its layer from 1 (of V and W), row and column from 0.
struct WeightPlace {
  char matrix;  ///< 'A', 'V' (also Z), 'W' or 'B'
  std::size_t layer;
  std::size_t row;
  std::size_t column;
};

/// The derivative of the loss by one weight, carried forward along with the states.
Bounds residual_loss_derivative(const ResidualInstance& instance, const WeightPlace& weight);

/// What p_k = p_{k+1} + d_1 f p_{k+1} / L, with the Jacobian d_1 f where its transpose belongs,
/// gives for the derivative of the loss by an entry of V in a layer. Two-layer blocks.
Bounds misprinted_loss_derivative(const ResidualInstance& instance, const WeightPlace& weight);

}  // namespace rigor::second_engine
