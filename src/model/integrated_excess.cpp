#include "model/integrated_excess.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "analysis/gauss_legendre.hpp"
#include "model/law_comparison.hpp"

namespace rigor {
namespace {

constexpr Precision kDoubles{53};
constexpr int kNodes = 4;
constexpr int kOrder = 2 * kNodes;

using Series = Taylor<Interval, kOrder>;

/// The coefficients of order 2n of both integrands at y, for all v of the panel.
struct Coefficients {
  Interval train, test;
};

Coefficients coefficients(const LawPair<Interval, Series>& pair, const Series& v,
                          const Interval& y) {
  const auto e = pair.empirical(y), p = pair.truth(y);
  const Series square = sqr((e.pull - p.pull) / v);
  return {(square * e.density)[kOrder], (square * p.density)[kOrder]};
}

/// The integrals of the coefficients over |y| <= L. Cells are halved while that gains, down to a
/// sixteenth of the deviation; a coefficient below `enough` is small enough.
Coefficients integrals_of_coefficients(const std::vector<Rational>& points, const Interval& panel,
                                       double reach, double enough,
                                       const std::function<void()>& step) {
  const Series v = Series::variable(panel);
  const LawPair<Interval, Series> pair(points, BaseLaw::standard_normal, v);
  const double shortest = sqrt(panel).lower() / 16;
  const auto is_wide = [enough](const Interval& c) {
    const double size = magnitude(c).upper();
    return !(size <= enough) && !(c.upper() - c.lower() <= size / 4);
  };
  Coefficients sum;
  constexpr int start = 64;
  std::vector<std::pair<double, double>> open;
  for (int k = 0; k < start; ++k) {
    open.emplace_back(-reach + 2 * reach * k / start, -reach + 2 * reach * (k + 1) / start);
  }
  while (!open.empty()) {
    step();
    const auto [a, b] = open.back();
    open.pop_back();
    const Coefficients c = coefficients(pair, v, Interval::bounds(a, b));
    const double m = a + (b - a) / 2;
    if ((is_wide(c.train) || is_wide(c.test)) && b - a > shortest) {
      open.emplace_back(a, m);
      open.emplace_back(m, b);
      continue;
    }
    const Interval length = Interval::point(b) - Interval::point(a);
    sum.train += c.train * length;
    sum.test += c.test * length;
  }
  return sum;
}

IntegratedExcess over_panel(const std::vector<Rational>& points, const Rational& from,
                            const Rational& to, const std::function<void()>& step) {
  const Interval panel = hull_of<Interval>(from, to, kDoubles);
  const Interval length = enclose<Interval>(Rational(to - from), kDoubles);
  const Interval middle = enclose<Interval>(Rational((from + to) / 2), kDoubles);
  constexpr int digits = 7;
  const LawComparison<Interval> all(points, BaseLaw::standard_normal, panel, digits, step);
  // Seven deviations beyond the data: the part outside is some 1e-11 of the scale.
  const Rational extent = std::max<Rational>({1, abs(points.front()), abs(points.back())});
  const Interval reach = upper_point(enclose<Interval>(extent, kDoubles) +
                                     7 * sqrt(1 + enclose<Interval>(to, kDoubles)));
  const Interval train_tail = all.train_excess_beyond(reach);
  const Interval test_tail = all.test_excess_beyond(reach);
  IntegratedExcess sum;
  const GaussRule<Interval>& rule = gauss_rule<Interval>(kNodes, kDoubles);
  for (std::size_t k = 0; k < rule.nodes.size(); ++k) {
    const Interval v = middle + length / 2L * rule.nodes[k];
    const LawComparison<Interval> one(points, BaseLaw::standard_normal, v, digits, step);
    sum.train += rule.weights[k] * (one.train_excess() - train_tail);
    sum.test += rule.weights[k] * (one.test_excess() - test_tail);
  }
  Interval factor = length / (kOrder + 1L);
  for (long k = 1; k <= kNodes; ++k) {
    // n!^4 / (2n)!^2 as a product of (k / (n + k))^2
    factor *= sqr(enclose<Interval>(Rational(k, kNodes + k), kDoubles));
  }
  factor *= pown(length, kOrder);
  const double enough = 1e-8 * (length * sum.test / factor).upper() / reach.upper();
  const Coefficients c = integrals_of_coefficients(points, panel, reach.upper(), enough, step);
  return {length * (sum.train / 2L + train_tail) + factor * c.train,
          length * (sum.test / 2L + test_tail) + factor * c.test};
}

}  // namespace

IntegratedExcess integrated_excess(const std::vector<Rational>& points, const Rational& from,
                                   const Rational& to, const std::function<void()>& step) {
  if (points.empty() || from <= 0 || to <= from) {
    throw std::invalid_argument("an integral over noise variances needs data and 0 < from < to");
  }
  IntegratedExcess sum;
  for (Rational a = from; a < to;) {
    const Rational b = std::min<Rational>(a * Rational(5, 4), to);
    const IntegratedExcess part = over_panel(points, a, b, step);
    sum.train += part.train;
    sum.test += part.test;
    a = b;
  }
  return sum;
}

}  // namespace rigor
