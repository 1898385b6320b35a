#include "analysis/decay_sum.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "function/elementary.hpp"

namespace rigor {

template <IntervalNumber I>
DecaySum<I>::DecaySum(I constant, std::vector<Term> terms)
    : constant_(std::move(constant)), terms_(std::move(terms)) {
  if (terms_.empty()) throw std::invalid_argument("a sum of exponentials without a term");
}

template <IntervalNumber I>
I DecaySum<I>::value(const I& t) const {
  I sum = constant_;
  for (const Term& term : terms_) sum += term.coefficient * exp(-(term.rate * t));
  return sum;
}

template <IntervalNumber I>
I DecaySum<I>::derivative(const I& t, int order) const {
  I sum = enclose<I>(0L, precision_of(t));
  for (const Term& term : terms_) {
    sum += term.coefficient * pown(-term.rate, order) * exp(-(term.rate * t));
  }
  return sum;
}

template <IntervalNumber I>
I DecaySum<I>::distance_to_limit(const I& t) const {
  I sum = enclose<I>(0L, precision_of(t));
  for (const Term& term : terms_) sum += abs(term.coefficient) * exp(-(term.rate * t));
  return upper_point(sum);
}

/// The isolation of the zeros of f' on [0, end].
template <IntervalNumber I>
struct DecaySum<I>::Search {
  const DecaySum& f;
  CriticalTimes<I>& result;

  /// True if the box is done: no zero, or exactly one, which is then listed.
  bool settles(const I& box) {
    const I middle = midpoint(box);
    const I second = f.derivative(box, 2);
    const I slope =
        intersection(f.derivative(box, 1), f.derivative(middle, 1) + second * (box - middle));
    if (is_empty(slope) || certainly(slope > 0) || certainly(slope < 0)) return true;
    const bool rises = certainly(second > 0);
    if (!rises && !certainly(second < 0)) return false;
    const I first = f.derivative(lower_point(box), 1), last = f.derivative(upper_point(box), 1);
    if (certainly(first * last > 0)) return true;
    if (!certainly(first * last < 0)) return false;
    result.points.push_back({newton(box), rises});
    return true;
  }

  /// The zero of f' in the box, where f'' has a sign. f'(t) = f'(m) + f''(s) (t - m).
  I newton(I box) const {
    for (int k = 0; k < 200; ++k) {
      const I middle = midpoint(box);
      const I next = intersection(box, middle - f.derivative(middle, 1) / f.derivative(box, 2));
      if (!certainly(width(next) < width(box))) break;
      box = next;
    }
    return box;
  }

  /// A zero at the face of two boxes is in the inside of a box around both.
  void settle_faces() {
    std::vector<I> joined;
    std::sort(result.undecided.begin(), result.undecided.end(),
              [](const I& a, const I& b) { return lower_rational(a) < lower_rational(b); });
    for (const I& box : result.undecided) {
      if (!joined.empty() && overlaps(joined.back(), box)) {
        joined.back() = hull(joined.back(), box);
      } else {
        joined.push_back(box);
      }
    }
    result.undecided.clear();
    for (const I& box : joined) {
      const I room = width(box);
      // Zeros in the parts that are added are listed already, or are before 0: where there may be
      // one, the box stays undecided.
      const I wide = hull(lower_point(box) - room, upper_point(box) + room);
      const bool is_free =
          std::none_of(result.points.begin(), result.points.end(),
                       [&](const CriticalTime<I>& point) { return overlaps(point.time, wide); });
      if (!is_free || !certainly(wide > 0) || !settles(wide)) result.undecided.push_back(box);
    }
  }
};

template <IntervalNumber I>
CriticalTimes<I> DecaySum<I>::critical_points(const std::function<void()>& step) const {
  CriticalTimes<I> result;
  const Precision precision = precision_of(constant_);
  for (std::size_t j = 1; j < terms_.size(); ++j) {
    if (!certainly(terms_[0].rate < terms_[j].rate)) return result;
  }
  const auto is_settled_from = [&](const I& t) {
    I rest = enclose<I>(0L, precision);
    for (std::size_t j = 1; j < terms_.size(); ++j) {
      rest += abs(terms_[j].coefficient) * terms_[j].rate * exp(-(terms_[j].rate * t));
    }
    const I slowest = abs(terms_[0].coefficient) * terms_[0].rate * exp(-(terms_[0].rate * t));
    return certainly(slowest > rest);
  };
  I end = enclose<I>(Rational(1, 1024), precision);
  for (int k = 0; !is_settled_from(end); ++k) {
    if (k == 60) return result;
    step();
    end = scale2(end, 1);
  }
  result.end = end;
  result.slope_beyond = certainly(terms_[0].coefficient < 0) ? 1 : -1;
  const I least = scale2(end, -precision.bits / 2);
  Search search{*this, result};
  std::vector<I> open{hull(enclose<I>(0L, precision), end)};
  while (!open.empty()) {
    step();
    const I box = open.back();
    open.pop_back();
    if (search.settles(box)) continue;
    if (certainly(width(box) <= least)) {
      result.undecided.push_back(box);
      continue;
    }
    auto [left, right] = bisect(box);
    open.push_back(std::move(right));
    open.push_back(std::move(left));
  }
  search.settle_faces();
  std::sort(result.points.begin(), result.points.end(), [](const auto& a, const auto& b) {
    return lower_rational(a.time) < lower_rational(b.time);
  });
  return result;
}

template class DecaySum<Interval>;
template class DecaySum<BigInterval>;

}  // namespace rigor
