// Second moments of the distance to the nearest datum, d = 1.
#pragma once

#include <functional>
#include <vector>

#include "model/law_pair.hpp"

namespace rigor {

/// Encloses the integral of (dist(y) - eta)_+^2 q(y) over the y with |y - m| >= h for every
/// midpoint m between neighbours, dist(y) the distance to the nearest of increasing points, eta >=
/// 0, h >= 0, where q is the density of a BaseLaw.
template <IntervalNumber I>
I nearest_distance_moment(const std::vector<Rational>& points, BaseLaw law, const I& h,
                          const I& eta);

/// The same integral over [0, 1] with q the density of U + sqrt(v) Z, U uniform on [0, 1], Z
/// standard normal. `step` is called once a panel.
template <IntervalNumber I>
I nearest_distance_moment_of_noisy_uniform(const std::vector<Rational>& points, const I& v,
                                           const I& h, const I& eta, int digits,
                                           const std::function<void()>& step);

}  // namespace rigor
