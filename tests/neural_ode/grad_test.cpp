// NODE-GRAD-1, and the second engine's residual networks.
#include <gtest/gtest.h>

#include "claims/claims_run.hpp"
#include "model/residual_pass.hpp"
#include "proofs-check/neural_ode/named_inputs.hpp"
#include "proofs-check/neural_ode/setting.hpp"
#include "proofs-check/second_engine/residual_network.hpp"
#include "support/sampling.hpp"

namespace rigor::neural_ode {
namespace {

using test::check;
using test::exact;
using test::meets;
using test::quantity_of;

TEST(Grad, HoldsOnTheNamedCases) {
  for (const Case& input : {t_sm(3, "1"), t_tanh(64, "1"), pl_2(4, "1 -1/2", "1/2 1")}) {
    const Outcome outcome = check(input, "NODE-GRAD-1");
    EXPECT_EQ(outcome.verdict, Verdict::verified) << outcome.reason;
    EXPECT_EQ(outcome.scope, Scope::unbounded);
    EXPECT_LT(exact(quantity_of(outcome, "largest difference").value.upper), exact("1e-12"));
  }
  const Outcome outcome = check(t_sm(3, "1"), "NODE-GRAD-1", 25);
  EXPECT_TRUE(meets(quantity_of(outcome, "l,").value, "0.794312786828"));
}

TEST(Grad, HoldsForEveryActivationAndForLinearBlocks) {
  for (const char* name : {"erf", "gelu", "sin", "arctan", "sigmoid", "softplus"}) {
    const Case input = named_case(
        name, std::string("[residual_network]\nactivation = \"") + name +
                  "\"\ndepth = [1, 5]\nV = [[\"cos(s)\", 2], [\"1/3\", \"s\"]]\n"
                  "W = [[\"1 + s\", -1], [\"s^2\", \"1/2\"]]\ninputs = [[1], [\"-1/2\"]]\n"
                  "targets = [[\"1/4\"], [\"-1/4\"]]\n");
    const Outcome outcome = check(input, "NODE-GRAD-1");
    EXPECT_EQ(outcome.verdict, Verdict::verified) << name << outcome.reason;
  }
  EXPECT_EQ(check(t_lin(16, "1"), "NODE-GRAD-1").verdict, Verdict::verified);
}

TEST(Grad, NeedsADerivativeAndTargets) {
  const std::string body =
      "depth = 2\nV = [[1, 0], [0, 1]]\nW = [[1, 0], [0, 1]]\ninputs = [[1, 1]]\n";
  const Outcome kink = check(named_case("relu", "[residual_network]\nactivation = \"relu\"\n" +
                                                    body + "targets = [[0, 1]]\n"),
                             "NODE-GRAD-1");
  EXPECT_EQ(kink.verdict, Verdict::inapplicable);
  EXPECT_NE(kink.reason.find("differentiable"), std::string::npos);
  EXPECT_EQ(check(named_case("bare", "[residual_network]\n" + body), "NODE-GRAD-1").verdict,
            Verdict::inapplicable);
}

TEST(Grad, TheMisprintIsRefuted) {
  RunOptions options = test::quick_options();
  options.claims = {"NODE-GRAD-1/printed"};
  options.digits = 20;
  const Outcome outcome =
      test::run_claims(std::vector<Case>{}, options).of("NODE-GRAD-1/printed", "T-SM, L = 3");
  EXPECT_EQ(outcome.verdict, Verdict::violated);
  ASSERT_TRUE(outcome.witness);
  EXPECT_TRUE(outcome.witness->confirmed);
  EXPECT_TRUE(
      meets(quantity_of(outcome, "dl/dV_1[1][1] as printed").value, "0.25361394136436750835"));
  EXPECT_TRUE(meets(outcome.quantities.at(1).value, "0.26822905857744613479"));
  EXPECT_TRUE(meets(outcome.witness->left, "0.0814196"));
  EXPECT_TRUE(meets(outcome.witness->right, "-0.046220433436419576"));
}

// Forward derivatives in Arb against backpropagation.
TEST(SecondEngine, AgreesOnRandomNetworks) {
  test::Sampler random(91);
  for (int run = 0; run < 60; ++run) {
    const auto pick = [&] { return static_cast<std::size_t>(random.integer(1, 3)); };
    const std::size_t q = pick(), d = pick(), outputs = pick(), depth = pick(), n = pick();
    const bool is_linear = run % 3 == 0;
    const std::size_t m = is_linear ? q : pick();
    second_engine::ResidualInstance instance;
    ResidualNetwork<Interval> network;
    network.block = is_linear ? Block::linear : Block::two_layer;
    instance.is_linear = is_linear;
    const auto fill = [&](Matrix<Interval>& matrix, second_engine::BoundRows& rows,
                          std::size_t height, std::size_t width) {
      matrix = Matrix<Interval>(height, width, Interval());
      rows.assign(height, {});
      for (std::size_t i = 0; i < height; ++i) {
        for (std::size_t j = 0; j < width; ++j) {
          const Rational w = to_rational(random.uniform(-2, 2));
          matrix(i, j) = enclose<Interval>(w, Precision{53});
          rows[i].push_back(second_engine::thin_bounds(w));
        }
      }
    };
    fill(network.A, instance.A, q, d);
    fill(network.B, instance.B, outputs, q);
    network.layers.resize(depth);
    instance.layers.resize(depth);
    for (std::size_t k = 0; k < depth; ++k) {
      fill(network.layers[k].V, instance.layers[k].V, q, m);
      if (!is_linear) fill(network.layers[k].W, instance.layers[k].W, m, q);
    }
    const auto vectors = [](const Matrix<Interval>& matrix) {
      std::vector<std::vector<Interval>> rows;
      for (std::size_t i = 0; i < matrix.rows(); ++i) {
        rows.emplace_back();
        for (std::size_t j = 0; j < matrix.columns(); ++j) rows.back().push_back(matrix(i, j));
      }
      return rows;
    };
    Matrix<Interval> inputs, targets;
    fill(inputs, instance.inputs, n, d);
    fill(targets, instance.targets, n, outputs);
    const auto gradient = loss_gradient(network, vectors(inputs), vectors(targets));
    const auto expect_meets = [&](const Interval& x, const second_engine::Bounds& y) {
      EXPECT_TRUE(lower_rational(x) <= y.upper && y.lower <= upper_rational(x)) << run << x;
      EXPECT_LT(y.upper - y.lower, exact("1e-60"));
    };
    expect_meets(gradient.loss, residual_loss(instance));
    const auto entry = [&](const Matrix<Interval>& part, char name, std::size_t layer) {
      const auto i = static_cast<std::size_t>(random.integer(0, static_cast<int>(part.rows()) - 1));
      const auto j =
          static_cast<std::size_t>(random.integer(0, static_cast<int>(part.columns()) - 1));
      expect_meets(part(i, j), residual_loss_derivative(instance, {name, layer, i, j}));
    };
    entry(gradient.A, 'A', 0);
    entry(gradient.B, 'B', 0);
    const auto k = static_cast<std::size_t>(random.integer(0, static_cast<int>(depth) - 1));
    entry(gradient.layers[k].V, 'V', k + 1);
    if (!is_linear) entry(gradient.layers[k].W, 'W', k + 1);
    const auto state = residual_state(instance, 0, depth);
    const auto pass = forward(network, vectors(inputs)[0]);
    for (std::size_t i = 0; i < q; ++i) expect_meets(pass.last()[i], state[i]);
  }
}

}  // namespace
}  // namespace rigor::neural_ode
