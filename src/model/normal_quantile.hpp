// Quantiles of the standard normal law.
#pragma once

#include <functional>

#include "number/interval_number.hpp"

namespace rigor {

/// Encloses the z with Phi(z) in `lower_mass` and 1 - Phi(z) in `upper_mass`, two enclosures of
/// complementary masses. For each end of the result the smaller mass is used, so a level next to 0
/// or to 1 costs no digits as long as its own tail is accurate. The entire line unless both masses
/// are certainly positive.
template <IntervalNumber I>
I enclose_normal_quantile(const I& lower_mass, const I& upper_mass,
                          const std::function<void()>& step);

}  // namespace rigor
