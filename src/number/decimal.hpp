// Decimal text of a number, rounded in a stated direction.
#pragma once

#include <mpfr.h>

#include <string>

namespace rigor {

/// The largest (for `lower_decimal`) or smallest (`upper_decimal`) decimal with at most `digits`
/// significant digits (at least 1) that is <= x, or >= x; without trailing zeros. x is not NaN.
/// Decimal exponents from -5 to 20 are written plainly, others as "1.25e-300"; "-inf", "inf".
std::string lower_decimal(mpfr_srcptr x, int digits);
std::string upper_decimal(mpfr_srcptr x, int digits);

}  // namespace rigor
