// Neural ODEs and their first-order terms: closed forms, reference digits, and the network itself.
#include "model/depth_flow.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "model/printed_digits.hpp"

namespace rigor {
namespace {

using test::expect_meets_tightly;

const std::function<void()> kFree = [] {};
using Rows = std::vector<std::vector<std::string>>;

Matrix<SmoothExpression> expressions(const Rows& rows) {
  if (rows.empty()) return {};
  Matrix<SmoothExpression> matrix(rows.size(), rows[0].size(), SmoothExpression("0"));
  for (std::size_t i = 0; i < rows.size(); ++i) {
    for (std::size_t j = 0; j < rows[i].size(); ++j) matrix(i, j) = SmoothExpression(rows[i][j]);
  }
  return matrix;
}

DepthModel linear(const Rows& Z) {
  return {Block::linear, Activation::tanh, {expressions(Z), {}}};
}
DepthModel rotated(Activation activation = Activation::tanh) {
  return {Block::two_layer,
          activation,
          {expressions({{"cos(s)", "-sin(s)"}, {"sin(s)", "cos(s)"}}),
           expressions({{"1 + s", "-1/2"}, {"s^2", "1"}})}};
}

template <IntervalNumber I>
std::vector<I> point(const std::vector<Rational>& x, Precision p) {
  std::vector<I> boxes;
  for (const Rational& c : x) boxes.push_back(enclose<I>(c, p));
  return boxes;
}

TEST(DepthFlow, RotatedReferenceDigits) {
  const Precision p{128};
  const auto path =
      follow_depth(rotated(), point<BigInterval>({1, Rational(-1, 2)}, p), true, kFree);
  ASSERT_TRUE(path.is_complete()) << path.reason();
  const auto end = path.at(enclose<BigInterval>(1L, p));
  expect_meets_tightly(end[0], "1.472006250133212534117790084", "H_1(1)");
  expect_meets_tightly(end[1], "-0.2375944739818440186635176044", "H_2(1)");
  expect_meets_tightly(end[2], "-0.2862684471584566973423622453", "E_1(1)");
  expect_meets_tightly(end[3], "0.4797076622888065653484134496", "E_2(1)");
  const auto rough =
      follow_depth(rotated(), point<Interval>({1, Rational(-1, 2)}, {53}), true, kFree)
          .at(Interval::point(1.0));
  for (std::size_t i = 0; i < 4; ++i) {
    EXPECT_TRUE(subset(end[i], convert<BigInterval>(rough[i], p)));
    EXPECT_LT(width(rough[i]).upper(), 1e-13);
  }
}

}  // namespace
}  // namespace rigor
