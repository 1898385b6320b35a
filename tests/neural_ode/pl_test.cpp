// Certificates that gradient flow converges: reference digits, networks that just close and just
// miss.
#include <gtest/gtest.h>

#include "claims/claims_run.hpp"
#include "proofs-check/neural_ode/named_inputs.hpp"
#include "proofs-check/neural_ode/pl_lemmas.hpp"
#include "verdict/evidence.hpp"

namespace rigor::test {
namespace {

using namespace neural_ode;

Case with_radius(Case input, const std::string& radius) {
  input.residual->radius = exact(radius);
  return input;
}
Case case_1() {
  return pl_1(4, "1/500 -3/2000 1/400");
}
Case case_2() {
  return pl_2(4, "3/20 -1/10", "1/10 3/20");
}

struct Row {
  Case input;
  std::string kernel, singular, rate, path;
};

TEST(Certificates, CloseForEveryDepthWithTheDigitsOfTheTable) {
  const std::vector<Row> rows = {
      {with_radius(case_1(), "0.018"), "0.2159089190531170228434247588",
       "0.2445194024880514005206597873", "0.07971965092415156991912347898",
       "0.01445911395970102529403500519"},
      {with_radius(case_2(), "0.18"), "8.396788962710023260227902163",
       "1.618912519616901117613267571", "5.241755492344686491917975061",
       "0.1574828612357453073720685665"},
      {with_radius(pl_4(4), "0.0125"), "0.1610135278745333800968347834",
       "0.2120244317574610939409547985", "0.04495435966207427646868428635",
       "0.01042962087161345127346358397"}};
  for (const Row& row : rows) {
    const Outcome outcome = check(row.input, "NODE-PL-2.a");
    EXPECT_EQ(word(outcome.verdict), "verified") << row.input.name << ": " << outcome.reason;
    EXPECT_EQ(word(outcome.scope), "unbounded");
    EXPECT_TRUE(has_all_digits(outcome));
    EXPECT_TRUE(meets(quantity_of(outcome, "least eigenvalue of the tangent").value, row.kernel));
    EXPECT_TRUE(meets(quantity_of(outcome, "least singular value").value, row.singular));
    EXPECT_TRUE(meets(quantity_of(outcome, "rate mu").value, row.rate));
    EXPECT_TRUE(meets(quantity_of(outcome, "2 sqrt(l(0) / mu)").value, row.path));
    EXPECT_NE(outcome.reason.find("for every depth L"), std::string::npos) << outcome.reason;
  }
}

TEST(Certificates, FindTheRadiusAndTheBlocksThatClose) {
  for (const Case& input : {case_1(), case_2(), pl_4(16)}) {
    const Outcome outcome = check(input, "NODE-PL-2.a");
    EXPECT_EQ(word(outcome.verdict), "verified") << input.name << ": " << outcome.reason;
  }
  // Without its ends only the block V is left, and it does not move the others.
  Case frozen = case_2();
  frozen.residual->trains_A = frozen.residual->trains_B = false;
  const Outcome outcome = check(frozen, "NODE-PL-2.a");
  EXPECT_NO_THROW(
      quantity_of(outcome, "least eigenvalue of the tangent kernel at the start, blocks V"));
}

TEST(Certificates, SayByWhatFactorTheyMiss) {
  const Case tenfold = with_radius(pl_1(4, "1/50 -3/200 1/40"), "0.018");
  const Outcome outcome = check(tenfold, "NODE-PL-2.a");
  EXPECT_EQ(word(outcome.verdict), "inconclusive");
  EXPECT_TRUE(meets(quantity_of(outcome, "2 sqrt(l(0) / mu)").value, "0.1446"));
  EXPECT_TRUE(meets(quantity_of(outcome, "factor").value, "8.0328"));
  EXPECT_NE(outcome.reason.find("misses by the factor 8.03"), std::string::npos) << outcome.reason;
  // The largest targets that close are those of PL-I1 times 1.2457...
  EXPECT_EQ(word(check(pl_1(4, "249/100000 -7470/4000000 1245/400000"), "NODE-PL-2.a").verdict),
            "verified");
  EXPECT_EQ(word(check(pl_1(4, "25/10000 -75/40000 125/40000"), "NODE-PL-2.a").verdict),
            "inconclusive");
}

TEST(Certificates, NeedTheirHypotheses) {
  EXPECT_EQ(word(check(t_sm(4, "1"), "NODE-PL-2.a").verdict), "inapplicable");
  Case softplus = case_1();
  softplus.residual->activation = Activation::softplus;
  EXPECT_EQ(word(check(softplus, "NODE-PL-2.a").verdict), "inapplicable");
  // One neuron for three data.
  const Case narrow = named_case("narrow",
                                 "[residual_network]\ndepth = 4\nV = \"0\"\nW = [[1, 0]]\n"
                                 "inputs = [[1], [2], [-3]]\ntargets = [[1], [0], [1]]\n");
  const Outcome outcome = check(narrow, "NODE-PL-2.a");
  EXPECT_EQ(word(outcome.verdict), "inconclusive") << outcome.reason;
}

TEST(Convergence, ItsConstantsAreSharp) {
  EXPECT_TRUE(certainly(proves_convergence({})));
  EXPECT_FALSE(certainly(proves_convergence({.rate = exact("4.001")})));
  EXPECT_FALSE(certainly(proves_convergence({.path = exact("1.999")})));
  EXPECT_TRUE(certainly(proves_proposition_8({})));
  EXPECT_FALSE(certainly(proves_proposition_8({.factor = exact("7.999")})));
  EXPECT_FALSE(certainly(proves_proposition_8({.part = exact("0.499")})));
}

TEST(Convergence, HoldsForEveryNetworkWithAnInequality) {
  for (const Case& input : {case_1(), t_sm(4, "1")}) {
    for (const std::string id : {"NODE-PL-1.a", "NODE-PL-1.b"}) {
      const Outcome outcome = check(input, id);
      EXPECT_EQ(word(outcome.verdict), "verified") << id << ": " << outcome.reason;
      EXPECT_EQ(word(outcome.scope), "unbounded");
    }
  }
  EXPECT_TRUE(meets(quantity_of(check(t_sm(3, "1"), "NODE-PL-1.a"), "l(0)").value,
                    "0.794312786828932193806732896"));
  const Outcome strength = check(case_1(), "NODE-PL-1.b");
  EXPECT_LT(exact(quantity_of(strength, "log10 of the largest l(0) that (22)").value.upper), -6);
}

Outcome refutation(const std::string& id, const std::string& input) {
  RunOptions options = quick_options();
  options.false_variants = true;
  options.claims = {id};
  return run_claims(std::vector<Case>{}, options).of(id, input);
}

TEST(Convergence, IsNotThatOfTheLiteralNorm) {
  const Outcome outcome = refutation("NODE-PL-1.b/printed", "two branches that cancel");
  EXPECT_EQ(word(outcome.verdict), "violated") << outcome.reason;
  EXPECT_TRUE(meets(quantity_of(outcome, "literal ratio").value, "14.235657140419626129203531"));
  EXPECT_TRUE(meets(quantity_of(outcome, "true ratio").value, "11.328209214885277027044183"));
  // Depth 1 and depth 2, integrated.
  EXPECT_TRUE(meets(outcome.witness->left, "0.0588918655648005079052"));
  EXPECT_TRUE(meets(outcome.witness->left, "0.05889186556479636771386"));
}

TEST(Convergence, MayNeedTheWholePath) {
  const Outcome outcome = refutation("NODE-PL-1.a/false-a", "V = W = 0, y = 101/100");
  EXPECT_EQ(word(outcome.verdict), "violated") << outcome.reason;
  EXPECT_TRUE(meets(outcome.witness->left, "0.01"));
  EXPECT_TRUE(meets(outcome.witness->right, "0.0050010"));
}

}  // namespace
}  // namespace rigor::test
