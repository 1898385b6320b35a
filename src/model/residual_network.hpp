// Residual networks.
#pragma once

#include <cstddef>
#include <vector>

#include "linear/matrix.hpp"
#include "model/activation.hpp"

namespace rigor {

/// f(h, (V, W)) = V s(W h / sqrt q) / sqrt m with V in R^{q x m}, W in R^{m x q}, or f(h, Z) = Z h
/// with Z in R^{q x q}.
enum class Block { two_layer, linear };

/// The weights of a block. Of a linear one, Z is V, and W is empty.
template <class T>
struct LayerWeights {
  Matrix<T> V;
  Matrix<T> W;
};

/// h_0 = A x, h_{k+1} = h_k + f(h_k, Z_{k+1}) / L for 0 <= k < L, F(x) = B h_L, with A in R^{q x
/// d}, B in R^{d' x q} and the layers Z_1, ..., Z_L. Numbers of any type T.
template <class T>
struct ResidualNetwork {
  Block block = Block::two_layer;
  Activation activation = Activation::tanh;
  Matrix<T> A;
  Matrix<T> B;
  std::vector<LayerWeights<T>> layers;

  std::size_t depth() const { return layers.size(); }
  std::size_t state_size() const { return A.rows(); }  ///< q
};

}  // namespace rigor
