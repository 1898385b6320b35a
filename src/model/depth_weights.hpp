// Weights of a residual network as functions of the depth s in [0, 1], and blocks at such weights.
#pragma once

#include <cstddef>
#include <utility>
#include <vector>

#include "expression/smooth_expression.hpp"
#include "linear/matrix.hpp"
#include "model/residual_network.hpp"
#include "model/residual_pass.hpp"

namespace rigor {

/// Residual networks of every depth: layer k of L has the weights Z(k / L). The neural ODE of them
/// is H' = f(H, Z(s)).
struct DepthModel {
  Block block = Block::two_layer;
  Activation activation = Activation::tanh;
  LayerWeights<SmoothExpression> weights;  ///< of a linear block, Z is V, and W is empty

  std::size_t state_size() const { return weights.V.rows(); }  ///< q
  std::size_t width() const { return weights.V.columns(); }    ///< m
};

/// V(s), for any type T that carries derivatives or not; empty for an empty matrix.
template <class T>
Matrix<T> weights_at(const Matrix<SmoothExpression>& weights, const T& s) {
  Matrix<T> matrix;
  if (weights.rows() == 0) return matrix;
  matrix = Matrix<T>(weights.rows(), weights.columns(), weights(0, 0)(s));
  for (std::size_t i = 0; i < weights.rows(); ++i) {
    for (std::size_t j = 0; j < weights.columns(); ++j) matrix(i, j) = weights(i, j)(s);
  }
  return matrix;
}
template <class T>
LayerWeights<T> weights_at(const DepthModel& model, const T& s) {
  return {weights_at(model.weights.V, s), weights_at(model.weights.W, s)};
}

/// f(., Z) at h, with its derivatives: with u = W h / sqrt q,
///   f = V s(u) / sqrt m,   J dh + D dZ = (V (s'(u) * du) + dV s(u)) / sqrt m, du = (W dh + dW h) /
///   sqrt q,   J^T p = W^T (s'(u) * V^T p) / sqrt(q m),
/// J the Jacobian by h, D that by Z, * entry by entry; of a linear block Z h, Z dh + dZ h, Z^T p.
template <class T>
class BlockAt {
 public:
  BlockAt(const DepthModel& model, LayerWeights<T> Z, std::vector<T> h)
      : is_linear_(model.block == Block::linear),
        inner_(1 / activations::root_of(h[0], model.state_size())),
        outer_(1 / activations::root_of(h[0], model.width())),
        Z_(std::move(Z)),
        h_(std::move(h)) {
    if (is_linear_) return;
    for (const T& u : times(Z_.W, h_)) {
      ActivationSlope<T> s = activate_with_slope<T>(model.activation, u * inner_);
      values_.push_back(std::move(s.value));
      slopes_.push_back(std::move(s.slope));
    }
  }

  std::vector<T> value() const {
    return is_linear_ ? times(Z_.V, h_) : scaled(times(Z_.V, values_), outer_);
  }
  /// J dh + D dZ.
  std::vector<T> along(const std::vector<T>& dh, const LayerWeights<T>& dZ) const {
    if (is_linear_) return sum(times(Z_.V, dh), times(dZ.V, h_));
    std::vector<T> du = scaled(sum(times(Z_.W, dh), times(dZ.W, h_)), inner_);
    for (std::size_t i = 0; i < du.size(); ++i) du[i] = slopes_[i] * du[i];
    return scaled(sum(times(Z_.V, du), times(dZ.V, values_)), outer_);
  }
  /// D dZ.
  std::vector<T> by_weights(const LayerWeights<T>& dZ) const {
    if (is_linear_) return times(dZ.V, h_);
    std::vector<T> du = scaled(times(dZ.W, h_), inner_);
    for (std::size_t i = 0; i < du.size(); ++i) du[i] = slopes_[i] * du[i];
    return scaled(sum(times(Z_.V, du), times(dZ.V, values_)), outer_);
  }
  /// D^T p: p s(u)^T / sqrt m and (s'(u) * V^T p) h^T / sqrt(q m); of a linear block p h^T.
  LayerWeights<T> weights_transposed(const std::vector<T>& p) const {
    if (is_linear_) return {outer_product(p, h_), {}};
    std::vector<T> g = transposed_times(Z_.V, p);
    for (std::size_t i = 0; i < g.size(); ++i) g[i] = slopes_[i] * g[i];
    return {outer_product(p, scaled(values_, outer_)),
            outer_product(g, scaled(h_, inner_ * outer_))};
  }
  /// J^T p.
  std::vector<T> transposed(const std::vector<T>& p) const {
    if (is_linear_) return transposed_times(Z_.V, p);
    std::vector<T> g = transposed_times(Z_.V, p);
    for (std::size_t i = 0; i < g.size(); ++i) g[i] = slopes_[i] * g[i];
    return scaled(transposed_times(Z_.W, g), inner_ * outer_);
  }

 private:
  static std::vector<T> sum(std::vector<T> a, const std::vector<T>& b) {
    for (std::size_t i = 0; i < a.size(); ++i) a[i] = a[i] + b[i];
    return a;
  }
  static std::vector<T> scaled(std::vector<T> a, const ScalarOf<T>& c) {
    for (T& x : a) x = x * c;
    return a;
  }

  bool is_linear_;
  ScalarOf<T> inner_;
  ScalarOf<T> outer_;
  LayerWeights<T> Z_;
  std::vector<T> h_;
  std::vector<T> values_;
  std::vector<T> slopes_;
};

}  // namespace rigor
