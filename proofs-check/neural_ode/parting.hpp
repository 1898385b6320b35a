// How fast equal layers part when training starts.
#pragma once

#include <vector>

#include "linear/norm.hpp"
#include "model/residual_pass.hpp"

namespace rigor::neural_ode {

/// V = 0 and one W, the first layer of `network`, in all L >= 2 layers, tanh and its kind with s(0)
/// = 0, A and B trained or not: V_{k+1} - V_k and its first derivative in the time t of the
/// gradient flow vanish at t = 0. Encloses L |(V_{k+1} - V_k)''|_F there, the same for all L and k
/// < L; W'' is the same in all layers.
///
/// Proof. At t = 0: h_k = A x_i, p_k = p_i = 2 B^T r_i / n, W' = 0 and V' = -sum_i p_i s_i^T / sqrt
/// m =: G, in all layers. To the first order in t, f(h_k, Z) = t f_i with f_i = G s_i / sqrt m, and
/// d_1 f = t J_i with J_i = G diag(s'_i) W / sqrt(mq). Hence h_k - h_{k-1} = t f_i / L and p_{k+1}
/// - p_k = -t J_i^T p_i / L up to t^2, and V_k' = -sum_i p_k s(W_k h_{k-1} / sqrt q)^T / sqrt m
/// gives L (V_{k+1} - V_k)'' = (1 / sqrt m) sum_i (J_i^T p_i) s_i^T - p_i (s'_i * (W f_i) / sqrt
/// q)^T. W'' = -sum_i (G^T p_i * s'_i)(A x_i)^T / sqrt(mq). QED
template <IntervalNumber D>
D parting(const ResidualNetwork<D>& network, const std::vector<std::vector<D>>& inputs,
          const std::vector<std::vector<D>>& targets) {
  const Matrix<D>& W = network.layers.at(0).W;
  const Precision precision = precision_of(W(0, 0));
  const D zero = enclose<D>(0L, precision);
  const D root_m = sqrt(enclose<D>(static_cast<long>(W.rows()), precision));
  const D root_q = sqrt(enclose<D>(static_cast<long>(W.columns()), precision));
  struct Datum {
    std::vector<D> p, s, slope;
  };
  std::vector<Datum> data;
  Matrix<D> G(W.columns(), W.rows(), zero);
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    const std::vector<D> h = times(network.A, inputs[i]);
    std::vector<D> r = times(network.B, h), s, slope;
    for (std::size_t j = 0; j < r.size(); ++j) {
      r[j] = 2 * (r[j] - targets[i][j]) / static_cast<long>(inputs.size());
    }
    for (const D& u : times(W, h)) {
      const ActivationSlope<D> at = activate_with_slope(network.activation, D(u / root_q));
      s.push_back(at.value);
      slope.push_back(at.slope);
    }
    data.push_back({transposed_times(network.B, r), std::move(s), std::move(slope)});
    for (std::size_t a = 0; a < G.rows(); ++a) {
      for (std::size_t b = 0; b < G.columns(); ++b) {
        G(a, b) -= data[i].p[a] * data[i].s[b] / root_m;
      }
    }
  }
  Matrix<D> change(G.rows(), G.columns(), zero);
  for (const auto& [p, s, slope] : data) {
    std::vector<D> inner = transposed_times(G, p);
    for (std::size_t b = 0; b < inner.size(); ++b) inner[b] = inner[b] * slope[b];
    const std::vector<D> pulled = transposed_times(W, inner), moved = times(W, times(G, s));
    for (std::size_t a = 0; a < G.rows(); ++a) {
      for (std::size_t b = 0; b < G.columns(); ++b) {
        change(a, b) += (pulled[a] * s[b] - p[a] * slope[b] * moved[b]) / (sqr(root_m) * root_q);
      }
    }
  }
  D square = zero;
  for (std::size_t a = 0; a < G.rows(); ++a) {
    for (std::size_t b = 0; b < G.columns(); ++b) square += sqr(change(a, b));
  }
  return sqrt(square);
}

}  // namespace rigor::neural_ode
