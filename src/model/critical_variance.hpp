// Up to which noise variance an interval about a datum is invariant, on the line.
#pragma once

#include <functional>
#include <optional>

#include "model/mixture_atoms.hpp"

namespace rigor {

/// Encloses the largest v_c such that m(., v) maps [x_i - r, x_i + r] into itself for all v <= v_c,
/// in d = 1 and 0 < r < half the least gap to x_i; i is the origin of the atoms. As m increases in
/// x (its derivative is Var_w / v), that is m(x_i + r, v) <= x_i + r and m(x_i - r, v) >= x_i - r.
///
/// Below the v at which eps_i(r, v) <= r is proved both hold; from there they are proved on
/// adjacent intervals of 1/v, until a point is found where one fails; between, where the derivative
/// by 1/v is proved to have one sign, bisection goes on to the precision. nullopt if they hold for
/// all v up to `most` times that v, or nothing can be proved. Calls `step` for each evaluation.
template <IntervalNumber I>
std::optional<I> enclose_critical_variance(const MixtureAtoms<I>& atoms, const I& r, long most,
                                           const std::function<void()>& step);

}  // namespace rigor
