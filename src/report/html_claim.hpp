// The section of one claim in the HTML report.
#pragma once

#include <string>

#include "verdict/runner.hpp"

namespace rigor {

/// Statement, source, hypotheses, scope and notes, then a block a case: verdict, margin,
/// quantities, witness, parts, what it rests on, plots. Blocks of violated and inconclusive results
/// are open, and the first with a plot.
std::string claim_section(const Run& run, const Claim& claim);

}  // namespace rigor
