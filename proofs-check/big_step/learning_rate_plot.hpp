// The certified lower bound of the excess risk as a function of the learning rate.
#pragma once

#include <vector>

#include "proofs-check/big_step/learning_rate.hpp"
#include "verdict/case.hpp"
#include "verdict/outcome.hpp"

namespace rigor::big_step {

/// sigma^2 (R_n(theta) - R_n(s*)) is at least this, over x = log2(eta / sigma^4), at the largest
/// noise level of the case: boxes that enclose the bound, which is 0 where it says nothing. Where
/// the case has a network that the form speaks of, a box encloses its point at eta = 2 / (m
/// lambda_max), which lies above the curve.
std::vector<Plot> learning_rate_plots(const Case& input, Stable form);

}  // namespace rigor::big_step
