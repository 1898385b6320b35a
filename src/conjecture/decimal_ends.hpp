// The printed ends of an enclosure.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "number/rational.hpp"

namespace rigor {

/// Whether two decimals differ by at most one unit of the digit number `digits` (counted from the
/// first significant one) of the end that is nearer to 0. False if an end is infinite or no
/// decimal; equal ends always do; ends of which only one is 0, or of different signs, never do.
/// Exact for all exponents.
bool at_most_one_unit_apart(std::string_view lower, std::string_view upper, int digits);

/// The number as a decimal, if it is one of at most `digits` significant digits; in the notation of
/// `decimal`. (3/10 has no binary enclosure of width 0, but it is the decimal 0.3.)
std::optional<std::string> exact_decimal(const Rational& value, int digits);

/// Appends zeros to the shorter one of two different decimals with a point and with the same
/// exponent, so that their digits stand in columns: 3.14159 and 3.1416 become 3.14159 and 3.14160.
void align(std::string& lower, std::string& upper);

}  // namespace rigor
