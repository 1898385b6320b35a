// The enclosed forward pass of a residual network of width 512 and depth 1024 against the same pass
// in doubles by Eigen, which proves nothing. Weights Z_k = cos(s) Z + s Z', s = k / L, with entries
// of Z and Z' of size 1: more than fits in memory, so that both passes make each layer as they
// reach it. The time for that is not counted on either side.
#include <benchmark/benchmark.h>
#include <time.h>

#include <Eigen/Dense>
#include <cmath>
#include <cstdlib>
#include <random>
#include <vector>

#include "interleaved.hpp"
#include "model/wide_forward.hpp"

namespace rigor::benchmarks {
namespace {

using RowMajorMap =
    Eigen::Map<const Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>>;

Matrix<double> random_weights(std::mt19937& engine, std::size_t n) {
  std::normal_distribution<double> normal;
  Matrix<double> a(n, n, 0.0);
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) a(i, j) = normal(engine);
  }
  return a;
}

/// Nanoseconds of this thread's processor time.
double processor_time(const auto& task) {
  const auto now = [] {
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return 1e9 * static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec);
  };
  const double start = now();
  task();
  return now() - start;
}

/// Makes layers, and knows how long it took.
class Layers {
 public:
  Layers(std::size_t width, std::size_t depth, std::mt19937& engine)
      : depth_(depth),
        first_{random_weights(engine, width), random_weights(engine, width)},
        second_{random_weights(engine, width), random_weights(engine, width)},
        layer_(first_) {}

  const LayerWeights<double>& at(std::size_t k) {
    nanoseconds_ += processor_time([&] {
      const double s = static_cast<double>(k) / static_cast<double>(depth_);
      mix(first_.V, second_.V, s, layer_.V);
      mix(first_.W, second_.W, s, layer_.W);
    });
    return layer_;
  }
  double take_nanoseconds() { return std::exchange(nanoseconds_, 0.0); }

 private:
  static void mix(const Matrix<double>& a, const Matrix<double>& b, double s,
                  Matrix<double>& result) {
    const double c = std::cos(s);
    const std::size_t n = a.rows() * a.columns();
    const double* from_a = &a(0, 0);
    const double* from_b = &b(0, 0);
    double* to = &result(0, 0);
    for (std::size_t i = 0; i < n; ++i) to[i] = c * from_a[i] + s * from_b[i];
  }

  std::size_t depth_;
  LayerWeights<double> first_;
  LayerWeights<double> second_;
  LayerWeights<double> layer_;
  double nanoseconds_ = 0;
};

RowMajorMap as_map(const Matrix<double>& a) {
  return {&a(0, 0), static_cast<Eigen::Index>(a.rows()), static_cast<Eigen::Index>(a.columns())};
}

Eigen::VectorXd plain_forward(Layers& layers, std::size_t width, std::size_t depth,
                              const std::vector<double>& start) {
  Eigen::VectorXd h =
      Eigen::Map<const Eigen::VectorXd>(start.data(), static_cast<Eigen::Index>(start.size()));
  const double inner = 1 / std::sqrt(static_cast<double>(width));
  const double outer = inner / static_cast<double>(depth);
  Eigen::VectorXd u(h.size());
  for (std::size_t k = 1; k <= depth; ++k) {
    const LayerWeights<double>& layer = layers.at(k);
    u.noalias() = as_map(layer.W) * h;
    for (double& x : u) x = std::tanh(x * inner);
    h.noalias() += outer * (as_map(layer.V) * u);
  }
  return h;
}

void wide_forward_pass(benchmark::State& state) {
  constexpr std::size_t kWidth = 512;
  constexpr std::size_t kDepth = 1024;
  std::mt19937 engine(5);
  Layers layers(kWidth, kDepth, engine);
  std::normal_distribution<double> normal;
  std::vector<double> start(kWidth);
  for (double& x : start) x = normal(engine);
  const WideNetwork network{
      Block::two_layer, Activation::tanh, kDepth,
      [&](std::size_t k) -> const LayerWeights<double>& { return layers.at(k); }};
  std::vector<double> own;
  std::vector<double> plain;
  double radius = 0;
  for (auto _ : state) {
    StateBall end;
    Eigen::VectorXd plain_end;
    layers.take_nanoseconds();
    const double own_time = processor_time([&] { end = wide_forward(network, {start, 0}); });
    own.push_back(own_time - layers.take_nanoseconds());
    const double plain_time =
        processor_time([&] { plain_end = plain_forward(layers, kWidth, kDepth, start); });
    plain.push_back(plain_time - layers.take_nanoseconds());
    radius = end.radius;
    double distance = 0;
    for (std::size_t i = 0; i < kWidth; ++i) {
      distance = std::hypot(distance, plain_end[static_cast<Eigen::Index>(i)] - end.midpoint[i]);
    }
    if (!(distance <= 2 * radius)) std::abort();
  }
  report(state, "plain", own, plain);
  state.counters["own_ns"] = median(own);
  state.counters["radius"] = radius;
}
BENCHMARK(wide_forward_pass)->Unit(benchmark::kMillisecond)->Iterations(5);

}  // namespace
}  // namespace rigor::benchmarks
