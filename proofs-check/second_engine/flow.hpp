// The second engine: flows on the line, by conserved quantiles.
#pragma once

#include <vector>

#include "second_engine/arb_mixture.hpp"

namespace rigor::second_engine {

/// (1/N) sum_i Phi((x - x_i) / sqrt v), v > 0.
Bounds mixture_cdf(const std::vector<Rational>& points, const Rational& x, const Rational& v);

/// The variance-preserving flow from z at the time `from` > 0, at the time `to` > 0: z e^t is at
/// the conserved quantile of noise variance e^{2t} - 1.
Bounds preserving_position(const std::vector<Rational>& points, const Rational& z,
                           const Rational& from, const Rational& to);
/// What comes out if z itself is moved along the variance-exploding flow, with the noise variance 1
/// - e^{-2t}.
Bounds unscaled_position(const std::vector<Rational>& points, const Rational& z,
                         const Rational& from, const Rational& to);

}  // namespace rigor::second_engine
