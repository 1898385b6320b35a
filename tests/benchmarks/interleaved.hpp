// Two programs timed in turns, so that both see the same state of the machine.
#pragma once

#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <string>
#include <vector>

namespace rigor::benchmarks {

/// Nanoseconds for one of the `count` operations of the loop.
inline double nanoseconds(const auto& loop, std::size_t count) {
  using Clock = std::chrono::steady_clock;
  const auto start = Clock::now();
  loop();
  const std::chrono::duration<double, std::nano> spent = Clock::now() - start;
  return spent.count() / static_cast<double>(count);
}

/// The number that `tenths` tenths of the values are below.
inline double decile(std::vector<double> values, std::size_t tenths) {
  std::sort(values.begin(), values.end());
  return values[values.size() * tenths / 10];
}
inline double median(const std::vector<double>& values) {
  return decile(values, 5);
}

/// The counters "x_NAME", a ratio of times that is above 1 where the other one is faster: the
/// median over the repetitions, with the first and the last tenth as "_low" and "_high"; and
/// "NAME_ns".
inline void report(benchmark::State& state, const std::string& name, const std::vector<double>& own,
                   const std::vector<double>& other) {
  std::vector<double> ratios;
  for (std::size_t k = 0; k < own.size(); ++k) ratios.push_back(own[k] / other[k]);
  state.counters["x_" + name] = median(ratios);
  state.counters["x_" + name + "_low"] = decile(ratios, 1);
  state.counters["x_" + name + "_high"] = decile(ratios, 9);
  state.counters[name + "_ns"] = median(other);
}

}  // namespace rigor::benchmarks
