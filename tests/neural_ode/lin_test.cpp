#include <gtest/gtest.h>

#include <random>

#include "claims/claims_run.hpp"
#include "proofs-check/neural_ode/lin_constants.hpp"
#include "proofs-check/neural_ode/named_inputs.hpp"

namespace rigor::neural_ode {
namespace {

using test::check;
using test::exact;
using test::meets;
using test::quantity_of;

void expect_digits(const Outcome& outcome, const std::string& name, const std::string& digits) {
  const Quantity& q = quantity_of(outcome, name);
  EXPECT_TRUE(meets(q.value, digits)) << name << ": " << test::text(q.value);
  EXPECT_TRUE(q.digits_reached) << name;
  EXPECT_LT(exact(q.value.upper) - exact(q.value.lower), Rational(1, 1'000'000'000'000)) << name;
}

Case scalar_case(const std::string& Z, const std::string& depth, const std::string& y,
                 const std::string& more) {
  return named_case("scalar", "[residual_network]\nblock = \"linear\"\nZ = [[\"" + Z +
                                  "\"]]\ndepth = " + depth + "\ninputs = [[1]]\ntargets = [[\"" +
                                  y + "\"]]\nfrozen = [\"A\", \"B\"]\n" + more);
}

TEST(Lin, MeetsTheReferenceDigits) {
  const struct {
    std::size_t depth;
    std::string tau, output, last, gap;
  } rows[] = {{4, "0.50232409059189616417205890368", "1.9958033048581618166043551696",
               "0.92631634436270944938375978203", "0.45565541787600206372459741728"},
              {16, "0.45620629926344674553192758064", "1.9988882226333496075484601216",
               "0.93660537346342895704566866341", "0.48708708150902698686200312666"},
              {64, "0.44607414591641515877717699435", "1.9992505825361030780577419575",
               "0.94110786456680968533312995266", "0.49660337826823680158845807885"}};
  for (const auto& row : rows) {
    const Case input = t_lin(row.depth, "1");
    const Outcome a = check(input, "NODE-LIN-1.a", 18);
    EXPECT_EQ(a.verdict, Verdict::verified);
    EXPECT_EQ(a.scope, Scope::unbounded);
    expect_digits(a, "tau(T)", row.tau);
    expect_digits(a, "|F(T)|", row.output);
    expect_digits(a, "Z_L(T)", row.last);
    expect_digits(a, "L max_k |Z_{k+1} - Z_k| at T", row.gap);
    expect_digits(a, "L max_k |Z_{k+1} - Z_k|, largest", "0.5");
  }
}

TEST(Lin, MeetsTheReferenceDigitsOfBothLimits) {
  Outcome b = check(t_lin(4, "1"), "NODE-LIN-1.b", 18);
  EXPECT_EQ(b.verdict, Verdict::verified);
  expect_digits(b, "tau(oo)", "0.50528894942819067922946485734");
  expect_digits(b, "Z_L(oo)", "0.92872312018290650437290785259");
  expect_digits(b, "L max_k |Z_{k+1} - Z_k| at oo", "0.45542765102235377284621830332");
  b = check(t_lin(16, "1"), "NODE-LIN-1.b", 18);
  expect_digits(b, "tau(oo)", "0.45681256222257235008306455223");
  expect_digits(b, "Z_L(oo)", "0.93717810000007985989880054650");
  expect_digits(b, "L max_k |Z_{k+1} - Z_k| at oo", "0.48707058112109669799806171961");
  const Outcome c = check(t_lin(64, "1"), "NODE-LIN-1.c", 18);
  EXPECT_EQ(c.verdict, Verdict::verified);
  EXPECT_EQ(c.scope, Scope::unbounded);
  expect_digits(c, "c(T)", "0.44282065387832281768148254491");
  expect_digits(c, "|u(T)|", "1.9993470532448250524138562829");
  expect_digits(c, "Z(1, T)", "0.94282065387832281768148254491");
  expect_digits(c, "c(oo)", "0.44314718055994530941723212146");
}

// From F(0) > y, with weights of both signs, both signs negative, and at the target.
TEST(Lin, HoldsOnOtherStarts) {
  for (const std::string id : {"NODE-LIN-1.a", "NODE-LIN-1.b", "NODE-LIN-1.c"}) {
    for (const auto& [Z, y] :
         {std::pair{"sin(7 * s) / 2 - 1/4", "1/3"}, {"2 - 3 * s", "5/2"}, {"0", "1"}}) {
      const Outcome o = check(scalar_case(Z, "[4, 16]", y, "time = \"1/2\"\n"), id);
      EXPECT_EQ(o.verdict, Verdict::verified) << id << " " << Z << " " << y << o.reason;
    }
    const Outcome negative =
        check(scalar_case("s", "4", "-2", "A = [[\"-1/2\"]]\nB = [[3]]\ntime = 1\n"), id);
    EXPECT_EQ(negative.verdict, Verdict::verified) << id;
  }
}

TEST(Lin, LongTrainingEndsInTheLimit) {
  const Outcome o = check(scalar_case("s / 2", "4", "2", "time = 100000\n"), "NODE-LIN-1.a");
  EXPECT_EQ(o.verdict, Verdict::verified) << o.reason;
  expect_digits(o, "tau(T)", "0.50528894942819067922946485734");
  const Outcome c = check(scalar_case("s / 2", "4", "2", "time = 100000\n"), "NODE-LIN-1.c");
  EXPECT_EQ(c.verdict, Verdict::verified) << c.reason;
  expect_digits(c, "c(T)", "0.44314718055994530941723212146");
}

TEST(Lin, ListedLayersAreTrainedToo) {
  const Case input = named_case("listed",
                                "[residual_network]\nblock = \"linear\"\nlayers = [{ Z = "
                                "[[\"1/8\"]] }, { Z = [[\"1/4\"]] }, { "
                                "Z = [[\"3/8\"]] }, { Z = [[\"1/2\"]] }]\ninputs = [[1]]\ntargets "
                                "= [[2]]\ntime = 1\nfrozen = "
                                "[\"A\", \"B\"]\n");
  expect_digits(check(input, "NODE-LIN-1.a"), "tau(T)", "0.50232409059189616417205890368");
  EXPECT_EQ(check(input, "NODE-LIN-1.c").verdict, Verdict::inapplicable);
}

TEST(Lin, AHypothesisThatFailsIsNamed) {
  const auto reason = [](const Case& input, const std::string& part = "a") {
    const Outcome o = check(input, "NODE-LIN-1." + part);
    EXPECT_EQ(o.verdict, Verdict::inapplicable);
    return o.reason;
  };
  EXPECT_NE(reason(t_sm(4, "1")).find("linear"), std::string::npos);
  EXPECT_NE(reason(scalar_case("s", "4", "-1", "time = 1\n")).find("sign"), std::string::npos);
  EXPECT_NE(reason(scalar_case("-2", "2", "1", "time = 1\n")).find("1 + Z_k(0) / L"),
            std::string::npos);
  EXPECT_NE(reason(e_lin(4)).find("targets"), std::string::npos);
  EXPECT_NE(reason(named_case("trained",
                              "[residual_network]\nblock = \"linear\"\nZ = [[\"s\"]]\n"
                              "depth = 2\ninputs = [[1]]\ntargets = [[2]]\ntime = 1\n"))
                .find("frozen"),
            std::string::npos);
}

// The proof of part (c) closes only where its open inequalities hold.
TEST(Lin, TheDepthLimitNeedsEnoughLayers) {
  using D = Decorated<Interval>;
  const auto number = [](const Rational& q) { return enclose<D>(q, {53}); };
  const LinearStart<D> start{number(1), number(2), number(2), number(1)};
  EXPECT_TRUE(certainly(linear_limit(start, number(Rational(1, 64))).holds));
  EXPECT_FALSE(certainly(linear_limit(start, number(1)).holds));  // 2M > L
  LinearStart<D> far = start;
  far.target = number(Rational(1, 1000));  // R is large, P < 0
  EXPECT_FALSE(certainly(linear_limit(far, number(Rational(1, 8))).holds));
  // Each constant grows with each size.
  const auto base = linear_limit(start, number(Rational(1, 64)));
  for (auto grow : {&LinearStart<D>::size, &LinearStart<D>::slope}) {
    LinearStart<D> larger = start;
    larger.*grow = 2 * larger.*grow;
    const auto limit = linear_limit(larger, number(Rational(1, 64)));
    EXPECT_TRUE(certainly(limit.output_rate > upper_point(base.output_rate)));
    EXPECT_TRUE(certainly(limit.layer_rate > upper_point(base.layer_rate)));
  }
}

TEST(Lin, TheFalseVariantIsRefuted) {
  RunOptions options = test::quick_options();
  options.claims = {"NODE-LIN-1.a/false-a"};
  options.false_variants = true;
  const auto ran = test::run_claims(std::vector<Case>{}, options);
  ASSERT_EQ(ran.run.results.size(), 1U);
  EXPECT_EQ(ran.run.results[0].outcome.verdict, Verdict::violated);
}

}  // namespace
}  // namespace rigor::neural_ode
