// The supremum of a function over a box, by branch and bound.
#pragma once

#include <cstddef>
#include <functional>
#include <vector>

#include "number/interval_number.hpp"

namespace rigor {

struct SupremumGoal {
  int digits = 15;               ///< relative width at which to stop, 10^-digits
  std::size_t most_boxes = 400;  ///< evaluations at most; then the enclosure is as wide as it is
  std::function<void()> step;    ///< called once a box; may throw to give up
};

/// Encloses sup g over a domain inside the box `whole`, where range(b) encloses g(x) for all x of
/// the domain in the box b, and is empty only where there are none. The entire line where a range
/// stays unbounded.
///
/// Among all boxes into which `whole` is cut, the largest upper end bounds g, and the largest lower
/// end is at most the supremum, as a box with a range has a member of the domain. The box with the
/// largest upper end is halved, across its longest side, until the two ends meet.
template <IntervalNumber I>
I enclose_supremum(const std::function<I(const std::vector<I>&)>& range, std::vector<I> whole,
                   const SupremumGoal& goal);

extern template Interval enclose_supremum(
    const std::function<Interval(const std::vector<Interval>&)>&, std::vector<Interval>,
    const SupremumGoal&);
extern template BigInterval enclose_supremum(
    const std::function<BigInterval(const std::vector<BigInterval>&)>&, std::vector<BigInterval>,
    const SupremumGoal&);

}  // namespace rigor
