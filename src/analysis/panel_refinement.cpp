#include "analysis/panel_refinement.hpp"

#include <stdexcept>
#include <utility>

#include "number/big_interval.hpp"
#include "number/decorated.hpp"
#include "number/interval.hpp"

namespace rigor {
namespace {

template <IntervalNumber I>
bool is_trusted(const I& x) {
  return is_bounded(x) && !is_empty(x);
}
template <IntervalNumber I>
bool is_trusted(const Decorated<I>& x) {
  return is_bounded(x.value) && is_defined(x);
}

template <IntervalNumber I>
struct Panel {
  I a, b;
  PanelIntegral<I> integral;
};

template <IntervalNumber I>
class Refinement {
 public:
  Refinement(const std::vector<I>& points, const PanelRule<I>& rule, const IntegrationGoal& goal)
      : rule_(rule),
        goal_(goal),
        precision_(precision_of(points.front())),
        shortest_(scale2(upper_point(points.back() - points.front()), -precision_.bits)),
        tolerance_(empty<I>(precision_)) {
    for (std::size_t k = 0; k + 1 < points.size(); ++k) add(points[k], points[k + 1]);
  }

  Integral<I> run() {
    while (true) {
      const I sum = total();
      const I target = max(enclose<I>(goal_.absolute, precision_),
                           magnitude(sum) * pown(enclose<I>(10L, precision_), -goal_.digits));
      if (is_trusted(sum) && certainly(width(sum) <= target)) return {sum, true, ""};
      if (has_given_up_) return {sum, false, "the integrand is unbounded or undefined somewhere"};
      tolerance_ = target / (2 * static_cast<long>(panels_.size()));
      if (!split_wide_panels()) return {sum, false, "rounding: more bits may reach the goal"};
    }
  }

 private:
  // What isn't known is halved at once, so that a singularity is met before all else is refined.
  void add(const I& a, const I& b) {
    goal_.step();
    Panel<I> panel{a, b, rule_(a, b, tolerance_)};
    const I length = upper_point(b - a);
    const bool is_short = certainly(length <= shortest_) ||
                          certainly(length <= scale2(magnitude(hull(a, b)), 2 - precision_.bits));
    const bool is_unknown = !is_trusted(panel.integral.value);
    if (is_unknown && !is_short && !has_given_up_) {
      const I middle = midpoint(hull(a, b));
      add(a, middle);
      add(middle, b);
      return;
    }
    has_given_up_ = has_given_up_ || is_unknown;
    panel.integral.is_final = panel.integral.is_final || is_short;
    panels_.push_back(std::move(panel));
  }

  I total() const {
    I sum = enclose<I>(0L, precision_);
    for (const Panel<I>& panel : panels_) sum += panel.integral.value;
    return sum;
  }

  bool split_wide_panels() {
    std::vector<Panel<I>> before;
    std::swap(before, panels_);
    bool is_split = false;
    for (Panel<I>& panel : before) {
      if (panel.integral.is_final || certainly(width(panel.integral.value) <= tolerance_)) {
        panels_.push_back(std::move(panel));
        continue;
      }
      const I middle = midpoint(hull(panel.a, panel.b));
      add(panel.a, middle);
      add(middle, panel.b);
      is_split = true;
    }
    return is_split;
  }

  const PanelRule<I>& rule_;
  const IntegrationGoal& goal_;
  Precision precision_;
  I shortest_;
  I tolerance_;
  std::vector<Panel<I>> panels_;
  bool has_given_up_ = false;
};

}  // namespace

template <IntervalNumber I>
Integral<I> refine_panels(const std::vector<I>& points, const PanelRule<I>& rule,
                          const IntegrationGoal& goal) {
  if (points.size() < 2) throw std::invalid_argument("an integral needs two ends");
  for (std::size_t k = 0; k < points.size(); ++k) {
    if (!is_bounded(points[k]) || !is_thin(points[k]) ||
        (k > 0 && !certainly(points[k - 1] < points[k]))) {
      throw std::invalid_argument("the points of an integral are finite and increase");
    }
  }
  return Refinement<I>(points, rule, goal).run();
}

template Integral<Interval> refine_panels(const std::vector<Interval>&, const PanelRule<Interval>&,
                                          const IntegrationGoal&);
template Integral<BigInterval> refine_panels(const std::vector<BigInterval>&,
                                             const PanelRule<BigInterval>&, const IntegrationGoal&);
template Integral<Decorated<Interval>> refine_panels(const std::vector<Decorated<Interval>>&,
                                                     const PanelRule<Decorated<Interval>>&,
                                                     const IntegrationGoal&);
template Integral<Decorated<BigInterval>> refine_panels(const std::vector<Decorated<BigInterval>>&,
                                                        const PanelRule<Decorated<BigInterval>>&,
                                                        const IntegrationGoal&);

}  // namespace rigor
