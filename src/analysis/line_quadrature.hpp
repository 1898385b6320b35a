// Validated quadrature over the real line: the trapezoidal rule with a strip bound.
#pragma once

#include <algorithm>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "analysis/analytic_quadrature.hpp"
#include "analysis/complex_interval.hpp"
#include "analysis/panel_refinement.hpp"
#include "number/interval_number.hpp"

namespace rigor {

/// f is analytic and |f(x + iy)| <= factor exp(-(x - centre)^2 / 2 variance) wherever x lies beyond
/// `from` (at most `from` on the left side, at least `from` on the right one) and |y| <= height.
/// What a caller proves of its integrand. variance > 0; the other numbers are bounded.
template <IntervalNumber I>
struct GaussianTail {
  I from;
  I factor;
  I centre;
  I variance;
};

/// The strip |Im z| <= height in which the integrand is looked at, and its two tails there.
template <IntervalNumber I>
struct Strip {
  Rational height;
  GaussianTail<I> left;
  GaussianTail<I> right;
};

/// Encloses the integral of f over the real line. Requires (proved by the caller) the tails; that f
/// is analytic in the strip between them is proved here, on rectangles, or the strip is made lower.
///
/// Theorem. Let f be analytic in a neighbourhood of the strip |Im z| <= a and decay like a Gaussian
/// there, and let M be at least the integrals of |f(x + ia)| and |f(x - ia)| over x. Then for h > 0
///   |h sum_{k in Z} f(kh) - integral of f|  <=  2 M / (e^{2 pi a / h} - 1).
/// Proof. Poisson's summation: h sum f(kh) = sum_n g(2 pi n / h), g(w) = integral of f(x) e^{-iwx}
/// dx. The term n = 0 is the integral of f. For w > 0 shift the path to Im z = -a, for w < 0 to +a
/// (the ends vanish by the decay): |g(w)| <= M e^{-a |w|}. Sum the two geometric series. []
/// (Continuity on the closed strip suffices: take a' < a, a' -> a.) As f is real on the real line,
/// |f(x - iy)| = |f(x + iy)|, and only the upper half is looked at.
///
/// The sum is cut at |k| where the tails, which decrease, leave at most their integral; that of
/// C exp(-(x - c)^2 / 2w) beyond L >= c is at most C sqrt(pi w / 2) exp(-(L - c)^2 / 2w), as
/// erfc(t) <= e^{-t^2} for t >= 0.
///
/// f on I, and the same f on rectangles, whose constants are of type Interval; for I = Interval one
/// generic callable serves both. M is computed in doubles: scale an integrand that leaves their
/// range.
template <IntervalNumber I>
Integral<I> integrate_line(const std::function<I(const I&)>& f, const OnRectangles& on_rectangles,
                           const Strip<I>& strip, const IntegrationGoal& goal);

/// An upper bound of the integral of |f(x + iy)| over x in [from, to], for every 0 <= y <= height,
/// with f proved analytic there; nothing if that isn't proved.
std::optional<Interval> strip_bound(const OnRectangles& f, const Interval& from, const Interval& to,
                                    const Interval& height, const std::function<void()>& step);

}  // namespace rigor
