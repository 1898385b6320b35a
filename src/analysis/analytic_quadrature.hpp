// Validated quadrature of analytic functions over a finite interval: Gauss rules on adaptive
// panels.
#pragma once

#include <functional>
#include <vector>

#include "analysis/complex_interval.hpp"
#include "analysis/panel_refinement.hpp"
#include "number/interval_number.hpp"

namespace rigor {

/// f on rectangles of the upper half plane.
using OnRectangles = std::function<ComplexInterval(const ComplexInterval&)>;

/// Encloses the integral of f over [points.front(), points.back()], split at the points in between.
///
/// f is real on the real line, given on I, and on rectangles with constants of type Interval; for I
/// = Interval one generic callable serves both. On a panel where f is proved analytic inside one of
/// a few ellipses a Gauss-Legendre rule with the remainder of gauss_remainder is used; the bound of
/// |f| there comes from rectangles that cover the upper half of the ellipse, as |f| takes the same
/// values in the lower one. The other panels are halved. At 30 digits and more this needs far less
/// work than the Taylor series of `integrate`; it can't pass a kink or a singularity, where it
/// gives up. The points are thin, bounded and increase (std::invalid_argument otherwise). Bounds
/// are computed in doubles: scale an integrand that leaves their range.
template <IntervalNumber I>
Integral<I> integrate_analytic(const std::function<I(const I&)>& f,
                               const OnRectangles& on_rectangles, const std::vector<I>& points,
                               const IntegrationGoal& goal);

}  // namespace rigor
