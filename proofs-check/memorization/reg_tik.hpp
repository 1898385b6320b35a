// REG-TIK-2, Tikhonov's regularization: the parts, a few a file.
#pragma once

#include "proofs-check/memorization/setting.hpp"

namespace rigor::memorization {

inline const Needs kTikhonov{.regularization = Regularization::tikhonov};

Outcome check_tikhonov_minimizer(const Case& input, const Effort& effort);  // a
Outcome check_tikhonov_hull(const Case& input, const Effort& effort);       // b
Outcome check_tikhonov_distance(const Case& input, const Effort& effort);   // c
Outcome check_tikhonov_copies(const Case& input, const Effort& effort);     // d
Outcome check_tikhonov_midpoint(const Case& input, const Effort& effort);   // e

Outcome refute_tikhonov_copy(const Case& input, const Effort& effort);        // c/false-a
Outcome refute_tikhonov_kernel(const Case& input, const Effort& effort);      // b/false-b
Outcome refute_tikhonov_separation(const Case& input, const Effort& effort);  // d/false-c

}  // namespace rigor::memorization
