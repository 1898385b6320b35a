// Trajectories of mixture flows followed to their limits: reference digits, the quantile flow as an
// oracle that shares no code, starts near separatrices, exact symmetries, boxes.
#include "model/mixture_flow.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

#include "function/elementary.hpp"
#include "function/normal.hpp"
#include "model/mixture_symmetry.hpp"
#include "model/printed_digits.hpp"
#include "support/sampling.hpp"

namespace rigor {
namespace {

using test::Sampler;
using Points = std::vector<std::vector<Rational>>;

const Points kA{{-1}, {1}}, kB{{0}, {1}, {3}}, kC{{0, 0}, {2, 0}, {Rational(1, 2), Rational(3, 2)}},
    kD{{1, 0}, {-1, 0}, {0, 1}, {0, -1}};

Rational q(const char* text) {
  return *parse_rational(text);
}

template <IntervalNumber I>
FlowLimit<I> limit_of(const WeightedPoints& data, const std::vector<Rational>& start, int bits,
                      const Rational& radius = 0) {
  std::vector<I> x;
  for (const Rational& c : start) x.push_back(hull_of<I>(c - radius, c + radius, {bits}));
  FlowGoal goal;
  if (radius == 0) goal.exact_start = start;
  if (bits > 53) goal.digits = 30;
  return follow<I>(data, enclose<I>(1, {bits}), x, goal, [] {});
}

template <IntervalNumber I>
void expect_reference_limits(int bits) {
  struct Row {
    Points data;
    std::vector<Rational> start;
    std::size_t datum;
    std::vector<const char*> zeta;
  };
  const std::vector<Row> rows{
      {kA, {q("1/2")}, 1, {"-0.70074739114591902755801241249573"}},
      {kB, {q("3/5")}, 1, {"-1.4150789368357565961427941036407"}},
      {kB, {2}, 1, {"2.0000000000000000000000000000000"}},
      {kC,
       {q("9/10"), q("4/5")},
       2,
       {"0.43238930822189938856220305445339", "-1.3614017857647856974531964459263"}},
      {kD,
       {q("21/10"), q("21/20")},
       0,
       {"0.95985713272249002437718686350930", "1.1715227422112734039400820071700"}}};
  for (const Row& row : rows) {
    const auto limit = limit_of<I>(WeightedPoints(row.data), row.start, bits);
    ASSERT_TRUE(limit.datum) << limit.reason;
    EXPECT_EQ(*limit.datum, row.datum);
    EXPECT_EQ(limit.limit, row.data[row.datum]);
    for (std::size_t k = 0; k < row.zeta.size(); ++k) {
      test::expect_meets(limit.zeta[k], row.zeta[k], "zeta");
      EXPECT_TRUE(certainly(width(limit.zeta[k]) < enclose<I>(q("1e-12"), {bits})));
    }
  }
}

TEST(MixtureFlow, LimitsHaveTheReferenceDigitsOnDoubles) {
  expect_reference_limits<Interval>(53);
}
TEST(MixtureFlow, LimitsHaveTheReferenceDigitsOnBigIntervals) {
  expect_reference_limits<BigInterval>(128);
}

/// At s = 1 and s = 2.
TEST(MixtureFlow, TrajectoriesPassThroughTheReferencePoints) {
  const auto passes = [](const Points& data, const std::vector<Rational>& start, const char* s,
                         const std::vector<const char*>& x) {
    FlowGoal goal;
    goal.keeps_pieces = true;
    goal.shortest = 2;
    goal.exact_start = start;
    std::vector<Interval> at;
    for (const Rational& c : start) at.push_back(enclose<Interval>(c, {53}));
    const auto limit = follow<Interval>(WeightedPoints(data), Interval::point(1), at, goal, [] {});
    bool found = false;
    double end = 0;
    for (const auto& piece : limit.pieces) {
      EXPECT_LE(piece.s.lower(), end);  // no gaps
      end = piece.s.upper();
      if (!contains(piece.s, q(s))) continue;
      found = true;
      for (std::size_t k = 0; k < x.size(); ++k) test::expect_meets(piece.x[k], x[k], "x");
    }
    EXPECT_TRUE(found);
  };
  passes(kC, {q("9/10"), q("4/5")}, "1",
         {"0.65952931081689401797259496974037", "1.0005744755248792778899209169717"});
  passes(kC, {q("9/10"), q("4/5")}, "2",
         {"0.55851752949669377871316058280237", "1.3157543037246924149217153539457"});
  passes(kD, {q("21/10"), q("21/20")}, "1",
         {"1.3531843344259614778259750730544", "0.43090668011840470123723312805199"});
  passes(kA, {q("1/2")}, "2", {"0.90516415334194962755361830267104"});
  passes(kB, {q("3/5")}, "2", {"0.80848989235002560610085172474321"});
}

/// In d = 1 F(x) = sum p_i Phi(x - x_i) is conserved: F lies in (P_{i-1}, P_i), P the partial sums,
/// and Phi(zeta) = (F - P_{i-1}) / p_i.
TEST(MixtureFlow, AgreesWithConservedQuantiles) {
  Sampler random(21);
  for (int trial = 0; trial < 40; ++trial) {
    Points points;
    std::vector<Rational> weights;
    Rational x = random.integer(-5, 5);
    for (int j = random.integer(2, 6); j > 0; --j) {
      points.push_back({x});
      weights.push_back(trial % 2 == 0 ? Rational(0) : Rational(random.integer(-200, 200), 100));
      x += Rational(random.integer(20, 300), 100);
    }
    const Rational start = points.front()[0] + Rational(random.integer(-100, 1000), 211);
    const auto limit = limit_of<Interval>(WeightedPoints(points, weights), {start}, 53);
    const Precision p{200};
    BigInterval mass = enclose<BigInterval>(0, p), F = mass;
    std::vector<BigInterval> parts;
    for (std::size_t j = 0; j < points.size(); ++j) {
      const BigInterval w = exp(enclose<BigInterval>(weights[j], p));
      parts.push_back(w);
      mass += w;
      F += w * normal_cdf(enclose<BigInterval>(Rational(start - points[j][0]), p));
    }
    if (!limit.datum) continue;  // too near a separatrix; counted below by its reason
    BigInterval below = enclose<BigInterval>(0, p);
    for (std::size_t j = 0; j < *limit.datum; ++j) below += parts[j];
    EXPECT_TRUE(certainly(below < F)) << trial;
    EXPECT_TRUE(certainly(F < below + parts[*limit.datum])) << trial;
    const BigInterval level = (F - below) / parts[*limit.datum];
    EXPECT_TRUE(overlaps(normal_cdf(convert<BigInterval>(limit.zeta[0], p)), level)) << trial;
    EXPECT_TRUE(certainly(width(limit.zeta[0]) < Interval::point(1e-6))) << trial;
  }
}

/// xi_1 = 0.49139297752... is the separatrix of DS-B at v0 = 1.
TEST(MixtureFlow, BothSidesOfASeparatrix) {
  const WeightedPoints data(kB);
  EXPECT_EQ(limit_of<Interval>(data, {q("0.49138")}, 53).datum, std::size_t{0});
  EXPECT_EQ(limit_of<Interval>(data, {q("0.49141")}, 53).datum, std::size_t{1});
  EXPECT_EQ(limit_of<Interval>(data, {q("0.4913929775")}, 53).datum, std::size_t{0});
  EXPECT_EQ(limit_of<Interval>(data, {q("0.4913929776")}, 53).datum, std::size_t{1});
}

/// Nearer than doubles can tell, more digits decide.
TEST(MixtureFlow, PrecisionDecidesNearASeparatrix) {
  const std::vector<Rational> below{q("0.49139297752283892060736284213")};
  const auto on_doubles = limit_of<Interval>(WeightedPoints(kB), below, 53);
  EXPECT_FALSE(on_doubles.datum);
  EXPECT_NE(on_doubles.reason.find("straddles the bisector of x_1 and x_2"), std::string::npos)
      << on_doubles.reason;
  EXPECT_EQ(limit_of<BigInterval>(WeightedPoints(kB), below, 128).datum, std::size_t{0});
}

TEST(MixtureFlow, StartsOnBisectorsOfSymmetricDataStayThere) {
  const auto midpoint = limit_of<Interval>(WeightedPoints(kA), {0}, 53);
  EXPECT_FALSE(midpoint.datum);
  EXPECT_EQ(midpoint.limit, std::vector<Rational>{0});
  const auto line = limit_of<Interval>(WeightedPoints(Points{{-1, 0}, {1, 0}}), {0, q("1/3")}, 53);
  EXPECT_FALSE(line.datum);
  EXPECT_EQ(line.limit, (std::vector<Rational>{0, 0}));
  test::expect_meets(line.zeta[1], "0.33333333333333333333", "zeta");  // x_2' = -x_2
  const auto diagonal = limit_of<Interval>(WeightedPoints(kD), {q("1/3"), q("1/3")}, 53);
  EXPECT_FALSE(diagonal.datum);
  EXPECT_EQ(diagonal.limit, (std::vector<Rational>{q("1/2"), q("1/2")}));
  const auto centre = limit_of<Interval>(WeightedPoints(kD), {0, 0}, 53);
  EXPECT_FALSE(centre.datum);
  EXPECT_EQ(centre.limit, (std::vector<Rational>{0, 0}));
  // On an axis of the symmetry there are data.
  EXPECT_EQ(limit_of<Interval>(WeightedPoints(kD), {q("1/3"), 0}, 53).datum, std::size_t{0});
}

/// DS-B, moved by 1/7, twice: the start is between the copies, where they act as one DS-B. It is
/// nearest to the first, and goes to the second.
TEST(MixtureFlow, TwinsActAsOne) {
  Points points;
  for (const int height : {0, 1, 3}) {
    for (const int side : {-1, 1}) points.push_back({Rational(side, 3), height + q("1/7")});
  }
  const auto limit = limit_of<Interval>(WeightedPoints(points), {0, q("0.495") + q("1/7")}, 53);
  EXPECT_FALSE(limit.datum);
  EXPECT_EQ(limit.limit, (std::vector<Rational>{0, q("8/7")})) << limit.reason;
  const auto alone = limit_of<Interval>(WeightedPoints(kB), {q("0.495")}, 53);
  ASSERT_EQ(alone.zeta.size(), 1U);
  ASSERT_EQ(limit.zeta.size(), 2U);
  EXPECT_TRUE(overlaps(limit.zeta[1], alone.zeta[0]));
}

/// Equidistant from two data of unequal weights, or of data that aren't symmetric.
TEST(MixtureFlow, ABisectorWithoutSymmetryHoldsNothing) {
  const WeightedPoints weighted(kA, {0, q("1/10")});
  EXPECT_EQ(limit_of<Interval>(weighted, {0}, 53).datum, std::size_t{1});
  EXPECT_FALSE(reduce_by_reflections(weighted, {0}).is_reduced);
  EXPECT_FALSE(reduce_by_reflections(WeightedPoints(kB), {q("1/2")}).is_reduced);
  EXPECT_EQ(limit_of<Interval>(WeightedPoints(kB), {q("1/2")}, 53).datum, std::size_t{1});
}

TEST(MixtureFlow, BoxesReachOneDatumOrNothingIsSaid) {
  const WeightedPoints data(kC);
  const auto inside = limit_of<Interval>(data, {1, q("3/2")}, 53, q("1/10"));
  ASSERT_EQ(inside.datum, std::size_t{2});
  const auto corner = limit_of<Interval>(data, {q("9/10"), q("7/5")}, 53);
  for (std::size_t k = 0; k < 2; ++k) EXPECT_TRUE(subset(corner.zeta[k], inside.zeta[k]));
  EXPECT_FALSE(limit_of<Interval>(data, {1, q("3/2")}, 53, q("1/2")).datum);
  // A box about a bisector, however thin.
  const auto straddling = limit_of<Interval>(WeightedPoints(kA), {0}, 53, q("1e-9"));
  EXPECT_FALSE(straddling.datum);
  EXPECT_FALSE(straddling.reason.empty());
}

TEST(MixtureFlow, ABoxIsAsGoodAsItsPoints) {
  Sampler random(22);
  int settled = 0;
  for (int trial = 0; trial < 25; ++trial) {
    Points points;
    for (int j = 0; j < 5; ++j) {
      points.push_back({Rational(random.integer(-300, 300), 100) + Rational(j, 100000),
                        Rational(random.integer(-300, 300), 100)});
    }
    const std::vector<Rational> centre{Rational(random.integer(-200, 200), 100),
                                       Rational(random.integer(-200, 200), 100)};
    const WeightedPoints data(points);
    const Rational radius(1, 50);
    const auto box = limit_of<Interval>(data, centre, 53, radius);
    if (!box.datum) continue;
    ++settled;
    const auto point = limit_of<Interval>(
        data, {centre[0] + radius * random.integer(-1, 1), centre[1] + radius / 3}, 53);
    EXPECT_EQ(point.datum, box.datum) << trial;
    for (std::size_t k = 0; k < 2; ++k) EXPECT_TRUE(overlaps(point.zeta[k], box.zeta[k])) << trial;
  }
  EXPECT_GE(settled, 15);
}

TEST(MixtureFlow, StepsAreCountedAndMayEndIt) {
  int steps = 0;
  const auto limited = [&] {
    if (++steps > 3) throw std::runtime_error("spent");
  };
  EXPECT_THROW(
      follow<Interval>(WeightedPoints(kB), Interval::point(1), {Interval::point(2)}, {}, limited),
      std::runtime_error);
  EXPECT_EQ(steps, 4);
}

// The drift after the trap stands on both sides of zeta: the digits wanted are those of the width.
TEST(MixtureFlow, ZetaIsAsNarrowAsItIsWanted) {
  const Points points = {{Rational(-23, 10), Rational(1, 10)},
                         {Rational(33, 50), Rational(47, 25)},
                         {Rational(-63, 50), Rational(-17, 25)},
                         {Rational(-19, 50), Rational(133, 50)}};
  const Precision p{128};
  FlowGoal goal;
  goal.exact_start = {Rational(-86199997, 50000000), Rational(20850001, 12500000)};
  std::vector<BigInterval> start;
  for (const Rational& x : goal.exact_start) start.push_back(enclose<BigInterval>(x, p));
  const auto limit = follow<BigInterval>(
      WeightedPoints(points), enclose<BigInterval>(Rational(91, 100), p), start, goal, [] {});
  ASSERT_TRUE(limit.datum) << limit.reason;
  const BigInterval most = pown(enclose<BigInterval>(10, p), -15);
  for (const BigInterval& zeta : limit.zeta) EXPECT_TRUE(certainly(width(zeta) <= most));
}

TEST(MixtureFlow, RefusesWhatIsNoFlow) {
  const WeightedPoints data(kC);
  const std::vector<Interval> point{Interval::point(1)};
  EXPECT_THROW(follow<Interval>(data, Interval::point(1), point, {}, [] {}), std::invalid_argument);
  EXPECT_THROW(follow<Interval>(WeightedPoints(kA), Interval::point(0), point, {}, [] {}),
               std::invalid_argument);
}

}  // namespace
}  // namespace rigor
