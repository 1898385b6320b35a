// Parts of NODE-LIP-2.
#pragma once

#include "verdict/claim.hpp"

namespace rigor::neural_ode {

/// The false variants.
void add_lip_2_variants(Registry& registry, const Claim& claim);

}  // namespace rigor::neural_ode
