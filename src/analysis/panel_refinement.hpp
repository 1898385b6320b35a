// Adaptive refinement of the panels of an integral, whatever rule is used on a panel.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "number/interval_number.hpp"

namespace rigor {

/// When an integration may stop: its enclosure is at most 10^-digits times its magnitude wide, or
/// at most `absolute`.
struct IntegrationGoal {
  int digits = 15;
  std::function<void()> step = [] {};  ///< called once a panel; may throw to give up
  Rational absolute = 0;
};

/// The enclosure of an integral, and whether it is as narrow as asked for.
template <IntervalNumber I>
struct Integral {
  I value;             ///< encloses the integral in every case; entire where nothing is known
  bool is_reached;     ///< the goal is met
  std::string reason;  ///< why it isn't; empty otherwise
};

/// What a rule knows of the integral over one panel.
template <IntervalNumber I>
struct PanelIntegral {
  I value;        ///< encloses the integral over the panel
  bool is_final;  ///< halving the panel would gain nothing: rounding dominates
};

/// rule(a, b, tolerance): a and b are thin, a < b; nothing better than `tolerance` is needed, which
/// is absolute, and empty at first, when no scale is known.
template <IntervalNumber I>
using PanelRule = std::function<PanelIntegral<I>(const I& a, const I& b, const I& tolerance)>;

/// Encloses the integral over [points.front(), points.back()] by the rule on each panel, in rounds:
/// a round halves every panel that is wider than its share of the goal, half the goal over the
/// number of panels. A panel shorter than 2^-bits of the whole, or than one rounding of its place,
/// isn't halved. Requires at least two thin, bounded, strictly increasing points.
template <IntervalNumber I>
Integral<I> refine_panels(const std::vector<I>& points, const PanelRule<I>& rule,
                          const IntegrationGoal& goal);

}  // namespace rigor
