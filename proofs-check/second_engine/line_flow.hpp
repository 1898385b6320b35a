// The second engine: distribution functions and posterior weights of Gaussian mixtures.
#pragma once

#include <cstddef>
#include <vector>

#include "second_engine/arb_mixture.hpp"

namespace rigor::second_engine {

/// Phi(x).
Bounds normal_distribution(const Rational& x);

/// F_v(x) = (1/N) sum_i Phi((x - x_i) / sqrt v); v > 0.
Bounds mixture_distribution(const std::vector<Rational>& points, const Rational& v,
                            const Rational& x);

/// exp(-|x - x_i|^2 / 2v) / sum_j exp(-|x - x_j|^2 / 2v), i from 0; v > 0.
Bounds posterior_weight(const std::vector<std::vector<Rational>>& points, const Rational& v,
                        const std::vector<Rational>& x, std::size_t i);

}  // namespace rigor::second_engine
