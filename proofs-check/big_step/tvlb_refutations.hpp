// What is false next to TVLB-1, with its witnesses.
#pragma once

#include "verdict/claim.hpp"

namespace rigor::big_step {

/// Proposition 7 as printed, on P7 (n = 2).
Outcome refute_proposition_7(const Case&, const Effort& effort);
/// TV_g >= 5 B_g, on ZIG-6.
Outcome refute_five_times(const Case&, const Effort& effort);
/// The integral of |s''| min(F, 1 - F) is at least 4 B_V, on ZIG-6.
Outcome refute_four_times(const Case&, const Effort& effort);
/// TV_g >= n^2 delta / (2 sigma^2), on ZIG-6.
Outcome refute_explicit(const Case&, const Effort& effort);

}  // namespace rigor::big_step
