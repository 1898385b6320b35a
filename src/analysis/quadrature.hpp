// Validated quadrature over a finite interval: Taylor series with remainder on adaptive panels.
#pragma once

#include <utility>
#include <vector>

#include "analysis/panel_refinement.hpp"
#include "function/taylor.hpp"
#include "number/decorated.hpp"
#include "number/interval_number.hpp"

namespace rigor {
namespace detail {

/// The coefficient of a remainder may be used where the function is proved smooth.
template <IntervalNumber I>
bool is_known(const I& coefficient) {
  return is_bounded(coefficient) && !is_empty(coefficient);
}
template <IntervalNumber I>
bool is_known(const Decorated<I>& coefficient) {
  return is_known(coefficient.value) && coefficient.domain == Domain::continuous;
}

/// Even, and close to the order that does least work for a function that is analytic near the
/// panel: with n coefficients a panel costs n^2, and halving it gains a factor 2^n; at n = log(1 /
/// eps) / 2 = 1.15 digits the work n^2 / exp(log(eps) / n) is least.
inline int taylor_order(int digits) {
  return 2 * ((23 * digits + 100) / 40);
}

/// With m the middle, u = b - m, l = a - m and an even n,
///   integral of f over [a, b]  in  sum_{k<n} c_k (u^{k+1} - l^{k+1}) / (k+1)
///                                  + C (u^{n+1} - l^{n+1}) / (n+1),
/// c_k the coefficients of f at m and C an enclosure of those of order n at all points of [a, b]:
/// Lagrange's remainder C (x - m)^n has a weight >= 0. It is intersected with f([a, b]) (b - a).
template <IntervalNumber I, class F>
PanelIntegral<I> taylor_panel(const F& f, int order, const I& a, const I& b) {
  const Precision p = precision_of(a);
  const I whole = hull(a, b), length = b - a;
  const I range = f(Taylor<I>::variable(whole, 0))[0];
  PanelIntegral<I> result{is_empty(range) ? entire<I>(p) : range * length, false};
  const I C = f(Taylor<I>::variable(whole, order))[order];
  if (!is_known(C)) return result;
  const I m = midpoint(whole);
  const I u = b - m, l = a - m;
  const Taylor<I> c = f(Taylor<I>::variable(m, order - 1));
  I sum = enclose<I>(0L, p), u_power = u, l_power = l;
  for (int k = 0; k < order; ++k) {
    sum += c[k] * (u_power - l_power) / (k + 1);
    u_power *= u;
    l_power *= l;
  }
  const I remainder = C * (u_power - l_power) / (order + 1);
  result.value = intersection(result.value, sum + remainder);
  result.is_final = certainly(2 * width(remainder) <= width(sum));
  return result;
}

}  // namespace detail

/// Encloses the integral of f over [from, to], split at the points given in between.
///
/// f is a generic callable on Taylor<I>: constants enter as I or integers. The points are thin,
/// bounded and increase (std::invalid_argument otherwise); the first and the last are the ends.
/// With I = Decorated<...> it is proved that f is defined on the panels: where it isn't, the result
/// carries the flag and the goal isn't reached. A bare I takes the caller's word that f is defined
/// on [from, to]. Jumps and kinks of f are met by short panels; a point there saves them. Where f
/// is unbounded the result is entire, or the steps run out.
template <IntervalNumber I, class F>
Integral<I> integrate(const F& f, const std::vector<I>& points, const IntegrationGoal& goal) {
  const int order = detail::taylor_order(goal.digits);
  const PanelRule<I> rule = [&](const I& a, const I& b, const I&) {
    return detail::taylor_panel(f, order, a, b);
  };
  return refine_panels<I>(points, rule, goal);
}

/// The same over [from, to] for ends that are enclosed: the result holds for all members of both.
/// What lies between the members of an end counts as f times at most its width. Requires the ends
/// to be apart, in either order; or to be equal and thin.
template <IntervalNumber I, class F>
Integral<I> integrate(const F& f, const I& from, const I& to, const IntegrationGoal& goal) {
  const I zero = enclose<I>(0L, precision_of(from));
  if (certainly(to < from)) {
    Integral<I> mirrored = integrate(f, to, from, goal);
    mirrored.value = -mirrored.value;
    return mirrored;
  }
  if (is_thin(from) && subset(to, from)) return {zero, true, ""};
  Integral<I> result = integrate(f, std::vector<I>{upper_point(from), lower_point(to)}, goal);
  for (const I& end : {from, to}) {
    if (is_thin(end)) continue;
    const I range = f(Taylor<I>::variable(end, 0))[0];
    result.value +=
        is_empty(range) ? entire<I>(precision_of(from)) : range * hull(zero, width(end));
  }
  return result;
}

}  // namespace rigor
