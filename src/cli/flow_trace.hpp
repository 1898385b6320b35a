// Answers the question of a case's flow, with the trajectory that proves it.
#pragma once

#include "report/trace.hpp"
#include "verdict/runner.hpp"

namespace rigor {

/// Follows the flow of the case, which must have one, at rising precision until its question is
/// settled to options.digits, or the precision or the step budget is spent: then the trace says
/// why. Throws Interrupted.
Trace trace_flow(const Case& input, const RunOptions& options);

}  // namespace rigor
