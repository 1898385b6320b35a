// Parts (b) and (c) of NODE-LIMIT-1.
#pragma once

#include <vector>

#include "verdict/claim.hpp"

namespace rigor::neural_ode {

/// With what they share with part (a).
std::vector<Claim> limit_rate_claims(const Claim& a);

}  // namespace rigor::neural_ode
