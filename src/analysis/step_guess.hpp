// Step sizes of a Taylor method, proposed in floating point. Nothing here is verified.
#pragma once

#include <vector>

namespace rigor {

/// About x^(1/n) for x > 0, within 10 %, by nothing but exact operations: the same on every
/// machine.
double guess_root(double x, int n);

/// The longer of the lengths at which the last two coefficients reach 1, where `before_last` and
/// `last` are their sizes over the tolerance: one of them may vanish by symmetry. +inf where both
/// do.
double propose_length(double before_last, double last, int order);

/// The number nearest to start + length on a grid of a thousandth to a two-thousandth of the
/// length, so that times have few digits.
double propose_time(double start, double length);

}  // namespace rigor
