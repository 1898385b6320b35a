// Basins as sets, distances to hulls, critical variances: against points, closed forms and each
// other.
#include "model/mixture_basins.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <stdexcept>
#include <string>

#include "function/hyperbolic.hpp"
#include "model/critical_variance.hpp"
#include "model/hull_distance.hpp"
#include "model/mixture_flow.hpp"
#include "model/printed_digits.hpp"
#include "support/sampling.hpp"

namespace rigor {
namespace {

using test::Sampler;
using Points = std::vector<std::vector<Rational>>;

Rational q(const char* text) {
  return *parse_rational(text);
}

std::vector<BasinCell> basins(const WeightedPoints& data, const std::vector<Rational>& from,
                              const std::vector<Rational>& to, const BasinGoal& goal) {
  return enclose_basins(data, Interval::point(1), from, to, Interval::point(1), goal, [] {});
}

TEST(MixtureBasins, CellsCoverTheBoxAndTheirPointsAgree) {
  const WeightedPoints data(Points{{0, 0}, {2, 0}, {q("1/2"), q("3/2")}});
  const auto cells = basins(data, {-1, -1}, {3, 2}, {.most_halvings = 6});
  Rational area = 0, settled = 0;
  Sampler random(41);
  for (const BasinCell& cell : cells) {
    const Rational size = (cell.to[0] - cell.from[0]) * (cell.to[1] - cell.from[1]);
    area += size;
    if (!cell.datum) continue;
    settled += size;
    FlowGoal goal;
    goal.digits = 0;
    for (std::size_t k = 0; k < 2; ++k) {
      const Rational share(random.integer(0, 4), 4);
      goal.exact_start.push_back(cell.from[k] + share * (cell.to[k] - cell.from[k]));
    }
    std::vector<Interval> x;
    for (const Rational& c : goal.exact_start) x.push_back(enclose<Interval>(c, {53}));
    const auto limit = follow<Interval>(data, Interval::point(1), x, goal, [] {});
    EXPECT_EQ(limit.datum, cell.datum);
  }
  EXPECT_EQ(area, 12);
  EXPECT_GT(settled, 5);
}

/// The separatrices of DS-B are at 0.49139... and 2.04246...
TEST(MixtureBasins, OnTheLineTheySeparateAtTheQuantiles) {
  const WeightedPoints data(Points{{0}, {1}, {3}});
  for (const BasinCell& cell : basins(data, {-2}, {5}, {.most_halvings = 9})) {
    if (!cell.datum) {
      const bool holds_one = (cell.from[0] < q("0.493") && cell.to[0] > q("0.490")) ||
                             (cell.from[0] < q("2.044") && cell.to[0] > q("2.041"));
      EXPECT_TRUE(holds_one || cell.to[0] - cell.from[0] < q("0.1")) << cell.from[0];
      continue;
    }
    const bool is_right = *cell.datum == 0 ? cell.to[0] < q("0.4914")
                          : *cell.datum == 1
                              ? cell.from[0] > q("0.4913") && cell.to[0] < q("2.0425")
                              : cell.from[0] > q("2.0424");
    EXPECT_TRUE(is_right) << cell.from[0] << " reaches " << *cell.datum;
  }
}

TEST(MixtureBasins, AreTheSameEachTimeAndEndWithTheirBudget) {
  const WeightedPoints data(Points{{0, 0}, {1, 0}});
  const auto first = basins(data, {-1, -1}, {1, 1}, {.most_halvings = 5});
  const auto second = basins(data, {-1, -1}, {1, 1}, {.most_halvings = 5});
  ASSERT_EQ(first.size(), second.size());
  for (std::size_t k = 0; k < first.size(); ++k) EXPECT_EQ(first[k].datum, second[k].datum);
  EXPECT_EQ(basins(data, {-1, -1}, {1, 1}, {.most_cells = 0}).size(), 1U);
  int steps = 0;
  const auto limited = [&] {
    if (++steps > 5) throw std::runtime_error("spent");
  };
  EXPECT_THROW(
      enclose_basins(data, Interval::point(1), {-1, -1}, {1, 1}, Interval::point(1), {}, limited),
      std::runtime_error);
}

template <IntervalNumber I>
I hull_distance(const Points& points, const std::vector<Rational>& x, int bits) {
  std::vector<I> at;
  for (const Rational& c : x) at.push_back(enclose<I>(c, {bits}));
  return enclose_hull_distance(WeightedPoints(points), at);
}

TEST(HullDistance, KnownPolytopes) {
  const Points triangle{{0, 0}, {2, 0}, {q("1/2"), q("3/2")}};
  const auto expect = [](const Interval& x, const char* digits) {
    test::expect_meets(x, digits, "distance");
    EXPECT_LT(width(x).upper(), 1e-6) << x;
  };
  expect(hull_distance<Interval>(triangle, {1, -3}, 53), "3.0000000000000");
  expect(hull_distance<Interval>(triangle, {5, -4}, 53), "5.0000000000000");
  expect(hull_distance<Interval>(triangle, {2, 2}, 53), "1.4142135623730950");
  expect(hull_distance<Interval>(triangle, {q("3/4"), q("1/2")}, 53), "0.0000000000000");
  const Points cube{{0, 0, 0}, {1, 0, 0}, {0, 1, 0}, {0, 0, 1},
                    {1, 1, 0}, {1, 0, 1}, {0, 1, 1}, {1, 1, 1}};
  expect(hull_distance<Interval>(cube, {2, 2, 2}, 53), "1.7320508075688772");
  expect(hull_distance<Interval>(cube, {q("1/3"), q("1/5"), 3}, 53), "2.0000000000000");
  EXPECT_TRUE(is_thin(hull_distance<Interval>(Points{{-1}, {1}}, {4}, 53)));
  test::expect_meets(hull_distance<BigInterval>(triangle, {2, 2}, 128), "1.4142135623730950488",
                     "");
}

/// No farther than the nearest datum, and no nearer than along any direction.
TEST(HullDistance, IsBetweenPlainBounds) {
  Sampler random(42);
  for (int trial = 0; trial < 200; ++trial) {
    const auto d = static_cast<std::size_t>(random.integer(1, 4));
    Points points;
    for (int j = 0; j < 7; ++j) {
      points.emplace_back();
      for (std::size_t k = 0; k < d; ++k) points.back().push_back({random.integer(-99, 99), 40});
      points.back()[0] += Rational(j, 10000);
    }
    std::vector<Rational> x;
    for (std::size_t k = 0; k < d; ++k) x.push_back({random.integer(-300, 300), 50});
    const Interval distance = hull_distance<Interval>(points, x, 53);
    Rational nearest = 1000000;
    for (const auto& point : points) {
      Rational square = 0;
      for (std::size_t k = 0; k < d; ++k) square += (x[k] - point[k]) * (x[k] - point[k]);
      nearest = std::min(nearest, square);
    }
    EXPECT_TRUE(possibly(sqr(distance) <= enclose<Interval>(nearest, {53})));
    for (std::size_t k = 0; k < d; ++k) {
      Rational highest = points[0][k];
      for (const auto& point : points) highest = std::max(highest, point[k]);
      EXPECT_TRUE(possibly(distance >= enclose<Interval>(Rational(x[k] - highest), {53})));
    }
    EXPECT_LT(width(distance).upper(), 1e-3) << trial;
  }
}

template <IntervalNumber I>
I critical(const Points& points, std::size_t i, const char* r, int bits) {
  const MixtureAtoms<I> atoms(WeightedPoints(points), i, {bits});
  return enclose_critical_variance<I>(atoms, enclose<I>(q(r), {bits}), 4096, [] {}).value();
}

TEST(CriticalVariance, HasTheReferenceDigits) {
  const Points A{{-1}, {1}}, B{{0}, {1}, {3}};
  test::expect_meets_tightly(critical<BigInterval>(A, 1, "1/2", 200),
                             "0.91023922662683739361424016573611", "r = 1/2");
  test::expect_meets_tightly(critical<BigInterval>(A, 1, "1/4", 200),
                             "0.77084751355462603956697408405528", "r = 1/4");
  test::expect_meets_tightly(critical<BigInterval>(B, 1, "1/4", 200),
                             "0.22759142733327223316970012069844", "DS-B");
  const Interval on_doubles = critical<Interval>(A, 0, "1/2", 53);
  test::expect_meets(on_doubles, "0.91023922662683739361424016573611", "r = 1/2");
  EXPECT_LT(width(on_doubles).upper(), 1e-13);
}

/// (1 - r) / atanh(1 - r) for two data at +-1.
TEST(CriticalVariance, IsTheClosedFormOfTwoData) {
  for (int k = 1; k < 10; ++k) {
    const std::string r = std::to_string(k) + "/10";
    const Interval rest = enclose<Interval>(Rational(10 - k, 10), {53});
    EXPECT_TRUE(overlaps(critical<Interval>({{-1}, {1}}, 1, r.c_str(), 53), rest / atanh(rest)))
        << r;
  }
}

}  // namespace
}  // namespace rigor
