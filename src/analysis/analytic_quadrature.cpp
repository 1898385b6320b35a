#include "analysis/analytic_quadrature.hpp"

#include <optional>

#include "analysis/adaptive_quadrature.hpp"
#include "number/big_interval.hpp"
#include "number/interval.hpp"

namespace rigor {
namespace {

/// [a, b] with f, as the Gauss rule asks for it.
template <IntervalNumber I>
class Panel {
 public:
  Panel(const std::function<I(const I&)>& f, const OnRectangles& on_rectangles, const I& a,
        const I& b)
      : f_(&f),
        on_rectangles_(&on_rectangles),
        middle_(scale2(a + b, -1)),
        half_length_(scale2(b - a, -1)) {}

  const I& middle() const { return middle_; }
  const I& half_length() const { return half_length_; }
  I value(const I& t) const { return (*f_)(t); }
  bool is_settled() const { return true; }
  std::optional<I> closed_form() const { return std::nullopt; }
  I magnitude() const { return entire<I>(precision_of(middle_)); }

  /// The largest |f| over |Re z - middle| <= x, 0 <= Im z <= y, in cells.
  std::optional<I> bound(const I& x, const I& y) const {
    constexpr long columns = 8, rows = 2;
    const Interval m = to_interval(middle_), width = to_interval(x), height = to_interval(y);
    Interval most = Interval::point(0);
    for (long i = 0; i < columns; ++i) {
      const Interval s =
          hull(Interval::point(0) + 2 * i - columns, Interval::point(0) + 2 * i + 2 - columns) /
          columns;
      for (long j = 0; j < rows; ++j) {
        const Interval t = hull(Interval::point(0) + j, Interval::point(0) + j + 1) / rows;
        const ComplexInterval z = (*on_rectangles_)({m + width * s, height * t, true});
        if (!is_proved_analytic(z)) return std::nullopt;
        most = max(most, rigor::magnitude(z));
      }
    }
    return convert<I>(most, precision_of(middle_));
  }

 private:
  const std::function<I(const I&)>* f_;
  const OnRectangles* on_rectangles_;
  I middle_, half_length_;
};

static_assert(AnalyticPanel<Panel<Interval>, Interval>);

}  // namespace

template <IntervalNumber I>
Integral<I> integrate_analytic(const std::function<I(const I&)>& f,
                               const OnRectangles& on_rectangles, const std::vector<I>& points,
                               const IntegrationGoal& goal) {
  const PanelRule<I> rule = [&](const I& a, const I& b, const I& tolerance) -> PanelIntegral<I> {
    const Precision p = precision_of(a);
    const Panel<I> panel(f, on_rectangles, a, b);
    const I unknown = entire<I>(p);
    I wanted = tolerance;
    if (is_empty(tolerance)) {
      // A first scale; where f happens to vanish, any will do for one round.
      const I m = panel.middle();
      const I typical = upper_point(max(abs(f(m)), abs(f(midpoint(hull(a, m))))) * (b - a));
      wanted = certainly(typical > 0) ? typical * pown(enclose<I>(10L, p), -goal.digits - 1)
                                      : enclose<I>(1L, p);
    }
    wanted = max(wanted, enclose<I>(goal.absolute, p) / 64);
    if (!is_bounded(wanted) || !certainly(wanted > 0)) return {unknown, false};
    // The bounds are doubles: below their range nothing better is to be had.
    const I floor = scale2(enclose<I>(1L, p), -1000);
    const bool is_floored = certainly(wanted < floor);
    const std::optional<I> integral = detail::gauss_panel(panel, max(wanted, floor));
    if (!integral || !is_bounded(*integral)) return {unknown, false};
    return {*integral, is_floored || certainly(width(*integral) > 4 * wanted)};
  };
  return refine_panels<I>(points, rule, goal);
}

template Integral<Interval> integrate_analytic(const std::function<Interval(const Interval&)>&,
                                               const OnRectangles&, const std::vector<Interval>&,
                                               const IntegrationGoal&);
template Integral<BigInterval> integrate_analytic(
    const std::function<BigInterval(const BigInterval&)>&, const OnRectangles&,
    const std::vector<BigInterval>&, const IntegrationGoal&);

}  // namespace rigor
