// The other parts of NODE-PL-2, and refutations beside it.
#pragma once

#include "verdict/claim.hpp"

namespace rigor::neural_ode {

/// Parts b and c.
Outcome check_start(const Case& input, const Effort& effort);
Outcome check_trained(const Case& input, const Effort& effort);
Outcome refute_narrow(const Case&, const Effort& effort);

}  // namespace rigor::neural_ode
