#include "proofs-check/neural_ode/named_inputs.hpp"

#include <gtest/gtest.h>

#include "proofs-check/neural_ode/setting.hpp"

namespace rigor::neural_ode {
namespace {

TEST(NamedInputs, NetworksHaveTheWeightsOfTheirDepth) {
  const Case input = t_sm(4, "1");
  const auto network = residual_network<Interval>(*input.residual, 4, {53});
  EXPECT_EQ(network.depth(), 4U);
  EXPECT_EQ(network.state_size(), 2U);
  // Layer 2 stands at s = 1/2: cos(1/2) and 1 + 1/2.
  EXPECT_TRUE(subset(network.layers[1].V(0, 0),
                     hull_of<Interval>(Rational(8775, 10000), Rational(8776, 10000), {53})));
  EXPECT_TRUE(certainly(network.layers[1].W(0, 0) <= enclose<Interval>(Rational(3, 2), {53})));
  EXPECT_FALSE(input.residual->trains_A);
}

TEST(NamedInputs, TheInitialisationOfThePaperIsSeen) {
  EXPECT_TRUE(pl_1(4, "1/500 -3/2000 1/400").residual->starts_tied_at_zero());
  EXPECT_TRUE(t_tanh(4, "1").residual->starts_tied_at_zero());
  EXPECT_FALSE(e_rot(4).residual->starts_tied_at_zero());
  EXPECT_FALSE(t_lin(4, "1").residual->starts_tied_at_zero());
  EXPECT_EQ(pl_2(4, "3/20 -1/10", "1/10 3/20").residual->B.columns(), 4U);
  EXPECT_EQ(pl_4(2).residual->inputs.size(), 4U);
  EXPECT_EQ(e_rec(8).residual->depths.front(), 8U);
}

}  // namespace
}  // namespace rigor::neural_ode
