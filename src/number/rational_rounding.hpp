// Rational numbers near others.
#pragma once

#include "number/rational.hpp"

namespace rigor {

/// The greatest integer that is at most x.
Integer floor_of(const Rational& x);

/// The rational number in [lower, upper] with the least denominator, and among those the one of
/// least absolute value: by the continued fraction that both ends share (Knuth, The Art of Computer
/// Programming 2, 4.5.3, exercise 39). Requires lower <= upper.
Rational simplest_between(const Rational& lower, const Rational& upper);

}  // namespace rigor
