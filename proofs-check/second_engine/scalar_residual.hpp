// The second engine: the trained linear residual network on the line, by its closed form.
#pragma once

#include <cstddef>
#include <vector>

#include "second_engine/arb_mixture.hpp"

namespace rigor::second_engine {

/// F = prod_k (1 + Z_k / L) with Z_k' = -L dl/dZ_k, l = (F - target)^2: (1 + Z_k / L)^2 = (1 +
/// Z_k(0) / L)^2 + 2 tau / L and tau' = 2 (target - F) F. 1 + Z_k(0) / L > 0.
struct ScalarResidual {
  Rational target;               ///< above F at tau = 0
  std::vector<Rational> layers;  ///< Z_k(0)
};

/// The time at which the clock shows tau > 0, F(tau) < target: the integral of 1 / tau' by balls.
Bounds scalar_residual_time(const ScalarResidual& network, const Rational& tau);
/// Z_k when the clock shows tau; k from 0.
Bounds scalar_residual_layer(const ScalarResidual& network, const Rational& tau, std::size_t k);
/// -L dl/dZ_k at the start.
Bounds scalar_residual_velocity(const ScalarResidual& network, std::size_t k);

}  // namespace rigor::second_engine
