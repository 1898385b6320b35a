// The integral of the positive part of a function with a known antiderivative.
#pragma once

#include <cstddef>
#include <functional>
#include <utility>
#include <vector>

#include "number/interval_number.hpp"

namespace rigor {

/// What is known of a function on a panel with the middle m.
template <IntervalNumber I>
struct PanelShape {
  I value;  ///< f(m)
  I range;  ///< f on the panel
  I slope;  ///< f' on the panel
};

/// Where a function is positive: a panel between thin ends, and the sign that is proved there.
template <IntervalNumber I>
struct SignedPanel {
  enum class Sign { positive, not_positive, unknown };
  I from, to;
  Sign sign;
  I loss;  ///< of unknown sign: at least the integral of max(f, 0) over the panel
};

/// Cuts [from, to], thin ends with from < to, into panels with the sign of f. shape(a, b) encloses
/// f on the panel [a, b] with thin ends. A panel of unknown sign is cut as long as its loss is
/// above `tolerance`: by Newton's step where f' has a sign, else in halves; and until there are
/// `most_panels` of them.
///
/// Newton: let f' > 0 on the panel and N = m - f(m) / f'. For x left of N, x - m < -c / s for all
/// values c of f(m) and s of f', so f(x) = f(m) + f'(.) (x - m) < 0; right of N, f(x) > 0. The
/// panel leaves only its part in N unknown. For f' < 0 the signs are the other way round.
///
/// Calls `step` once a panel.
template <IntervalNumber I, class Shape>
std::vector<SignedPanel<I>> cut_by_sign(const Shape& shape, std::vector<SignedPanel<I>> panels,
                                        const I& tolerance, std::size_t most_panels,
                                        const std::function<void()>& step) {
  using Panel = SignedPanel<I>;
  using Sign = typename Panel::Sign;
  std::vector<Panel> next;
  const auto add = [&](const I& from, const I& to, Sign sign, const I& loss) {
    if (sign != Sign::unknown && !next.empty() && next.back().sign == sign) {
      next.back().to = to;
    } else {
      next.push_back({from, to, sign, loss});
    }
  };
  // [a, b] of unknown sign, cut into at most three parts.
  const auto cut = [&](const I& a, const I& b) {
    step();
    const PanelShape<I> f = shape(a, b);
    const I zero = enclose<I>(0, precision_of(a)), whole = hull(a, b);
    const auto loss = [&](const I& x, const I& y) {
      return upper_point((y - x) * max(upper_point(f.range), zero));
    };
    if (certainly(f.range <= 0)) return add(a, b, Sign::not_positive, zero);
    if (certainly(f.range >= 0)) return add(a, b, Sign::positive, zero);
    const bool rises = certainly(f.slope > 0), falls = certainly(f.slope < 0);
    if (!rises && !falls) return add(a, b, Sign::unknown, loss(a, b));
    const I newton = midpoint(whole) - f.value / f.slope;
    if (!is_bounded(newton) || is_empty(newton)) return add(a, b, Sign::unknown, loss(a, b));
    const Sign left = rises ? Sign::not_positive : Sign::positive;
    const Sign right = rises ? Sign::positive : Sign::not_positive;
    const I low = max(lower_point(newton), a), high = min(upper_point(newton), b);
    if (certainly(low > b)) return add(a, b, left, zero);
    if (certainly(high < a)) return add(a, b, right, zero);
    if (certainly(a < low)) add(a, low, left, zero);
    add(low, high, Sign::unknown, loss(low, high));
    if (certainly(high < b)) add(high, b, right, zero);
  };
  for (bool has_changed = true; has_changed;) {
    has_changed = false;
    next.clear();
    std::size_t open = 0;
    for (const Panel& panel : panels) {
      const I middle = midpoint(hull(panel.from, panel.to));
      const bool can_be_cut = certainly(panel.from < middle) && certainly(middle < panel.to);
      if (panel.sign != Sign::unknown || !can_be_cut || certainly(panel.loss <= tolerance)) {
        add(panel.from, panel.to, panel.sign, panel.loss);
        continue;
      }
      has_changed = true;
      cut(panel.from, middle);
      cut(middle, panel.to);
    }
    std::swap(panels, next);
    for (const Panel& panel : panels) open += panel.sign == Sign::unknown ? 1 : 0;
    if (open > most_panels) break;
  }
  return panels;
}

/// The panel that nothing is known of.
template <IntervalNumber I>
std::vector<SignedPanel<I>> whole_panel(const I& from, const I& to) {
  return {{from, to, SignedPanel<I>::Sign::unknown, entire<I>(precision_of(from))}};
}

/// Encloses the integral of max(f, 0) over the panels, f with the antiderivative primitive(x), x
/// thin. Panels with a sign are exact; one of unknown sign counts from 0 to its loss. Zeros need
/// not be isolated: near one the loss is the square of the length.
template <IntervalNumber I, class Primitive>
I enclose_positive_part(const std::vector<SignedPanel<I>>& panels, const Primitive& primitive) {
  using Sign = typename SignedPanel<I>::Sign;
  const I zero = enclose<I>(0, precision_of(panels.front().from));
  I sum = zero;
  for (const SignedPanel<I>& panel : panels) {
    if (panel.sign == Sign::positive) sum += primitive(panel.to) - primitive(panel.from);
    if (panel.sign == Sign::unknown) sum += hull(zero, panel.loss);
  }
  return sum;
}

}  // namespace rigor
