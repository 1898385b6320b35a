// How close the printed ends of an enclosure are.
#pragma once

#include <string_view>

namespace rigor {

/// Whether two decimals differ by at most one unit of the digit number `digits` (counted from the
/// first significant one) of the end that is nearer to 0. False if an end is infinite or no
/// decimal; equal ends always do; ends of which only one is 0, or of different signs, never do.
/// Exact for all exponents.
bool at_most_one_unit_apart(std::string_view lower, std::string_view upper, int digits);

}  // namespace rigor
