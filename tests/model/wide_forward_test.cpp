// Wide forward passes against passes with 160 bits.
#include "model/wide_forward.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <stdexcept>

#include "linear/matrix_vector.hpp"
#include "model/residual_pass.hpp"
#include "support/sampling.hpp"

namespace rigor {
namespace {

using test::Sampler;

constexpr Precision kBits{160};

enum class Depth { smooth, independent };

Matrix<double> random_matrix(Sampler& sampler, std::size_t rows, std::size_t columns) {
  Matrix<double> a(rows, columns, 0.0);
  for (std::size_t i = 0; i < rows; ++i) {
    for (std::size_t j = 0; j < columns; ++j) a(i, j) = sampler.uniform(-2, 2);
  }
  return a;
}

Matrix<double> mixed(const Matrix<double>& a, const Matrix<double>& b, double s) {
  Matrix<double> result = a;
  for (std::size_t i = 0; i < a.rows(); ++i) {
    for (std::size_t j = 0; j < a.columns(); ++j) {
      result(i, j) = std::cos(s) * a(i, j) + s * b(i, j);
    }
  }
  return result;
}

struct Sizes {
  std::size_t q;
  std::size_t m;
  std::size_t depth;
};

ResidualNetwork<double> random_network(Sampler& sampler, Activation activation, Block block,
                                       Sizes sizes, Depth kind) {
  const std::size_t q = sizes.q;
  const std::size_t m = sizes.m;
  const std::size_t depth = sizes.depth;
  const bool is_linear = block == Block::linear;
  ResidualNetwork<double> network{block, activation, random_matrix(sampler, q, 3), {}, {}};
  const auto draw = [&] {
    return LayerWeights<double>{random_matrix(sampler, q, is_linear ? q : m),
                                is_linear ? Matrix<double>() : random_matrix(sampler, m, q)};
  };
  const LayerWeights<double> first = draw();
  const LayerWeights<double> second = draw();
  for (std::size_t k = 1; k <= depth; ++k) {
    const double s = static_cast<double>(k) / static_cast<double>(depth);
    network.layers.push_back(
        kind == Depth::independent
            ? draw()
            : LayerWeights<double>{mixed(first.V, second.V, s), mixed(first.W, second.W, s)});
  }
  return network;
}

Matrix<BigInterval> big(const Matrix<double>& a) {
  Matrix<BigInterval> result(a.rows(), a.columns(), enclose<BigInterval>(0, kBits));
  for (std::size_t i = 0; i < a.rows(); ++i) {
    for (std::size_t j = 0; j < a.columns(); ++j) {
      result(i, j) = enclose<BigInterval>(to_rational(a(i, j)), kBits);
    }
  }
  return result;
}

ResidualNetwork<BigInterval> big(const ResidualNetwork<double>& network) {
  ResidualNetwork<BigInterval> result{network.block, network.activation, big(network.A), {}, {}};
  for (const LayerWeights<double>& layer : network.layers) {
    result.layers.push_back({big(layer.V), big(layer.W)});
  }
  return result;
}

std::vector<BigInterval> big(const std::vector<double>& x) {
  std::vector<BigInterval> result;
  for (const double component : x) {
    result.push_back(enclose<BigInterval>(to_rational(component), kBits));
  }
  return result;
}

/// |x - midpoint|.
BigInterval distance(const StateBall& ball, const std::vector<BigInterval>& x) {
  BigInterval sum = enclose<BigInterval>(0, kBits);
  for (std::size_t i = 0; i < x.size(); ++i) sum += sqr(x[i] - big(ball.midpoint)[i]);
  return sqrt(sum);
}

/// The exact state is in the ball, and the ball is not much larger than it must be.
void expect_encloses(const StateBall& ball, const std::vector<BigInterval>& exact,
                     double looseness) {
  ASSERT_EQ(ball.midpoint.size(), exact.size());
  ASSERT_LT(ball.radius, std::numeric_limits<double>::infinity());
  const BigInterval away = distance(ball, exact);
  EXPECT_TRUE(certainly(away <= enclose<BigInterval>(to_rational(ball.radius), kBits)))
      << away << " " << ball.radius;
  EXPECT_LT(ball.radius,
            looseness * to_interval(away).upper() + 0x1p-51 * euclidean_bound(ball.midpoint));
  const std::vector<Interval> box = ball.components();
  for (std::size_t i = 0; i < exact.size(); ++i) {
    EXPECT_TRUE(subset(to_interval(exact[i]), box[i]) || overlaps(to_interval(exact[i]), box[i]));
  }
}

TEST(WideForward, EnclosesExactPasses) {
  Sampler sampler(41);
  for (std::size_t a = 0; a < activation_names().size(); ++a) {
    for (const Depth kind : {Depth::smooth, Depth::independent}) {
      for (const Sizes sizes : {Sizes{8, 8, 4}, Sizes{8, 5, 64}, Sizes{19, 32, 4}}) {
        const auto network =
            random_network(sampler, static_cast<Activation>(a), Block::two_layer, sizes, kind);
        const std::vector<double> x = {sampler.uniform(-1, 1), sampler.uniform(-1, 1), 0.5};
        expect_encloses(wide_forward(network, x), forward(big(network), big(x)).last(), 2e4);
      }
    }
  }
}

TEST(WideForward, EnclosesLinearPasses) {
  Sampler sampler(42);
  for (const Depth kind : {Depth::smooth, Depth::independent}) {
    const auto network = random_network(sampler, Activation::tanh, Block::linear, {9, 9, 40}, kind);
    const std::vector<double> x = {1, -0.25, 0.5};
    expect_encloses(wide_forward(network, x), forward(big(network), big(x)).last(), 1e5);
  }
}

TEST(WideForward, CarriesABallOfStarts) {
  Sampler sampler(43);
  for (int repeat = 0; repeat < 20; ++repeat) {
    const auto network =
        random_network(sampler, repeat % 2 == 0 ? Activation::tanh : Activation::relu,
                       Block::two_layer, {6, 7, 12}, Depth::smooth);
    StateBall start{std::vector<double>(6, 0.0), 1e-3};
    std::vector<double> away(6, 0.0);
    for (std::size_t i = 0; i < 6; ++i) {
      start.midpoint[i] = sampler.uniform(-1, 1);
      away[i] = sampler.uniform(-1, 1);
    }
    const double length = euclidean_bound(away);
    for (std::size_t i = 0; i < 6; ++i) away[i] = start.midpoint[i] + 1e-3 * away[i] / length;
    const WideNetwork layers{
        network.block, network.activation, network.depth(),
        [&](std::size_t k) -> const LayerWeights<double>& { return network.layers[k - 1]; }};
    const StateBall end = wide_forward(layers, start);
    expect_encloses(end, forward_from(big(network), big(away)).last(), 1000);
    EXPECT_GT(end.radius, 1e-3);
  }
}

/// With operator norms an error grows by exp(|V| |W| / sqrt(mq)) at most; with Frobenius norms by
/// e^16 here.
TEST(WideForward, UsesOperatorNorms) {
  Sampler sampler(44);
  for (const Depth kind : {Depth::smooth, Depth::independent}) {
    const auto network =
        random_network(sampler, Activation::tanh, Block::two_layer, {16, 16, 20}, kind);
    std::size_t fetched = 0;
    const WideNetwork layers{network.block, network.activation, network.depth(),
                             [&](std::size_t k) -> const LayerWeights<double>& {
                               ++fetched;
                               return network.layers[k - 1];
                             }};
    const StateBall end = wide_forward(layers, {std::vector<double>(16, 0.5), 1e-6});
    EXPECT_LT(end.radius, 1e-6 * std::exp(9.0));
    if (kind == Depth::smooth) {
      EXPECT_LT(fetched, 2 * network.depth());
    }
  }
}

TEST(WideForward, KnowsNothingBeyondDoubles) {
  ResidualNetwork<double> network{Block::linear,
                                  Activation::tanh,
                                  Matrix<double>(2, 1, 1),
                                  {},
                                  {{Matrix<double>(2, 2, 1e308), {}}}};
  const StateBall end = wide_forward(network, {1e10});
  EXPECT_FALSE(std::isfinite(end.radius));
  EXPECT_TRUE(is_entire(end.components()[0]));
  network.layers[0].V(0, 1) = std::numeric_limits<double>::quiet_NaN();
  EXPECT_FALSE(std::isfinite(wide_forward(network, {1}).radius));
  EXPECT_FALSE(std::isfinite(ball_around({Interval::everything()}).radius));
}

TEST(WideForward, RefusesOtherShapes) {
  ResidualNetwork<double> network{
      Block::two_layer, Activation::tanh, Matrix<double>(2, 1, 1), {}, {}};
  EXPECT_THROW(wide_forward(network, {1}), std::invalid_argument);
  network.layers.push_back({Matrix<double>(2, 3, 1), Matrix<double>(2, 3, 1)});
  EXPECT_THROW(wide_forward(network, {1}), std::invalid_argument);
  EXPECT_THROW(wide_forward(network, {1, 2}), std::invalid_argument);
}

}  // namespace
}  // namespace rigor
