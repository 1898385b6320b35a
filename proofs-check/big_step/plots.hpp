// Plots shared by the claims of this folder. A plot is a true statement: boxes that enclose a
// curve.
#pragma once

#include <vector>

#include "verdict/case.hpp"
#include "verdict/outcome.hpp"

namespace rigor::big_step {

// Each over all data and around the smallest gap, at the largest noise level of the case, in powers
// of sigma as units. Nothing unless d = 1 and n >= 2.
std::vector<Plot> score_plots(const Case& input);       ///< s* and s*'
std::vector<Plot> derivative_plots(const Case& input);  ///< s*'
std::vector<Plot> curvature_plots(const Case& input);   ///< s*''
std::vector<Plot> risk_plots(const Case& input);        ///< p V, the integrand of R_n(s*)

/// The weights pi and g, and the lower bounds of WEIGHT-1 in each cell.
std::vector<Plot> weight_plots(const Case& input);

}  // namespace rigor::big_step
