// Basins of attraction of the flow of a case.
#pragma once

#include <vector>

#include "verdict/claim.hpp"

namespace rigor::memorization {

/// MEM-ODE-4.b on a case with a box of starts whose question is the basins: which part of the box
/// is proved to reach which datum.
Outcome check_basins(const Case& input, const Effort& effort);

/// The proved basins of such a case in the plane; nothing for other cases.
std::vector<Plot> plot_basins(const Case& input);

}  // namespace rigor::memorization
