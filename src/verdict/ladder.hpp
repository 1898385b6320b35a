// The precision ladder: one claim on one case, at rising precision until it is settled.
#pragma once

#include "verdict/claim.hpp"
#include "verdict/runner.hpp"

namespace rigor {

/// The rungs: 53 (the double interval), then 128, 256, 512, ... up to `max_bits`.
std::vector<int> rungs(int max_bits);

/// Runs the claim's check rung by rung, with a fresh budget each, until the outcome asks for no
/// more precision or the ladder ends. A settled verdict is kept when a higher rung runs out of
/// budget or loses it. The ladder ends at the first rung of multiple precision that spends the
/// budget; a double rung that spends it may have lost to rounding, so 128 bits are tried.
///
/// Throws Interrupted; and std::logic_error if two rungs contradict each other (different settled
/// verdicts, or disjoint enclosures of one quantity), or if an outcome is verified or violated,
/// undivided, with a hypothesis that is not proved.
Outcome climb(const Claim& claim, const Case& input, const RunOptions& options);

}  // namespace rigor
