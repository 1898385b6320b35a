// The Fisher information of a mixture of two normal laws, by the trapezoidal rule with a strip
// bound and by Arb's adaptive quadrature over [-10, 10], to the same digits and in turns. The
// counters are those of interleaved.hpp: x_rigor is how many times faster than Arb.
#include <acb_calc.h>
#include <benchmark/benchmark.h>

#include <vector>

#include "analysis/line_quadrature.hpp"
#include "benchmarks/interleaved.hpp"
#include "function/constants.hpp"
#include "function/elementary.hpp"

namespace rigor {
namespace {

/// p'^2 / p for the law with the data -1, 1 and noise variance v: with w = exp(-2x / v), p = (1 +
/// w) exp(-(x - 1)^2 / 2v) / (2 sqrt(2 pi v)) and p' / p = ((1 - w) / (1 + w) - x) / v.
template <IntervalNumber I>
class Fisher {
 public:
  Fisher(const Rational& v, Precision p)
      : v_(enclose<I>(v, p)),
        rate_(-2 / v_),
        half_inverse_(-1 / (2 * v_)),
        factor_(1 / (2 * sqrt(2 * pi<I>(p) * v_) * sqr(v_))) {}

  template <class T>
  T operator()(const T& x) const {
    const T w = exp(x * rate_), mass = 1 + w;
    const T score = (1 - w) / mass - x;
    return sqr(score) * mass * (exp(sqr(x - 1) * half_inverse_) * factor_);
  }

  /// From |x| = 1 on |w| <= e^-2 < 1/7 (v <= 1), so |p'/p| <= (1 + |z - 1|) / v and |1 + w| < 2 in
  /// the strip of height a; with u = x - 1, (1 + a + u)^2 <= 2 (1 + a)^2 + 2u^2, and u^2 exp(-u^2 /
  /// 22v) <= 22v/e < 9v, which leaves exp(-u^2 / 2.2v). The same on the left.
  Strip<I> strip(const Rational& height) const {
    const I a = enclose<I>(height, precision_of(v_)), one = enclose<I>(1L, precision_of(v_));
    const I most = 2 * factor_ * (2 * sqr(1 + a) + 18 * v_) * exp(sqr(a) / (2 * v_));
    const I variance = 11 * v_ / 10;
    return {height, {-one, most, -one, variance}, {one, most, one, variance}};
  }

 private:
  I v_, rate_, half_inverse_, factor_;
};

/// The poles of p'^2 / p are at the heights pi v / 2 and above.
template <IntervalNumber I>
Integral<I> information(const Rational& v, int digits, Precision p) {
  const Fisher<I> f(v, p);
  const Fisher<Interval> rough(v, p);
  return integrate_line<I>(f, rough, f.strip(v * Rational(5, 4)), {digits, [] {}});
}

/// The same integrand for Arb.
int integrand(acb_ptr result, const acb_t x, void* data, slong, slong bits) {
  const double v = *static_cast<const double*>(data);
  acb_t w, mass, score;
  acb_init(w);
  acb_init(mass);
  acb_init(score);
  arb_t scale;
  arb_init(scale);
  arb_set_d(scale, -2 / v);  // exact for the two values of v
  acb_mul_arb(w, x, scale, bits);
  acb_exp(w, w, bits);
  acb_add_ui(mass, w, 1, bits);
  acb_sub_ui(score, w, 1, bits);
  acb_neg(score, score);
  acb_div(score, score, mass, bits);
  acb_sub(score, score, x, bits);
  acb_sqr(score, score, bits);
  acb_mul(score, score, mass, bits);
  acb_sub_ui(w, x, 1, bits);
  acb_sqr(w, w, bits);
  arb_set_d(scale, -1 / (2 * v));
  acb_mul_arb(w, w, scale, bits);
  acb_exp(w, w, bits);
  acb_mul(result, score, w, bits);
  arb_clear(scale);
  acb_clear(w);
  acb_clear(mass);
  acb_clear(score);
  return 0;
}

void by_arb(acb_t result, double v, int digits) {
  const auto bits = static_cast<slong>(3.33 * digits) + 12;
  acb_t from, to;
  acb_init(from);
  acb_init(to);
  acb_set_si(from, -10);
  acb_set_si(to, 10);
  mag_t tolerance;
  mag_init(tolerance);
  mag_set_ui_2exp_si(tolerance, 1, -static_cast<slong>(3.33 * digits));
  acb_calc_integrate(result, integrand, &v, from, to, static_cast<slong>(3.33 * digits), tolerance,
                     nullptr, bits);
  mag_clear(tolerance);
  acb_clear(from);
  acb_clear(to);
}

/// The variance is 1 / range(0).
template <class I>
void fisher_information(benchmark::State& state, int digits, int bits) {
  const Rational v(1, state.range(0));
  const double value = 1.0 / static_cast<double>(state.range(0));
  std::vector<double> arb, rigor;
  acb_t result;
  acb_init(result);
  for (auto _ : state) {
    rigor.push_back(benchmarks::nanoseconds(
        [&] { benchmark::DoNotOptimize(information<I>(v, digits, Precision{bits})); }, 1));
    arb.push_back(benchmarks::nanoseconds([&] { by_arb(result, value, digits); }, 1));
  }
  acb_clear(result);
  benchmarks::report(state, "rigor", arb, rigor);
  const auto x = information<I>(v, digits, Precision{bits});
  state.counters["reached"] = x.is_reached ? 1 : 0;
}
void fisher_13_digits_in_doubles(benchmark::State& state) {
  fisher_information<Interval>(state, 13, 53);
}
void fisher_14_digits(benchmark::State& state) {
  fisher_information<BigInterval>(state, 14, 128);
}
void fisher_30_digits(benchmark::State& state) {
  fisher_information<BigInterval>(state, 30, 128);
}
BENCHMARK(fisher_13_digits_in_doubles)->ArgName("1/v")->Arg(1)->Arg(4);
BENCHMARK(fisher_14_digits)->ArgName("1/v")->Arg(1)->Arg(4);
BENCHMARK(fisher_30_digits)->ArgName("1/v")->Arg(1)->Arg(4);

}  // namespace
}  // namespace rigor
