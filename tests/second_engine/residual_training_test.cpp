// Gradient flow in Arb: published digits, a closed form.
#include "second_engine/residual_training.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <string_view>

namespace rigor::second_engine {
namespace {

Rational exact(std::string_view digits) {
  return *parse_rational(digits);
}
void expect_near(const Bounds& x, std::string_view digits, std::string_view unit) {
  EXPECT_LE(x.lower, exact(digits) + exact(unit)) << digits;
  EXPECT_GE(x.upper, exact(digits) - exact(unit)) << digits;
  EXPECT_LE(x.upper - x.lower, exact(unit)) << digits;
}

TEST(SecondEngineTraining, MeetsPublishedDigits) {
  const TrainedBounds flow = trained(smooth_system(4), Rational(1, 64));
  expect_near(flow.start_loss, "0.830587176330576580050910424", "1e-27");
  expect_near(flow.loss, "0.807329903671788590091332633", "1e-27");
  expect_near(flow.distance, "0.0190625562315038411762", "1e-22");
  expect_near(flow.start_jump, "2.4601026422730279679670672", "1e-25");
}

TEST(SecondEngineTraining, TrainsTheEnds) {
  ResidualSystem system;
  system.layers = layers_of(4, {{{{}, {}}, {{}, {}}}, {{{2}, {1}}, {{-1}, {2}}}});
  system.A = {{1}, {0}};
  system.B = {{0, 1}};
  system.inputs = {{{1}}, {{Rational(1, 2)}}};
  system.targets = {{{Rational(1, 4)}}, {{Rational(-1, 4)}}};
  const TrainedBounds flow = trained(system, 1);
  expect_near(flow.jump, "5.68812400102776437742e-4", "1e-24");
  EXPECT_EQ(flow.start_jump.upper, 0);
  EXPECT_EQ(flow.weights.size(), 2 + 4 * 8 + 2);
}

// f = z h with A = B = 1, x = 1, y = 2, Z_k = k / 8, four layers.
TEST(SecondEngineTraining, OfLinearBlocks) {
  ResidualSystem system;
  system.layers = layers_of(4, {{{{0, Rational(1, 2), 0, 0, 0}}}, {}});
  system.A = system.B = {{1}};
  system.trains_A = system.trains_B = false;
  system.inputs = {{{1}}};
  system.targets = {{{2}}};
  const TrainedBounds flow = trained(system, 1);
  expect_near(flow.weights[3], "0.92631634436270944938375978203", "1e-28");
  expect_near(flow.jump, "0.45565541787600206372459741728", "1e-28");
}

// sqrt 2 as an input: F = sqrt 2 B with everything else frozen or 0, B' = -2 sqrt 2 (sqrt 2 B - 1).
TEST(SecondEngineTraining, OfASurd) {
  ResidualSystem system;
  system.layers = layers_of(1, {{{{}}}, {}});
  system.A = {{1}};
  system.B = {{0}};
  system.trains_A = false;
  system.inputs = {{{0, 1, 2}}};
  system.targets = {{{1}}};
  const Bounds loss = trained(system, Rational(1, 100)).loss;
  // The layer learns too, so only to first order: l = 1 - 8 t + ...
  EXPECT_LT(std::fabs(static_cast<double>(loss.lower) - 0.92), 0.01);
}

}  // namespace
}  // namespace rigor::second_engine
