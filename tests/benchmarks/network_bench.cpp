// The closed forms of the risk of a network: seconds for its Hessian, for the risks at all atoms,
// for the variation of its slope, and for a proof that a critical point exists.
#include <benchmark/benchmark.h>

#include <random>
#include <vector>

#include "model/critical_point.hpp"
#include "model/network_risk.hpp"
#include "model/network_variation.hpp"

namespace rigor {
namespace {

constexpr Precision k128{128};

/// About ten atoms within reach of each kink, whatever their number.
Mixture atoms(int n) {
  std::vector<std::vector<Rational>> points;
  for (int i = 0; i < n; ++i) points.push_back({Rational(10 * i + i * i % 7, 20)});
  return Mixture(points, 1);
}

template <class I>
I noise() {
  return enclose<I>(Rational(1, 4), k128);
}

/// Kinks that are no doubles cost two evaluations.
template <class I>
NetworkBox<I> network(int m, int n, bool has_double_kinks) {
  std::mt19937_64 engine(7);
  Network net;
  for (int l = 0; l < m; ++l) {
    const auto k = static_cast<long>(engine() % 1000000);
    net.signs.push_back(engine() % 2 == 0 ? 1 : -1);
    net.weights.push_back(Rational(static_cast<long>(engine() % 2000) - 1000, 64));
    net.kinks.push_back(Rational(k * n, has_double_kinks ? 2097152 : 1999993));
  }
  return enclose_network<I>(net, k128);
}

template <class I>
void hessian(benchmark::State& state) {
  const auto m = static_cast<int>(state.range(0)), n = static_cast<int>(state.range(1));
  const Mixture mixture = atoms(n);
  const NetworkBox<I> box = network<I>(m, n, state.range(2) != 0);
  for (auto _ : state) {
    benchmark::DoNotOptimize(NetworkRisk<I>(mixture, noise<I>(), box).hessian());
  }
}
BENCHMARK(hessian<Interval>)
    ->ArgNames({"m", "n", "doubles"})
    ->Args({100, 82, 1})
    ->Args({100, 82, 0})
    ->Args({1000, 1000, 1})
    ->Args({1000, 1000, 0})
    ->Unit(benchmark::kMillisecond);
BENCHMARK(hessian<BigInterval>)
    ->ArgNames({"m", "n", "doubles"})
    ->Args({100, 82, 1})
    ->Args({100, 82, 0})
    ->Unit(benchmark::kMillisecond);

template <class I>
void atom_risks(benchmark::State& state) {
  const Mixture mixture = atoms(82);
  const NetworkRisk<I> at(mixture, noise<I>(), network<I>(100, 82, true));
  for (auto _ : state) {
    for (std::size_t i = 0; i < mixture.size(); ++i) benchmark::DoNotOptimize(at.atom_risk(i));
  }
}
BENCHMARK(atom_risks<Interval>)->Unit(benchmark::kMillisecond);
BENCHMARK(atom_risks<BigInterval>)->Unit(benchmark::kMillisecond);

template <class I>
void variation(benchmark::State& state) {
  const Mixture mixture = atoms(82);
  const NetworkBox<I> box = network<I>(100, 82, true);
  for (auto _ : state) {
    benchmark::DoNotOptimize(network_variation<I>(mixture, noise<I>(), box));
  }
}
BENCHMARK(variation<Interval>)->Unit(benchmark::kMillisecond);
BENCHMARK(variation<BigInterval>)->Unit(benchmark::kMillisecond);

/// Two neurons on two atoms, and four whose Hessian has the condition 1e8.
template <class I>
void critical_point(benchmark::State& state) {
  const Mixture mixture({{-1}, {1}}, Rational(1, 2));
  const Rational w1(817, 10), w2(14476, 100), tau1(2172, 10000), tau2(9375, 100000);
  const Network two{{1, -1}, {-32, 32}, {Rational(1, 2), Rational(-1, 2)}};
  const Network four{{1, 1, -1, -1}, {w1, -w2, -w1, w2}, {-tau1, tau2, tau1, -tau2}};
  const Network& guess = state.range(0) == 2 ? two : four;
  for (auto _ : state) {
    const auto point = prove_critical_point<I>(mixture, noise<I>(), guess);
    if (!point || !point->is_strict_minimum) state.SkipWithError("no critical point");
  }
}
BENCHMARK(critical_point<Interval>)->ArgName("m")->Arg(2)->Arg(4)->Unit(benchmark::kMillisecond);
BENCHMARK(critical_point<BigInterval>)->ArgName("m")->Arg(2)->Arg(4)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace rigor
