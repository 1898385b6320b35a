// The score of a mixture of 1000 atoms, all within reach: nanoseconds for each of them.
#include <benchmark/benchmark.h>

#include "model/mixture_integrals.hpp"
#include "model/posterior.hpp"

namespace rigor {
namespace {

constexpr Precision k128{128};
constexpr int kAtoms = 1000;

Mixture grid() {
  std::vector<std::vector<Rational>> points;
  for (int k = 0; k < kAtoms; ++k) points.push_back({Rational(k, kAtoms)});
  return Mixture(points, 1);
}

template <class I>
void score(benchmark::State& state) {
  const Mixture mixture = grid();
  const Posterior<I> posterior(mixture, enclose<I>(Rational(1), k128));
  const Rational y(1, 3);
  for (auto _ : state) benchmark::DoNotOptimize(posterior.score(y));
  state.counters["ns_per_atom"] = benchmark::Counter(
      1e-9 * kAtoms, benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}
BENCHMARK(score<Interval>);
BENCHMARK(score<BigInterval>);

/// Ten points, sigma about an eighth of the gaps, 15 digits.
void weighted_variation(benchmark::State& state) {
  std::vector<std::vector<Rational>> points;
  for (const char* x : {"0", "2.1", "4.4", "6.2", "8.2", "10.4", "12.1", "14", "16.1", "18.4"}) {
    points.push_back({*parse_rational(x)});
  }
  const Mixture mixture(points, Rational(99, 101));
  const MixtureIntegrals<BigInterval> integrals(
      mixture, enclose<BigInterval>(Rational(20, 101), k128), 15, [] {});
  for (auto _ : state) {
    benchmark::DoNotOptimize(state.range(0) == 0 ? integrals.variation_under_pi()
                                                 : integrals.variation_under_g());
  }
}
BENCHMARK(weighted_variation)->ArgName("g")->Arg(0)->Arg(1)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace rigor
