// MEM-ODE-1 to 4 and MEM-VP-1: reference digits, both sides of what is critical, perturbed
// constants, false variants, starts of which nothing is to be said.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>

#include "claims/claims_run.hpp"
#include "function/elementary.hpp"
#include "proofs-check/memorization/flow_lemmas.hpp"
#include "proofs-check/memorization/named_inputs.hpp"
#include "support/sampling.hpp"
#include "verdict/evidence.hpp"

namespace rigor::test {
namespace {

using memorization::named_flow;

Outcome check_within(std::int64_t budget, const Case& input, const std::string& claim) {
  RunOptions options = quick_options();
  options.claims = {claim};
  options.budget = budget;
  return run_claims({input}, options).of(claim, input.name);
}

void expect_digits(const Outcome& outcome, const std::string& name, const std::string& digits) {
  EXPECT_TRUE(meets(quantity_of(outcome, name).value, digits))
      << name << ": " << text(quantity_of(outcome, name).value);
}

TEST(MemOde, LimitsAndConstantsHaveTheReferenceDigits) {
  const Outcome a = check(named_flow("A", memorization::points_A(), "1", "1/2"), "MEM-ODE-3");
  EXPECT_EQ(word(a.verdict), "verified") << a.reason;
  expect_digits(a, "zeta_1", "-0.70074739114591902755801241249573");
  expect_digits(a, "coordinate 1 of the limit x_2", "1.0");
  EXPECT_TRUE(has_all_digits(a));
  const Outcome c = check(named_flow("C", memorization::points_C(), "1", "9/10 4/5"), "MEM-ODE-3");
  EXPECT_EQ(word(c.verdict), "verified") << c.reason;
  expect_digits(c, "zeta_1", "0.43238930822189938856220305445339");
  expect_digits(c, "zeta_2", "-1.3614017857647856974531964459263");
  const Outcome d =
      check(named_flow("D", memorization::points_D(), "1", "21/10 21/20"), "MEM-ODE-3");
  expect_digits(d, "zeta_1", "0.95985713272249002437718686350930");
  expect_digits(d, "zeta_2", "1.1715227422112734039400820071700");
}

TEST(MemOde, CriticalVariancesHaveTheReferenceDigits) {
  // r is a quarter of the gap: 1/2 for DS-A, 1/4 for the middle datum of DS-B.
  const Outcome a = check(named_flow("A", memorization::points_A(), "1", "1/2"), "MEM-ODE-2.d");
  EXPECT_EQ(word(a.verdict), "verified") << a.reason;
  expect_digits(a, "largest v0", "0.91023922662683739361424016573611");
  const Outcome b = check(named_flow("B", memorization::points_B(), "1", "3/5"), "MEM-ODE-2.d");
  expect_digits(b, "largest v0", "0.22759142733327223316970012069844");
  EXPECT_TRUE(has_all_digits(b));
}

TEST(MemOde, SimultaneousTrapsHaveTheReferenceDigits) {
  const Outcome b = check(named_flow("B", memorization::points_B(), "1", "3/5"), "MEM-ODE-2.c");
  EXPECT_EQ(word(b.verdict), "verified") << b.reason;
  expect_digits(b, "D_-", "1.0000000000000000000000000000000");
  expect_digits(b, "v0 =", "0.12022458674074695061332705675016");
  const Outcome c = check(named_flow("C", memorization::points_C(), "1", "1 1"), "MEM-ODE-2.c");
  expect_digits(c, "D_-", "1.5811388300841896659994467722164");
  expect_digits(c, "v0 =", "0.30056146685186737653331764187539");
}

TEST(MemOde, TwentyDataInThePlane) {
  std::ifstream file("cases/ds-e.csv");
  std::vector<std::string> points;
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line.front() == '#') continue;
    std::replace(line.begin(), line.end(), ',', ' ');
    points.push_back(line);
  }
  ASSERT_EQ(points.size(), 20U);
  const Case input = named_flow("E", points, "1", "1/2 -1");
  const Outcome traps = check(input, "MEM-ODE-2.c");
  EXPECT_EQ(word(traps.verdict), "verified") << traps.reason;
  expect_digits(traps, "D_-", "0.076175192812358538853919819139573");
  expect_digits(traps, "v0 =", "0.00033496982751288208567194260746263");
  const Outcome limit = check(input, "MEM-ODE-3");
  EXPECT_EQ(word(limit.verdict), "verified") << limit.reason;
}

TEST(MemOde, BothSidesOfTheSeparatrix) {
  for (const auto& [start, datum] : {std::pair{"0.49138", "0.0"}, std::pair{"0.49141", "1.0"}}) {
    const Outcome outcome =
        check(named_flow("B", memorization::points_B(), "1", start), "MEM-ODE-4.b");
    EXPECT_EQ(word(outcome.verdict), "verified") << outcome.reason;
    expect_digits(outcome, "coordinate 1 of the limit", datum);
    EXPECT_EQ(word(outcome.scope), "instance");
  }
}

TEST(MemOde, BoxesReachADatumOrStraddle) {
  Case input = named_flow("B", memorization::points_B(), "1", "0.55");
  input.flow->start_to = {exact("1.8")};
  const Outcome inside = check(input, "MEM-ODE-4.b");
  EXPECT_EQ(word(inside.verdict), "verified") << inside.reason;
  EXPECT_EQ(word(inside.scope), "box");
  input.flow->start_from = {exact("0.49138")};
  const Outcome straddling = check(input, "MEM-ODE-4.b");
  EXPECT_EQ(word(straddling.verdict), "inconclusive");
  EXPECT_NE(straddling.reason.find("the ends of the box have different limits"), std::string::npos)
      << straddling.reason;
}

TEST(MemOde, OnABisectorTheLimitIsTheMidpoint) {
  const Case input = named_flow("AR", {"-1 0", "1 0"}, "1", "0 1/3");
  EXPECT_EQ(word(check(input, "MEM-ODE-4.b").verdict), "inapplicable");
  EXPECT_EQ(word(check(input, "MEM-ODE-3").verdict), "inapplicable");
  const Outcome dichotomy = check(input, "MEM-ODE-4.a");
  EXPECT_EQ(word(dichotomy.verdict), "verified") << dichotomy.reason;
  expect_digits(dichotomy, "coordinate 1 of the limit on the Voronoi boundary", "0.0");
  const Outcome bisector = check(input, "MEM-ODE-4.d");
  EXPECT_EQ(word(bisector.verdict), "verified") << bisector.reason;
  EXPECT_EQ(word(bisector.scope), "unbounded");
  const Outcome three = check(named_flow("B", memorization::points_B(), "1", "1/2"), "MEM-ODE-4.d");
  EXPECT_EQ(word(three.verdict), "inapplicable");
}

TEST(MemOde, HullAndSetsOnRandomData) {
  Sampler random(31);
  for (int trial = 0; trial < 6; ++trial) {
    std::vector<std::string> points;
    const int d = trial % 3 + 1;
    const auto number = [&](int size) {
      return std::to_string(random.integer(-size, size)) + "/10";
    };
    for (int j = 0; j < 5; ++j) {
      std::string point = std::to_string(j) + "." + std::to_string(random.integer(0, 9));
      for (int k = 1; k < d; ++k) point += " " + number(30);
      points.push_back(point);
    }
    std::string start = number(90);
    for (int k = 1; k < d; ++k) start += " " + number(90);
    const Case input = named_flow("random", points, "3/2", start);
    for (const char* claim :
         {"MEM-ODE-1", "MEM-ODE-2.a", "MEM-ODE-2.b", "MEM-ODE-2.c", "MEM-ODE-4.a", "MEM-ODE-4.c"}) {
      const Outcome outcome = check(input, claim);
      EXPECT_EQ(word(outcome.verdict), "verified") << claim << start << outcome.reason;
      EXPECT_EQ(word(outcome.scope), "unbounded");
    }
  }
}

TEST(MemOde, TheHullDistanceShrinksByE) {
  // From 9 to 3 e^-1 (9 - 3) beyond the datum 3 at most; exactly so for one datum.
  const Outcome one = check(named_flow("one", {"3"}, "1", "9"), "MEM-ODE-1");
  EXPECT_EQ(word(one.verdict), "verified") << one.reason;
  expect_digits(one, "dist(x(v), C)", "2.2072766470286539");
  expect_digits(one, "dist(x(v0), C)", "6.0");
}

TEST(MemOde, PreservingVarianceHasTheReferenceDigits) {
  Case input = named_flow("vp", memorization::points_A(), "0", "3/10");
  input.flow->schedule = Schedule::vp;
  input.flow->time = 1;
  const Outcome outcome = check(input, "MEM-VP-1");
  EXPECT_EQ(word(outcome.verdict), "verified") << outcome.reason;
  expect_digits(outcome, "z_1 at t = 1/10", "0.59697502160937590903322584975705");
  EXPECT_TRUE(has_all_digits(outcome));
  EXPECT_EQ(word(check(input, "MEM-ODE-4.b").verdict), "verified");
  EXPECT_EQ(word(check(named_flow("ve", memorization::points_A(), "1", "1/2"), "MEM-VP-1").verdict),
            "inapplicable");
  // On the bisector, which goes through 0: the limit is the midpoint.
  input.flow->start_from = input.flow->start_to = {0};
  EXPECT_EQ(word(check(input, "MEM-ODE-4.b").verdict), "inapplicable");
}

TEST(MemOde, ConditionedDataHaveTheirOwnBasins) {
  // Separatrices at 0.1502... and 3.0425...
  for (const auto& [start, datum] : {std::pair{"0.1502", "0.0"}, std::pair{"0.1503", "1.0"},
                                     std::pair{"3.0425", "1.0"}, std::pair{"3.0426", "3.0"}}) {
    Case input = named_flow("labelled", memorization::points_B(), "1", start);
    input.flow->condition = Condition{{{0}, {1}, {2}}, {exact("7/10")}, exact("1/2")};
    const Outcome outcome = check(input, "MEM-ODE-4.b");
    EXPECT_EQ(word(outcome.verdict), "verified") << outcome.reason;
    expect_digits(outcome, "coordinate 1 of the limit", datum);
  }
}

TEST(MemOde, BasinsAreProvedAsSets) {
  Case input = named_flow("C", memorization::points_C(), "1", "-1 -1");
  input.flow->start_to = {exact("3"), exact("2")};
  input.flow->question = Question::basin;
  const Outcome outcome = check(input, "MEM-ODE-4.b");
  // The boundaries of the basins cross the box: the whole is open, three parts are proved.
  EXPECT_EQ(word(outcome.verdict), "inconclusive") << outcome.reason;
  ASSERT_EQ(outcome.parts.size(), 4U);
  for (std::size_t k = 0; k < 3; ++k) EXPECT_EQ(word(outcome.parts[k].verdict), "verified");
  EXPECT_EQ(word(outcome.parts[3].verdict), "inconclusive");
  const Enclosure open = quantity_of(outcome, "share of the box that is not settled").value;
  EXPECT_LT(exact(open.upper), exact("1/4"));
  EXPECT_GT(exact(open.lower), 0);
}

TEST(MemOde, ABudgetRunsOutCleanly) {
  const Case input = named_flow("B", memorization::points_B(), "1", "3/5");
  const Outcome outcome = check_within(5, input, "MEM-ODE-3");
  EXPECT_EQ(word(outcome.verdict), "inconclusive");
  EXPECT_NE(outcome.reason.find("budget"), std::string::npos) << outcome.reason;
}

TEST(FlowLemmas, PerturbedConstantsAreNotProved) {
  using D = Decorated<Interval>;
  const Precision p{53};
  const auto q = [](const char* text) { return exact(text); };
  using namespace memorization;
  EXPECT_TRUE(certainly(hull_attraction(q("1/2"))));
  EXPECT_FALSE(certainly(hull_attraction(q("0.501"))));
  EXPECT_TRUE(certainly(simultaneous_traps<D>(q("1/4"), 4, 4, p)));
  EXPECT_FALSE(certainly(simultaneous_traps<D>(q("0.251"), 4, 4, p)));
  EXPECT_FALSE(certainly(simultaneous_traps<D>(q("0.249"), 4, 4, p)));
  EXPECT_FALSE(certainly(simultaneous_traps<D>(q("1/4"), q("3.99"), 4, p)));
  EXPECT_FALSE(certainly(simultaneous_traps<D>(q("1/4"), 4, q("3.99"), p)));
  EXPECT_TRUE(certainly(gaussian_tail(q("1/2"))));
  EXPECT_FALSE(certainly(gaussian_tail(q("0.499"))));
  EXPECT_TRUE(certainly(preserving_schedule(2)));
  EXPECT_FALSE(certainly(preserving_schedule(q("2.001"))));
}

TEST(MemOde, FalseVariantsAreRefuted) {
  RunOptions options = quick_options();
  options.false_variants = true;
  options.claims = {"MEM-ODE-1/false-a",   "MEM-ODE-2.b/false-a", "MEM-ODE-3/false-a",
                    "MEM-ODE-4.b/false-a", "MEM-ODE-4.b/false-b", "MEM-VP-1/false-a"};
  const ClaimsRun ran = run_claims(std::vector<Case>{}, options);
  ASSERT_EQ(ran.run.results.size(), options.claims.size());
  for (const Result& result : ran.run.results) {
    EXPECT_EQ(word(result.outcome.verdict), "violated")
        << result.claim->id() << ": " << result.outcome.reason;
    ASSERT_TRUE(result.outcome.witness) << result.claim->id();
    EXPECT_TRUE(result.outcome.witness->confirmed);
  }
  EXPECT_TRUE(meets(ran.of("MEM-ODE-2.b/false-a", "A").witness->left, "0.46211715726000975850"));
  EXPECT_TRUE(meets(ran.of("MEM-ODE-3/false-a", "A").witness->left, "-0.70074739114591902755"));
  EXPECT_TRUE(meets(ran.of("MEM-VP-1/false-a", "A, VP").witness->left, "0.596975021609375909"));
}

}  // namespace
}  // namespace rigor::test
