// Flows whose data weigh very differently: conditioned on a label.
#include <gtest/gtest.h>

#include <functional>

#include "claims/claims_run.hpp"
#include "model/mixture_flow.hpp"
#include "verdict/flow_start.hpp"

namespace rigor::test {
namespace {

Case conditioned(std::vector<std::vector<Rational>> points, std::vector<Rational> start,
                 std::vector<std::vector<Rational>> labels, const Rational& bandwidth) {
  Case input;
  input.name = "weights";
  input.points = std::move(points);
  FlowInput flow;
  flow.variance = 1;
  flow.start_from = flow.start_to = std::move(start);
  flow.condition = Condition{std::move(labels), {0}, bandwidth};
  input.flow = flow;
  return input;
}

// On the mirror x_1 = 0 the two outer data project onto the middle one, and outweigh it at first.
TEST(WeightedFlow, AMirrorThroughALightDatumLeadsToThatDatum) {
  const Case input = conditioned({{-1, 0}, {0, 0}, {1, 0}}, {0, 1}, {{0}, {100}, {0}}, 1);
  FlowGoal goal;
  goal.exact_start = input.flow->start_from;
  const FlowLimit<Interval> limit =
      follow(weighted_points(input), start_variance<Interval>(*input.flow, Precision{53}),
             start_position<Interval>(*input.flow, Precision{53}), goal, [] {});
  EXPECT_EQ(limit.datum, 1U) << limit.reason;
  const ClaimsRun ran = run_claims(input, {"MEM-ODE-3", "MEM-ODE-4"});
  for (const Result& result : ran.run.results) {
    EXPECT_NE(word(result.outcome.verdict), "violated") << result.claim->id();
  }
  EXPECT_EQ(word(ran.of("MEM-ODE-3", "weights").verdict), "verified");
}

// eps_1(r, v) < 2 exp(-2) < r for every v.
TEST(WeightedFlow, ABallMayBeInvariantForEveryVariance) {
  const Case input = conditioned({{-1}, {1}}, {1}, {{1}, {0}}, Rational(1, 2));
  const ClaimsRun ran = run_claims(input, {"MEM-ODE-2"});
  const Outcome& ball = ran.of("MEM-ODE-2.b", "weights");
  EXPECT_EQ(quantity_of(ball, "largest v0").value.upper, "inf");
}

TEST(WeightedFlow, AnOverwhelmedDatumIsNoFault) {
  const Case input = conditioned({{-1}, {0}, {1}}, {0}, {{0}, {100}, {0}}, 1);
  RunOptions options = quick_options();
  options.claims = {"MEM-ODE-2.d"};
  options.max_bits = 53;
  const ClaimsRun ran = run_claims(std::vector<Case>{input}, options);
  EXPECT_NE(word(ran.of("MEM-ODE-2.d", "weights").verdict), "violated");
}

}  // namespace
}  // namespace rigor::test
