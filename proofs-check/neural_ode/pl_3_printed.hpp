// What the paper prints about wide networks, where it is wrong.
#pragma once

#include "verdict/claim.hpp"

namespace rigor::neural_ode {

/// Beside the claim on Proposition 5: its constants without absolute values, a step of its proof,
/// and what section 5.1 says of its hypotheses.
void add_printed_wide_constants(Registry& registry, const Claim& claim);

}  // namespace rigor::neural_ode
