// The setting of the claims on residual networks and neural ODEs (arXiv 2309.01213).
//
// Data x_i in R^d, y_i in R^d', 1 <= i <= n. h_0 = A x, h_{k+1} = h_k + f(h_k, Z_{k+1}) / L, F = B
// h_L; f(h, (V, W)) = V s(W h / sqrt q) / sqrt m, or Z h for linear blocks. Loss l = (1/n) sum_i
// |F(x_i) - y_i|^2; gradient flow A' = -dl/dA, Z_k' = -L dl/dZ_k, B' = -dl/dB, without the parts
// that are frozen. |.| is the operator norm of a matrix; the Euclidean norm of Z is |Z|^2 = |V|_F^2
// + |W|_F^2, and |dth|_w^2 = |dA|_F^2 + (1/L) sum_k |dZ_k|^2 + |dB|_F^2.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "model/depth_weights.hpp"
#include "model/residual_network.hpp"
#include "number/decorated.hpp"
#include "proofs-check/common/conclusion.hpp"
#include "verdict/claim.hpp"
#include "verdict/evidence.hpp"

namespace rigor::neural_ode {

/// The matrix, each entry enclosed.
template <IntervalNumber I>
Matrix<I> enclose_matrix(const Matrix<Rational>& exact, Precision precision) {
  Matrix<I> matrix(exact.rows(), exact.columns(), enclose<I>(0L, precision));
  for (std::size_t i = 0; i < exact.rows(); ++i) {
    for (std::size_t j = 0; j < exact.columns(); ++j) {
      matrix(i, j) = enclose<I>(exact(i, j), precision);
    }
  }
  return matrix;
}

/// The vectors of data, each entry enclosed.
template <IntervalNumber I>
std::vector<std::vector<I>> enclose_vectors(const std::vector<std::vector<SmoothExpression>>& exact,
                                            Precision precision) {
  std::vector<std::vector<I>> vectors;
  for (const auto& vector : exact) {
    vectors.emplace_back();
    for (const SmoothExpression& x : vector) {
      vectors.back().push_back(x(enclose<I>(0L, precision)));
    }
  }
  return vectors;
}

/// The network of depth L of the input: Z_k = Z(k / L), or the layers of its table (then L must be
/// their number).
template <IntervalNumber I>
ResidualNetwork<I> residual_network(const ResidualInput& input, std::size_t depth,
                                    Precision precision) {
  ResidualNetwork<I> network{input.block,
                             input.activation,
                             enclose_matrix<I>(input.A, precision),
                             enclose_matrix<I>(input.B, precision),
                             {}};
  for (std::size_t k = 1; k <= depth; ++k) {
    if (input.smooth) {
      const I s = enclose<I>(Rational(static_cast<long>(k), static_cast<long>(depth)), precision);
      network.layers.push_back({weights_at(input.smooth->V, s), weights_at(input.smooth->W, s)});
    } else {
      network.layers.push_back({enclose_matrix<I>(input.layers[k - 1].V, precision),
                                enclose_matrix<I>(input.layers[k - 1].W, precision)});
    }
  }
  return network;
}

/// One case at one rung of the ladder. `B` is the bare interval type of the model; claims decide
/// with D = Decorated<B>.
template <IntervalNumber B>
struct Setting {
  using D = Decorated<B>;

  const ResidualInput& input;
  const Effort& effort;

  std::size_t n() const { return input.inputs.size(); }
  Precision precision() const { return effort.precision; }
  std::function<void()> step() const {
    return [budget = effort.budget] { budget->step(); };
  }
  D exact(const Rational& q) const { return enclose<D>(q, precision()); }
  D number(long k) const { return enclose<D>(k, precision()); }
  /// The network at the start of training.
  ResidualNetwork<D> network(std::size_t depth) const {
    return residual_network<D>(input, depth, precision());
  }
  std::vector<std::vector<D>> inputs() const {
    return enclose_vectors<D>(input.inputs, precision());
  }
  std::vector<std::vector<D>> targets() const {
    return enclose_vectors<D>(input.targets, precision());
  }
};

/// What a claim needs of a case. Each is proved for the case, and named.
struct Needs {
  bool smooth_depth = false;       ///< the weights are smooth functions of depth
  bool two_layer = false;          ///< the blocks are V s(W h / sqrt q) / sqrt m
  bool smooth_activation = false;  ///< s is C^2 with s(0) = 0, s' and s'' bounded; two-layer blocks
  bool targets = false;
  bool time = false;  ///< of training
};

/// Proves that the blocks are C^2, named by `text`; true if they are not, and the outcome then is
/// inapplicable. Linear blocks have no activation.
bool lacks_smoothness(const ResidualInput& input, Outcome& outcome,
                      const std::string& text = "the activation is twice differentiable");

/// Proves the needs, or gives an outcome that is `inapplicable`; then lets the body fill in
/// verdict, scope, margin, quantities, rests_on. For claims with the subject `residual`.
Outcome settle(const Case& input, const Effort& effort, const Needs& needs,
               const std::function<void(const Setting<Interval>&, Outcome&)>& on_doubles,
               const std::function<void(const Setting<BigInterval>&, Outcome&)>& on_big);

/// The same for a generic body: `body(setting, outcome)` for both interval types.
template <class Body>
Outcome settle(const Case& input, const Effort& effort, const Needs& needs, const Body& body) {
  return settle(
      input, effort, needs, [&](const Setting<Interval>& s, Outcome& o) { body(s, o); },
      [&](const Setting<BigInterval>& s, Outcome& o) { body(s, o); });
}

}  // namespace rigor::neural_ode
