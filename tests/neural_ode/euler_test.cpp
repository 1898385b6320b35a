// NODE-EULER-1 and -2: reference digits, the hypotheses, and the constants of the proofs.
#include <gtest/gtest.h>

#include <string>

#include "claims/claims_run.hpp"
#include "proofs-check/neural_ode/depth_lemmas.hpp"
#include "proofs-check/neural_ode/named_inputs.hpp"

namespace rigor::neural_ode {
namespace {

using test::check;
using test::exact;
using test::meets;
using test::quantity_of;

/// Met, and as narrow as two units of the last digit.
void expect_digits(const Outcome& outcome, const std::string& name, const std::string& digits) {
  const Enclosure& x = quantity_of(outcome, name).value;
  EXPECT_TRUE(meets(x, digits)) << name << ": " << test::text(x) << " misses " << digits;
  const Rational width = exact(x.upper) - exact(x.lower);
  EXPECT_LE(width, abs(exact(digits)) / 1000000000000) << name << ": " << test::text(x);
}

Case with_depths(Case input, std::vector<std::size_t> depths) {
  input.residual->depths = std::move(depths);
  return input;
}

TEST(Euler, ScalarReferenceDigits) {
  const Case input = with_depths(e_lin(4), {4, 16, 64, 256, 1024});
  const Outcome first = check(input, "NODE-EULER-1", 18);
  EXPECT_EQ(first.verdict, Verdict::verified) << first.reason;
  EXPECT_EQ(first.scope, Scope::unbounded);
  expect_digits(first, "C along the solution", "2.8329677996379366757534");
  expect_digits(first, "H(1)", "1.6487212707001281468486507878");
  const Outcome second = check(input, "NODE-EULER-2", 18);
  EXPECT_EQ(second.verdict, Verdict::verified) << second.reason;
  expect_digits(second, "|E(1)|", "0.54957375690004271561621692927");
  expect_digits(second, "C_2", "3.30512909957759");
  const std::pair<int, const char*> table[] = {{4, "0.50228288594948741260539684874"},
                                               {16, "0.53802390086016913521603865713"},
                                               {64, "0.54670498225256689710668114975"},
                                               {256, "0.54885776308323508786276372725"},
                                               {1024, "0.54939483396973073126038868326"}};
  for (const auto& [L, digits] : table) {
    const std::string at = ", L = " + std::to_string(L);
    expect_digits(first, "L max_k |h_k - H(k/L)|" + at, digits);
    expect_digits(second, "L |h_L - H(1)|" + at, digits);
  }
  expect_digits(second, "L max_k |L (h_k - H(k/L)) - E(k/L)|, L = 4", "0.189163483802");
  EXPECT_TRUE(second.quantities.back().digits_reached);
  EXPECT_TRUE(first.witness == std::nullopt && exact(first.margin->lower) > 2);
}

TEST(Euler, RotatedReferenceDigits) {
  const Case input = with_depths(e_rot(4), {4, 16, 64, 256, 1024});
  const Outcome first = check(input, "NODE-EULER-1", 18);
  EXPECT_EQ(first.verdict, Verdict::verified) << first.reason;
  expect_digits(first, "C by the norms of the weights", "10.976990863512705670350");
  expect_digits(first, "H_1(1)", "1.472006250133212534117790084");
  expect_digits(first, "H_2(1)", "-0.2375944739818440186635176044");
  const Outcome second = check(input, "NODE-EULER-2", 18);
  EXPECT_EQ(second.verdict, Verdict::verified) << second.reason;
  expect_digits(second, "|E(1)|", "0.5586314215089460960042033024");
  expect_digits(second, "E_1(1)", "-0.2862684471584566973423622453");
  expect_digits(second, "E_2(1)", "0.4797076622888065653484134496");
  const std::pair<int, const char*> table[] = {{4, "0.545819410463024455413225"},
                                               {16, "0.554781087926096977565838"},
                                               {64, "0.557627969258917016041735"},
                                               {256, "0.558377975468718036323561"},
                                               {1024, "0.558567898049188627730679"}};
  for (const auto& [L, digits] : table) {
    const std::string at = ", L = " + std::to_string(L);
    expect_digits(first, "L max_k |h_k - H(k/L)|" + at, digits);
    expect_digits(second, "L |h_L - H(1)|" + at, digits);
  }
  // The order tends to 1.
  const auto& order = quantity_of(second, "order of convergence, L = 256 to 1024").value;
  EXPECT_GT(exact(order.lower), exact("0.9997"));
  EXPECT_LT(exact(order.upper), exact("1.0001"));
}

TEST(Euler, FalseVariantsAreRefutedWithTheirDigits) {
  RunOptions options = test::quick_options();
  options.false_variants = true;
  options.claims = {"NODE-EULER-1/false-a", "NODE-EULER-1/false-b", "NODE-EULER-2/false-a"};
  const auto ran = test::run_claims(std::vector<Case>{}, options);
  const Outcome& left_end = ran.of("NODE-EULER-1/false-a", "E-REC, L = 4");
  EXPECT_EQ(left_end.verdict, Verdict::violated) << left_end.reason;
  EXPECT_TRUE(meets(left_end.witness->left, "0.2"));
  const Outcome& square = ran.of("NODE-EULER-1/false-b", "E-LIN, L = 8");
  EXPECT_EQ(square.verdict, Verdict::violated) << square.reason;
  EXPECT_TRUE(meets(square.witness->left, "0.065785449115616726054800536"));
  EXPECT_TRUE(meets(square.witness->right, "0.04426512"));
  const Outcome& sign = ran.of("NODE-EULER-2/false-a", "E-LIN, L = 16");
  EXPECT_EQ(sign.verdict, Verdict::violated) << sign.reason;
  EXPECT_TRUE(meets(sign.witness->right, "3.30512909957759"));
  // 16 (0.538023900860169... + (2/3) sqrt e).
  EXPECT_TRUE(meets(sign.witness->left, "26.194742634564"));
}

Case two_layers(const std::string& activation, const std::string& V = "[[\"1\", \"s\"]]") {
  return named_case("other", "[residual_network]\nactivation = \"" + activation + "\"\nV = " + V +
                                 "\nW = [[\"cos(s)\"], [\"exp(-s)\"]]\ndepth = [1, 3, 20]\n"
                                 "inputs = [[1]]\nfrozen = [\"A\", \"B\"]\n");
}

TEST(Euler, EverySmoothActivation) {
  for (const char* s : {"tanh", "erf", "gelu", "sin", "arctan", "sigmoid", "softplus"}) {
    for (const char* claim : {"NODE-EULER-1", "NODE-EULER-2"}) {
      const Outcome outcome = check(two_layers(s), claim, 4);
      EXPECT_EQ(outcome.verdict, Verdict::verified) << s << ": " << outcome.reason;
      EXPECT_GT(exact(outcome.margin->lower), 0) << s;
    }
  }
}

TEST(Euler, HypothesesAreNamed) {
  for (const char* claim : {"NODE-EULER-1", "NODE-EULER-2"}) {
    const Outcome kink = check(two_layers("relu"), claim);
    EXPECT_EQ(kink.verdict, Verdict::inapplicable);
    EXPECT_NE(kink.reason.find("relu"), std::string::npos);
    // sqrt isn't smooth at 0.
    const Outcome root = check(two_layers("tanh", "[[\"sqrt(s)\", \"1\"]]"), claim);
    EXPECT_EQ(root.verdict, Verdict::inconclusive);
    EXPECT_FALSE(root.reason.empty());
    const Case listed = named_case(
        "listed",
        "[residual_network]\nblock = \"linear\"\nlayers = [{ Z = [[1]] }, { Z = [[2]] }]\n"
        "inputs = [[1]]\n");
    EXPECT_EQ(check(listed, claim).verdict, Verdict::inapplicable);
  }
}

TEST(Euler, WithoutOuterWeightsNothingMoves) {
  const Outcome first = check(two_layers("tanh", "\"0\""), "NODE-EULER-1");
  EXPECT_EQ(first.verdict, Verdict::verified) << first.reason;
  EXPECT_EQ(exact(quantity_of(first, "C by the norms").value.upper), 0);
  const Outcome second = check(two_layers("tanh", "\"0\""), "NODE-EULER-2");
  EXPECT_EQ(second.verdict, Verdict::verified) << second.reason;
  EXPECT_EQ(exact(quantity_of(second, "|E(1)|").value.upper), 0);
}

TEST(Euler, PerturbedConstantsFail) {
  EXPECT_TRUE(certainly(local_error(Rational(1, 2)) && sum_of_local_errors(1)));
  EXPECT_FALSE(certainly(local_error(Rational(49, 100))));
  EXPECT_FALSE(certainly(sum_of_local_errors(Rational(99, 100))));
  EXPECT_TRUE(certainly(second_order_step({})));
  const Rational less(99, 100);
  EXPECT_FALSE(certainly(second_order_step({.from_weights = less / 2})));
  EXPECT_FALSE(certainly(second_order_step({.from_state = less / 2})));
  EXPECT_FALSE(certainly(second_order_step({.third = less / 6})));
  EXPECT_FALSE(certainly(second_order_step({.second = less / 2})));
  EXPECT_FALSE(certainly(second_order_step({.block = less / 2})));
}

// The curves are in order: (|E(1)| - C_2/L)/L <= the error <= C/L.
TEST(Euler, PlotsShowTheErrorBetweenTheLines) {
  const Registry registry = all_claims();
  for (const Claim& claim : registry) {
    if (claim.base != "NODE-EULER-2" || claim.kind != Kind::claim) continue;
    const auto plots = claim.plot(e_rot(4));
    ASSERT_EQ(plots.size(), 1U);
    ASSERT_EQ(plots[0].curves.size(), 3U);
    const auto &errors = plots[0].curves[0].boxes, &above = plots[0].curves[1].boxes,
               &below = plots[0].curves[2].boxes;
    ASSERT_EQ(errors.size(), 12U);
    const auto around = [](const std::vector<PlotBox>& line, const PlotBox& at, bool is_upper) {
      for (const PlotBox& box : line) {
        if (exact(box.x0) <= exact(at.x0) && exact(at.x0) <= exact(box.x1)) {
          return is_upper ? exact(at.upper) <= exact(box.upper)
                          : exact(at.lower) >= exact(box.lower);
        }
      }
      return !is_upper;  // the lower line begins where it helps
    };
    for (const PlotBox& error : errors) {
      EXPECT_TRUE(around(above, error, true) && around(below, error, false)) << error.x0;
    }
    EXPECT_FALSE(below.empty());
  }
}

}  // namespace
}  // namespace rigor::neural_ode
