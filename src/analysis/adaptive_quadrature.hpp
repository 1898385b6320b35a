// Adaptive quadrature of the absolute value of a piecewise analytic function, with a proof.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <optional>
#include <utility>
#include <vector>

#include "analysis/gauss_legendre.hpp"
#include "function/elementary.hpp"
#include "number/interval_number.hpp"
#include "number/rational.hpp"

namespace rigor {

/// What the quadrature asks of a panel [a, b], in a coordinate t that is local to the panel.
template <class P, class I>
concept AnalyticPanel = requires(const P& panel, const I& t) {
  { panel.middle() } -> std::convertible_to<I>;       ///< t of the middle
  { panel.half_length() } -> std::convertible_to<I>;  ///< (b - a) / 2
  { panel.magnitude() } -> std::convertible_to<I>;    ///< an upper bound of |f| on [a, b]
  /// False unless f is proved analytic and of one sign on [a, b].
  { panel.is_settled() } -> std::convertible_to<bool>;
  { panel.value(t) } -> std::convertible_to<I>;
  /// An upper bound of |f| over |Re (t - middle)| <= x, |Im t| <= y, or nothing if f might have a
  /// singularity there.
  { panel.bound(t, t) } -> std::convertible_to<std::optional<I>>;
  /// The integral over [a, b] where it is known in closed form, else nothing.
  { panel.closed_form() } -> std::convertible_to<std::optional<I>>;
};

struct QuadratureGoal {
  int digits = 15;             ///< relative accuracy wanted of a panel
  std::function<void()> step;  ///< called once a panel; may throw to give up
};

namespace detail {

/// Gauss-Legendre on one panel, with the ellipse and the number of nodes that promise a remainder
/// below `tolerance` with the least nodes; nothing if 64 nodes are not enough.
template <IntervalNumber I, AnalyticPanel<I> Panel>
std::optional<I> gauss_panel(const Panel& panel, const I& tolerance) {
  const Precision precision = precision_of(tolerance);
  const I h = panel.half_length();
  int best_nodes = 65;
  std::optional<std::pair<I, I>> best;  // rho, bound
  for (const Rational& rho_exact : {Rational(8), Rational(4), Rational(5, 2), Rational(17, 10)}) {
    const I rho = enclose<I>(rho_exact, precision);
    const std::optional<I> bound = panel.bound(upper_point(h * (rho + recip(rho)) / 2),
                                               upper_point(h * (rho - recip(rho)) / 2));
    if (!bound || !is_bounded(*bound)) continue;
    if (certainly(*bound <= 0)) return enclose<I>(0L, precision);
    const Interval quotient = to_interval(6 * h * *bound / (tolerance * (1 - pown(rho, -2))));
    const double nodes = (log(quotient) / (2 * log(to_interval(rho)))).upper();
    if (!(nodes < 64.0)) continue;
    const int N = nodes > 2.0 ? static_cast<int>(std::ceil(nodes)) : 2;
    if (N < best_nodes) {
      best_nodes = N;
      best.emplace(rho, *bound);
    }
  }
  if (!best) return std::nullopt;
  constexpr std::array sizes = {2, 4, 6, 8, 10, 12, 16, 20, 24, 32, 40, 48, 64};
  const int N = *std::lower_bound(sizes.begin(), sizes.end(), best_nodes);
  const GaussRule<I>& rule = gauss_rule<I>(N, precision);
  I sum = enclose<I>(0L, precision);
  for (std::size_t k = 0; k < rule.nodes.size(); ++k) {
    sum += rule.weights[k] * panel.value(panel.middle() + h * rule.nodes[k]);
  }
  const I error = gauss_remainder(N, h, best->first, best->second);
  return h * sum + hull(-error, error);
}

}  // namespace detail

/// Encloses the sum over the panels of the integral of |f|, f = make_panel(a, b) on each [a, b]
/// between consecutive break points. A panel is accepted when its integral is provably at most
/// `negligible`, when a closed form is known, or when f is of one sign and a Gauss rule is accurate
/// to 10^-digits relative to the panel or to `negligible`; otherwise it is cut at the points of its
/// cuts() (optional, increasing, to isolate a zero), or halved. Cuts are exact: parts share their
/// face. A panel that is narrower than one rounding of its middle contributes [0, its bound], which
/// may be unbounded: then it takes a higher precision. Requires increasing break points.
template <IntervalNumber I, class MakePanel>
I integrate_absolute(const MakePanel& make_panel, const std::vector<Rational>& breaks,
                     const I& negligible, const QuadratureGoal& goal) {
  const Precision precision = precision_of(negligible);
  const I zero = enclose<I>(0L, precision);
  const I relative = pown(enclose<I>(10L, precision), -goal.digits - 1);
  I sum = zero;
  std::vector<std::pair<Rational, Rational>> open;
  for (std::size_t k = breaks.size(); k-- > 1;) open.emplace_back(breaks[k - 1], breaks[k]);
  while (!open.empty()) {
    goal.step();
    const auto [a, b] = std::move(open.back());
    open.pop_back();
    const auto panel = make_panel(a, b);
    const I length = 2 * panel.half_length();
    const I most = upper_point(length * panel.magnitude());
    if (certainly(most <= negligible)) {
      sum += hull(zero, most);
      continue;
    }
    const bool is_settled = panel.is_settled();
    if (is_settled) {
      std::optional<I> integral = panel.closed_form();
      if (!integral) {
        const I typical = upper_point(abs(panel.value(panel.middle())) * length * relative);
        integral = detail::gauss_panel(panel, max(negligible, typical));
      }
      if (integral) {
        sum += abs(*integral);
        continue;
      }
    }
    // Below the resolution of the working precision no part is known better than the whole.
    if (certainly(length <= scale2(abs(panel.middle()), -precision.bits))) {
      sum += hull(zero, most);
      continue;
    }
    // Any cuts inside are right. Halving always helps; a zero is isolated faster.
    std::vector<Rational> cuts;
    if constexpr (requires { panel.cuts(); }) {
      if (!is_settled) cuts = panel.cuts();
    }
    std::erase_if(cuts,
                  [&low = a, &high = b](const Rational& cut) { return cut <= low || cut >= high; });
    if (cuts.empty()) cuts.push_back((a + b) / 2);
    Rational right = b;
    for (std::size_t k = cuts.size(); k-- > 0;) {
      open.emplace_back(cuts[k], right);
      right = cuts[k];
    }
    open.emplace_back(a, right);
  }
  return sum;
}

}  // namespace rigor
