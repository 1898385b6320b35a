// The distance of a point to the convex hull of data.
#pragma once

#include <vector>

#include "model/weighted_points.hpp"
#include "number/interval_number.hpp"

namespace rigor {

/// Encloses dist(x, C), C the convex hull of the data, for all x of the box, one interval a
/// coordinate. In d = 1 exact up to rounding. Otherwise floating point proposes a point p of C, a
/// convex combination of data, near the projection of the middle of the box; then dist <= |x - p|,
/// and with u = p - x_mid, dist >= (min_j <u, x_j> - <u, x>) / |u|, as a hyperplane separates them;
/// the two agree at the projection.
template <IntervalNumber I>
I enclose_hull_distance(const WeightedPoints& data, const std::vector<I>& x);

}  // namespace rigor
