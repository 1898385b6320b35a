#include "second_engine/residual_network.hpp"

#include <stdexcept>

#include "second_engine/arb_residual.hpp"

namespace rigor::second_engine {
namespace {

constexpr long kBits = kResidualBits;

ArbVector sum(ArbVector a, const ArbVector& b) {
  for (std::size_t i = 0; i < a.size(); ++i) a[i] += b[i];
  return a;
}
ArbVector quotient(ArbVector a, const Arb& divisor) {
  for (Arb& x : a) x = x / divisor;
  return a;
}
Arb depth_of(const ArbResidual& network) {
  return Arb(static_cast<long>(network.depth()), kBits);
}
Arb root_of(std::size_t n) {
  return sqrt(Arb(static_cast<long>(n), kBits));
}
/// The unit matrix with one entry 1, of the shape of `like`.
ArbRows unit_at(const ArbRows& like, const WeightPlace& weight) {
  if (weight.row >= like.size() || weight.column >= like[0].size()) {
    throw std::invalid_argument("second engine: no such weight");
  }
  ArbRows unit(like.size(), ArbVector(like[0].size(), Arb(kBits)));
  unit[weight.row][weight.column] = Arb(1, kBits);
  return unit;
}
/// d_1 f at h, column by column.
ArbRows jacobian(const ArbResidual& network, std::size_t layer, const ArbVector& h) {
  ArbRows rows(h.size(), ArbVector(h.size(), Arb(kBits)));
  for (std::size_t j = 0; j < h.size(); ++j) {
    ArbVector direction(h.size(), Arb(kBits));
    direction[j] = Arb(1, kBits);
    const ArbVector column = network.block_derivative(layer, h, direction, {}, {});
    for (std::size_t i = 0; i < h.size(); ++i) rows[i][j] = column[i];
  }
  return rows;
}

}  // namespace

Bounds thin_bounds(const Rational& value) {
  return {value, value};
}

Arb tanh(const Arb& x) {
  Arb result(x.bits());
  arb_tanh(result.get(), x.get(), result.bits());
  return result;
}

ArbVector product(const ArbRows& a, const ArbVector& x) {
  ArbVector result;
  for (const ArbVector& row : a) {
    if (row.size() != x.size()) throw std::invalid_argument("second engine: shapes disagree");
    Arb sum(kBits);
    for (std::size_t j = 0; j < x.size(); ++j) sum += row[j] * x[j];
    result.push_back(sum);
  }
  return result;
}

ArbRows balls(const BoundRows& rows, long bits) {
  ArbRows result;
  for (const std::vector<Bounds>& row : rows) {
    result.emplace_back();
    for (const Bounds& entry : row) result.back().push_back(ball_of(entry, bits));
  }
  return result;
}

std::vector<ResidualLayer> rotated_layers(std::size_t depth) {
  std::vector<ResidualLayer> layers;
  for (std::size_t k = 1; k <= depth; ++k) {
    const Rational s(static_cast<long>(k), static_cast<long>(depth));
    Arb sine(kBits), cosine(kBits);
    arb_sin_cos(sine.get(), cosine.get(), Arb(s, kBits).get(), kBits);
    layers.push_back({{{to_bounds(cosine), to_bounds(-sine)}, {to_bounds(sine), to_bounds(cosine)}},
                      {{thin_bounds(1 + s), thin_bounds(Rational(-1, 2))},
                       {thin_bounds(s * s), thin_bounds(1)}}});
  }
  return layers;
}

ArbResidual::ArbResidual(const ResidualInstance& instance)
    : is_linear(instance.is_linear),
      A(balls(instance.A, kBits)),
      B(balls(instance.B, kBits)),
      inputs(balls(instance.inputs, kBits)),
      targets(balls(instance.targets, kBits)) {
  if (instance.layers.empty() || inputs.empty() || inputs.size() != targets.size()) {
    throw std::invalid_argument("second engine: a network needs layers and data");
  }
  for (const ResidualLayer& layer : instance.layers) {
    layers.push_back({balls(layer.V, kBits), balls(layer.W, kBits)});
  }
}

ArbVector ArbResidual::inner(std::size_t layer, const ArbVector& h) const {
  return quotient(product(layers[layer].W, h), root_of(size()));
}

ArbVector ArbResidual::block(std::size_t layer, const ArbVector& h) const {
  if (is_linear) return product(layers[layer].V, h);
  ArbVector values = inner(layer, h);
  for (Arb& u : values) u = tanh(u);
  return quotient(product(layers[layer].V, values), root_of(values.size()));
}

// Linear: dZ h + Z dh. Otherwise (dV s(u) + V (s'(u) du)) / sqrt m, du = (dW h + W dh) / sqrt q.
ArbVector ArbResidual::block_derivative(std::size_t layer, const ArbVector& h, const ArbVector& dh,
                                        const ArbRows& dV, const ArbRows& dW) const {
  if (is_linear) {
    const ArbVector moved = product(layers[layer].V, dh);
    return dV.empty() ? moved : sum(moved, product(dV, h));
  }
  ArbVector values = inner(layer, h);
  for (Arb& u : values) u = tanh(u);
  ArbVector changes = inner(layer, dh);
  if (!dW.empty()) changes = sum(changes, quotient(product(dW, h), root_of(size())));
  for (std::size_t j = 0; j < values.size(); ++j) {
    changes[j] = changes[j] * (Arb(1, kBits) - sqr(values[j]));
  }
  ArbVector result = product(layers[layer].V, changes);
  if (!dV.empty()) result = sum(result, product(dV, values));
  return quotient(result, root_of(values.size()));
}

ArbRows ArbResidual::states(std::size_t index) const {
  ArbRows result{product(A, inputs[index])};
  for (std::size_t k = 0; k < depth(); ++k) {
    result.push_back(sum(result[k], quotient(block(k, result[k]), depth_of(*this))));
  }
  return result;
}

ArbVector ArbResidual::residual(std::size_t index, const ArbVector& last) const {
  ArbVector result = product(B, last);
  if (result.size() != targets[index].size()) {
    throw std::invalid_argument("second engine: shapes disagree");
  }
  for (std::size_t i = 0; i < result.size(); ++i) result[i] = result[i] - targets[index][i];
  return result;
}

std::vector<Bounds> residual_state(const ResidualInstance& instance, std::size_t index,
                                   std::size_t k) {
  const ArbRows states = ArbResidual(instance).states(index);
  std::vector<Bounds> result;
  for (const Arb& x : states.at(k)) result.push_back(to_bounds(x));
  return result;
}

Bounds residual_loss(const ResidualInstance& instance) {
  const ArbResidual network(instance);
  Arb sum(kBits);
  for (std::size_t i = 0; i < network.inputs.size(); ++i) {
    for (const Arb& r : network.residual(i, network.states(i).back())) sum += sqr(r);
  }
  return to_bounds(sum / static_cast<long>(network.inputs.size()));
}

Bounds residual_loss_derivative(const ResidualInstance& instance, const WeightPlace& weight) {
  const ArbResidual network(instance);
  if ((weight.matrix == 'V' || weight.matrix == 'W') &&
      (weight.layer == 0 || weight.layer > network.depth())) {
    throw std::invalid_argument("second engine: no such layer");
  }
  Arb total(kBits);
  for (std::size_t i = 0; i < network.inputs.size(); ++i) {
    const ArbRows h = network.states(i);
    ArbVector change(network.size(), Arb(kBits));
    if (weight.matrix == 'A') change = product(unit_at(network.A, weight), network.inputs[i]);
    for (std::size_t k = 0; k < network.depth(); ++k) {
      ArbRows dV, dW;
      if (k + 1 == weight.layer) {
        if (weight.matrix == 'V') dV = unit_at(network.layers[k].V, weight);
        if (weight.matrix == 'W') dW = unit_at(network.layers[k].W, weight);
      }
      change = sum(change,
                   quotient(network.block_derivative(k, h[k], change, dV, dW), depth_of(network)));
    }
    ArbVector output = product(network.B, change);
    if (weight.matrix == 'B') output = sum(output, product(unit_at(network.B, weight), h.back()));
    const ArbVector r = network.residual(i, h.back());
    for (std::size_t j = 0; j < r.size(); ++j) total += r[j] * output[j] * 2;
  }
  return to_bounds(total / static_cast<long>(network.inputs.size()));
}

Bounds misprinted_loss_derivative(const ResidualInstance& instance, const WeightPlace& weight) {
  const ArbResidual network(instance);
  if (network.is_linear || weight.matrix != 'V' || weight.layer == 0 ||
      weight.layer > network.depth()) {
    throw std::invalid_argument("second engine: an entry of V is needed");
  }
  Arb total(kBits);
  for (std::size_t i = 0; i < network.inputs.size(); ++i) {
    const ArbRows h = network.states(i);
    const ArbVector r = network.residual(i, h.back());
    ArbVector p(network.size(), Arb(kBits));
    for (std::size_t j = 0; j < p.size(); ++j) {
      for (std::size_t k = 0; k < r.size(); ++k) p[j] += network.B[k][j] * r[k] * 2;
    }
    for (std::size_t k = network.depth(); k-- > weight.layer;) {
      p = sum(p, quotient(product(jacobian(network, k, h[k]), p), depth_of(network)));
    }
    const std::size_t at = weight.layer - 1;
    const ArbVector effect =
        network.block_derivative(at, h[at], ArbVector(network.size(), Arb(kBits)),
                                 unit_at(network.layers[at].V, weight), {});
    for (std::size_t j = 0; j < p.size(); ++j) total += p[j] * effect[j] / depth_of(network);
  }
  return to_bounds(total / static_cast<long>(network.inputs.size()));
}

}  // namespace rigor::second_engine
