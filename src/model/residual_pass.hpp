// Forward and backward passes through residual networks.
#pragma once

#include <cmath>
#include <cstddef>
#include <optional>
#include <stdexcept>
#include <utility>
#include <vector>

#include "model/activate.hpp"
#include "model/residual_network.hpp"

namespace rigor {

/// A x.
template <class T>
std::vector<T> times(const Matrix<T>& a, const std::vector<T>& x) {
  if (a.columns() != x.size() || x.empty()) {
    throw std::invalid_argument("a matrix and a vector whose shapes disagree");
  }
  std::vector<T> y;
  y.reserve(a.rows());
  for (std::size_t i = 0; i < a.rows(); ++i) {
    T sum = a(i, 0) * x[0];
    for (std::size_t j = 1; j < x.size(); ++j) sum = sum + a(i, j) * x[j];
    y.push_back(std::move(sum));
  }
  return y;
}
/// A^T y.
template <class T>
std::vector<T> transposed_times(const Matrix<T>& a, const std::vector<T>& y) {
  if (a.rows() != y.size() || y.empty()) {
    throw std::invalid_argument("a matrix and a vector whose shapes disagree");
  }
  std::vector<T> x;
  x.reserve(a.columns());
  for (std::size_t j = 0; j < a.columns(); ++j) {
    T sum = a(0, j) * y[0];
    for (std::size_t i = 1; i < y.size(); ++i) sum = sum + a(i, j) * y[i];
    x.push_back(std::move(sum));
  }
  return x;
}

/// The constants of a network: 1 / sqrt q, 1 / (L sqrt m) and 1 / L.
template <class T>
struct NetworkScales {
  using Scalar = ScalarOf<T>;
  Scalar inner;
  Scalar outer;
  Scalar step;
};
template <class T>
NetworkScales<T> network_scales(const ResidualNetwork<T>& network) {
  if (network.depth() == 0) throw std::invalid_argument("a residual network without layers");
  using namespace activations;
  const Matrix<T>& V = network.layers[0].V;
  const T& like = V(0, 0);
  const ScalarOf<T> depth = integer_of(like, network.depth());
  return {1 / root_of(like, V.rows()), 1 / (root_of(like, V.columns()) * depth), 1 / depth};
}

/// What a forward pass meets, with k from 0: h_0, ..., h_L, and of two-layer blocks in layer k + 1
/// the arguments' parts h_k / sqrt q, and at u = W_{k+1} h_k / sqrt q the activations s(u), their
/// slopes s'(u), and s(u) / (L sqrt m).
template <class T>
struct ForwardPass {
  std::vector<std::vector<T>> states;
  std::vector<std::vector<T>> inner;
  std::vector<std::vector<T>> values;
  std::vector<std::vector<T>> slopes;
  std::vector<std::vector<T>> scaled;

  const std::vector<T>& last() const { return states.back(); }
};

/// The pass from h_0 on. With intervals it encloses the passes of all member networks and states.
/// Throws std::invalid_argument if shapes disagree, or L = 0.
template <class T>
ForwardPass<T> forward_from(const ResidualNetwork<T>& network, std::vector<T> start) {
  const NetworkScales<T> scales = network_scales(network);
  ForwardPass<T> pass;
  pass.states.push_back(std::move(start));
  for (const LayerWeights<T>& layer : network.layers) {
    const std::vector<T>& h = pass.states.back();
    std::vector<T> next;
    if (network.block == Block::linear) {
      next = times(layer.V, h);
      for (T& f : next) f = f * scales.step;
    } else {
      std::vector<T> inner;
      for (const T& x : h) inner.push_back(x * scales.inner);
      std::vector<T> values;
      std::vector<T> slopes;
      std::vector<T> scaled;
      for (const T& u : times(layer.W, inner)) {
        ActivationSlope<T> s = activate_with_slope(network.activation, u);
        scaled.push_back(s.value * scales.outer);
        values.push_back(std::move(s.value));
        slopes.push_back(std::move(s.slope));
      }
      next = times(layer.V, scaled);
      pass.inner.push_back(std::move(inner));
      pass.values.push_back(std::move(values));
      pass.slopes.push_back(std::move(slopes));
      pass.scaled.push_back(std::move(scaled));
    }
    for (std::size_t i = 0; i < next.size(); ++i) next[i] = h[i] + next[i];
    pass.states.push_back(std::move(next));
  }
  return pass;
}

/// The pass of the input x: h_0 = A x.
template <class T>
ForwardPass<T> forward(const ResidualNetwork<T>& network, const std::vector<T>& x) {
  return forward_from(network, times(network.A, x));
}

/// F(x) = B h_L of a pass.
template <class T>
std::vector<T> output(const ResidualNetwork<T>& network, const ForwardPass<T>& pass) {
  return times(network.B, pass.last());
}

/// u v^T.
template <class T>
Matrix<T> outer_product(const std::vector<T>& u, const std::vector<T>& v) {
  Matrix<T> product(u.size(), v.size(), u[0]);
  for (std::size_t i = 0; i < u.size(); ++i) {
    for (std::size_t j = 0; j < v.size(); ++j) product(i, j) = u[i] * v[j];
  }
  return product;
}

/// p_0, ..., p_L, and the derivatives of the function p_L . h_L of the layers.
template <class T>
struct BackwardPass {
  std::vector<std::vector<T>> adjoints;
  std::vector<LayerWeights<T>> layers;
};

/// Backpropagation: with the Jacobian d_1 f of f(., Z_{k+1}) at h_k, and p a column,
///
///   p_k = p_{k+1} + d_1 f^T p_{k+1} / L,
///   d(p_L . h_L)/dV_{k+1} = p_{k+1} s(u)^T / (L sqrt m),
///   d(p_L . h_L)/dW_{k+1} = (V_{k+1}^T p_{k+1} * s'(u)) h_k^T / (L sqrt(m q)),
///
/// * entry by entry. By the chain rule, as dh_{k+1} = (I + d_1 f / L) dh_k + d_2 f dZ_{k+1} / L,
/// and p_k . dh_k is the derivative of p_L . h_L in the direction dh_k. Linear in p_L, so that a
/// factor of p_L is one of all results. Of a linear block, dZ_{k+1}: p_{k+1} h_k^T / L.
template <class T>
BackwardPass<T> backward(const ResidualNetwork<T>& network, const ForwardPass<T>& pass,
                         std::vector<T> last) {
  const NetworkScales<T> scales = network_scales(network);
  const std::size_t depth = network.depth();
  BackwardPass<T> result;
  result.adjoints.resize(depth + 1);
  result.layers.resize(depth);
  result.adjoints[depth] = std::move(last);
  for (std::size_t k = depth; k-- > 0;) {
    const std::vector<T>& p = result.adjoints[k + 1];
    const LayerWeights<T>& layer = network.layers[k];
    std::vector<T> before;
    if (network.block == Block::linear) {
      std::vector<T> scaled;
      for (const T& x : p) scaled.push_back(x * scales.step);
      result.layers[k].V = outer_product(scaled, pass.states[k]);
      before = transposed_times(layer.V, scaled);
    } else {
      std::vector<T> inner = transposed_times(layer.V, p);
      for (std::size_t i = 0; i < inner.size(); ++i) {
        inner[i] = inner[i] * pass.slopes[k][i] * (scales.outer * scales.inner);
      }
      result.layers[k].V = outer_product(p, pass.scaled[k]);
      result.layers[k].W = outer_product(inner, pass.states[k]);
      before = transposed_times(layer.W, inner);
    }
    for (std::size_t i = 0; i < p.size(); ++i) before[i] = p[i] + before[i];
    result.adjoints[k] = std::move(before);
  }
  return result;
}

/// Which of A and B are trained.
struct TrainedEnds {
  bool A = true;
  bool B = true;
};

/// l = (1/n) sum_i |F(x_i) - y_i|^2, the residuals F(x_i) - y_i, and the derivatives of l by all
/// weights that are trained; A and B are empty if they are not.
template <class T>
struct LossGradient {
  T loss;
  std::vector<std::vector<T>> residuals;
  Matrix<T> A;
  std::vector<LayerWeights<T>> layers;
  Matrix<T> B;
};

template <class T>
void add_to(Matrix<T>& sum, Matrix<T> term) {
  if (sum.rows() == 0) {
    sum = std::move(term);
    return;
  }
  for (std::size_t i = 0; i < sum.rows(); ++i) {
    for (std::size_t j = 0; j < sum.columns(); ++j) sum(i, j) = sum(i, j) + term(i, j);
  }
}

/// F(x_i) - y_i. Throws std::invalid_argument if shapes disagree.
template <class T>
std::vector<T> residual_of(const ResidualNetwork<T>& network, const ForwardPass<T>& pass,
                           const std::vector<T>& target) {
  std::vector<T> residual = output(network, pass);
  if (residual.size() != target.size()) {
    throw std::invalid_argument("a target of another dimension than the output");
  }
  for (std::size_t i = 0; i < residual.size(); ++i) residual[i] = residual[i] - target[i];
  return residual;
}

/// (1/n) sum_i |r_i|^2, n >= 1.
template <class T>
T mean_square(const std::vector<std::vector<T>>& residuals) {
  std::optional<T> sum;
  for (const std::vector<T>& residual : residuals) {
    for (const T& r : residual) {
      T square = activations::square(r);
      sum = sum ? *sum + square : std::move(square);
    }
  }
  if (!sum) throw std::invalid_argument("a loss without data");
  return *sum / activations::integer_of(*sum, residuals.size());
}

template <class T>
T loss(const ResidualNetwork<T>& network, const std::vector<std::vector<T>>& inputs,
       const std::vector<std::vector<T>>& targets) {
  if (inputs.size() != targets.size()) {
    throw std::invalid_argument("another number of targets than of inputs");
  }
  std::vector<std::vector<T>> residuals;
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    residuals.push_back(residual_of(network, forward(network, inputs[i]), targets[i]));
  }
  return mean_square(residuals);
}

/// The loss with its gradient, by `backward` with p_L = 2 B^T r_i / n for each datum: dl/dA = sum_i
/// p_0 x_i^T, dl/dB = (2/n) sum_i r_i h_L^T.
template <class T>
LossGradient<T> loss_gradient(const ResidualNetwork<T>& network,
                              const std::vector<std::vector<T>>& inputs,
                              const std::vector<std::vector<T>>& targets, TrainedEnds ends = {}) {
  if (inputs.size() != targets.size()) {
    throw std::invalid_argument("another number of targets than of inputs");
  }
  std::vector<std::vector<T>> residuals;
  Matrix<T> A;
  Matrix<T> B;
  std::vector<LayerWeights<T>> layers(network.depth());
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    const ForwardPass<T> pass = forward(network, inputs[i]);
    residuals.push_back(residual_of(network, pass, targets[i]));
    std::vector<T> scaled;
    for (const T& r : residuals.back()) {
      scaled.push_back(r * (2 / activations::integer_of(r, inputs.size())));
    }
    BackwardPass<T> back = backward(network, pass, transposed_times(network.B, scaled));
    for (std::size_t k = 0; k < layers.size(); ++k) {
      add_to(layers[k].V, std::move(back.layers[k].V));
      if (network.block == Block::two_layer) add_to(layers[k].W, std::move(back.layers[k].W));
    }
    if (ends.A) add_to(A, outer_product(back.adjoints[0], inputs[i]));
    if (ends.B) add_to(B, outer_product(scaled, pass.last()));
  }
  T mean = mean_square(residuals);
  return {std::move(mean), std::move(residuals), std::move(A), std::move(layers), std::move(B)};
}

}  // namespace rigor
