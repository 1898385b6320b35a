// Refutations beside NODE-PL-1.
#pragma once

#include "verdict/claim.hpp"

namespace rigor::neural_ode {

Outcome refute_literal_norm(const Case&, const Effort& effort);
Outcome refute_half_path(const Case&, const Effort& effort);

}  // namespace rigor::neural_ode
