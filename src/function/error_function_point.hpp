// The error function and its complement at a point.
#pragma once

#include "number/big_interval.hpp"

namespace rigor {

/// The tightest enclosures of erf(x) and erfc(x) at the precision; x may be infinite, not NaN.
BigInterval erf_at(const BigFloat& x, Precision precision);
BigInterval erfc_at(const BigFloat& x, Precision precision);

}  // namespace rigor
