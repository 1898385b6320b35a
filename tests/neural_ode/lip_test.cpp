// NODE-LIP-1 and NODE-LIP-2: reference digits, random networks, teeth.
#include <gtest/gtest.h>

#include <algorithm>

#include "claims/claims_run.hpp"
#include "function/elementary.hpp"
#include "proofs-check/neural_ode/clipped_growth.hpp"
#include "proofs-check/neural_ode/named_inputs.hpp"
#include "proofs-check/neural_ode/smoothness_lemmas.hpp"

namespace rigor::test {
namespace {

using namespace neural_ode;

void expect_digits(const Outcome& outcome, const std::string& name, const std::string& digits) {
  const Quantity& q = quantity_of(outcome, name);
  EXPECT_TRUE(meets(q.value, digits)) << name << text(q.value);
}

TEST(DepthSmoothnessClaim, ReferenceDigitsOfTiedNetworks) {
  for (const auto& [time, digits] : std::vector<std::pair<std::string, std::string>>{
           {"1", "233.855104767008135014477"},
           {"1/2", "3.9692077648839575751737308"},
           {"1/16", "0.013474596155447069975093683"}}) {
    const Outcome outcome = check(t_tanh(4, time), "NODE-LIP-2");
    EXPECT_EQ(word(outcome.verdict), "verified") << outcome.reason;
    EXPECT_EQ(word(outcome.scope), "unbounded");
    expect_digits(outcome, "K(T) for every L", digits);
    expect_digits(outcome, "L = 4: K(T)", digits);
    EXPECT_TRUE(quantity_of(outcome, "L = 4: K(T)").digits_reached);
    ASSERT_TRUE(outcome.margin);
    EXPECT_GT(exact(outcome.margin->lower), 0);
  }
}

TEST(DepthSmoothnessClaim, ReferenceDigitsOfTrainings) {
  Case input = t_tanh(4, "1");
  input.residual->depths = {4, 8, 64};
  const Outcome tied = check(input, "NODE-LIP-2");
  expect_digits(tied, "L = 4: L max", "5.68812400102776437742e-4");
  expect_digits(tied, "L = 4: max over t <= T", "5.68812400102776437742e-4");
  expect_digits(tied, "L = 8: L max", "5.68854943561596591933e-4");
  expect_digits(tied, "L = 64: L max", "5.68896481385532367501e-4");
  const Outcome smooth = check(t_sm(4, "1"), "NODE-LIP-2");
  EXPECT_EQ(word(smooth.verdict), "verified") << smooth.reason;
  expect_digits(smooth, "L = 4: L max", "3.21078069424729333875230669");
  const Quantity& along = quantity_of(smooth, "L = 4: bound of it by the sizes");
  EXPECT_GT(exact(along.value.upper), 25);
  EXPECT_LT(exact(along.value.upper), 40);  // 30.02 in the limit of short steps
}

// K(1/16) for T-SM, L = 4, ..., 64: 2.0e3 to 3.9e3; at T = 1 only log K is a number, at T = 1000
// not even that.
TEST(DepthSmoothnessClaim, LargeBounds) {
  Case input = t_sm(4, "1/16");
  input.residual->depths = {4, 64};
  const Outcome outcome = check(input, "NODE-LIP-2");
  EXPECT_EQ(word(outcome.verdict), "verified") << outcome.reason;
  const Rational high = exact(quantity_of(outcome, "L = 4: K(T)").value.upper),
                 low = exact(quantity_of(outcome, "L = 64: K(T)").value.upper);
  EXPECT_GT(low, 1900);
  EXPECT_LT(low, 2200);
  EXPECT_GT(high, 3500);
  EXPECT_LT(high, 4000);
  const Outcome later = check(t_sm(1024, "1000"), "NODE-LIP-2");
  EXPECT_EQ(word(later.verdict), "verified") << later.reason;
  EXPECT_TRUE(later.reason.starts_with("vacuous")) << later.reason;
}

TEST(DepthSmoothnessClaim, WhereHypothesesFail) {
  const auto with = [](Activation activation) {
    Case input = t_tanh(4, "1/4");
    input.residual->activation = activation;
    return check(input, "NODE-LIP-2");
  };
  for (const Activation smooth : {Activation::gelu, Activation::sin, Activation::arctan}) {
    EXPECT_EQ(word(with(smooth).verdict), "verified");
  }
  for (const Activation rough : {Activation::relu, Activation::sigmoid, Activation::softplus}) {
    EXPECT_EQ(word(with(rough).verdict), "inapplicable");
  }
  const Outcome linear = check(t_lin(4, "1"), "NODE-LIP-2");
  EXPECT_EQ(word(linear.verdict), "verified") << linear.reason;
  expect_digits(linear, "L = 4: L max", "0.45565541787600206372459741728");
  const Outcome zero = check(
      named_case("zero",
                 "[residual_network]\nV = \"0\"\nW = [[0]]\ndepth = 3\ninputs = [[0]]\ntargets = "
                 "[[0]]\ntime = 1\nB = [[1]]\n"),
      "NODE-LIP-2");
  EXPECT_EQ(word(zero.verdict), "verified") << zero.reason;
  expect_digits(zero, "L = 3: K(T)", "0.0000000000000000000");
  const Case layers = named_case(
      "layers",
      "[residual_network]\nlayers = [{ V = [[1]], W = [[1]] }, { V = [[\"1/2\"]], W = [[2]] }]\n"
      "inputs = [[1]]\ntargets = [[1]]\ntime = \"1/8\"\nB = [[1]]\n");
  const Outcome table = check(layers, "NODE-LIP-2");
  EXPECT_EQ(word(table.verdict), "verified") << table.reason;
  EXPECT_EQ(word(table.scope), "instance");
}

TEST(DepthSmoothnessClaim, PlotsOfTrainings) {
  const Registry registry = all_claims();
  const auto claim = std::find_if(registry.begin(), registry.end(),
                                  [](const Claim& c) { return c.id() == "NODE-LIP-2"; });
  const auto plots = claim->plot(t_tanh(4, "1"));
  ASSERT_EQ(plots.size(), 1U);
  const auto& boxes = plots[0].curves.at(0).boxes;
  EXPECT_EQ(exact(boxes.front().lower), 0);
  EXPECT_LE(exact(boxes.back().lower), exact("5.68812400102776437742e-4"));
  EXPECT_GE(exact(boxes.back().upper), exact("5.68812400102776437742e-4"));
  EXPECT_LE(exact(boxes.back().upper), exact("5.69e-4"));
  EXPECT_TRUE(claim->plot(e_rot(4)).empty());
  Case kinked = t_tanh(4, "1");
  kinked.residual->activation = Activation::relu;
  EXPECT_TRUE(claim->plot(kinked).empty());
}

TEST(DepthSmoothnessClaim, Teeth) {
  const Rational less(99, 100);
  EXPECT_TRUE(certainly(smoothness_lemma(1, 2, 1, 2)));
  EXPECT_FALSE(certainly(smoothness_lemma(less, 2, 1, 2)));
  EXPECT_FALSE(certainly(smoothness_lemma(1, 2 * less, 1, 2)));
  EXPECT_FALSE(certainly(smoothness_lemma(1, 2, less, 2)));
  EXPECT_FALSE(certainly(smoothness_lemma(1, 2, 1, 2 * less)));
  EXPECT_TRUE(certainly(clipped_growth_lemma(1, 2)));
  EXPECT_FALSE(certainly(clipped_growth_lemma(Rational(101, 100), 2)));
  EXPECT_FALSE(certainly(clipped_growth_lemma(1, 2 * less)));
}

TEST(ClippedFlowClaim, ReferenceDigits) {
  Case input = t_tanh(4, "1");
  input.residual->clip = Rational(1);
  const Outcome outcome = check(input, "NODE-LIP-1");
  EXPECT_EQ(word(outcome.verdict), "verified") << outcome.reason;
  EXPECT_EQ(word(outcome.scope), "unbounded");
  expect_digits(outcome, "M", "5.990704784914569429602270993");
  expect_digits(outcome, "K_1", "8.972135954999579392818347337");
  expect_digits(outcome, "upper bound of K", "141408.3248748927285415");
  EXPECT_GT(exact(quantity_of(outcome, "log alpha").value.lower), 141408);
  EXPECT_GT(exact(quantity_of(outcome, "log beta").value.lower),
            exact(quantity_of(outcome, "log alpha").value.upper));
  expect_digits(outcome, "L = 4: max over t <= T", "5.68812400102776437742e-4");
  EXPECT_EQ(word(check(t_tanh(4, "1"), "NODE-LIP-1").verdict), "inapplicable");
  // A level that the flow of T-TANH reaches at once, as its largest component is near 1/8.
  input.residual->clip = Rational(1, 100);
  const Outcome low = check(input, "NODE-LIP-1");
  EXPECT_EQ(word(low.verdict), "verified") << low.reason;
  EXPECT_THROW(quantity_of(low, "L = 4"), std::out_of_range);
}

TEST(ClippedFlowClaim, Variants) {
  RunOptions options = quick_options();
  options.false_variants = true;
  options.claims = {"NODE-LIP-1/printed", "NODE-LIP-2/false-a", "NODE-LIP-2/false-b",
                    "NODE-LIP-2/false-c"};
  const auto ran = run_claims(std::vector<Case>{}, options);
  ASSERT_EQ(ran.run.results.size(), 4U);
  for (const Result& result : ran.run.results) {
    EXPECT_EQ(word(result.outcome.verdict), "violated")
        << result.claim->id() << result.outcome.reason;
    ASSERT_TRUE(result.outcome.witness);
    EXPECT_TRUE(result.outcome.witness->confirmed);
  }
  const Outcome& printed = ran.of("NODE-LIP-1/printed", "f(h, z) = tanh(z) h, L = 2");
  expect_digits(printed, "alpha", "35.6840542251498909641607");
  expect_digits(printed, "beta", "127.1545807288456676146106");
  EXPECT_TRUE(meets(printed.witness->right, "0.5040774389936744341264817"));
  EXPECT_TRUE(meets(printed.witness->left, "0.6071067998264547558203058"));
}

}  // namespace
}  // namespace rigor::test
