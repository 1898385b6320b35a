// The second engine: the numbers in bounds of laws that copy data.
#pragma once

#include "second_engine/arb_mixture.hpp"

namespace rigor::second_engine {

/// P(|Z| <= k) for Z standard normal on the line, k >= 0.
Bounds normal_ball_mass(const Rational& k);

}  // namespace rigor::second_engine
