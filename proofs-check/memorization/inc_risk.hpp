// The parts of INC-RISK-1 and what they are refuted on.
#pragma once

#include "verdict/claim.hpp"

namespace rigor::memorization {

Outcome check_trade_off(const Case& input, const Effort& effort);
std::vector<Plot> trade_off_plot(const Case& input);
Outcome check_exact_minimizer(const Case& input, const Effort& effort);
Outcome check_low_dimensions(const Case& input, const Effort& effort);
Outcome check_hybrid(const Case& input, const Effort& effort);

Outcome refute_one_noise_level(const Case& input, const Effort& effort);
Outcome refute_bounded_risk(const Case& input, const Effort& effort);
Outcome refute_every_radius(const Case& input, const Effort& effort);

}  // namespace rigor::memorization
