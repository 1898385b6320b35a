// The integral of the positive part of a function with a known antiderivative.
#pragma once

#include <cstddef>
#include <functional>
#include <vector>

#include "number/interval_number.hpp"

namespace rigor {

/// Encloses the integral of max(f, 0) over [from, to], thin ends with from < to, where range(x)
/// encloses f over x and primitive(x) an antiderivative at a thin x.
///
/// Panels where f has a proved sign are exact: runs of positive ones give differences of the
/// antiderivative. A panel of unknown sign counts from 0 to its length times the upper end of f
/// there; it is halved until this is at most `tolerance`, or `most_panels` of unknown sign are
/// open. Zeros need not be isolated: near one the loss is the square of the length. Calls `step`
/// once a panel.
template <IntervalNumber I, class Range, class Primitive>
I enclose_positive_part(const Range& range, const Primitive& primitive, const I& from, const I& to,
                        const I& tolerance, std::size_t most_panels,
                        const std::function<void()>& step) {
  enum class Sign { positive, not_positive, unknown };
  struct Panel {
    I from, to, loss;
    Sign sign;
  };
  const I zero = enclose<I>(0, precision_of(from));
  const auto look = [&](const I& a, const I& b) {
    step();
    const I f = range(hull(a, b));
    if (certainly(f <= 0)) return Panel{a, b, zero, Sign::not_positive};
    if (certainly(f >= 0)) return Panel{a, b, zero, Sign::positive};
    return Panel{a, b, (b - a) * max(upper_point(f), zero), Sign::unknown};
  };
  std::vector<Panel> panels = {look(from, to)};
  for (bool has_changed = true; has_changed;) {
    has_changed = false;
    std::vector<Panel> next;
    std::size_t open = 0;
    const auto add = [&](Panel panel) {
      if (panel.sign == Sign::unknown) ++open;
      if (panel.sign != Sign::unknown && !next.empty() && next.back().sign == panel.sign) {
        next.back().to = panel.to;
      } else {
        next.push_back(std::move(panel));
      }
    };
    for (const Panel& panel : panels) {
      const I middle = midpoint(hull(panel.from, panel.to));
      const bool can_be_halved = certainly(panel.from < middle) && certainly(middle < panel.to);
      if (panel.sign != Sign::unknown || !can_be_halved || certainly(panel.loss <= tolerance)) {
        add(panel);
        continue;
      }
      has_changed = true;
      add(look(panel.from, middle));
      add(look(middle, panel.to));
    }
    panels = std::move(next);
    if (open > most_panels) break;
  }
  I sum = zero;
  for (const Panel& panel : panels) {
    if (panel.sign == Sign::positive) sum += primitive(panel.to) - primitive(panel.from);
    if (panel.sign == Sign::unknown) sum += hull(zero, upper_point(panel.loss));
  }
  return sum;
}

}  // namespace rigor
