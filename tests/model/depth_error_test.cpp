// Bounds of the distance between networks and their neural ODE: reference digits, closed forms, and
// random networks of every depth.
#include "model/depth_error.hpp"

#include <gtest/gtest.h>

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

}  // namespace
}  // namespace rigor
