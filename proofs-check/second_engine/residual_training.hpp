// The second engine: gradient flow of small residual networks.
#pragma once

#include <cstddef>
#include <vector>

#include "number/rational.hpp"
#include "second_engine/arb_mixture.hpp"

namespace rigor::second_engine {

/// constant + linear s + quadratic s^2 + cosine cos s + sine sin s.
struct DepthFunction {
  Rational constant = 0;
  Rational linear = 0;
  Rational quadratic = 0;
  Rational cosine = 0;
  Rational sine = 0;
};

/// rational + factor sqrt(radicand).
struct Surd {
  Rational rational = 0;
  Rational factor = 0;
  Rational radicand = 0;
};

template <class T>
using Rows = std::vector<std::vector<T>>;

/// h_0 = A x, h_{k+1} = h_k + f(h_k, Z_{k+1}) / L, F = B h_L with f = V tanh(W h / sqrt q) / sqrt
/// m, or f = V h where W is empty. Entries of layer k are taken at s = k / L.
struct ResidualSystem {
  struct Layer {
    Rows<DepthFunction> V;  ///< q x m
    Rows<DepthFunction> W;  ///< m x q, or empty
  };

  std::vector<Layer> layers;
  Rows<Rational> A;
  Rows<Rational> B;
  bool trains_A = true;
  bool trains_B = true;
  Rows<Surd> inputs;
  Rows<Surd> targets;
};

/// L layers of the same form.
std::vector<ResidualSystem::Layer> layers_of(std::size_t depth, const ResidualSystem::Layer& layer);
/// The weights of V a rotation by s, W = [[1 + s, -1/2], [s^2, 1]], with A = B = I frozen and two
/// data, L layers.
ResidualSystem smooth_system(std::size_t depth);

/// The gradient flow A' = -dl/dA, Z_k' = -L dl/dZ_k, B' = -dl/dB of l = (1/n) sum |F(x_i) - y_i|^2
/// at a time: l at the start and then, |th(t) - th(0)|_w, L max_k |Z_{k+1} - Z_k| at the start and
/// then, and the trained weights: A, V_1, W_1, ..., B, row by row.
struct TrainedBounds {
  Bounds start_loss;
  Bounds loss;
  Bounds distance;
  Bounds start_jump;
  Bounds jump;
  std::vector<Bounds> weights;
};

/// A Taylor method with Lagrange's remainder, at 256 bits. The gradient comes from reverse
/// accumulation through the operations of the loss. On a step of length h no weight leaves the ball
/// |dth|_w <= sqrt(h l), since |th'|_w^2 = -l'; there the velocities give a smaller box, and the
/// next coefficient over the box the remainder. For times and systems so small that the boxes stay
/// narrow; throws std::range_error otherwise.
TrainedBounds trained(const ResidualSystem& system, const Rational& time);

}  // namespace rigor::second_engine
