// What a case says about residual networks, and about the constants of wide ones.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "expression/smooth_expression.hpp"
#include "linear/matrix.hpp"
#include "model/residual_network.hpp"
#include "number/rational.hpp"

namespace rigor {

/// Weights as functions of the depth s in [0, 1]: layer k of L has Z_k = Z(k / L), k = 1, ..., L.
/// Of a linear block, Z is V, and W is empty.
using DepthWeights = LayerWeights<SmoothExpression>;

/// Residual networks of one form and several depths, with the data that they are trained on.
/// Exactly one of `smooth` and `layers` is there.
struct ResidualInput {
  Block block = Block::two_layer;
  Activation activation = Activation::tanh;
  Matrix<Rational> A;  ///< q x d
  Matrix<Rational> B;  ///< d' x q
  bool trains_A = true;
  bool trains_B = true;
  std::optional<DepthWeights> smooth;
  std::vector<LayerWeights<Rational>> layers;  ///< Z_1, ..., Z_L
  std::vector<std::size_t> depths;             ///< L, ascending, pairwise different, >= 1
  /// x_1, ..., x_n in R^d: numbers such as sqrt(3) / 2, without s.
  std::vector<std::vector<SmoothExpression>> inputs;
  std::vector<std::vector<SmoothExpression>> targets;  ///< y_1, ..., y_n in R^d'; empty without
  std::optional<Rational> time;                        ///< of training by gradient flow, T > 0
  std::optional<Rational> clip;    ///< each component of the flow is clipped to [-c, c]
  std::optional<Rational> radius;  ///< of the ball of a certificate; searched if absent

  std::size_t state_size() const { return A.rows(); }  ///< q
  std::size_t width() const {                          ///< m
    return smooth ? smooth->V.columns() : layers.front().V.columns();
  }
  bool has_targets() const { return !targets.empty(); }
  /// V(s) = 0 and W(s) constant: the initialisation of the paper, if also A = (I; 0), B = (0, I).
  bool starts_tied_at_zero() const;
};

/// A linear network h_{k+1} = (1 + Z_{k+1} / L) h_k, h_0 = 1, whose Z_k are independent with this
/// mean and variance.
struct RandomWeightsInput {
  Rational mean;
  Rational variance;  ///< > 0
  std::vector<std::size_t> depths;
};

/// The sizes for which the constants of wide networks are asked: n data with |x_i| = sqrt q in R^d,
/// outputs in R^d', width m, depth L, and the index r >= 2 of a Hermite coefficient.
struct WideInput {
  Activation activation = Activation::tanh;
  std::size_t hermite = 3;
  std::size_t data = 1;         ///< n
  std::size_t state_size = 1;   ///< q
  std::size_t input_size = 1;   ///< d
  std::size_t output_size = 1;  ///< d'
  std::size_t width = 1;        ///< m
  std::size_t depth = 1;        ///< L
  Rational norm_ratio = 2;      ///< M^2: how often |W|_F^2 exceeds M^2 q m is bounded
  Rational correlation = 0;     ///< max |<x_i, x_j>| / q over i != j, in [0, 1)
};

/// The ReLU chain h_{k+1} = h_k + relu(w_{k+1} h_k) / 2L of depth 2L with w_k(0) = (-1)^k / 2L and
/// one datum (x, C x), trained up to the time T.
struct ReluInput {
  Rational factor;                  ///< C > 1
  Rational point;                   ///< x > 0
  std::vector<std::size_t> depths;  ///< L
  Rational time;                    ///< T > 0
};

}  // namespace rigor
