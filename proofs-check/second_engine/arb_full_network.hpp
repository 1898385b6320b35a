// The second engine: fully trained two-layer networks in Arb's ball arithmetic, piece by piece.
#pragma once

#include <vector>

#include "second_engine/arb_mixture.hpp"

namespace rigor::second_engine {

/// f(y) = c0 + sum_j a_j relu(w_j y + b_j).
struct FullNetworkInstance {
  Instance data;
  std::vector<Rational> inner_weights, inner_biases, outer_weights;
};

struct FullNetworkSharpness {
  Bounds largest_eigenvalue;  ///< of E grad f grad f^T in the parameters (w, b, a, c0)
  /// sum_j |a_j| E relu(w_j Y + b_j) sqrt(P_j^2 + (E Y 1_j)^2), 1_j the indicator of the ramp, P_j
  /// its mean.
  Bounds variation;
};

/// Throws std::invalid_argument for vectors of different lengths or bad data.
FullNetworkSharpness full_network_sharpness(const FullNetworkInstance& network);

}  // namespace rigor::second_engine
