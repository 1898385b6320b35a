#include "model/wide_forward.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <utility>

#include "linear/matrix_vector.hpp"
#include "model/activate.hpp"
#include "model/activation_bounds.hpp"
#include "model/layer_norms.hpp"
#include "model/quick_tanh.hpp"
#include "number/rounding.hpp"

namespace rigor {
namespace {

constexpr Precision kDouble{53};
constexpr double kUnit = 0x1p-53;

Interval integer(std::size_t n) {
  return enclose<Interval>(static_cast<long>(n), kDouble);
}
Interval root_of(std::size_t n) {
  return sqrt(integer(n));
}

Interval at(double x) {
  return Interval::point(x);
}

/// A constant, as a double and the most that this may be wrong by.
struct Factor {
  Interval exact;
  double nearest;
  double error;

  explicit Factor(const Interval& value)
      : exact(value), nearest(midpoint(value).lower()), error(radius(value).upper()) {}
};

Interval quick_activation(Activation activation, double u) {
  switch (activation) {
    case Activation::tanh:
      return quick_tanh(u);
    case Activation::sigmoid:
      return (1 + quick_tanh(0.5 * u)) * at(0.5);
    default:
      return activate(activation, at(u));
  }
}

/// sup |s'|.
Interval lipschitz_constant(Activation activation) {
  if (activation == Activation::relu) return at(1);
  return activation_bounds<Interval>(activation, kDouble).slope;
}

/// A vector of doubles and the most that it is away, in Euclidean length, from the exact one.
struct Rounded {
  std::vector<double> value;
  Interval error;
  Interval size;  ///< of the value

  Rounded(std::vector<double> x, const Interval& e)
      : value(std::move(x)), error(e), size(at(euclidean_bound(value))) {}
};

/// fl(Ax) against Ax for these doubles x.
Rounded product(const Matrix<double>& a, const Rounded& x, double frobenius) {
  const SumRounding rounding = sum_rounding(x.value.size());
  return {product_to_nearest(a, x.value), at(rounding.relative) * at(frobenius) * x.size +
                                              root_of(a.rows()) * at(rounding.absolute)};
}

/// fl(c x) against c x, for x the exact vector: c |x - value|, and what rounding c and the products
/// does, at most |value| |c - nearest| + u |result|, and 2^-1074 each for underflow.
Rounded scaled(Rounded x, const Factor& c) {
  for (double& component : x.value) component *= c.nearest;
  const Interval before = x.error * c.exact + x.size * at(c.error);
  Rounded result(std::move(x.value), before);
  result.error += result.size * at(kUnit) + root_of(result.value.size()) * at(0x1p-1074);
  return result;
}

/// s(u) component by component against s at the exact arguments.
Rounded activated(Activation activation, const Interval& lipschitz, Rounded u) {
  const bool is_relu = activation == Activation::relu;
  std::vector<double> radii(u.value.size(), 0.0);
  for (std::size_t i = 0; i < u.value.size(); ++i) {
    if (is_relu) {
      u.value[i] = std::max(u.value[i], 0.0);
    } else {
      const Interval s = quick_activation(activation, u.value[i]);
      u.value[i] = midpoint(s).lower();
      radii[i] = radius(s).upper();
    }
  }
  return {std::move(u.value), lipschitz * u.error + at(euclidean_bound(radii))};
}

void expect(bool fits) {
  if (!fits) throw std::invalid_argument("a layer of a residual network of another shape");
}

StateBall unknown(std::size_t q) {
  return {std::vector<double>(q, 0.0), kInfinity};
}

}  // namespace

std::vector<Interval> StateBall::components() const {
  std::vector<Interval> box;
  for (const double x : midpoint) {
    box.push_back(radius <= kLargest ? Interval::bounds(add_down(x, -radius), add_up(x, radius))
                                     : Interval::everything());
  }
  return box;
}

StateBall ball_around(const std::vector<Interval>& box) {
  StateBall ball;
  std::vector<double> radii;
  for (const Interval& side : box) {
    if (is_empty(side) || !is_bounded(side)) return unknown(box.size());
    ball.midpoint.push_back(midpoint(side).lower());
    radii.push_back(radius(side).upper());
  }
  ball.radius = euclidean_bound(radii);
  return ball;
}

StateBall wide_forward(const WideNetwork& network, StateBall start,
                       const std::function<void()>& step) {
  if (network.depth == 0) throw std::invalid_argument("a residual network without layers");
  const std::size_t q = start.midpoint.size();
  const bool is_linear = network.block == Block::linear;
  const std::size_t m = is_linear ? q : network.layer(1).V.columns();
  expect(q > 0 && m > 0);
  const Interval lipschitz = is_linear ? at(1) : lipschitz_constant(network.activation);
  const Factor inner(1 / root_of(q));
  const Factor outer(is_linear ? 1 / integer(network.depth)
                               : 1 / (root_of(m) * integer(network.depth)));
  const Interval spread = lipschitz * outer.exact * (is_linear ? at(1) : inner.exact);
  // Norms that make the radius grow by e at most in all layers are small enough.
  LayerNorms all_norms(network, (1 / (spread * integer(network.depth))).lower());

  Rounded h(std::move(start.midpoint), at(start.radius));
  for (std::size_t k = 1; k <= network.depth; ++k) {
    if (step) step();
    const LayerWeights<double>* layer = nullptr;
    const BlockNorms norms = all_norms.at(k, layer);
    expect(layer->V.rows() == q && layer->V.columns() == m);
    const Interval V = at(norms.V);
    Interval growth = spread * V;
    const auto change = [&] {
      if (is_linear) return product(layer->V, h, norms.V_frobenius);
      expect(layer->W.rows() == m && layer->W.columns() == q);
      growth *= at(norms.W);
      const Rounded s = activated(network.activation, lipschitz,
                                  scaled(product(layer->W, h, norms.W_frobenius), inner));
      Rounded f = product(layer->V, s, norms.V_frobenius);
      f.error += V * s.error;
      return f;
    };
    const Rounded f = scaled(change(), outer);
    std::vector<double> next = h.value;
    for (std::size_t i = 0; i < q; ++i) next[i] += f.value[i];
    Rounded moved(std::move(next), h.error * (1 + growth) + f.error);
    moved.error = upper_point(moved.error + moved.size * at(kUnit));
    if (!is_bounded(moved.error) || !is_bounded(moved.size)) return unknown(q);
    h = std::move(moved);
  }
  return {std::move(h.value), h.error.upper()};
}

StateBall wide_forward(const ResidualNetwork<double>& network, const std::vector<double>& x,
                       const std::function<void()>& step) {
  std::vector<Interval> start;
  expect(network.A.columns() == x.size());
  for (std::size_t i = 0; i < network.A.rows(); ++i) {
    Interval sum = at(0);
    for (std::size_t j = 0; j < x.size(); ++j) sum += at(network.A(i, j)) * at(x[j]);
    start.push_back(sum);
  }
  const WideNetwork layers{
      network.block, network.activation, network.depth(),
      [&](std::size_t k) -> const LayerWeights<double>& { return network.layers[k - 1]; }};
  return wide_forward(layers, ball_around(start), step);
}

}  // namespace rigor
