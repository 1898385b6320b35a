// Bounds of the distance between networks and their neural ODE: reference digits, closed forms, and
// random networks of every depth.
#include "model/depth_error.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <stdexcept>
#include <string>
#include <vector>

#include "analysis/mean_exponential.hpp"
#include "linear/rayleigh.hpp"
#include "model/depth_models.hpp"
#include "model/printed_digits.hpp"
#include "support/sampling.hpp"

namespace rigor {
namespace {

using test::boxes_of;
using test::expect_meets;
using test::expect_meets_tightly;
using test::kFree;

const Precision kBig{128};

SupremumGoal goal(int digits) {
  return {digits, 400, kFree};
}

TEST(DepthError, ScalarReferenceDigits) {
  const DepthModel model = test::linear_model({{"s"}});
  const auto norms = depth_norms<BigInterval>(model, kBig, goal(25));
  const BigInterval growth = depth_growth(model, norms);
  EXPECT_TRUE(contains(growth, Rational(1)));
  const auto path = follow_depth(model, boxes_of<BigInterval>({1}, kBig), true, kFree);
  expect_meets_tightly(error_bound_along(model, path, growth, goal(25)).constant,
                       "2.8329677996379366757534", "C of E-LIN");
  expect_meets_tightly(second_order_bound(model, path, growth, goal(20)).constant,
                       "3.30512909957759", "C_2 of E-LIN");
}

TEST(DepthError, RotatedReferenceDigits) {
  const DepthModel model = test::rotated_model();
  const auto norms = depth_norms<BigInterval>(model, kBig, goal(25));
  expect_meets_tightly(norms.V, "1.0000000000000000000000", "|V|");
  const auto bound =
      error_bound_by_norms(model, norms, sqrt(enclose<BigInterval>(Rational(5, 4), kBig)));
  expect_meets_tightly(bound.constant, "10.976990863512705670350", "C of E-ROT");
  expect_meets_tightly(bound.growth, "1.1180339887498948482046", "sqrt 5 / 2");
}

TEST(DepthError, NormsOfMatrices) {
  // diag(3, -4) turned is 4 long; a row vector has its Euclidean norm.
  const DepthModel turned = test::two_layer_model(
      Activation::tanh, {{"3*cos(s)", "4*sin(s)"}, {"3*sin(s)", "-4*cos(s)"}}, {{"s", "2"}});
  const auto V = enclose_largest_norm<BigInterval>(turned.weights.V, false, kBig, goal(20));
  EXPECT_TRUE(contains(V, Rational(4)));
  expect_meets_tightly(V, "4.0000000000000000000", "|V|");
  const auto W = enclose_largest_norm<BigInterval>(turned.weights.W, false, kBig, goal(20));
  expect_meets_tightly(W, "2.2360679774997896964", "|W|");
  EXPECT_TRUE(contains(enclose_largest_norm<Interval>(turned.weights.W, true, {53}, goal(12)),
                       Rational(1)));
  const auto kink = test::expressions({{"sqrt(s)"}});
  EXPECT_TRUE(is_entire(enclose_largest_norm<Interval>(kink, false, {53}, goal(12))));
}

// A network at its neural ODE stays there: H' = 0 for V = 0; one layer of depth 1 by hand.
TEST(DepthError, OneLayerByHand) {
  const DepthModel model = test::linear_model({{"s"}});
  const auto start = boxes_of<BigInterval>({1}, kBig);
  const auto path = follow_depth(model, start, false, kFree);
  const auto error = network_errors<BigInterval>(model, {path}, {start}, 1, kFree)[0];
  expect_meets_tightly(error.last, "0.3512787292998718531513492122", "2 - sqrt e");
  EXPECT_TRUE(is_entire(error.corrected) || !is_bounded(error.corrected));
  EXPECT_THROW(network_errors<BigInterval>(model, {path}, {start}, 0, kFree),
               std::invalid_argument);
}

// Hundreds of random networks, every activation, depths 1 to 40: no error above its bound, and the
// bounds are not far off.
TEST(DepthError, RandomNetworksStayWithinTheBounds) {
  test::Sampler random(20);
  const auto number = [&] { return std::to_string(random.integer(-200, 200)) + "/100"; };
  const auto entry = [&] {
    const char* shapes[] = {"s", "s^2", "sin(3*s)", "exp(-s)", "1"};
    return number() + " + (" + number() + ")*" + shapes[random.integer(0, 4)];
  };
  const Activation activations[] = {Activation::tanh,    Activation::erf,    Activation::gelu,
                                    Activation::sin,     Activation::arctan, Activation::sigmoid,
                                    Activation::softplus};
  double closest = 0, closest_second = 0;
  const int count = test::sample_count(30, 1000);
  for (int trial = 0; trial < count; ++trial) {
    const bool is_linear = trial % 5 == 4;
    const DepthModel model = is_linear
                                 ? test::linear_model({{entry(), entry()}, {entry(), entry()}})
                                 : test::two_layer_model(activations[random.integer(0, 6)],
                                                         {{entry(), entry()}, {entry(), entry()}},
                                                         {{entry(), entry()}, {entry(), entry()}});
    const auto start = boxes_of<Interval>({1, Rational(-1, 2)}, {53});
    const SupremumGoal rough{2, 60, kFree};
    const auto growth = depth_growth(model, depth_norms<Interval>(model, {53}, rough));
    const auto path = follow_depth(model, start, true, kFree);
    ASSERT_TRUE(path.is_complete());
    const auto first = error_bound_along(model, path, growth, rough).constant;
    const auto second = second_order_bound(model, path, growth, rough).constant;
    const std::size_t L = 1 + static_cast<std::size_t>(random.integer(0, 39));
    const auto error = network_errors<Interval>(model, {path}, {start}, L, kFree)[0];
    const Interval depth = Interval::point(static_cast<double>(L));
    EXPECT_TRUE(certainly(error.largest * depth <= upper_point(first))) << trial;
    EXPECT_TRUE(certainly(error.corrected * depth <= upper_point(second))) << trial;
    closest = std::max(closest, (error.largest * depth / first).lower());
    closest_second = std::max(closest_second, (error.corrected * depth / second).lower());
    if (is_linear) continue;
    const auto norms = depth_norms<Interval>(model, {53}, rough);
    const auto by_norms =
        error_bound_by_norms(model, norms, Interval(sqrt(squared_norm(start)))).constant;
    EXPECT_TRUE(certainly(error.largest * depth <= upper_point(by_norms))) << trial;
    EXPECT_TRUE(possibly(first <= by_norms)) << trial;
  }
  EXPECT_GT(closest, 0.05);
  EXPECT_GT(closest_second, 0.01);
}

}  // namespace
}  // namespace rigor
