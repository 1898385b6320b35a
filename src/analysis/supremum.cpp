#include "analysis/supremum.hpp"

#include <optional>
#include <queue>
#include <stdexcept>
#include <utility>

#include "number/truth.hpp"

namespace rigor {
namespace {

template <IntervalNumber I>
struct OpenBox {
  std::vector<I> box;
  I range;
};

template <IntervalNumber I>
bool below(const OpenBox<I>& a, const OpenBox<I>& b) {
  return certainly(upper_point(a.range) < upper_point(b.range));
}

// The halves across the longest side; none if the box is too thin to be cut.
template <IntervalNumber I>
std::optional<std::pair<std::vector<I>, std::vector<I>>> halves(const std::vector<I>& box) {
  std::size_t longest = 0;
  for (std::size_t i = 1; i < box.size(); ++i) {
    if (certainly(width(box[i]) > width(box[longest]))) longest = i;
  }
  auto [left, right] = bisect(box[longest]);
  if (subset(box[longest], left) || subset(box[longest], right)) return std::nullopt;
  std::pair<std::vector<I>, std::vector<I>> parts{box, box};
  parts.first[longest] = std::move(left);
  parts.second[longest] = std::move(right);
  return parts;
}

}  // namespace

template <IntervalNumber I>
I enclose_supremum(const std::function<I(const std::vector<I>&)>& range, std::vector<I> whole,
                   const SupremumGoal& goal) {
  if (whole.empty()) throw std::invalid_argument("the supremum over a box without sides");
  const Precision p = precision_of(whole[0]);
  const I allowed = pown(enclose<I>(10L, p), -goal.digits);
  std::priority_queue<OpenBox<I>, std::vector<OpenBox<I>>,
                      bool (*)(const OpenBox<I>&, const OpenBox<I>&)>
      open(below<I>);
  std::optional<I> reached;  // a point, at most the supremum
  const auto look = [&](std::vector<I> box) {
    goal.step();
    I value = range(box);
    if (is_empty(value)) return;
    if (!is_bounded(value)) {
      value = entire<I>(p);
    } else {
      const I low = lower_point(value);
      if (!reached || certainly(low > *reached)) reached = low;
    }
    open.push({std::move(box), std::move(value)});
  };
  look(std::move(whole));
  for (std::size_t count = 1; count + 2 <= goal.most_boxes && !open.empty(); count += 2) {
    const OpenBox<I>& top = open.top();
    if (reached && is_bounded(top.range)) {
      const I gap = upper_point(top.range) - *reached;
      if (certainly(gap <= allowed * abs(*reached)) || certainly(gap <= 0)) break;
    }
    const auto parts = halves(top.box);
    if (!parts) break;
    open.pop();
    look(parts->first);
    look(parts->second);
  }
  if (open.empty() || !reached || !is_bounded(open.top().range)) return entire<I>(p);
  return hull(*reached, upper_point(open.top().range));
}

template Interval enclose_supremum(const std::function<Interval(const std::vector<Interval>&)>&,
                                   std::vector<Interval>, const SupremumGoal&);
template BigInterval enclose_supremum(
    const std::function<BigInterval(const std::vector<BigInterval>&)>&, std::vector<BigInterval>,
    const SupremumGoal&);

}  // namespace rigor
