// Interval against plain double and libm, and against Arb at 53 bits, in one process on the same
// numbers: long arrays of mixed signs, of thin, narrow and wide intervals, some of which contain 0.
// The loops are compiled without vectorisation: one scalar operation against another.
#include <arb_hypgeom.h>

#include <cmath>
#include <cstdint>
#include <random>

#include "benchmarks/interleaved.hpp"
#include "function/elementary.hpp"
#include "function/hyperbolic.hpp"
#include "function/trigonometric.hpp"
#include "number/self_test.hpp"

namespace rigor {
namespace {

using benchmarks::median;
using benchmarks::nanoseconds;

constexpr std::size_t kCount = 4096;
constexpr int kRepetitions = 41;

/// Numbers between lo and hi; intervals above them, of width 0, 1e-6 and up to 1; and balls.
struct Operands {
  Operands(double lo, double hi, bool is_thin, unsigned seed) : balls(_arb_vec_init(kCount)) {
    std::mt19937_64 engine(seed);
    std::uniform_real_distribution<double> number(lo, hi);
    std::uniform_real_distribution<double> unit(0, 1);
    for (std::size_t k = 0; k < kCount; ++k) {
      const double x = number(engine);
      const double width = is_thin || k % 3 == 0 ? 0 : (k % 3 == 1 ? 1e-6 : unit(engine));
      numbers.push_back(x);
      intervals.push_back(Interval::bounds(x, x + width));
      arb_set_d(balls + k, x + width / 2);
      mag_set_d(arb_radref(balls + k), width / 2);
    }
  }
  Operands(const Operands&) = delete;
  Operands& operator=(const Operands&) = delete;
  ~Operands() { _arb_vec_clear(balls, kCount); }

  std::vector<double> numbers;
  std::vector<Interval> intervals;
  arb_ptr balls;
};

using BallFunction = void (*)(arb_t, const arb_t, const arb_t, slong);

template <class T>
void apply(const auto& f, const std::vector<T>& a, const std::vector<T>& b, std::vector<T>& c) {
  benchmark::ClobberMemory();
  for (std::size_t k = 0; k < kCount; ++k) c[k] = f(a[k], b[k]);
  benchmark::ClobberMemory();
}

void compare(benchmark::State& state, const auto& f, BallFunction ball, double lo, double hi,
             bool is_thin) {
  const Operands a(lo, hi, is_thin, 1);
  const Operands b(lo, hi, is_thin, 2);
  std::vector<Interval> intervals(kCount);
  std::vector<double> numbers(kCount);
  arb_ptr balls = _arb_vec_init(kCount);
  std::vector<double> own;
  std::vector<double> plain;
  std::vector<double> arb;
  for (auto _ : state) {
    for (int repetition = 0; repetition < kRepetitions; ++repetition) {
      own.push_back(nanoseconds([&] { apply(f, a.intervals, b.intervals, intervals); }, kCount));
      plain.push_back(nanoseconds([&] { apply(f, a.numbers, b.numbers, numbers); }, kCount));
      arb.push_back(nanoseconds(
          [&] {
            for (std::size_t k = 0; k < kCount; ++k) ball(balls + k, a.balls + k, b.balls + k, 53);
          },
          kCount));
    }
  }
  _arb_vec_clear(balls, kCount);
  state.counters["ns"] = median(own);
  benchmarks::report(state, "double", own, plain);
  benchmarks::report(state, "arb53", own, arb);
  state.SetLabel(std::string(arithmetic_name()));
}

/// Arb's functions of one argument, ignoring the second.
template <auto kFunction>
void of_first(arb_t z, const arb_t x, const arb_t, slong bits) {
  kFunction(z, x, bits);
}
void arb_fused(arb_t z, const arb_t x, const arb_t y, slong bits) {
  arb_set(z, x);
  arb_addmul(z, x, y, bits);
}

const auto add = [](const auto& a, const auto& b) { return a + b; };
const auto multiply = [](const auto& a, const auto& b) { return a * b; };
const auto divide = [](const auto& a, const auto& b) { return a / b; };
const auto fused = [](const auto& a, const auto& b) {
  using std::fma;
  return fma(a, b, a);
};

#define RIGOR_UNARY(name, f)                         \
  const auto name = [](const auto& a, const auto&) { \
    using std::f;                                    \
    return f(a);                                     \
  };
RIGOR_UNARY(square_root, sqrt)
RIGOR_UNARY(exponential, exp)
RIGOR_UNARY(logarithm, log)
RIGOR_UNARY(hyperbolic_tangent, tanh)
RIGOR_UNARY(error_function, erf)
RIGOR_UNARY(error_complement, erfc)
RIGOR_UNARY(sine, sin)
RIGOR_UNARY(arc_tangent, atan)
#undef RIGOR_UNARY

BENCHMARK_CAPTURE(compare, add, add, arb_add, -1.0, 1.0, false)->Iterations(1);
BENCHMARK_CAPTURE(compare, mul_mixed_signs, multiply, arb_mul, -1.0, 1.0, false)->Iterations(1);
BENCHMARK_CAPTURE(compare, div, divide, arb_div, 0.1, 10.0, false)->Iterations(1);
BENCHMARK_CAPTURE(compare, fma, fused, arb_fused, -1.0, 1.0, false)->Iterations(1);
BENCHMARK_CAPTURE(compare, sqrt, square_root, of_first<arb_sqrt>, 0.1, 10.0, false)->Iterations(1);
BENCHMARK_CAPTURE(compare, exp, exponential, of_first<arb_exp>, -20.0, 20.0, true)->Iterations(1);
BENCHMARK_CAPTURE(compare, log, logarithm, of_first<arb_log>, 1e-3, 1e3, true)->Iterations(1);
BENCHMARK_CAPTURE(compare, tanh, hyperbolic_tangent, of_first<arb_tanh>, -10.0, 10.0, true)
    ->Iterations(1);
BENCHMARK_CAPTURE(compare, erf, error_function, of_first<arb_hypgeom_erf>, -4.0, 4.0, true)
    ->Iterations(1);
BENCHMARK_CAPTURE(compare, erfc_tail, error_complement, of_first<arb_hypgeom_erfc>, 4.0, 27.0, true)
    ->Iterations(1);
BENCHMARK_CAPTURE(compare, sin, sine, of_first<arb_sin>, -10.0, 10.0, true)->Iterations(1);
BENCHMARK_CAPTURE(compare, atan, arc_tangent, of_first<arb_atan>, -10.0, 10.0, true)->Iterations(1);

}  // namespace
}  // namespace rigor
