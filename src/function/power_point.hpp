// x^y at a point.
#pragma once

#include "number/big_interval.hpp"

namespace rigor {

/// The tightest enclosure of x^y at the precision, for 0 <= x <= inf and -inf <= y <= inf, as the
/// limit of exp(y log x) with 0 * inf = 0: x^0 = 1^y = 1 throughout; 0^y and inf^y are 0 or inf,
/// and x^inf too. Its ends are the correctly rounded ones.
BigInterval power_at(const BigFloat& x, const BigFloat& y, Precision precision);

}  // namespace rigor
