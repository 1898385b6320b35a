// NODE-WELL-1: digits of the claims' page, other activations and horizons, hypotheses.
#include <gtest/gtest.h>

#include "claims/claims_run.hpp"
#include "proofs-check/neural_ode/named_inputs.hpp"

namespace rigor::neural_ode {
namespace {

using test::check;
using test::meets;
using test::quantity_of;

TEST(Well, HasTheDigits) {
  const Outcome smooth = check(t_sm(4, "1/64"), "NODE-WELL-1");
  EXPECT_EQ(smooth.verdict, Verdict::verified);
  EXPECT_EQ(smooth.scope, Scope::unbounded);
  EXPECT_TRUE(meets(quantity_of(smooth, "|th(T) - th(0)|_w").value, "0.0190625562315038411762"));
  EXPECT_TRUE(meets(quantity_of(smooth, "sqrt(T").value, "0.01906291911784662488548"));
  EXPECT_TRUE(meets(quantity_of(smooth, "l(0)").value, "0.830587176330576580050910424"));
  EXPECT_TRUE(meets(quantity_of(smooth, "l(T)").value, "0.807329903671788590091332633"));
  EXPECT_TRUE(quantity_of(smooth, "their ratio").digits_reached);
  const Outcome tied = check(t_tanh(4, "8"), "NODE-WELL-1", 9);
  EXPECT_EQ(tied.verdict, Verdict::verified);
  EXPECT_TRUE(meets(quantity_of(tied, "|th(T) - th(0)|_w").value, "0.277941302143353413050434"));
}

Case plain(const std::string& activation) {
  return named_case("plain", "[residual_network]\nactivation = \"" + activation +
                                 "\"\ndepth = [1, 2]\nV = [[\"s\", 1]]\nW = [[1], [\"-s\"]]\n"
                                 "inputs = [[1], [2]]\ntargets = [[0], [1]]\ntime = \"1/4\"\n");
}

TEST(Well, NeedsNoMoreThanASmoothActivation) {
  for (const char* activation : {"erf", "gelu", "sin", "arctan", "sigmoid", "softplus"}) {
    const Outcome outcome = check(plain(activation), "NODE-WELL-1", 8);
    EXPECT_EQ(outcome.verdict, Verdict::verified) << activation;
    EXPECT_EQ(outcome.quantities.size(), 12) << activation;
    EXPECT_TRUE(meets(quantity_of(outcome, "|th(T) - th(0)|_w by Lohner").value,
                      quantity_of(outcome, "|th(T) - th(0)|_w, L = 1").value.lower.substr(0, 10)))
        << activation;
  }
  const Outcome kink = check(plain("relu"), "NODE-WELL-1");
  EXPECT_EQ(kink.verdict, Verdict::inapplicable);
  EXPECT_NE(kink.reason.find("locally Lipschitz"), std::string::npos);
  EXPECT_EQ(check(e_rot(4), "NODE-WELL-1").verdict, Verdict::inapplicable);
  EXPECT_EQ(check(t_lin(4, "1"), "NODE-WELL-1").verdict, Verdict::verified);
}

// B A = 0 and V = 0: the outputs are 0, as the targets are, and nothing moves.
TEST(Well, AStartAtLossZeroStays) {
  const Case input =
      named_case("rest",
                 "[residual_network]\ndepth = 2\nV = \"0\"\nW = [[2, 1], [-1, 2]]\ninputs = [[1]]\n"
                 "targets = [[0]]\ntime = \"1/4\"\n");
  const Outcome outcome = check(input, "NODE-WELL-1");
  EXPECT_EQ(outcome.verdict, Verdict::verified);
  EXPECT_TRUE(meets(quantity_of(outcome, "l(T)").value, "0"));
}

TEST(Well, ItsVariantsAreRefuted) {
  for (const char* id : {"NODE-WELL-1/printed", "NODE-WELL-1/false-a"}) {
    for (const Claim& claim : all_claims()) {
      if (claim.id() != id) continue;
      Budget budget(1 << 20);
      const Outcome outcome = claim.check({}, Effort{Precision{53}, 15, &budget});
      EXPECT_EQ(outcome.verdict, Verdict::violated) << id;
      EXPECT_TRUE(outcome.witness) << id;
    }
  }
}

TEST(Well, ThePlotEnclosesTheMovement) {
  for (const Claim& claim : all_claims()) {
    if (claim.id() != "NODE-WELL-1") continue;
    const std::vector<Plot> plots = claim.plot(t_sm(4, "1"));
    ASSERT_EQ(plots.size(), 1);
    ASSERT_EQ(plots[0].curves.size(), 3);
    const PlotBox& last = plots[0].curves[0].boxes.back();
    EXPECT_LE(test::exact(last.lower), test::exact("0.755170479714342447223017"));
    EXPECT_GE(test::exact(last.upper), test::exact("0.755170479714342447223017"));
    EXPECT_LE(test::exact(last.upper), test::exact("0.77"));
  }
}

}  // namespace
}  // namespace rigor::neural_ode
