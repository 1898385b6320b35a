// Points at which a formula may hold, and the simplest of them.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "conjecture/formula.hpp"

namespace rigor {

/// A point in floating point and how well the formula seems to hold there: the least term of the
/// atoms under `and`, the greatest under `or`, for an atom t > 0 or t >= 0 the value t, for t = 0
/// the value -|t|, for t != 0 the value |t|; -inf where a term is undefined.
struct ProposedPoint {
  std::vector<double> point;
  double satisfaction = 0;
};

/// Looks for points of the box, all of whose variables it takes as real or integer numbers to be
/// chosen, at which the formula (quantifiers apart) holds: at corners, the centre, random points,
/// and by descents from the best of these. `effort` multiplies the number of evaluations, about
/// 2000 at
/// 1. Best first, at most six; the same on every run. Nothing is proved.
std::vector<ProposedPoint> propose_points(const Terms& terms,
                                          const std::vector<FormulaNode>& formula, const Box& box,
                                          double effort = 1);

/// A rational point of the box near `near` at which `holds` (a proof) says yes: of decreasing
/// neighbourhoods, the points with the least denominators in each coordinate are tried, then
/// coordinates are simplified one by one. nullopt if no neighbourhood has one.
std::optional<std::vector<Rational>> simplest_point(
    const std::vector<double>& near, const Box& box,
    const std::function<bool(const std::vector<Rational>&)>& holds);

}  // namespace rigor
