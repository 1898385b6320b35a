// Basins of attraction of the flow of a case.
#pragma once

#include <functional>
#include <vector>

#include "model/mixture_basins.hpp"
#include "verdict/claim.hpp"

namespace rigor::memorization {

/// enclose_basins for the box of starts of a case.
std::vector<BasinCell> case_basins(const Case& input, const BasinGoal& goal,
                                   const std::function<void()>& step);

/// MEM-ODE-4.b on a case with a box of starts whose question is the basins: which part of the box
/// is proved to reach which datum. The cells are those of case_basins.
Outcome conclude_basins(const Case& input, const std::vector<BasinCell>& cells,
                        const Effort& effort);
Outcome check_basins(const Case& input, const Effort& effort);

/// The proved basins of such a case in the plane; nothing for other cases.
std::vector<Plot> draw_basins(const Case& input, const std::vector<BasinCell>& cells);
std::vector<Plot> plot_basins(const Case& input);

}  // namespace rigor::memorization
