// The second engine: the flow of one datum under the empirical-Bayes score.
#pragma once

#include "second_engine/arb_mixture.hpp"

namespace rigor::second_engine {

/// With l0 = z0^2 / 2 v0: lim |x(v) - x_1| = |z0| exp(-L / 2), L the integral of dl / (l (tau e^l -
/// 1)) over l >= l0, by numerical integration over a finite range and the bound of the rest.
/// Requires z0 > 0, v0 > 0 and tau e^l0 > 1 (std::invalid_argument where it isn't proved).
Bounds departure_limit(const Rational& z0, const Rational& v0, const Rational& tau);

/// exp(-z0^2 / 2 v0) / tau.
Bounds evidence_ratio(const Rational& z0, const Rational& v0, const Rational& tau);

}  // namespace rigor::second_engine
