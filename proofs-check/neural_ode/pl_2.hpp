// Refutations beside NODE-PL-2.
#pragma once

#include "verdict/claim.hpp"

namespace rigor::neural_ode {

Outcome refute_narrow(const Case&, const Effort& effort);

}  // namespace rigor::neural_ode
