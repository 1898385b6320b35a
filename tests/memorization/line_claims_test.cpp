// MEM-ODE-5, MEM-SDE-1, MEM-LAW-1, MEM-COND-1 against printed digits, on both sides of
// separatrices, and with perturbed constants.
#include <gtest/gtest.h>

#include "claims/claims_run.hpp"
#include "proofs-check/memorization/law_lemmas.hpp"
#include "proofs-check/memorization/line_flow.hpp"
#include "proofs-check/memorization/named_inputs.hpp"
#include "proofs-check/memorization/trapping_lemma.hpp"

namespace rigor::test {
namespace {

using memorization::named_flow;
using memorization::points_A;
using memorization::points_B;
using memorization::points_C;

void expect(const Outcome& outcome, std::string_view name, std::string_view digits) {
  const Enclosure& value = quantity_of(outcome, name).value;
  EXPECT_TRUE(meets(value, digits)) << name << " " << text(value) << " misses " << digits;
}
Case box(Case input, const std::string& from, const std::string& to) {
  input.flow->start_from = {exact(from)};
  input.flow->start_to = {exact(to)};
  return input;
}
Case labelled(Case input, const std::string& y) {
  Condition condition;
  for (std::size_t i = 0; i < input.points.size(); ++i) {
    condition.labels.push_back({Rational(static_cast<long>(i))});
  }
  condition.at = {exact(y)};
  condition.bandwidth = Rational(1, 2);
  input.flow->condition = condition;
  return input;
}
Case preserving(Case input, const std::string& t) {
  input.flow->schedule = Schedule::vp;
  input.flow->variance = 0;
  input.flow->time = exact(t);
  return input;
}
/// These claims only: others have tests of their own.
ClaimsRun run_line(const std::vector<Case>& cases,
                   std::vector<std::string> claims = {"MEM-ODE-5", "MEM-SDE-1", "MEM-LAW-1",
                                                      "MEM-COND-1"}) {
  RunOptions options = quick_options();
  options.claims = std::move(claims);
  return run_claims(cases, options);
}
const std::vector<std::string> limits = {"MEM-ODE-5.b", "MEM-ODE-5.c"};

TEST(LineClaims, PrintedDigits) {
  const ClaimsRun ran =
      run_line({named_flow("a", points_A(), "1", "1/2"), named_flow("b", points_B(), "1", "3/5"),
                named_flow("b2", points_B(), "1", "2"), named_flow("a100", points_A(), "100", "0"),
                named_flow("b10", points_B(), "10", "0")},
               {"MEM-ODE-5", "MEM-SDE-1", "MEM-LAW-1"});
  for (const Result& result : ran.run.results) {
    const bool at_rest = result.claim->id() == "MEM-ODE-5.b" && result.case_name == "a100";
    EXPECT_EQ(word(result.outcome.verdict), at_rest ? "inapplicable" : "verified")
        << result.claim->id() << " " << result.case_name << ": " << result.outcome.reason;
  }
  expect(ran.of("MEM-ODE-5.a", "a"), "q", "0.62086516872856441518");
  expect(ran.of("MEM-ODE-5.b", "a"), "q", "0.62086516872856441518");
  expect(ran.of("MEM-ODE-5.b", "a"), "limit of x", "1");
  expect(ran.of("MEM-ODE-5.b", "a"), "its place", "2");
  expect(ran.of("MEM-ODE-5.b", "a"), "zeta", "-0.70074739114591902");
  expect(ran.of("MEM-ODE-5.b", "a"), "x at v", "0.90516415334194962756");
  expect(ran.of("MEM-ODE-5.b", "b"), "q", "0.35950755885473279413");
  expect(ran.of("MEM-ODE-5.b", "b"), "zeta", "-1.4150789368357565962");
  expect(ran.of("MEM-ODE-5.b", "b"), "x at v", "0.80848989235002560610");
  expect(ran.of("MEM-ODE-5.b", "b"), "lower end", "0.49139297752283892061");
  expect(ran.of("MEM-ODE-5.b", "b"), "upper end", "2.0424690139090777091");
  expect(ran.of("MEM-ODE-5.b", "b2"), "q", "0.65908328935060693093");
  expect(ran.of("MEM-ODE-5.b", "b2"), "x at v", "1.2706705664732253838");
  expect(ran.of("MEM-ODE-5.b", "b2"), "zeta", "2.0000000000000000000");
  expect(ran.of("MEM-ODE-5.c", "b"), "xi_1", "0.49139297752283892061");
  expect(ran.of("MEM-ODE-5.c", "b"), "limit of xi_1", "0.5");
  expect(ran.of("MEM-ODE-5.c", "b"), "xi_2", "2.0424690139090777091");
  expect(ran.of("MEM-ODE-5.c", "b"), "limit of xi_2", "2");
  expect(ran.of("MEM-SDE-1", "b"), "P(lim = x_1)", "0.46032537722969673763");
  expect(ran.of("MEM-SDE-1", "b"), "P(lim = x_2)", "0.50873821976646276182");
  expect(ran.of("MEM-SDE-1", "b"), "P(lim = x_3)", "0.030936403003840500545");
  expect(ran.of("MEM-SDE-1", "b"), "E[X_v", "0.60116057158348819759");
  expect(ran.of("MEM-SDE-1", "b"), "Var[X_v", "0.42673492747403805940");
  expect(ran.of("MEM-LAW-1.c", "a100"), "bound of TV by erf", "0.039877611676744923193");
  expect(ran.of("MEM-LAW-1.c", "a"), "TV", "0.20674369061523615867");
  expect(ran.of("MEM-LAW-1.c", "b10"), "TV", "0.16195680790026484899");
  expect(ran.of("MEM-LAW-1.c", "b"), "P(lim = x_1)", "0.68842573494045919338");
  expect(ran.of("MEM-LAW-1.c", "b"), "P(lim = x_2)", "0.29102175004307268823");
  expect(ran.of("MEM-LAW-1.c", "b"), "P(lim = x_3)", "0.020552515016468118387");
  expect(ran.of("MEM-LAW-1.b", "b"), "P(lim = x_3)", "0.33333333333333333333");
}

TEST(LineClaims, BothSidesOfASeparatrix) {
  struct Row {
    std::string start, limit;
  };
  for (const Row& row : {Row{"0.49138297752283892", "0"}, Row{"0.49140297752283892", "1"},
                         Row{"0.491392977522838920607362842132", "0"},
                         Row{"0.491392977522838920607362842135", "1"}}) {
    const ClaimsRun ran = run_line({named_flow("x", points_B(), "1", row.start)}, limits);
    EXPECT_EQ(word(ran.of("MEM-ODE-5.b", "x").verdict), "verified") << row.start;
    expect(ran.of("MEM-ODE-5.b", "x"), "limit of x", row.limit);
  }
}

TEST(LineClaims, OnASeparatrix) {
  // By symmetry, exactly.
  const ClaimsRun middle = run_line({named_flow("x", {"1", "2", "5", "4"}, "1/3", "3")}, limits);
  EXPECT_EQ(word(middle.of("MEM-ODE-5.b", "x").verdict), "inapplicable");
  EXPECT_EQ(word(middle.of("MEM-ODE-5.c", "x").verdict), "verified");
  expect(middle.of("MEM-ODE-5.c", "x"), "limit of the start", "3");
  // The centre of an odd number of data is a datum.
  const ClaimsRun datum = run_line({named_flow("x", {"1", "2", "3"}, "1/3", "2")}, limits);
  EXPECT_EQ(word(datum.of("MEM-ODE-5.b", "x").verdict), "verified");
  expect(datum.of("MEM-ODE-5.b", "x"), "limit of x", "2");
  expect(datum.of("MEM-ODE-5.b", "x"), "zeta", "0");
  // Nearer to xi_1 than the precision can tell.
  RunOptions options = quick_options();
  options.claims = {"MEM-ODE-5.b"};
  options.max_bits = 128;
  const ClaimsRun near = run_claims(
      std::vector<Case>{named_flow(
          "x", points_B(), "1", "0.491392977522838920607362842133345320536703975527033128311881")},
      options);
  EXPECT_EQ(word(near.of("MEM-ODE-5.b", "x").verdict), "inconclusive");
  EXPECT_NE(near.of("MEM-ODE-5.b", "x").reason.find("separatrix"), std::string::npos);
}

TEST(LineClaims, BoxesOfStarts) {
  const Case start = named_flow("x", points_B(), "1", "0");
  const ClaimsRun one = run_line({box(start, "0.4914", "2.0424")}, limits);
  EXPECT_EQ(word(one.of("MEM-ODE-5.b", "x").verdict), "verified");
  EXPECT_EQ(word(one.of("MEM-ODE-5.b", "x").scope), "box");
  expect(one.of("MEM-ODE-5.b", "x"), "limit of x", "1");

  const ClaimsRun all = run_line({box(start, "-5", "5")}, limits);
  const Outcome& parts = all.of("MEM-ODE-5.b", "x");
  EXPECT_EQ(word(parts.verdict), "verified") << parts.reason;
  ASSERT_EQ(parts.parts.size(), 5U);
  EXPECT_EQ(parts.parts[0].range, "-5 <= x < xi_1");
  EXPECT_EQ(word(parts.parts[1].verdict), "inapplicable");
  EXPECT_EQ(parts.parts[2].reason, "the limit is 1");
  expect(parts, "xi_2", "2.0424690139090777091");

  // An end that is a separatrix exactly belongs to no basin.
  const ClaimsRun half = run_line({box(named_flow("x", points_A(), "1", "0"), "0", "1")}, limits);
  const Outcome& upper = half.of("MEM-ODE-5.b", "x");
  EXPECT_EQ(word(upper.verdict), "verified") << upper.reason;
  ASSERT_EQ(upper.parts.size(), 2U);
  EXPECT_EQ(upper.parts[0].range, "x = 0");
  EXPECT_EQ(upper.parts[1].range, "0 < x <= 1");
  EXPECT_EQ(upper.parts[1].reason, "the limit is 1");
}

TEST(LineClaims, VariancePreserving) {
  // v = e^2 - 1, x = e z; the digits are mpmath's.
  const ClaimsRun ran = run_line({preserving(named_flow("x", points_B(), "1", "1/2"), "1")});
  EXPECT_EQ(word(ran.of("MEM-ODE-5.b", "x").verdict), "verified");
  EXPECT_EQ(word(ran.of("MEM-LAW-1.c", "x").verdict), "verified");
  EXPECT_EQ(word(ran.of("MEM-SDE-1", "x").verdict), "verified");
  expect(ran.of("MEM-ODE-5.b", "x"), "q", "0.50640692487793123894");
  expect(ran.of("MEM-LAW-1.c", "x"), "bound of TV by KL", "0.26498601365087096782");
  expect(ran.of("MEM-LAW-1.c", "x"), "P(lim = x_1)", "0.5138007275855326565");
  const ClaimsRun rest = run_line({preserving(named_flow("x", points_A(), "1", "0"), "1")}, limits);
  EXPECT_EQ(word(rest.of("MEM-ODE-5.b", "x").verdict), "inapplicable");
}

TEST(LineClaims, Conditions) {
  const Case input = labelled(named_flow("x", points_B(), "1", "1"), "7/10");
  const ClaimsRun ran = run_line({input});
  for (const std::string part : {"a", "b", "c"}) {
    EXPECT_EQ(word(ran.of("MEM-COND-1." + part, "x").verdict), "verified") << part;
  }
  const Outcome& b = ran.of("MEM-COND-1.b", "x");
  expect(b, "pi_1", "0.30154461266385923798");
  expect(b, "pi_2", "0.67109987724982679364");
  expect(b, "pi_3", "0.027355510086313968380");
  expect(b, "xi_1", "0.15027412968686786658");
  expect(b, "xi_2", "3.0425899098390170815");
  expect(b, "limit of x", "1");
  EXPECT_EQ(word(ran.of("MEM-ODE-5.b", "x").verdict), "inapplicable");
  for (const std::string id : {"MEM-LAW-1.a", "MEM-LAW-1.b", "MEM-LAW-1.c", "MEM-SDE-1"}) {
    EXPECT_EQ(word(ran.of(id, "x").verdict), "verified") << id;
  }
  // Without a condition, and with equal labels.
  const ClaimsRun none = run_line({named_flow("x", points_B(), "1", "1")}, {"MEM-COND-1"});
  EXPECT_EQ(word(none.of("MEM-COND-1.a", "x").verdict), "inapplicable");
  Case same = input;
  same.flow->condition->labels[2] = same.flow->condition->labels[0];
  const ClaimsRun equal = run_line({same}, {"MEM-COND-1"});
  EXPECT_EQ(word(equal.of("MEM-COND-1.a", "x").verdict), "inapplicable");
  EXPECT_EQ(word(equal.of("MEM-COND-1.c", "x").verdict), "verified");
}

TEST(LineClaims, InThePlane) {
  Case input = named_flow("c", points_C(), "1", "9/10 4/5");
  const ClaimsRun ran = run_line({input});
  EXPECT_EQ(word(ran.of("MEM-SDE-1", "c").verdict), "verified");
  EXPECT_EQ(word(ran.of("MEM-LAW-1.a", "c").verdict), "verified");
  EXPECT_EQ(word(ran.of("MEM-LAW-1.c", "c").verdict), "verified");
  EXPECT_EQ(word(ran.of("MEM-ODE-5.b", "c").verdict), "inapplicable");
  input.flow->regularization = Regularization::stopping;
  input.flow->strength = Rational(1, 10);
  EXPECT_EQ(word(run_line({input}, {"MEM-SDE-1"}).of("MEM-SDE-1", "c").verdict), "inapplicable");
  // The authors' 20 points at T = 99 / (2 log 10), rounded.
  Case plane = named_flow("e", points_C(), "21.49757685421096546873088148637195157", "0 0");
  plane.points = {{exact("1.6243"), exact("-0.6118")},  {exact("-0.5282"), exact("-1.0730")},
                  {exact("0.8654"), exact("-2.3015")},  {exact("1.7448"), exact("-0.7612")},
                  {exact("0.3190"), exact("-0.2494")},  {exact("1.4621"), exact("-2.0601")},
                  {exact("-0.3224"), exact("-0.3841")}, {exact("1.1338"), exact("-1.0999")},
                  {exact("-0.1724"), exact("-0.8779")}, {exact("0.0422"), exact("0.5828")},
                  {exact("-1.1006"), exact("1.1447")},  {exact("0.9016"), exact("0.5025")},
                  {exact("0.9009"), exact("-0.6837")},  {exact("-0.1229"), exact("-0.9358")},
                  {exact("-0.2679"), exact("0.5304")},  {exact("-0.6917"), exact("-0.3968")},
                  {exact("-0.6872"), exact("-0.8452")}, {exact("-0.6712"), exact("-0.0127")},
                  {exact("-1.1173"), exact("0.2344")},  {exact("1.6598"), exact("0.7420")}};
  const ClaimsRun e = run_line({plane}, {"MEM-LAW-1.c"});
  expect(e.of("MEM-LAW-1.c", "e"), "bound of TV by erf", "0.10524451164905392492");
}

// Every box of the plot holds the trajectory at a time inside, by the model at 128 bits.
TEST(LineClaims, PlotsEncloseTrajectories) {
  const Case input = named_flow("b", points_B(), "1", "3/5");
  const std::vector<Plot> plots = memorization::line_plots(input);
  ASSERT_EQ(plots.size(), 1U);
  ASSERT_EQ(plots[0].curves.size(), 3U);
  const Precision p{128};
  const QuantileFlow<BigInterval> flow(WeightedPoints(input.points), p);
  const auto level = flow.level(Rational(3, 5), enclose<BigInterval>(1, p));
  for (std::size_t curve = 0; curve < 3; ++curve) {
    for (std::size_t k = 0; k < plots[0].curves[curve].boxes.size(); k += 5) {
      const PlotBox& box = plots[0].curves[curve].boxes[k];
      const Rational s = exact(box.x0) / 3 + 2 * exact(box.x1) / 3;
      const BigInterval v = exp(enclose<BigInterval>(Rational(-2 * s), p));
      const BigInterval x = curve == 0 ? flow.position(level, v) : flow.separatrix(curve, v);
      EXPECT_LE(exact(box.lower), lower_rational(x)) << curve << ", " << k;
      EXPECT_GE(exact(box.upper), upper_rational(x)) << curve << ", " << k;
      EXPECT_LE(exact(box.upper) - exact(box.lower), Rational(1, 10));
    }
  }
  EXPECT_TRUE(memorization::line_plots(named_flow("c", points_C(), "1", "0 0")).empty());
}

TEST(LineClaims, PerturbedConstantsFail) {
  using D = Decorated<BigInterval>;
  const Precision p{128};
  for (const long N : {2L, 3L, 20L, 1000L}) {
    for (const Rational& L : {Rational(0), Rational(1, 3), Rational(50)}) {
      const auto holds = [&](const Rational& share, const Rational& level) {
        return certainly(memorization::balls_are_trapped<D>(N, L, {share, level}, p));
      };
      EXPECT_TRUE(holds(Rational(1, 4), 8));
      EXPECT_FALSE(holds(Rational(1, 2), 8));               // the balls touch
      EXPECT_FALSE(holds(Rational(2, 5), 4));               // nearly
      EXPECT_FALSE(holds(Rational(1, 4), Rational(1, 8)));  // too much noise
    }
    EXPECT_FALSE(
        certainly(memorization::balls_are_trapped<D>(N, 0, {Rational(1, 1000000000), 4}, p)));
  }
  const Rational less(99, 100), more(101, 100);
  EXPECT_TRUE(certainly(memorization::pinsker(Rational(1, 2))));
  EXPECT_FALSE(certainly(memorization::pinsker(less / 2)));
  EXPECT_TRUE(certainly(memorization::shifts_of_normal_laws(2)));
  EXPECT_FALSE(certainly(memorization::shifts_of_normal_laws(2 * more)));
  EXPECT_TRUE(certainly(memorization::separatrix_offset(1)));
  EXPECT_FALSE(certainly(memorization::separatrix_offset(less)));
  EXPECT_TRUE(certainly(memorization::noise_moves(1)));
  EXPECT_FALSE(certainly(memorization::noise_moves(less)));
}

}  // namespace
}  // namespace rigor::test
