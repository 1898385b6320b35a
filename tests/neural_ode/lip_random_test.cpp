// The bounds of NODE-LIP-1 and NODE-LIP-2 against simulated trainings of random networks.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <random>
#include <vector>

#include "model/residual_pass.hpp"
#include "proofs-check/neural_ode/clipped_growth.hpp"
#include "proofs-check/neural_ode/smoothness_lemmas.hpp"

namespace rigor::neural_ode {
namespace {

using Net = ResidualNetwork<double>;
using Vectors = std::vector<std::vector<double>>;

struct Training {
  Net net;
  Vectors inputs, targets;
  TrainedEnds ends;
  double clip = HUGE_VAL;
};

void move(Matrix<double>& a, const Matrix<double>& velocity, double by) {
  for (std::size_t i = 0; i < velocity.rows(); ++i) {
    for (std::size_t j = 0; j < velocity.columns(); ++j) a(i, j) += by * velocity(i, j);
  }
}
void scale(Matrix<double>& a, double factor, double clip) {
  for (std::size_t i = 0; i < a.rows(); ++i) {
    for (std::size_t j = 0; j < a.columns(); ++j) {
      a(i, j) = std::clamp(factor * a(i, j), -clip, clip);
    }
  }
}

LossGradient<double> velocity(const Training& t, const Net& net) {
  auto g = loss_gradient(net, t.inputs, t.targets, t.ends);
  scale(g.A, -1, t.clip);
  scale(g.B, -1, t.clip);
  for (auto& layer : g.layers) {
    scale(layer.V, -static_cast<double>(net.depth()), t.clip);
    scale(layer.W, -static_cast<double>(net.depth()), t.clip);
  }
  return g;
}
Net moved(const Net& from, const LossGradient<double>& v, double by) {
  Net net = from;
  move(net.A, v.A, by);
  move(net.B, v.B, by);
  for (std::size_t k = 0; k < net.depth(); ++k) {
    move(net.layers[k].V, v.layers[k].V, by);
    move(net.layers[k].W, v.layers[k].W, by);
  }
  return net;
}
/// The midpoint method, with `see` after each step.
void simulate(Training& t, double time, int steps, const std::function<void(const Net&)>& see) {
  const double dt = time / steps;
  for (int i = 0; i < steps; ++i) {
    const Net middle = moved(t.net, velocity(t, t.net), dt / 2);
    t.net = moved(t.net, velocity(t, middle), dt);
    see(t.net);
  }
}

double frobenius(const Matrix<double>& a) {
  double sum = 0;
  for (std::size_t i = 0; i < a.rows(); ++i) {
    for (std::size_t j = 0; j < a.columns(); ++j) sum += a(i, j) * a(i, j);
  }
  return std::sqrt(sum);
}
double norm(const std::vector<double>& x) {
  double sum = 0;
  for (const double c : x) sum += c * c;
  return std::sqrt(sum);
}
Matrix<double> difference(Matrix<double> a, const Matrix<double>& b) {
  move(a, b, -1);
  return a;
}
double jump(const Net& net) {
  double largest = 0;
  for (std::size_t k = 0; k + 1 < net.depth(); ++k) {
    const auto &low = net.layers[k], &high = net.layers[k + 1];
    largest = std::max(largest, std::hypot(frobenius(difference(high.V, low.V)),
                                           frobenius(difference(high.W, low.W))));
  }
  return static_cast<double>(net.depth()) * largest;
}

Interval point(double x) {
  return Interval::point(x);
}
Matrix<Interval> points(const Matrix<double>& a) {
  Matrix<Interval> result(a.rows(), a.columns(), point(0));
  for (std::size_t i = 0; i < a.rows(); ++i) {
    for (std::size_t j = 0; j < a.columns(); ++j) result(i, j) = point(a(i, j));
  }
  return result;
}
StartSizes<Interval> sizes_of(const Net& net) {
  std::vector<LayerWeights<Interval>> layers;
  for (const auto& layer : net.layers) layers.push_back({points(layer.V), points(layer.W)});
  return start_sizes(layers);
}

class RandomTrainings {
 public:
  explicit RandomTrainings(unsigned seed) : random_(seed) {}
  double real(double from, double to) {
    return std::uniform_real_distribution<double>(from, to)(random_);
  }
  std::size_t count(std::size_t from, std::size_t to) {
    return std::uniform_int_distribution<std::size_t>(from, to)(random_);
  }
  Matrix<double> matrix(std::size_t rows, std::size_t columns, double size) {
    Matrix<double> a(rows, columns, 0);
    for (std::size_t i = 0; i < rows; ++i) {
      for (std::size_t j = 0; j < columns; ++j) a(i, j) = real(-size, size);
    }
    return a;
  }
  Training training(Block block, double size) {
    const std::size_t q = count(1, 3), m = count(1, 3), d = count(1, 2), out = count(1, 2),
                      n = count(1, 3), depth = count(2, 7);
    Training t;
    t.net.block = block;
    t.net.activation = std::array{Activation::tanh, Activation::gelu, Activation::sin,
                                  Activation::arctan}[count(0, 3)];
    t.net.A = matrix(q, d, 1);
    t.net.B = matrix(out, q, 1);
    const bool is_linear = block == Block::linear;
    LayerWeights<double> Z{matrix(q, is_linear ? q : m, size), {}};
    if (!is_linear) Z.W = matrix(m, q, 2 * size);
    const double step = count(0, 1) == 0 ? 0 : size / static_cast<double>(depth);
    for (std::size_t k = 0; k < depth; ++k) {
      t.net.layers.push_back(Z);
      move(Z.V, matrix(Z.V.rows(), Z.V.columns(), step), 1);
      if (!is_linear) move(Z.W, matrix(m, q, step), 1);
    }
    for (std::size_t i = 0; i < n; ++i) {
      t.inputs.emplace_back();
      t.targets.emplace_back();
      for (std::size_t j = 0; j < d; ++j) t.inputs.back().push_back(real(-1, 1));
      for (std::size_t j = 0; j < out; ++j) t.targets.back().push_back(real(-1, 1));
    }
    t.ends = {count(0, 1) == 1, count(0, 1) == 1};
    return t;
  }

 private:
  std::mt19937 random_;
};

double largest(const Vectors& vectors) {
  double most = 0;
  for (const auto& x : vectors) most = std::max(most, norm(x));
  return most;
}

// |V_k|, |W_k|, |h_k|, mean |p_k| and L |Z_{k+1} - Z_k| on the way, half of the flows clipped.
void expect_bounds(Block block, unsigned seed, int trials) {
  RandomTrainings random(seed);
  double tightest = 0;
  for (int trial = 0; trial < trials; ++trial) {
    Training t = random.training(block, random.real(0.1, 1));
    if (trial % 2 == 1) t.clip = random.real(0.05, 0.5);
    const double time = random.real(0.01, 0.3);
    const Net start = t.net;
    const double root_loss = std::sqrt(loss(start, t.inputs, t.targets));
    const auto s = activation_bounds<Interval>(start.activation, {53});
    const auto constants =
        block_constants(s.slope, s.curvature, start.layers[0].V.columns(), start.state_size());
    const StartSizes<Interval> Z = sizes_of(start);
    const Interval T = point(time), r = sqrt(T) * point(root_loss), J = T * point(root_loss);
    const Interval A = operator_norm(points(start.A)), B = operator_norm(points(start.B));
    const DepthSizes<Interval> sizes{constants.kap,
                                     constants.chi,
                                     Z.V_mean,
                                     Z.W_mean,
                                     Z.V_most,
                                     Z.W_most,
                                     t.ends.A ? A + r : A,
                                     t.ends.B ? B + r : B,
                                     point(largest(t.inputs)),
                                     Z.jump};
    const auto bounds =
        block == Block::linear ? linear_smoothness(sizes, r, J) : depth_smoothness(sizes, r, J);
    const double P = (2 * exp(bounds.growth) * sizes.B_norm * point(root_loss)).upper();
    const double slack = 1 + 1e-4;  // of the midpoint method
    simulate(t, time, 60, [&](const Net& net) {
      const double K = bounds.jump.upper();
      EXPECT_LE(jump(net), K * slack) << trial;
      tightest = std::max(tightest, jump(net) / K);
      for (const auto& layer : net.layers) {
        EXPECT_LE(frobenius(layer.V), bounds.V_most.upper() * slack) << trial;
        EXPECT_LE(frobenius(layer.W), bounds.W_most.upper() * slack) << trial;
      }
      std::vector<double> mean(net.depth() + 1, 0);
      for (std::size_t i = 0; i < t.inputs.size(); ++i) {
        const auto pass = forward(net, t.inputs[i]);
        for (const auto& h : pass.states) EXPECT_LE(norm(h), bounds.state.upper() * slack);
        std::vector<double> residual = residual_of(net, pass, t.targets[i]);
        for (double& c : residual) c *= 2;
        const auto back = backward(net, pass, transposed_times(net.B, residual));
        for (std::size_t k = 0; k < mean.size(); ++k) {
          mean[k] += norm(back.adjoints[k]) / static_cast<double>(t.inputs.size());
        }
      }
      for (const double p : mean) EXPECT_LE(p, P * slack) << trial;
    });
  }
  EXPECT_GT(tightest, 0.9);
}

TEST(RandomTrainings, StayWithinTheBoundsOfSmoothness) {
  expect_bounds(Block::two_layer, 11, 300);
}
TEST(RandomTrainings, LinearBlocksStayWithinTheirs) {
  expect_bounds(Block::linear, 12, 200);
}

// f(h, z) = tanh(z) h on the line, all trained and clipped to [-c, c]; exact suprema over E.
TEST(RandomTrainings, ClippedFlowsStayWithinAlphaAndBeta) {
  RandomTrainings random(13);
  double tightest = 0;
  for (int trial = 0; trial < 200; ++trial) {
    const std::size_t depth = random.count(2, 6);
    const double n = static_cast<double>(depth), x = random.real(0.05, 1), y = random.real(-1, 1),
                 clip = random.real(0.05, 1), time = random.real(0.01, 0.2);
    std::vector<double> w{1, 1};  // a, b, z_1, ...
    double most = 1;
    for (std::size_t k = 0; k < depth; ++k) {
      w.push_back(random.real(-1, 1));
      most = std::max(most, std::abs(w.back()));
    }
    const auto field = [&](const std::vector<double>& at) {
      double F = at[0] * at[1] * x;
      for (std::size_t k = 2; k < at.size(); ++k) F *= 1 + std::tanh(at[k]) / n;
      const double pull = -2 * (F - y) * F;
      std::vector<double> v{pull / at[0], pull / at[1]};
      for (std::size_t k = 2; k < at.size(); ++k) {
        const double s = std::tanh(at[k]);
        v.push_back(pull * (1 - s * s) / (1 + s / n));  // n times the derivative by z_k
      }
      for (double& c : v) c = std::clamp(c, -clip, clip);
      return v;
    };
    const auto gap = [&] {
      double largest = 0;
      for (std::size_t k = 2; k + 1 < w.size(); ++k) {
        largest = std::max(largest, std::abs(w[k + 1] - w[k]));
      }
      return largest;
    };
    const double start = gap(), M = most + clip * time, K_1 = std::tanh(M),
                 H = std::exp(K_1) * M * x, K = std::max(K_1, H),
                 t = std::min(K_1, 1 / std::sqrt(3.0)),
                 bend = std::max(1.0, 2 * t * (1 - t * t) * H);
    const ClippedBounds<Interval> bounds{point(M),    point(K_1), point(K),
                                         point(bend), point(x),   point(std::abs(y))};
    const auto growth = clipped_growth(bounds);
    const double alpha = exp(growth.log_alpha).upper(), beta = exp(growth.log_beta).upper();
    const double E = std::exp(K) * M * M * x + std::abs(y);
    EXPECT_NEAR(alpha / (2 * std::exp(K) * bend * M * E), 1, 1e-12);
    EXPECT_NEAR(beta / (2 * K * std::exp(K) * M * (K + std::exp(K) * bend * M * x) * E), 1, 1e-12);
    const int steps = 100;
    for (int i = 0; i < steps; ++i) {
      const auto v = field(w);
      for (std::size_t k = 0; k < w.size(); ++k) w[k] += time / steps * v[k];
    }
    const double bound = (start + beta * time / n) * std::exp(alpha * time);
    EXPECT_LE(gap(), bound * (1 + 1e-4)) << trial;
    tightest = std::max(tightest, gap() / bound);
  }
  EXPECT_GT(tightest, 0.5);
}

}  // namespace
}  // namespace rigor::neural_ode
