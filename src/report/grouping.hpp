// The results of a run by claim.
#pragma once

#include <vector>

#include "verdict/runner.hpp"

namespace rigor {

/// The claims of one kind that the run has results for, in the order of the registry.
std::vector<const Claim*> claims_of(const Run& run, Kind kind);

/// The results of a claim, in the order of the run.
std::vector<const Result*> results_of(const Run& run, const Claim& claim);

}  // namespace rigor
