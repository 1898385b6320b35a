// The second engine: the Frechet distance of samples of numbers.
#pragma once

#include <vector>

#include "number/rational.hpp"
#include "second_engine/arb_mixture.hpp"

namespace rigor::second_engine {

/// (m_1 - m_2)^2 + v_1 + v_2 - 2 sqrt(v_1 v_2) with the means and variances (E x^2 - m^2) of the
/// samples.
Bounds frechet_distance(const std::vector<Rational>& x, const std::vector<Rational>& y);

}  // namespace rigor::second_engine
