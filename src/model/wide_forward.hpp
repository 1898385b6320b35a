// Enclosed forward passes of residual networks that are too large for intervals.
#pragma once

#include <cstddef>
#include <functional>
#include <vector>

#include "model/residual_network.hpp"
#include "number/interval.hpp"

namespace rigor {

/// Encloses every vector within this Euclidean distance of the midpoint: nothing is known where the
/// radius is infinite.
struct StateBall {
  std::vector<double> midpoint;
  double radius = 0;

  /// Component by component, midpoint +- radius.
  std::vector<Interval> components() const;
};

/// Encloses the box: its midpoints, and the length of its radii.
StateBall ball_around(const std::vector<Interval>& box);

/// The layers of a residual network with double weights, exact as they are. layer(k), 1 <= k <=
/// depth, may be asked for in any order and more than once; what it returns need only last until
/// the next call. Z_k of a linear block is its V.
struct WideNetwork {
  Block block = Block::two_layer;
  Activation activation = Activation::tanh;
  std::size_t depth = 0;
  std::function<const LayerWeights<double>&(std::size_t k)> layer;
};

/// Encloses h_L for all h_0 in the ball: h_{k+1} = h_k + V s(W h_k / sqrt q) / (L sqrt m), or h_k +
/// Z h_k / L. `step` is called before each layer, and may throw. Throws std::invalid_argument for a
/// network without layers, or if shapes disagree.
///
/// The midpoint is the plain pass in doubles. The radius e bounds its distance from all exact
/// ones: with K = sup |s'|, operator norms |V|, |W| and Frobenius norms |V|_F, |W|_F,
///
///   e_{k+1} = (1 + K |V| |W| / (L sqrt(mq))) e_k
///             + (|V| (K e_u + e_s) + g_m |V|_F |s|) / (L sqrt m) + 2^-53 (about |h_{k+1}|),
///   e_u = g_q |W|_F |h_k| / sqrt q + (the rounding of 1 / sqrt q and of the product by it),
///
/// e_s the length of the activations' errors (which are proved, of at most a few units of 2^-53 for
/// tanh), and g_n the rounding of sums of n products (sum_rounding: about (n / 16 + 6) 2^-53). For
/// sums, |fl(Wh) - Wh| <= g | |W| |h| | <= g |W|_F |h|. Every bound is rounded upward.
///
/// So the radius is about 2^-53 (|h| + (n / 16) |V| |W|_F |h| / sqrt(mq)) times exp(K |V| |W| /
/// sqrt(mq)) for weights of that size in all layers: with m = q = 512 and entries of size 1, |W|_F
/// = 512 and |W| = 45, about 1e-11 |h|; and an error in h_0 grows by the exponential at most.
///
/// Operator norms cost far more than a layer: cubic against square. They are computed
/// (spectral_bound) at a few layers a < b < ..., and between those, with k = (1 - t) a + t b,
///
///   |W_k| <= (1 - t) |W_a| + t |W_b| + |W_k - (1 - t) W_a - t W_b|_F,
///
/// where the last norm is computed for each layer; b is the last layer found by halving for which
/// it is less than a quarter of |W_a| in the middle. Weights that are smooth in depth need a
/// handful of such layers at any L. Weights that are independent from layer to layer need all of
/// them, unless Frobenius norms are enough: the pass is as tight, and cubic in the width.
StateBall wide_forward(const WideNetwork& network, StateBall start,
                       const std::function<void()>& step = nullptr);

/// Encloses h_L of a network for the input x, exact numbers: h_0 = A x.
StateBall wide_forward(const ResidualNetwork<double>& network, const std::vector<double>& x,
                       const std::function<void()>& step = nullptr);

}  // namespace rigor
