// Neural ODEs that several tests use.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "model/depth_weights.hpp"
#include "number/interval_number.hpp"

namespace rigor::test {

inline const std::function<void()> kFree = [] {};
using Rows = std::vector<std::vector<std::string>>;

inline Matrix<SmoothExpression> expressions(const Rows& rows) {
  if (rows.empty()) return {};
  Matrix<SmoothExpression> matrix(rows.size(), rows[0].size(), SmoothExpression("0"));
  for (std::size_t i = 0; i < rows.size(); ++i) {
    for (std::size_t j = 0; j < rows[i].size(); ++j) matrix(i, j) = SmoothExpression(rows[i][j]);
  }
  return matrix;
}

inline DepthModel linear_model(const Rows& Z) {
  return {Block::linear, Activation::tanh, {expressions(Z), {}}};
}
inline DepthModel two_layer_model(Activation activation, const Rows& V, const Rows& W) {
  return {Block::two_layer, activation, {expressions(V), expressions(W)}};
}
/// V(s) a rotation by s, W(s) = (1 + s, -1/2; s^2, 1).
inline DepthModel rotated_model(Activation activation = Activation::tanh) {
  return two_layer_model(activation, {{"cos(s)", "-sin(s)"}, {"sin(s)", "cos(s)"}},
                         {{"1 + s", "-1/2"}, {"s^2", "1"}});
}

template <IntervalNumber I>
std::vector<I> boxes_of(const std::vector<Rational>& x, Precision p) {
  std::vector<I> boxes;
  for (const Rational& c : x) boxes.push_back(enclose<I>(c, p));
  return boxes;
}

}  // namespace rigor::test
