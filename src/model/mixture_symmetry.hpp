// Reflections that keep weighted data and a start: then the flow stays on their hyperplanes.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "model/weighted_points.hpp"

namespace rigor {

/// Data on a subspace that a flow doesn't leave. The flow there is that of the atoms `points` with
/// `log_weights` and `heights` (see MixtureAtoms); points may be equal.
struct ReducedData {
  std::vector<std::vector<Rational>> points;
  std::vector<Rational> log_weights;
  std::vector<Rational> heights;
  /// The datum that the atom is, unless it is a projection.
  std::vector<std::optional<std::size_t>> datum;
  bool is_reduced = false;
};

/// Let R be the reflection that exchanges x_i and x_j, and H its hyperplane, the bisector. If R
/// maps the weighted data to themselves and the start is on H, then the flow stays on H: the field
/// is equivariant under R, so on H it is tangent to H. For x on H, |x - x_k|^2 = |x - P x_k|^2 +
/// dist(x_k, H)^2 with the projection P, and sum w_k x_k = sum w_k P x_k, as x_k and R x_k weigh
/// the same: it is the flow of the atoms P x_k with the heights dist(x_k, H)^2 / 2. This is
/// repeated for the new atoms while such a reflection is found. With `start_is_scaled` the start is
/// an unknown positive multiple of the given one, and only hyperplanes through 0 are taken. All of
/// it is exact.
ReducedData reduce_by_reflections(const WeightedPoints& data, const std::vector<Rational>& start,
                                  bool start_is_scaled = false);
/// The data as they are.
ReducedData unreduced(const WeightedPoints& data);

}  // namespace rigor
