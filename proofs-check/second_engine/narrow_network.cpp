#include "second_engine/narrow_network.hpp"

#include <array>
#include <stdexcept>

#include "second_engine/arb_residual.hpp"

namespace rigor::second_engine {
namespace {

constexpr long kBits = kResidualBits;

/// The determinant of three columns of three rows.
Arb determinant(const ArbRows& rows, const std::array<std::size_t, 3>& c) {
  const auto minor = [&](std::size_t a, std::size_t b) {
    return rows[1][a] * rows[2][b] - rows[1][b] * rows[2][a];
  };
  return rows[0][c[0]] * minor(c[1], c[2]) - rows[0][c[1]] * minor(c[0], c[2]) +
         rows[0][c[2]] * minor(c[0], c[1]);
}

/// A unit vector orthogonal to three rows of four numbers.
ArbVector orthogonal_unit(const ArbRows& rows) {
  ArbVector y{determinant(rows, {1, 2, 3}), -determinant(rows, {0, 2, 3}),
              determinant(rows, {0, 1, 3}), -determinant(rows, {0, 1, 2})};
  Arb square(kBits);
  for (const Arb& c : y) square += sqr(c);
  if (contains_zero(square)) throw std::range_error("the rows are not proved independent");
  for (Arb& c : y) c = c / sqrt(square);
  return y;
}

ArbVector scaled(ArbVector a, const Arb& factor) {
  for (Arb& x : a) x = x * factor;
  return a;
}

Arb inner_product(const ArbVector& a, const ArbVector& b) {
  Arb sum(kBits);
  for (std::size_t i = 0; i < a.size(); ++i) sum += a[i] * b[i];
  return sum;
}

}  // namespace

Bounds loss_at_rest(const std::vector<Rational>& x, const Rational& w_1, const Rational& w_2) {
  ArbRows rows(3);
  const Arb root = sqrt(Arb(2, kBits));
  for (const Rational& c : x) {
    rows[0].emplace_back(c, kBits);
    rows[1].push_back(tanh(Arb(Rational(w_1 * c), kBits) / root));
    rows[2].push_back(tanh(Arb(Rational(w_2 * c), kBits) / root));
  }
  const ArbVector y = orthogonal_unit(rows);
  const Bounds zero = thin_bounds(0), one = thin_bounds(1);
  const ResidualLayer layer{{{zero, zero}, {zero, zero}},
                            {{thin_bounds(w_1), zero}, {thin_bounds(w_2), zero}}};
  ResidualInstance instance{false, {{one}, {zero}}, {{zero, one}}, {layer, layer}, {}, {}};
  for (std::size_t i = 0; i < x.size(); ++i) {
    instance.inputs.push_back({thin_bounds(x[i])});
    instance.targets.push_back({to_bounds(y[i])});
  }
  const auto require_rest = [&](const WeightPlace& weight) {
    const Bounds slope = residual_loss_derivative(instance, weight);
    if (slope.lower > 0 || slope.upper < 0) throw std::range_error("the start is not at rest");
  };
  for (std::size_t i = 0; i < 2; ++i) {
    require_rest({'A', 0, i, 0});
    require_rest({'B', 0, 0, i});
    for (std::size_t j = 0; j < 2; ++j) {
      for (const std::size_t k : {1, 2}) {
        require_rest({'V', k, i, j});
        require_rest({'W', k, i, j});
      }
    }
  }
  return residual_loss(instance);
}

// At the start h = A x, p = 2 B^T r / n and V' = -sum_i p_i s_i^T / sqrt m in every layer. With V'
// in place of V, f_i is the velocity of a block and J_i of its derivative by the state: one layer
// on, h moves by t f_i / L more and p by -t J_i^T p_i / L more. So -sqrt m L (V_{k+1} - V_k)'' =
// sum_i
// (-J_i^T p_i) s_i^T + p_i (s'_i * W f_i / sqrt q)^T; W' = 0 there.
Bounds parting(const ResidualInstance& instance) {
  ArbResidual network(instance);
  const std::size_t q = network.size(), m = network.layers.at(0).W.size();
  const Arb root_q = sqrt(Arb(static_cast<long>(q), kBits));
  const Arb root_m = sqrt(Arb(static_cast<long>(m), kBits));
  const Arb n(static_cast<long>(network.inputs.size()), kBits);
  ArbRows velocity(q, ArbVector(m, Arb(kBits)));
  ArbRows states, adjoints, features;
  for (std::size_t i = 0; i < network.inputs.size(); ++i) {
    states.push_back(product(network.A, network.inputs[i]));
    const ArbVector r = network.residual(i, states[i]);
    ArbVector p(q, Arb(kBits));
    for (std::size_t a = 0; a < q; ++a) {
      for (std::size_t j = 0; j < r.size(); ++j) p[a] += network.B[j][a] * r[j] * 2 / n;
    }
    adjoints.push_back(p);
    ArbVector s = scaled(product(network.layers[0].W, states[i]), Arb(1, kBits) / root_q);
    for (Arb& u : s) u = tanh(u);
    features.push_back(s);
    for (std::size_t a = 0; a < q; ++a) {
      for (std::size_t b = 0; b < m; ++b) velocity[a][b] += -(p[a] * s[b]) / root_m;
    }
  }
  network.layers[0].V = velocity;
  ArbRows change(q, ArbVector(m, Arb(kBits)));
  for (std::size_t i = 0; i < states.size(); ++i) {
    const ArbVector moved =
        scaled(product(network.layers[0].W, network.block(0, states[i])), Arb(1, kBits) / root_q);
    for (std::size_t a = 0; a < q; ++a) {
      ArbVector direction(q, Arb(kBits));
      direction[a] = Arb(1, kBits);
      const Arb pulled =
          inner_product(adjoints[i], network.block_derivative(0, states[i], direction, {}, {}));
      for (std::size_t b = 0; b < m; ++b) {
        change[a][b] += (adjoints[i][a] * (Arb(1, kBits) - sqr(features[i][b])) * moved[b] -
                         pulled * features[i][b]) /
                        root_m;
      }
    }
  }
  Arb square(kBits);
  for (const ArbVector& row : change) {
    for (const Arb& c : row) square += sqr(c);
  }
  return to_bounds(sqrt(square));
}

}  // namespace rigor::second_engine
