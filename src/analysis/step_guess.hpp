// Step sizes of a Taylor method, proposed in floating point. Nothing here is verified.
#pragma once

#include <vector>

namespace rigor {

/// About x^(1/n) for x > 0, within 10 %, by nothing but exact operations: the same on every
/// machine.
double guess_root(double x, int n);

/// The length at which the last two coefficients, the larger over the components of |c_k| /
/// tolerance for k = p - 1 and k = p, reach 1; +inf where both vanish.
double propose_length(double before_last, double last, int order);

/// The number nearest to start + length on a grid of a thousandth to a two-thousandth of the
/// length, so that times have few digits.
double propose_time(double start, double length);

}  // namespace rigor
