// Neural ODEs, their first-order terms and adjoints: closed forms, reference digits, and networks.
#include "model/depth_flow.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "model/depth_models.hpp"
#include "model/printed_digits.hpp"
#include "number/decorated.hpp"

namespace rigor {
namespace {

using test::boxes_of;
using test::expect_meets_tightly;
using test::kFree;
using test::linear_model;
using test::rotated_model;

const Precision kBig{128};

BigInterval big(const Rational& x) {
  return enclose<BigInterval>(x, Precision{256});
}

// Z(s) = s: H = e^{s^2/2}, E = H (s - s^3/3)/2, and P = 3 e^{(1 - s^2)/2} if P(1) = 3.
TEST(DepthFlow, ScalarClosedForms) {
  const DepthModel model = linear_model({{"s"}});
  const auto path = follow_depth(model, boxes_of<BigInterval>({1}, kBig), true, kFree);
  ASSERT_TRUE(path.is_complete()) << path.reason();
  const BigInterval last = path.at(enclose<BigInterval>(1L, kBig))[0];
  const auto back = follow_adjoint(model, {last}, boxes_of<BigInterval>({3}, kBig), kFree);
  ASSERT_TRUE(back.is_complete()) << back.reason();
  for (const Rational& at : {Rational(0), Rational(1, 7), Rational(1, 2), Rational(1)}) {
    const BigInterval s = big(at), H = exp(sqr(s) / 2);
    const auto here = enclose<BigInterval>(at, kBig);
    const auto state = path.at(here), adjoint = back.at(here);
    EXPECT_TRUE(subset(H, state[0]) && subset(H, adjoint[0]));
    EXPECT_TRUE(subset(H * (s - pown(s, 3) / 3) / 2, state[1])) << state[1];
    EXPECT_TRUE(subset(3 * exp((1 - sqr(s)) / 2), adjoint[1])) << adjoint[1];
    EXPECT_TRUE(certainly(width(state[1]) + width(adjoint[1]) < big(Rational(1, 1000000000000))));
    const auto series = path.series(here, 2);
    ASSERT_TRUE(series);
    EXPECT_TRUE(overlaps((1 + sqr(s)) / 2 * H, series->value(2, 0)));
  }
  // Over a stretch of depths that several steps cover.
  const auto stretch = path.at(hull_of<BigInterval>(Rational(1, 5), 1, kBig));
  EXPECT_TRUE(subset(hull(exp(big(Rational(1, 50))), exp(big(Rational(1, 2)))), stretch[0]));
  EXPECT_TRUE(certainly(stretch[0] < big(2)));
}

TEST(DepthFlow, RotatedReferenceDigits) {
  const auto start = boxes_of<BigInterval>({1, Rational(-1, 2)}, kBig);
  const auto path = follow_depth(rotated_model(), start, true, kFree);
  ASSERT_TRUE(path.is_complete()) << path.reason();
  const auto end = path.at(enclose<BigInterval>(1L, kBig));
  expect_meets_tightly(end[0], "1.472006250133212534117790084", "H_1(1)");
  expect_meets_tightly(end[1], "-0.2375944739818440186635176044", "H_2(1)");
  expect_meets_tightly(end[2], "-0.2862684471584566973423622453", "E_1(1)");
  expect_meets_tightly(end[3], "0.4797076622888065653484134496", "E_2(1)");
  const auto rough =
      follow_depth(rotated_model(), boxes_of<Interval>({1, Rational(-1, 2)}, {53}), true, kFree)
          .at(Interval::point(1.0));
  for (std::size_t i = 0; i < 4; ++i) {
    EXPECT_TRUE(subset(end[i], convert<BigInterval>(rough[i], kBig)));
    EXPECT_LT(width(rough[i]).upper(), 1e-13);
  }
}

// An oracle that shares only the block: L (h_L - H(1)) - E(1) for L = 2048 and 4096, extrapolated,
// is 0 up to O(1/L^2), for every activation and for weights with all functions of the vocabulary.
TEST(DepthFlow, TheFirstOrderTermIsTheLimitForEveryActivation) {
  const test::Rows V{{"exp(-s)/2", "sqrt(1 + s)", "1/(2 + s)"},
                     {"atan(s) + 2^s/4", "s^(3/2 + s) + asinh(s)/3", "erf(s) - Phi(s)"}};
  const test::Rows W{{"log(2 + s)", "tanh(s)"},
                     {"log1p(s) - cosh(s)/2", "asin(s/2) + sinh(s)/4"},
                     {"tan(s/2)", "expm1(s)/3 + acos(s/3)/5"}};
  const auto start = boxes_of<Interval>({Rational(3, 4), Rational(-1, 3)}, {53});
  for (const Activation s : {Activation::tanh, Activation::erf, Activation::gelu, Activation::sin,
                             Activation::arctan, Activation::sigmoid, Activation::softplus}) {
    DepthModel model = test::two_layer_model(s, V, W);
    // s^(3/2 + s) isn't smooth at 0.
    EXPECT_FALSE(follow_depth(model, start, true, kFree).is_complete());
    model.weights.V(1, 1) = SmoothExpression("(1 + s)^(3/2 + s) + asinh(s)/3");
    const auto path = follow_depth(model, start, true, kFree);
    ASSERT_TRUE(path.is_complete()) << path.reason();
    const auto end = path.at(Interval::point(1.0));
    const auto scaled_error = [&](int depth, std::size_t i) {
      std::vector<double> h{0.75, -1.0 / 3};
      for (int k = 1; k <= depth; ++k) {
        const Interval at = enclose<Interval>(Rational(k, depth), {53});
        const LayerWeights<Interval> Z = weights_at(model, at);
        const auto f =
            BlockAt<Interval>(model, Z, {Interval::point(h[0]), Interval::point(h[1])}).value();
        for (std::size_t j = 0; j < 2; ++j) h[j] += f[j].lower() / depth;
      }
      return depth * (h[i] - end[i].lower());
    };
    for (std::size_t i = 0; i < 2; ++i) {
      const double limit = 2 * scaled_error(512, i) - scaled_error(256, i);
      EXPECT_NEAR(limit, end[2 + i].lower(), 2e-4) << activation_name(s);
      EXPECT_LT(width(end[2 + i]).upper(), 1e-11) << activation_name(s);
    }
  }
}

// Layer by layer the intervals don't blow up, as |dh_L / dh_0| <= e^Lam.
TEST(DepthFlow, LastStatesOfDeepNetworks) {
  const auto last_state = [](std::size_t depth, auto start) {
    using I = typename decltype(start)::value_type;
    const Precision p = precision_of(start[0]);
    ResidualNetwork<I> network;
    for (std::size_t k = 1; k <= depth; ++k) {
      const Rational s(static_cast<long>(k), static_cast<long>(depth));
      network.layers.push_back(weights_at(rotated_model(), enclose<I>(s, p)));
    }
    return forward_from(network, start).last();
  };
  const auto h = last_state(64, boxes_of<BigInterval>({1, Rational(-1, 2)}, kBig));
  expect_meets_tightly(h[0], "1.46751705145112060606436083", "h_64");
  expect_meets_tightly(h[1], "-0.2301270536306484254323058898", "h_64");
  for (const Interval& x : last_state(4096, boxes_of<Interval>({1, Rational(-1, 2)}, {53}))) {
    EXPECT_LT(width(x).upper(), 1e-11);
  }
}

// P(s) . dH(s) is constant: P(0) is the gradient of P(1) . H(1) by the start.
TEST(DepthFlow, TheAdjointIsTheGradient) {
  const DepthModel model = rotated_model(Activation::gelu);
  const auto ends = [&](const Rational& x, const Rational& y) {
    return follow_depth(model, boxes_of<BigInterval>({x, y}, kBig), false, kFree)
        .at(enclose<BigInterval>(1L, kBig));
  };
  const Rational x(1, 2), y(2, 3), d(1, 1000000);
  const auto back = follow_adjoint(model, ends(x, y), boxes_of<BigInterval>({2, -1}, kBig), kFree);
  ASSERT_TRUE(back.is_complete());
  const auto start = back.at(enclose<BigInterval>(0L, kBig));
  EXPECT_TRUE(contains(start[0], x) && contains(start[1], y));
  const auto right = ends(x + d, y), left = ends(x - d, y);
  const BigInterval slope =
      (2 * (right[0] - left[0]) - (right[1] - left[1])) / enclose<BigInterval>(2 * d, kBig);
  EXPECT_TRUE(certainly(abs(slope - start[2]) < big(Rational(1, 1000000000))));
}

TEST(DepthFlow, SaysWhereThereIsNoSolution) {
  // 1/(2s - 1) is undefined at 1/2.
  const auto path =
      follow_depth(linear_model({{"1/(2*s - 1)"}}), boxes_of<Interval>({1}, {53}), false, kFree);
  EXPECT_FALSE(path.is_complete());
  EXPECT_FALSE(path.reason().empty());
  EXPECT_TRUE(is_entire(path.at(Interval::point(0.75))[0]));
  EXPECT_FALSE(path.series(Interval::point(0.75), 1));
  EXPECT_TRUE(is_bounded(path.at(Interval::point(0.25))[0]));
}

}  // namespace
}  // namespace rigor
