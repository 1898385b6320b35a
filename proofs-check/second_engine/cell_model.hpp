// The second engine: the model of one feature a cell, and residual flows.
#pragma once

#include <vector>

#include "number/rational.hpp"
#include "second_engine/arb_mixture.hpp"

namespace rigor::second_engine {

/// T(eps), the memorization time of the model of one feature a cell divided by the number of data,
/// from the Poisson series of its moments. Requires spacing, variance and eps > 0, and eps below
/// the largest gap (std::range_error otherwise).
Bounds memorization_time(const Rational& spacing, const Rational& variance, const Rational& eps);

/// |exp(-tK) r|^2 / 2, K square by rows.
Bounds residual_loss(const std::vector<std::vector<Rational>>& K, const std::vector<Rational>& r,
                     const Rational& time);

}  // namespace rigor::second_engine
