// Constants of blocks, against blocks drawn at random.
#include "model/residual_bounds.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "linear/norm.hpp"
#include "model/activation_bounds.hpp"
#include "model/residual_examples.hpp"
#include "model/residual_pass.hpp"

namespace rigor {
namespace {

using namespace test;

constexpr Precision k53{53};

double norm_of(const std::vector<double>& v) {
  double sum = 0;
  for (const double x : v) sum += x * x;
  return std::sqrt(sum);
}
double operator_norm_of(const Matrix<double>& a) {
  Matrix<Interval> box(a.rows(), a.columns(), Interval());
  for (std::size_t i = 0; i < a.rows(); ++i) {
    for (std::size_t j = 0; j < a.columns(); ++j) box(i, j) = Interval::point(a(i, j));
  }
  return operator_norm(box).upper();
}
std::vector<double> listed(const LayerWeights<double>& layer) {
  std::vector<double> all;
  for (const Matrix<double>& part : {layer.V, layer.W}) {
    for (std::size_t i = 0; i < part.rows(); ++i) {
      for (std::size_t j = 0; j < part.columns(); ++j) all.push_back(part(i, j));
    }
  }
  return all;
}
double distance(const std::vector<double>& a, const std::vector<double>& b) {
  std::vector<double> difference;
  for (std::size_t i = 0; i < a.size(); ++i) difference.push_back(a[i] - b[i]);
  return norm_of(difference);
}

/// A block as a network of one layer: d_2 f^T p, and d_1 f^T p, at h.
struct BlockAt {
  LayerWeights<double> weights;
  std::vector<double> h;
  std::vector<double> f;
  std::vector<double> by_weights;
  std::vector<double> by_state;
};
BlockAt block_at(Activation activation, const LayerWeights<double>& weights,
                 const std::vector<double>& h, const std::vector<double>& p) {
  ResidualNetwork<double> network{Block::two_layer, activation, {}, {}, {weights}};
  const ForwardPass<double> pass = forward_from(network, h);
  const BackwardPass<double> back = backward(network, pass, p);
  BlockAt at{weights, h, pass.last(), listed(back.layers[0]), back.adjoints[0]};
  for (std::size_t i = 0; i < h.size(); ++i) at.f[i] -= h[i];
  for (std::size_t i = 0; i < h.size(); ++i) at.by_state[i] -= p[i];
  return at;
}

TEST(BlockConstants, BoundBlocksAndTheirChanges) {
  Sampler random(111);
  double closest = 0;
  for (int run = 0; run < sample_count(2000, 20000); ++run) {
    // tanh, erf, GELU, sin, arctan: those with s(0) = 0
    const auto activation = static_cast<Activation>(random.integer(0, 4));
    const auto q = static_cast<std::size_t>(random.integer(1, 3));
    const auto m = static_cast<std::size_t>(random.integer(1, 3));
    const double size = random.uniform(0.1, 3);
    const double far = std::ldexp(1.0, random.integer(-6, 1));
    const auto number = [&](double scale) { return random.uniform(-scale, scale); };
    LayerWeights<double> Z{Matrix<double>(q, m, 0), Matrix<double>(m, q, 0)};
    LayerWeights<double> other = Z;
    std::vector<double> h(q), moved(q), p(q);
    for (std::size_t i = 0; i < q; ++i) {
      for (std::size_t j = 0; j < m; ++j) {
        Z.V(i, j) = number(size);
        Z.W(j, i) = number(size);
        other.V(i, j) = Z.V(i, j) + number(far);
        other.W(j, i) = Z.W(j, i) + number(far);
      }
      h[i] = number(2);
      moved[i] = h[i] + number(far);
      p[i] = number(1);
    }
    const BlockAt a = block_at(activation, Z, h, p);
    const BlockAt b = block_at(activation, other, moved, p);
    const auto bounds = activation_bounds<Interval>(activation, k53);
    const auto constants = block_constants(bounds.slope, bounds.curvature, m, q);
    const auto point = [](double x) { return Interval::point(x); };
    const Interval v = point(std::max(operator_norm_of(Z.V), operator_norm_of(other.V)));
    const Interval w = point(std::max(operator_norm_of(Z.W), operator_norm_of(other.W)));
    const Interval H = point(std::max(norm_of(h), norm_of(moved)));
    const Interval size_of_p = point(norm_of(p));
    const Interval dZ = point(distance(listed(Z), listed(other)));
    const Interval dh = point(distance(h, moved));
    const auto expect_below = [&](double found, const Interval& bound) {
      EXPECT_LE(found, bound.upper() * (1 + 1e-9) + 1e-12) << run;
      if (bound.upper() > 1e-3) closest = std::max(closest, found / bound.upper());
    };
    const Interval slope = constants.state_slope(v, w);
    expect_below(norm_of(a.f), slope * H);
    expect_below(norm_of(a.by_state), slope * size_of_p);
    expect_below(norm_of(a.by_weights), constants.weight_slope(v, w, H) * size_of_p);
    expect_below(distance(a.by_weights, b.by_weights),
                 size_of_p * (constants.weight_slope_by_weights(v, H) * dZ +
                              constants.weight_slope_by_state(v, w, H) * dh));
    expect_below(distance(a.by_state, b.by_state),
                 size_of_p * (constants.state_slope_by_weights(v, w, H) * dZ +
                              constants.state_slope_by_state(v, w) * dh));
  }
  EXPECT_GT(closest, 0.9);
}

}  // namespace
}  // namespace rigor
