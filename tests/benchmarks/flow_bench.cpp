// Trajectories of mixture flows to their limits: 1000 random data in the plane, 20 data, DS-C.
#include <benchmark/benchmark.h>

#include <random>

#include "model/mixture_flow.hpp"

namespace rigor::benchmarks {
namespace {

WeightedPoints random_plane(int count) {
  std::mt19937_64 random(1);
  std::vector<std::vector<Rational>> points;
  for (int k = 0; k < count; ++k) {
    const auto draw = [&] { return Rational(static_cast<long>(random() % 20001) - 10000, 5000); };
    points.push_back({draw() + Rational(k, 1000000000), draw()});
  }
  return WeightedPoints(std::move(points));
}

/// From (1/3, 1/7) at v0 = 1 into an invariant set, and on until zeta is known to 10^-6.
void trajectory(benchmark::State& state) {
  const WeightedPoints data = random_plane(static_cast<int>(state.range(0)));
  const Precision p{53};
  FlowGoal goal;
  goal.digits = 6;
  goal.order = 12;
  goal.tolerance = 1e-9;
  goal.exact_start = {Rational(1, 3), Rational(1, 7)};
  const std::vector<Interval> start{enclose<Interval>(goal.exact_start[0], p),
                                    enclose<Interval>(goal.exact_start[1], p)};
  long steps = 0;
  bool is_settled = true;
  for (auto _ : state) {
    steps = 0;
    const auto limit = follow<Interval>(data, Interval::point(1), start, goal, [&] { ++steps; });
    is_settled = is_settled && limit.datum.has_value();
  }
  state.counters["steps"] = static_cast<double>(steps);
  state.counters["settled"] = is_settled ? 1 : 0;
}
BENCHMARK(trajectory)->Arg(3)->Arg(20)->Arg(1000)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace rigor::benchmarks
