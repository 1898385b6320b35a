#include "analysis/line_quadrature.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <stdexcept>
#include <utility>

#include "function/constants.hpp"
#include "function/elementary.hpp"
#include "number/big_interval.hpp"
#include "number/interval.hpp"

namespace rigor {
namespace {

constexpr int deepest_cell = 10;
constexpr double most_terms = 1e9;

/// Upper bounds of |f| over the rectangle [a, b] + i [0, y], and of the integral over x.
class StripCells {
 public:
  StripCells(const OnRectangles& f, const std::function<void()>& step) : f_(&f), step_(&step) {}

  /// The integral over [a, b] of sup_y |f|, or nothing. Cells are halved in x while f isn't proved
  /// analytic, or may be 8 times larger on the cell than on its middle line: the number
  /// of nodes depends on the logarithm of the bound only.
  std::optional<Interval> bound(const Interval& a, const Interval& b, const Interval& height,
                                int depth) const {
    (*step_)();
    const std::optional<Interval> most = largest(hull(a, b), height, depth);
    const Interval m = midpoint(hull(a, b));
    bool is_rough = !most;
    if (most && depth < deepest_cell) {
      const std::optional<Interval> typical = largest(m, height, 0);
      is_rough = typical && !certainly(*most <= 8 * *typical);
    }
    if (is_rough && depth < deepest_cell) {
      const std::optional<Interval> left = bound(a, m, height, depth + 1);
      if (!left) return left;
      const std::optional<Interval> right = bound(m, b, height, depth + 1);
      if (!right) return right;
      return upper_point(*left + *right);
    }
    if (!most) return most;
    return upper_point(*most * (b - a));
  }

 private:
  /// The largest |f| over x + i [0, height], the height cut into as many parts as make a cell
  /// square again.
  std::optional<Interval> largest(const Interval& x, const Interval& height, int depth) const {
    const int parts = 2 << (depth / 2);
    Interval most = Interval::point(0);
    for (int k = 0; k < parts; ++k) {
      const Interval y = height * hull(Interval::point(k), Interval::point(k + 1)) / parts;
      const ComplexInterval value = (*f_)({x, y, true});
      if (!is_proved_analytic(value)) return std::nullopt;
      most = max(most, magnitude(value));
    }
    return most;
  }

  const OnRectangles* f_;
  const std::function<void()>* step_;
};

/// An upper bound of the integral of a tail beyond L >= `from` on its side, any L if L < centre.
template <IntervalNumber I>
I tail_beyond(const GaussianTail<I>& tail, const I& L, bool is_right) {
  const Precision p = precision_of(L);
  const I reach = is_right ? L - tail.centre : tail.centre - L;
  const I whole = tail.factor * sqrt(2 * pi<I>(p) * tail.variance);
  if (!certainly(reach >= 0)) return upper_point(whole);
  return upper_point(whole / 2 * exp(-sqr(reach) / (2 * tail.variance)));
}

/// A point beyond `from` and the centre, from which on the tail is about `small`.
template <IntervalNumber I>
I reach_of(const GaussianTail<I>& tail, const I& small, bool is_right) {
  const I size =
      max(tail.factor * sqrt(tail.variance) / small, enclose<I>(1L, precision_of(small)));
  const I distance = sqrt(2 * tail.variance * log(2 * size));
  return is_right ? upper_point(max(tail.from, tail.centre + distance))
                  : lower_point(min(tail.from, tail.centre - distance));
}

/// A thin number at most x > 0, with at most 24 leading bits, so that k h is mostly exact.
template <IntervalNumber I>
I shortened(const I& x) {
  const double rough = to_interval(x).lower();
  if (!(rough > 0) || rough > 1e300) return lower_point(x);
  int exponent = 0;
  const double mantissa = std::frexp(rough, &exponent);
  const auto leading = static_cast<long>(std::floor(mantissa * 0x1p24));
  return scale2(enclose<I>(leading, precision_of(x)), exponent - 24);
}

/// The sum, in pairs, pairs of pairs and so on: of n terms each takes part in log n additions, not
/// in n, and the rounding errors are fewer accordingly.
template <IntervalNumber I>
I sum_in_pairs(std::vector<I> terms, Precision precision) {
  if (terms.empty()) return enclose<I>(0L, precision);
  for (std::size_t n = terms.size(); n > 1; n = (n + 1) / 2) {
    for (std::size_t k = 0; k < n / 2; ++k) terms[k] = terms[2 * k] + terms[2 * k + 1];
    if (n % 2 == 1) terms[n / 2] = terms[n - 1];
  }
  return terms.front();
}

/// The trapezoidal sum with step h between the cuts, as I.
template <IntervalNumber I>
class Trapezoid {
 public:
  Trapezoid(const std::function<I(const I&)>& f, const Strip<I>& strip, const I& height, const I& M,
            const IntegrationGoal& goal)
      : f_(f), strip_(strip), height_(height), M_(M), goal_(goal), precision_(precision_of(M)) {}

  /// An enclosure of the integral whose proved errors are about `tolerance` > 0, and of that of
  /// |f|.
  struct Sums {
    I integral;
    I absolute;
    I error;
  };
  /// Nothing if the sum would need too many terms.
  std::optional<Sums> sum(const I& tolerance) const {
    const I one = enclose<I>(1L, precision_), two_pi = 2 * pi<I>(precision_);
    const I h = shortened(two_pi * height_ / log(one + 2 * M_ / tolerance));
    if (!certainly(h > 0)) return std::nullopt;
    const I left = reach_of(strip_.left, tolerance, false);
    const I right = reach_of(strip_.right, tolerance, true);
    const double least = std::floor(to_interval(left / h).lower());
    const double most = std::ceil(to_interval(right / h).upper());
    if (!(least > -most_terms) || !(most < most_terms)) return std::nullopt;
    const auto first = static_cast<long>(least), last = static_cast<long>(most);
    Sums sums{one, enclose<I>(0L, precision_), one};
    std::vector<I> values;
    for (long k = first; k <= last; ++k) {
      goal_.step();
      values.push_back(f_(k * h));
      sums.absolute += abs(values.back());
    }
    sums.integral = sum_in_pairs(std::move(values), precision_);
    // The terms left out, at the distances h, 2h, ... from the last one on each side.
    const I cut =
        tail_beyond(strip_.right, last * h, true) + tail_beyond(strip_.left, first * h, false);
    const I aliases = 2 * M_ / expm1(two_pi * height_ / h);
    sums.error = upper_point(cut + aliases);
    sums.integral = h * sums.integral + hull(-sums.error, sums.error);
    sums.absolute = upper_point(h * sums.absolute);
    return sums;
  }

 private:
  const std::function<I(const I&)>& f_;
  const Strip<I>& strip_;
  I height_, M_;
  const IntegrationGoal& goal_;
  Precision precision_;
};

}  // namespace

std::optional<Interval> strip_bound(const OnRectangles& f, const Interval& from, const Interval& to,
                                    const Interval& height, const std::function<void()>& step) {
  const StripCells cells(f, step);
  // Cells about as wide as high, at most 64 of them before any is halved.
  const double aspect = ((to - from) / height).upper();
  const long count = std::clamp(static_cast<long>(std::ceil(std::min(aspect, 64.0))), 4L, 64L);
  Interval sum = Interval::point(0), a = lower_point(from);
  for (long k = 1; k <= count; ++k) {
    const Interval b = k == count ? upper_point(to) : midpoint(from + (to - from) * k / count);
    const std::optional<Interval> part = cells.bound(a, b, height, 0);
    if (!part) return part;
    sum += *part;
    a = b;
  }
  return upper_point(sum);
}

template <IntervalNumber I>
Integral<I> integrate_line(const std::function<I(const I&)>& f, const OnRectangles& on_rectangles,
                           const Strip<I>& strip, const IntegrationGoal& goal) {
  const Interval from = lower_point(to_interval(strip.left.from));
  const Interval to = upper_point(to_interval(strip.right.from));
  const Precision p = precision_of(strip.left.from);
  if (!certainly(from < to) || !is_bounded(from) || !is_bounded(to) || strip.height <= 0) {
    throw std::invalid_argument("the strip needs a positive height and tails that are apart");
  }
  std::optional<I> M;
  Rational height = strip.height;
  for (int k = 0; k < 12 && !M; ++k) {
    if (k > 0) height = height * 3 / 4;
    const auto inside =
        strip_bound(on_rectangles, from, to, enclose<Interval>(height, p), goal.step);
    if (!inside || !is_bounded(*inside)) continue;
    M = upper_point(convert<I>(*inside, p) + tail_beyond(strip.left, strip.left.from, false) +
                    tail_beyond(strip.right, strip.right.from, true));
  }
  if (!M) return {entire<I>(p), false, "no strip about the real line is proved free of poles"};
  if (certainly(*M <= 0)) return {enclose<I>(0L, p), true, ""};
  const Trapezoid<I> rule(f, strip, lower_point(enclose<I>(height, p)), *M, goal);
  const I wanted = enclose<I>(goal.absolute, p);
  const I relative = pown(enclose<I>(10L, p), -goal.digits);
  I tolerance = scale2(*M, -10);  // a few nodes give the scale
  for (int pass = 0;; ++pass) {
    const auto computed = rule.sum(tolerance);
    if (!computed) return {entire<I>(p), false, "the trapezoidal rule needs too many terms"};
    const auto& sums = *computed;
    const I target = upper_point(max(wanted, magnitude(sums.integral) * relative));
    if (is_bounded(sums.integral) && certainly(width(sums.integral) <= target)) {
      return {sums.integral, true, ""};
    }
    // Rounding, or cancellation that a few passes at a 256th each can't undo.
    const bool is_rounding = !certainly(width(sums.integral) <= 8 * sums.error);
    if (pass >= 6 || is_rounding) {
      return {sums.integral, false, "rounding: more bits may reach the goal"};
    }
    const I scale = max(wanted, upper_point(sums.absolute) * relative) / 6;
    tolerance = certainly(scale < tolerance) ? scale : tolerance / 256;
  }
}

template Integral<Interval> integrate_line(const std::function<Interval(const Interval&)>&,
                                           const OnRectangles&, const Strip<Interval>&,
                                           const IntegrationGoal&);
template Integral<BigInterval> integrate_line(const std::function<BigInterval(const BigInterval&)>&,
                                              const OnRectangles&, const Strip<BigInterval>&,
                                              const IntegrationGoal&);

}  // namespace rigor
