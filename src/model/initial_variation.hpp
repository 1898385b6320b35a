// How far the law from which a sampler starts is from the noisy law of the data.
#pragma once

#include <functional>

#include "model/weighted_points.hpp"
#include "number/interval_number.hpp"

namespace rigor {

/// TV(N(0, T), p_T) in d = 1, p_T = sum_i p_i N(x_i, T), T > 0.
///
/// The quotient of the densities less 1, h(x) = sum_i p_i (exp((x x_i - x_i^2 / 2) / T) - 1), is
/// convex, and negative for x = 0 unless N = 1 and x_1 = 0. So h < 0 exactly between two zeros r_1
/// < 0 < r_2, of which r_2 (r_1) is infinite if there is no x_i > 0 (< 0), and the distance is N(0,
/// T)(r_1, r_2) - p_T(r_1, r_2). For x > 0, h(x) / x increases: its derivative is (x h' - h) / x^2
/// >= -h(0) / x^2.
///
/// Throws std::invalid_argument unless d = 1 and T > 0 is certain. Calls `step` once an iteration.
template <IntervalNumber I>
I enclose_initial_variation(const WeightedPoints& data, const I& T,
                            const std::function<void()>& step);

}  // namespace rigor
