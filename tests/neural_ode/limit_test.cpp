#include <gtest/gtest.h>

#include <random>

#include "claims/claims_run.hpp"
#include "model/depth_limit.hpp"
#include "model/residual_pass.hpp"
#include "model/residual_training.hpp"
#include "proofs-check/neural_ode/named_inputs.hpp"
#include "proofs-check/neural_ode/setting.hpp"

namespace rigor::neural_ode {
namespace {

using test::check;
using test::exact;
using test::meets;
using test::quantity_of;

double upper_of(const Outcome& outcome, const std::string& name) {
  return exact(quantity_of(outcome, name).value.upper).convert_to<double>();
}

TEST(Limit, MeetsTheReferenceDigitsOfTheFirstVelocity) {
  const Outcome o = check(t_sm(16, "1"), "NODE-LIMIT-1.a", 18);
  EXPECT_EQ(o.verdict, Verdict::verified);
  EXPECT_EQ(o.scope, Scope::unbounded);
  const struct {
    const char *name, *digits;
  } rows[] = {
      {"dV_11/dt", "-1.0776808650113485476125527"}, {"dV_12/dt", "0.25941354990193764721263952"},
      {"dV_21/dt", "0.28828628192001456163219028"}, {"dV_22/dt", "-0.046365807479312368811621448"},
      {"dW_11/dt", "-0.1908204098711093322956502"}, {"dW_12/dt", "0.12277527083985665623420606"},
      {"dW_21/dt", "0.67337567059376152872375326"}, {"dW_22/dt", "-0.32856342620447765781314869"}};
  for (const auto& row : rows) {
    const Quantity& q = quantity_of(o, row.name);
    EXPECT_TRUE(meets(q.value, row.digits)) << row.name << test::text(q.value);
    EXPECT_LT(exact(q.value.upper) - exact(q.value.lower), Rational(1, 1'000'000'000'000'000));
  }
}

TEST(Limit, TheScaledGradientOfADeepNetworkMeetsItsReferenceDigits) {
  const Case input = t_sm(1024, "1");
  const ResidualInput& network = *input.residual;
  const Precision p{53};
  const auto gradient = loss_gradient<Interval>(
      residual_network<Interval>(network, 1024, p), enclose_vectors<Interval>(network.inputs, p),
      enclose_vectors<Interval>(network.targets, p), {.A = false, .B = false});
  const Interval first = -1024 * gradient.layers[511].V(0, 0);
  EXPECT_NEAR(first.lower(), -1.07711627611148, 1e-12);
  EXPECT_NEAR(first.upper(), -1.07711627611148, 1e-12);
}

TEST(Limit, TheFirstVelocityOfDeepNetworksIsNearTheLimit) {
  const Case input = named_case(
      "deep",
      "[residual_network]\ndepth = [1, 4, 64, 256]\nactivation = \"gelu\"\nV = [[\"cos(s)\", "
      "\"-s\"], [\"1/2\", \"exp(-s)\"]]\nW = [[\"1 + s\", \"-1/2\"], [\"s^2\", \"1\"]]\ninputs = "
      "[[\"1\"], [\"-1/2\"]]\ntargets = [[\"1/2\"], [1]]\n");
  const Outcome o = check(input, "NODE-LIMIT-1.a", 12);
  EXPECT_EQ(o.verdict, Verdict::verified) << o.reason;
  const double at_64 = upper_of(o, "L max_k |-L dl/dZ_k - dZ/dt|, L = 64");
  const double at_256 = upper_of(o, "L max_k |-L dl/dZ_k - dZ/dt|, L = 256");
  EXPECT_GT(at_64, 0.01);
  EXPECT_NEAR(at_64 / at_256, 1, 0.05);  // the rate is 1/L, not less
  EXPECT_LT(at_256, upper_of(o, "C_0"));
}

TEST(Limit, LinearBlocksHaveAFirstVelocityToo) {
  // -2 (F - y) F with F = exp(1/4) in the limit, at every s.
  const Outcome o = check(t_lin(64, "1"), "NODE-LIMIT-1.a");
  EXPECT_EQ(o.verdict, Verdict::verified) << o.reason;
  const double u = std::exp(0.25);
  EXPECT_NEAR(upper_of(o, "dZ_11/dt"), 2 * (2 - u) * u, 1e-12);
}

TEST(Limit, MeetsTheExplicitConstants) {
  const Outcome short_time = check(t_tanh(4, "1/16"), "NODE-LIMIT-1.b");
  EXPECT_EQ(short_time.verdict, Verdict::verified) << short_time.reason;
  EXPECT_EQ(short_time.scope, Scope::unbounded);
  EXPECT_NEAR(upper_of(short_time, "C_T by the simple bounds"), 0.0388168, 1e-7);
  EXPECT_LT(upper_of(short_time, "C_T"), 0.036);
  const Outcome longer = check(t_tanh(4, "1/8"), "NODE-LIMIT-1.b");
  EXPECT_NEAR(upper_of(longer, "C_T by the simple bounds"), 3.71401, 1e-5);
  EXPECT_LT(upper_of(longer, "C_T"), 1.65);
}

TEST(Limit, AHugeConstantIsCalledVacuous) {
  const Outcome o = check(t_sm(4, "1"), "NODE-LIMIT-1.b");
  EXPECT_EQ(o.verdict, Verdict::verified) << o.reason;
  EXPECT_NE(o.reason.find("vacuous"), std::string::npos);
  EXPECT_LE(upper_of(o, "C_t at t = 1/"), 1);
}

// The loss at T = 1 of two depths, extrapolated, against the value at infinite depth of an
// independent collocation in s.
TEST(Limit, TrainedNetworksTendToTheTrainedNeuralOde) {
  const auto loss_at = [](const Case& input) {
    const ResidualInput& network = *input.residual;
    const Precision p{53};
    ResidualTraining<Interval> training({residual_network<Interval>(network, network.depths[0], p),
                                         enclose_vectors<Interval>(network.inputs, p),
                                         enclose_vectors<Interval>(network.targets, p),
                                         network.trains_A, network.trains_B});
    EXPECT_EQ(training.run(enclose<Interval>(1L, p), [] {}), OdeStop::reached);
    EXPECT_LT(training.loss().upper() - training.loss().lower(), 1e-9);
    return training.loss().upper();
  };
  EXPECT_NEAR(2 * loss_at(t_sm(16, "1")) - loss_at(t_sm(8, "1")), 0.2423227390223842, 4e-4);
  EXPECT_NEAR(16 * (loss_at(t_sm(16, "1")) - 0.2423227390223842), -0.1168, 0.02);
  EXPECT_NEAR(2 * loss_at(t_tanh(16, "1")) - loss_at(t_tanh(8, "1")), 0.056179472162563604618,
              1e-7);
}

TEST(Limit, DoublingTheDepthMovesTheWeightsByLessThanTheConstant) {
  const Outcome o = check(t_tanh(4, "1/16"), "NODE-LIMIT-1.c");
  EXPECT_EQ(o.verdict, Verdict::verified) << o.reason;
  EXPECT_LT(upper_of(o, "L max_k |Z^L_k(T) - Z^2L_2k(T)|, L = 4"), 0.036 * 1.5);
}

TEST(Limit, AHypothesisThatFailsIsNamed) {
  const Outcome linear = check(t_lin(4, "1"), "NODE-LIMIT-1.b");
  EXPECT_EQ(linear.verdict, Verdict::inapplicable);
  const Outcome sigmoid =
      check(named_case("sigmoid",
                       "[residual_network]\ndepth = 4\nactivation = \"sigmoid\"\nV = "
                       "[[\"s\"]]\nW = [[\"1\"]]\ninputs = [[1]]\ntargets = [[2]]\ntime = 1\n"),
            "NODE-LIMIT-1.a");
  EXPECT_EQ(sigmoid.verdict, Verdict::inapplicable);
  EXPECT_NE(sigmoid.reason.find("0 at 0"), std::string::npos);
}

TEST(Limit, TheFirstVelocityStaysWithinTheConstantOnRandomNetworks) {
  std::mt19937_64 random(20230901);
  const auto number = [&] {
    return std::to_string(static_cast<long>(random() % 401) - 200) + "/100";
  };
  for (int i = 0; i < 12; ++i) {
    const char* activations[] = {"tanh", "gelu", "sin", "erf", "arctan"};
    const std::string text =
        std::string("[residual_network]\ndepth = [1, 2, 5, 16]\nactivation = \"") +
        activations[i % 5] + "\"\nV = [[\"" + number() + " + s * (" + number() + ")\", \"" +
        number() + "\"]]\nW = [[\"" + number() + " * cos(s)\"], [\"" + number() +
        "\"]]\ninputs = [[\"" + number() + "\"], [\"1\"]]\ntargets = [[\"" + number() +
        "\"], [\"0\"]]\n";
    const Outcome o = check(named_case("random", text), "NODE-LIMIT-1.a", 10);
    EXPECT_EQ(o.verdict, Verdict::verified) << text << o.reason;
  }
}

// Each bound grows with each of the sizes that it is made of.
TEST(Limit, EverySizeCounts) {
  using I = Interval;
  const auto number = [](long k) { return enclose<I>(Rational(k, 8), {53}); };
  LimitSizes<I> sizes{{number(4), number(5), number(6), number(7), number(8), number(9)},
                      number(3),
                      number(2),
                      number(10),
                      number(11),
                      number(12),
                      number(13),
                      number(14),
                      number(15),
                      true,
                      true};
  const LimitBounds<I> base = limit_bounds(sizes);
  const auto grows = [&](I& size) {
    const I before = size;
    size = 2 * size;
    const LimitBounds<I> larger = limit_bounds(sizes);
    size = before;
    return certainly(larger.layers.error + larger.layers.depth >
                     base.layers.error + base.layers.depth);
  };
  for (I* size :
       {&sizes.block.state, &sizes.block.weights, &sizes.block.gradient_weights,
        &sizes.block.gradient_state, &sizes.block.jacobian_weights, &sizes.block.jacobian_state,
        &sizes.growth, &sizes.accumulated, &sizes.state, &sizes.adjoint, &sizes.jump, &sizes.B_norm,
        &sizes.root_loss, &sizes.largest_input}) {
    EXPECT_TRUE(grows(*size)) << size - &sizes.block.state;
  }
  sizes.trains_A = false;
  sizes.trains_B = false;
  const LimitBounds<I> frozen = limit_bounds(sizes);
  EXPECT_TRUE(certainly(frozen.layers.error < base.layers.error));
  EXPECT_TRUE(certainly(frozen.A.error <= 0));
  EXPECT_TRUE(certainly(frozen.B.depth <= 0));
}

TEST(Limit, ThePrintedAdjointIsRefuted) {
  RunOptions options = test::quick_options();
  options.claims = {"NODE-LIMIT-1.a/printed"};
  const auto ran = test::run_claims(std::vector<Case>{}, options);
  ASSERT_EQ(ran.run.results.size(), 1U);
  const Outcome& o = ran.run.results[0].outcome;
  EXPECT_EQ(o.verdict, Verdict::violated) << o.reason;
  EXPECT_TRUE(meets(quantity_of(o, "T-SM: dV_11").value, "-1.0776808650113"));
  EXPECT_TRUE(meets(quantity_of(o, "T-SM: the printed").value, "-1.1442582622634"));
}

}  // namespace
}  // namespace rigor::neural_ode
