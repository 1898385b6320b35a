#include "analysis/roots.hpp"

#include <stdexcept>
#include <utility>

#include "number/big_interval.hpp"
#include "number/interval.hpp"

namespace rigor {
namespace {

template <IntervalNumber I>
bool is_usable(const I& x) {
  return !is_empty(x);
}
template <IntervalNumber I>
bool is_usable(const Decorated<I>& x) {
  return !is_empty(x.value) && x.domain == Domain::continuous;
}

enum class Found { none, one, undecided, unknown };  // unknown: f may be undefined

template <IntervalNumber I>
struct Part {
  I x;
  Found found;
};

template <IntervalNumber I>
class Search {
 public:
  Search(const FunctionOnInterval<I>& f, const I& shortest, const std::function<void()>& step)
      : f_(f), shortest_(shortest), step_(step) {}

  void run(const I& from, const I& to, std::vector<Part<I>>& found) const {
    std::vector<I> open{hull(from, to)};
    while (!open.empty()) {
      const I x = std::move(open.back());
      open.pop_back();
      const Part<I> part = examine(x);
      if (part.found == Found::none) continue;
      const bool is_lost = part.found == Found::unknown && is_short(part.x);
      if (is_lost || found.size() >= most_parts) {
        found.push_back({hull(part.x, to), Found::unknown});
        return;
      }
      if (part.found == Found::one || is_short(part.x)) {
        found.push_back(part);
        continue;
      }
      // Where the Newton step gains little, halves; they are met in increasing order.
      const auto [left, right] = bisect(part.x);
      open.push_back(right);
      open.push_back(left);
    }
  }

  /// The part of x that contains all its zeros, made small if there is exactly one.
  Part<I> examine(I x) const {
    step_();
    const I range = f_.value(x);
    if (!is_usable(range)) return {x, Found::unknown};
    if (!contains_zero(range)) return {x, Found::none};
    bool is_one = false;
    for (int k = 0; k < most_steps; ++k) {
      const I m = midpoint(x);
      const I slope = f_.slope(x), at = f_.value(m);
      if (!is_usable(slope) || !is_usable(at) || !is_bounded(slope) || contains_zero(slope)) {
        return {x, is_one ? Found::one : Found::undecided};
      }
      const I newton = m - at / slope;
      const I next = intersection(x, newton);
      if (is_empty(next)) return {x, Found::none};
      is_one = is_one || interior(newton, x);
      const bool gains = certainly(2 * width(next) < width(x));
      x = next;
      if (!gains) break;
      step_();
    }
    return {x, is_one ? Found::one : Found::undecided};
  }

  bool is_short(const I& x) const {
    return certainly(width(x) <= shortest_) ||
           certainly(width(x) <= scale2(magnitude(x), 3 - precision_of(x).bits));
  }

 private:
  static constexpr int most_steps = 100;
  static constexpr std::size_t most_parts = 4096;

  const FunctionOnInterval<I>& f_;
  const I& shortest_;
  const std::function<void()>& step_;
};

}  // namespace

template <IntervalNumber I>
Roots<I> enclose_roots(const FunctionOnInterval<I>& f, const I& from, const I& to,
                       const I& shortest, const std::function<void()>& step) {
  if (!is_bounded(from) || !is_bounded(to) || !is_thin(from) || !is_thin(to) ||
      !certainly(from < to)) {
    throw std::invalid_argument("zeros are looked for between two finite points in order");
  }
  const Search<I> search(f, shortest, step);
  std::vector<Part<I>> found;
  search.run(from, to, found);
  Roots<I> roots;
  for (std::size_t k = 0; k < found.size(); ++k) {
    Part<I> part = found[k];
    // An undecided part may share a zero with its neighbours: they are one part, seen with some
    // room around it.
    while (k + 1 < found.size() && overlaps(part.x, found[k + 1].x) &&
           (part.found != Found::one || found[k + 1].found != Found::one)) {
      const bool is_unknown = part.found == Found::unknown || found[k + 1].found == Found::unknown;
      part = {hull(part.x, found[++k].x), is_unknown ? Found::unknown : Found::undecided};
    }
    if (part.found == Found::undecided) {
      const I room = hull(-width(part.x), width(part.x)) + hull(-shortest, shortest);
      const I around = intersection(part.x + room, hull(from, to));
      const bool is_alone =
          (roots.simple.empty() || certainly(roots.simple.back() < around)) &&
          (roots.undecided.empty() || certainly(roots.undecided.back() < around)) &&
          (k + 1 == found.size() || certainly(around < found[k + 1].x));
      if (is_alone) {
        const Part<I> again = search.examine(around);
        if (again.found == Found::one || again.found == Found::none) part = again;
      }
    }
    if (part.found == Found::one) roots.simple.push_back(part.x);
    if (part.found == Found::undecided || part.found == Found::unknown) {
      roots.undecided.push_back(part.x);
    }
  }
  return roots;
}

template Roots<Interval> enclose_roots(const FunctionOnInterval<Interval>&, const Interval&,
                                       const Interval&, const Interval&,
                                       const std::function<void()>&);
template Roots<BigInterval> enclose_roots(const FunctionOnInterval<BigInterval>&,
                                          const BigInterval&, const BigInterval&,
                                          const BigInterval&, const std::function<void()>&);
template Roots<Decorated<Interval>> enclose_roots(const FunctionOnInterval<Decorated<Interval>>&,
                                                  const Decorated<Interval>&,
                                                  const Decorated<Interval>&,
                                                  const Decorated<Interval>&,
                                                  const std::function<void()>&);
template Roots<Decorated<BigInterval>> enclose_roots(
    const FunctionOnInterval<Decorated<BigInterval>>&, const Decorated<BigInterval>&,
    const Decorated<BigInterval>&, const Decorated<BigInterval>&, const std::function<void()>&);

}  // namespace rigor
