// Part (c) of NODE-LIN-1.
#pragma once

#include "verdict/claim.hpp"

namespace rigor::neural_ode {

/// NODE-LIN-1.c, with what it shares with part (a).
Claim lin_limit_claim(const Claim& a);

}  // namespace rigor::neural_ode
