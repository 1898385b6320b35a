// Orbits of gradient descent, enclosed.
#pragma once

#include "verdict/claim.hpp"

namespace rigor::big_step {

/// Encloses theta_1, ..., theta_30 of theta <- theta - m eta grad R from the network of the case,
/// which must be exact; `inapplicable` where it is not, or without a learning rate.
Outcome check_orbit(const Case& input, const Effort& effort);

}  // namespace rigor::big_step
