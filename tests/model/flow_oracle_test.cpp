// The integrated flow against the exact solution by quantiles, on random data of the line.
#include <gtest/gtest.h>

#include "function/elementary.hpp"
#include "model/mixture_flow.hpp"
#include "model/quantile_flow.hpp"
#include "support/sampling.hpp"

namespace rigor {
namespace {

using test::Sampler;

struct Instance {
  std::vector<std::vector<Rational>> points;
  std::vector<Rational> log_weights;
  Rational v0, from, to;
};

/// Not sorted; every third one weighted, every fourth one with a box of starts.
Instance random_instance(Sampler& sampler, int trial) {
  Instance in;
  Rational x = Rational(sampler.integer(-300, 0), 100);
  for (int i = sampler.integer(1, 7); i > 0; --i) {
    const bool is_first = sampler.integer(0, 1) == 0;
    in.points.insert(is_first ? in.points.begin() : in.points.end(), {x});
    in.log_weights.push_back(trial % 3 == 0 ? Rational(sampler.integer(-300, 0), 100)
                                            : Rational(0));
    x += Rational(sampler.integer(5, 200), 100);
  }
  in.v0 = Rational(sampler.integer(1, 400), 100);
  in.from = in.to = Rational(sampler.integer(-400, 800), 97);
  if (trial % 4 == 3) in.to += Rational(sampler.integer(1, 1000), 100000);
  return in;
}

template <IntervalNumber I>
void compare(int count, Precision precision, double most_open) {
  Sampler sampler(77);
  int limits = 0, pieces = 0;
  for (int trial = 0; trial < count; ++trial) {
    const Instance in = random_instance(sampler, trial);
    const WeightedPoints data(in.points, in.log_weights);
    const I v0 = enclose<I>(in.v0, precision);
    const I start = hull_of<I>(in.from, in.to, precision);
    FlowGoal goal;
    goal.keeps_pieces = trial % 5 == 0;
    const FlowLimit<I> limit = follow<I>(data, v0, {start}, goal, [] {});
    const QuantileFlow<I> flow(data, precision);
    const QuantileLevel<I> level = flow.level(start, v0);
    const auto reached = flow.datum(level);
    if (limit.datum) {
      ++limits;
      const auto [first, last] = flow.data_in_reach(level);
      ASSERT_TRUE(reached || first < last);
      if (reached) {
        EXPECT_EQ(flow.index(*reached), *limit.datum) << trial;
        EXPECT_TRUE(overlaps(flow.zeta(level, *reached), limit.zeta[0])) << trial;
      }
    }
    for (std::size_t k = 0; k < limit.pieces.size(); k += 7) {
      ++pieces;
      const I v = v0 * exp(-2 * limit.pieces[k].s);
      EXPECT_TRUE(overlaps(flow.position(level, v), limit.pieces[k].x[0])) << trial << ", " << k;
      // At one time, both are narrow.
      const I s = lower_point(limit.pieces[k].s);
      const I x = flow.position(level, v0 * exp(-2 * s));
      EXPECT_TRUE(overlaps(x, limit.pieces[k].x[0])) << trial << ", " << k;
    }
  }
  EXPECT_GE(limits, static_cast<int>((1 - most_open) * count));
  EXPECT_GE(pieces, count / 5);
}

TEST(FlowOracle, RandomDataOnDoubles) {
  compare<Interval>(test::sample_count(100, 1500), Precision{}, 0.1);
}

TEST(FlowOracle, RandomDataOnBigIntervals) {
  compare<BigInterval>(test::sample_count(6, 60), Precision{128}, 0.2);
}

// Starts 10^-5 (and, without the integration, 10^-9) from each separatrix.
TEST(FlowOracle, BothSidesOfSeparatrices) {
  Sampler sampler(78);
  int compared = 0;
  for (int trial = 0; trial < test::sample_count(8, 100); ++trial) {
    const Instance in = random_instance(sampler, trial);
    const WeightedPoints data(in.points, in.log_weights);
    const Interval v0 = enclose<Interval>(in.v0, Precision{});
    const QuantileFlow<Interval> flow(data, Precision{});
    for (std::size_t k = 1; k < flow.size(); ++k) {
      const Interval xi = flow.separatrix(k, v0);
      for (const double offset : {-1e-5, -1e-9, 1e-9, 1e-5}) {
        const Rational start = to_rational(midpoint(xi).lower() + offset);
        const auto reached = flow.datum(flow.level(start, v0));
        ASSERT_TRUE(reached) << trial;
        EXPECT_EQ(*reached, offset < 0 ? k - 1 : k) << trial;
        if (abs(to_rational(offset)) < Rational(1, 1000000)) continue;  // long to integrate
        const auto limit =
            follow<Interval>(data, v0, {enclose<Interval>(start, Precision{})}, FlowGoal{}, [] {});
        if (!limit.datum) continue;
        ++compared;
        EXPECT_EQ(flow.index(*reached), *limit.datum) << trial;
      }
    }
  }
  EXPECT_GE(compared, 8);
}

}  // namespace
}  // namespace rigor
