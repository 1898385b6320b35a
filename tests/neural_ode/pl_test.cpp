// Certificates that gradient flow converges: reference digits, networks that just close and just
// miss.
#include <gtest/gtest.h>

#include "claims/claims_run.hpp"
#include "function/taylor.hpp"
#include "proofs-check/neural_ode/named_inputs.hpp"
#include "proofs-check/neural_ode/parting.hpp"
#include "proofs-check/neural_ode/pl_lemmas.hpp"
#include "proofs-check/neural_ode/setting.hpp"
#include "verdict/evidence.hpp"

namespace rigor::test {
namespace {

using namespace neural_ode;
using Series = Taylor<Interval, 1>;

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
    EXPECT_TRUE(meets(quantity_of(outcome, "least singular value s").value, row.singular));
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

TEST(Certificates, AreNotThereForNarrowNetworks) {
  const Outcome outcome = refutation("NODE-PL-2.a/false-a", "m = 2, d = 1, n = 4");
  EXPECT_EQ(word(outcome.verdict), "violated") << outcome.reason;
  EXPECT_TRUE(meets(quantity_of(outcome, "y_1").value, "0.6979782312441330100597237"));
  EXPECT_TRUE(meets(quantity_of(outcome, "y_2").value, "-0.4027059696122418905054037"));
  EXPECT_TRUE(meets(quantity_of(outcome, "y_3").value, "0.5654670522937544615255601"));
  EXPECT_TRUE(meets(quantity_of(outcome, "y_4").value, "0.1757876660013098137406591"));
  EXPECT_TRUE(meets(outcome.witness->left, "0.25"));
}

// The search of one radius and of the other agree with what a fixed radius gives.
TEST(Certificates, CloseAroundNetworksOfOneDepth) {
  Case several = case_1();
  several.residual->depths = {1, 4, 16};
  const Outcome outcome = check(several, "NODE-PL-2.b");
  EXPECT_EQ(word(outcome.verdict), "verified") << outcome.reason;
  EXPECT_EQ(outcome.parts.size(), 3U);
  EXPECT_TRUE(meets(quantity_of(outcome, "least eigenvalue of the tangent kernel, L = 4").value,
                    "0.21591557129283072822765469"));
  EXPECT_TRUE(meets(quantity_of(check(t_tanh(4, "1"), "NODE-PL-2.b"),
                                "least eigenvalue of the tangent kernel, L = 4")
                        .value,
                    "0.008913485027298017953906622"));
  EXPECT_EQ(word(check(pl_1(4, "1/10 -1/10 3/20"), "NODE-PL-2.b").verdict), "inconclusive");
}

TEST(Certificates, AreNotTriedWhereTheKernelIsTooLarge) {
  Case deep = case_1();
  deep.residual->depths = {1'000'000};
  for (const std::string id : {"NODE-PL-2.b", "NODE-LONG-1.b"}) {
    const Outcome outcome = check(deep, id);
    EXPECT_EQ(word(outcome.verdict), "inconclusive");
    EXPECT_NE(outcome.reason.find("too large"), std::string::npos) << outcome.reason;
  }
}

struct Trained {
  Case input;
  std::string time, loss, kernel, distance, jump, limit_distance, limit_jump;
};

TEST(Certificates, CloseAfterTraining) {
  const std::vector<Trained> rows = {
      {pl_1(4, "1/10 -1/10 3/20"), "28", "4.51222151944108529930e-7",
       "0.30188138584433972400327635", "0.404059976671640865337", "0.0179533370074294375620",
       "0.406140913509989924637", "0.0181249567157056167890"},
      {pl_1(4, "1/2 -2/5 3/10"), "16", "2.83562130171755339454e-7", "0.78860067173811182082512007",
       "1.07971457005287123888", "0.0939377810282610219562", "1.08072461342001713425",
       "0.0940673004916462093918"},
      {pl_2(4, "1 -1/2", "1/2 1"), "1/2", "1.17690837906782152804e-4",
       "9.6608463056366171580007138", "0.525745143797025086445", "9.8008896571156051076e-4",
       "0.530637244899913285129", "9.98147878468103726053e-4"}};
  for (const Trained& row : rows) {
    Case input = row.input;
    input.residual->time = exact(row.time);
    const Outcome outcome = check(input, "NODE-PL-2.c");
    EXPECT_EQ(word(outcome.verdict), "verified") << outcome.reason;
    const auto value = [&](const std::string& name) { return quantity_of(outcome, name).value; };
    EXPECT_TRUE(meets(value("l(T)"), row.loss));
    EXPECT_TRUE(meets(value("least eigenvalue"), row.kernel));
    EXPECT_TRUE(meets(value("|th(T) - th(0)|_w"), row.distance));
    EXPECT_TRUE(meets(value("L max |Z_{k+1} - Z_k| at T"), row.jump));
    EXPECT_TRUE(meets(value("|th(oo) - th(0)|_w"), row.limit_distance));
    EXPECT_TRUE(meets(value("L max |Z_{k+1} - Z_k| in the limit"), row.limit_jump));
  }
}

TEST(LongTime, TheLimitIsSmoothInDepth) {
  const std::vector<std::pair<Case, std::string>> rows = {
      {with_radius(case_1(), "0.018"), "0.4299000267083878382959"},
      {with_radius(case_2(), "0.18"), "0.09007552456690038969170"},
      {with_radius(pl_4(4), "0.0125"), "0.5075152702274013958546"}};
  for (const auto& [input, digits] : rows) {
    const Outcome outcome = check(input, "NODE-LONG-1.a");
    EXPECT_EQ(word(outcome.verdict), "verified") << outcome.reason;
    EXPECT_EQ(word(outcome.scope), "unbounded");
    EXPECT_TRUE(meets(quantity_of(outcome, "bound of L |Z_{k+1} - Z_k| on").value, digits));
  }
  EXPECT_EQ(word(check(pl_1(4, "1/50 -3/200 1/40"), "NODE-LONG-1.a").verdict), "inconclusive");
  // Without the search for every depth at once: layers that differ at the start, of one depth.
  const Case smooth =
      named_case("smooth",
                 "[residual_network]\ndepth = [3, 12]\nV = [[\"s/100\", \"0\"], [\"0\", "
                 "\"s^2/100\"]]\nW = [[2, \"1 + s/10\"], [-1, 2]]\n"
                 "inputs = [[2, 1], [1, -2]]\ntargets = [[\"201/100\", 1], [1, "
                 "\"-201/100\"]]\nB = [[1, 0], [0, 1]]\n");
  const Outcome any = check(smooth, "NODE-LONG-1.b");
  EXPECT_EQ(word(any.verdict), "verified") << any.reason;
  // At the start, L |Z_{k+1} - Z_k| is at least 1/10: the bound is above that.
  EXPECT_GE(exact(quantity_of(any, "the same with the length").value.lower), exact("0.1"));
  EXPECT_TRUE(certainly(proves_long_time({})));
  EXPECT_FALSE(certainly(proves_long_time({.integral = 1})));
}

TEST(LongTime, EqualLayersPart) {
  const Outcome outcome = refutation("NODE-LONG-1.a/false-a", "PL-2");
  EXPECT_EQ(word(outcome.verdict), "violated") << outcome.reason;
}

// Backpropagation on series in t: Z_k(t) = Z_k(0) + t Z_k'(0) to the first order.
TEST(LongTime, EqualLayersPartAsBackpropagationSays) {
  for (const Case& input : {case_1(), case_2(), t_tanh(3, "1")}) {
    const ResidualInput& r = *input.residual;
    const Precision p{53};
    for (const std::size_t depth : {2U, 5U}) {
      const auto start = residual_network<Interval>(r, depth, p);
      const auto x = enclose_vectors<Interval>(r.inputs, p);
      const auto y = enclose_vectors<Interval>(r.targets, p);
      const auto velocity = loss_gradient(start, x, y);
      const long L = static_cast<long>(depth);
      const auto series = [&](const Matrix<Interval>& a, const Matrix<Interval>& slope,
                              long factor) {
        Matrix<Series> out(a.rows(), a.columns(), Series::constant(a(0, 0)));
        for (std::size_t i = 0; i < a.rows(); ++i) {
          for (std::size_t j = 0; j < a.columns(); ++j) {
            out(i, j) = Series::constant(a(i, j));
            out(i, j)[1] = -factor * slope(i, j);
          }
        }
        return out;
      };
      ResidualNetwork<Series> moving{r.block,
                                     r.activation,
                                     series(start.A, velocity.A, 1),
                                     series(start.B, velocity.B, 1),
                                     {}};
      for (std::size_t k = 0; k < depth; ++k) {
        moving.layers.push_back({series(start.layers[k].V, velocity.layers[k].V, L),
                                 series(start.layers[k].W, velocity.layers[k].W, L)});
      }
      const auto constants = [&](const std::vector<std::vector<Interval>>& vectors) {
        std::vector<std::vector<Series>> out;
        for (const auto& vector : vectors) {
          out.emplace_back();
          for (const Interval& c : vector) out.back().push_back(Series::constant(c));
        }
        return out;
      };
      const auto gradient = loss_gradient(moving, constants(x), constants(y));
      const Interval claimed = parting(start, x, y);
      for (std::size_t k = 0; k + 1 < depth; ++k) {
        Interval square = Interval::point(0);
        const auto add = [&](const Matrix<Series>& a, const Matrix<Series>& b) {
          for (std::size_t i = 0; i < a.rows(); ++i) {
            for (std::size_t j = 0; j < a.columns(); ++j) {
              square += sqr(L * L * (a(i, j)[1] - b(i, j)[1]));
            }
          }
        };
        add(gradient.layers[k + 1].V, gradient.layers[k].V);
        add(gradient.layers[k + 1].W, gradient.layers[k].W);
        EXPECT_TRUE(overlaps(sqrt(square), claimed)) << sqrt(square) << " " << claimed;
        EXPECT_LT(width(claimed).upper(), 1e-9);
      }
    }
  }
}

}  // namespace
}  // namespace rigor::test
