// Interval against plain double, MPFR and Arb in one process. The counters are the ratios of times:
// "x_double" = time of Interval / time of double, and so on; above 1 the other one is faster.
#include <benchmark/benchmark.h>

#include <chrono>
#include <cmath>
#include <random>
#include <vector>

#include "function/elementary.hpp"
#include "number/big_interval.hpp"
#include "support/arb.hpp"

namespace rigor {
namespace {

using test::Arb;

constexpr std::size_t kCount = 1024;
constexpr Precision kDouble{53};

/// The same pairs of numbers as values of T.
template <class T>
struct Operands {
  std::vector<T> a, b;
};

std::vector<double> uniform(double lo, double hi, unsigned seed) {
  std::mt19937_64 engine(seed);
  std::uniform_real_distribution<double> law(lo, hi);
  std::vector<double> values;
  for (std::size_t k = 0; k < kCount; ++k) values.push_back(law(engine));
  return values;
}

template <class T>
T make(double x) {
  if constexpr (std::same_as<T, double>) {
    return x;
  } else if constexpr (std::same_as<T, Arb>) {
    return Arb(x, kDouble);
  } else {
    return enclose<T>(to_rational(x), kDouble);
  }
}

template <class T>
Operands<T> operands(double lo, double hi) {
  Operands<T> r;
  for (const double x : uniform(lo, hi, 1)) r.a.push_back(make<T>(x));
  for (const double x : uniform(lo, hi, 2)) r.b.push_back(make<T>(x));
  return r;
}

/// Nanoseconds for one operation, the least of some runs.
template <class T>
double nanoseconds(const auto& f, double lo, double hi) {
  using Clock = std::chrono::steady_clock;
  const Operands<T> x = operands<T>(lo, hi);
  double least = 1e300;
  for (int run = 0; run < 9; ++run) {
    const auto start = Clock::now();
    for (std::size_t k = 0; k < kCount; ++k) {
      T result = f(x.a[k], x.b[k]);
      benchmark::DoNotOptimize(result);
    }
    const std::chrono::duration<double, std::nano> spent = Clock::now() - start;
    least = std::min(least, spent.count() / kCount);
  }
  return least;
}

void compare(benchmark::State& state, const auto& f, double lo, double hi) {
  const Operands<Interval> x = operands<Interval>(lo, hi);
  for (auto _ : state) {
    for (std::size_t k = 0; k < kCount; ++k) {
      Interval result = f(x.a[k], x.b[k]);
      benchmark::DoNotOptimize(result);
    }
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(kCount));
  const double own = nanoseconds<Interval>(f, lo, hi);
  state.counters["ns"] = own;
  state.counters["x_double"] = own / nanoseconds<double>(f, lo, hi);
  state.counters["x_mpfr53"] = own / nanoseconds<BigInterval>(f, lo, hi);
  state.counters["x_arb53"] = own / nanoseconds<Arb>(f, lo, hi);
}

const auto add = [](const auto& a, const auto& b) { return a + b; };
const auto mul = [](const auto& a, const auto& b) { return a * b; };
const auto div = [](const auto& a, const auto& b) { return a / b; };
const auto root = [](const auto& a, const auto&) {
  using std::sqrt;
  return sqrt(a);
};
const auto exponential = [](const auto& a, const auto&) {
  using std::exp;
  return exp(a);
};
const auto logarithm = [](const auto& a, const auto&) {
  using std::log;
  return log(a);
};
const auto error = [](const auto& a, const auto&) {
  using std::erf;
  return erf(a);
};
const auto error_complement = [](const auto& a, const auto&) {
  using std::erfc;
  return erfc(a);
};
const auto hyperbolic_tangent = [](const auto& a, const auto&) {
  using std::tanh;
  return tanh(a);
};

BENCHMARK_CAPTURE(compare, add, add, -10.0, 10.0);
BENCHMARK_CAPTURE(compare, mul, mul, -10.0, 10.0);
BENCHMARK_CAPTURE(compare, div, div, 0.1, 10.0);
BENCHMARK_CAPTURE(compare, sqrt, root, 0.0, 10.0);
BENCHMARK_CAPTURE(compare, exp, exponential, -20.0, 20.0);
BENCHMARK_CAPTURE(compare, log, logarithm, 1e-3, 1e3);
BENCHMARK_CAPTURE(compare, erf, error, -4.0, 4.0);
BENCHMARK_CAPTURE(compare, erfc, error_complement, -4.0, 12.0);
BENCHMARK_CAPTURE(compare, tanh, hyperbolic_tangent, -10.0, 10.0);

}  // namespace
}  // namespace rigor
