// NODE-HESS-1 on named cases.
#include <gtest/gtest.h>

#include "claims/claims_run.hpp"
#include "proofs-check/neural_ode/named_inputs.hpp"

namespace rigor::neural_ode {
namespace {

using test::check;
using test::exact;
using test::quantity_of;

TEST(Hess, HoldsOnTheNamedCases) {
  for (const Case& input :
       {t_sm(4, "1"), t_tanh(4, "1"), pl_1(4, "1/2 -2/5 3/10"), t_lin(16, "1")}) {
    const Outcome outcome = check(input, "NODE-HESS-1");
    EXPECT_EQ(outcome.verdict, Verdict::verified) << input.name << outcome.reason;
    EXPECT_EQ(outcome.scope, Scope::unbounded);
    ASSERT_TRUE(outcome.margin) << input.name;
    EXPECT_GE(exact(outcome.margin->lower), 0) << input.name;
  }
}

// Of a tied start the bound tends to a limit in the depth.
TEST(Hess, DoesNotDependOnTheDepthOfATiedStart) {
  const auto bound_at = [](std::size_t depth) {
    return exact(
        quantity_of(check(t_tanh(depth, "1"), "NODE-HESS-1"), "bound of -Hess l").value.upper);
  };
  EXPECT_LT(abs(bound_at(4) - bound_at(64)), bound_at(4) / 5);
}

TEST(Hess, NeedsASecondDerivative) {
  const Outcome kink = check(
      named_case("relu",
                 "[residual_network]\nactivation = \"relu\"\ndepth = 2\nV = [[1, 0], [0, 1]]\nW = "
                 "[[1, 0], [0, 1]]\ninputs = [[1, 1]]\ntargets = [[0, 1]]\n"),
      "NODE-HESS-1");
  EXPECT_EQ(kink.verdict, Verdict::inapplicable);
}

TEST(Hess, HalfOfTheBoundIsRefuted) {
  RunOptions options = test::quick_options();
  options.false_variants = true;
  options.claims = {"NODE-HESS-1/false-a"};
  const Outcome outcome = test::run_claims(std::vector<Case>{}, options)
                              .of("NODE-HESS-1/false-a", "F = B (1 + Z) A, all weights 1 or 0");
  EXPECT_EQ(outcome.verdict, Verdict::violated);
  ASSERT_TRUE(outcome.witness);
  EXPECT_TRUE(test::meets(outcome.witness->right, "4.09807621135"));
}

}  // namespace
}  // namespace rigor::neural_ode
