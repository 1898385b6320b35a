// Refutations beside NODE-LONG-1.
#pragma once

#include "verdict/claim.hpp"

namespace rigor::neural_ode {

Outcome refute_tied(const Case&, const Effort& effort);

}  // namespace rigor::neural_ode
