// False statements on where trajectories of the reverse flow end, refuted.
#pragma once

#include "verdict/claim.hpp"

namespace rigor::memorization {

/// MEM-ODE-3: the distance to the datum is O(v).
Outcome refute_faster_rate(const Case&, const Effort& effort);
/// MEM-ODE-4.b: every trajectory converges to a datum.
Outcome refute_every_trajectory(const Case&, const Effort& effort);
/// MEM-ODE-4.b: to the datum nearest to the start.
Outcome refute_nearest(const Case&, const Effort& effort);

}  // namespace rigor::memorization
