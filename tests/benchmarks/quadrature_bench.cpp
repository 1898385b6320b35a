// The Fisher information of a mixture of two normal laws, by the trapezoidal rule with a strip
// bound and by Arb's adaptive quadrature over [-10, 10], to the same digits and in turns. The
// counters are those of interleaved.hpp: how many times faster than Arb, for two forms of its
// integrand.
#include <acb_calc.h>
#include <benchmark/benchmark.h>

#include <vector>

#include "analysis/line_quadrature.hpp"
#include "benchmarks/interleaved.hpp"
#include "function/constants.hpp"
#include "function/elementary.hpp"
#include "function/quick_exp.hpp"

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
    const T w = fast(x * rate_), mass = 1 + w;
    const T score = (1 - w) / mass - x;
    return sqr(score) * mass * (fast(sqr(x - 1) * half_inverse_) * factor_);
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
  /// Doubles have an exponential without multiprecision.
  static Interval fast(const Interval& x) { return quick_exp(x); }
  template <class T>
  static T fast(const T& x) {
    return exp(x);
  }
  I v_, rate_, half_inverse_, factor_;
};

/// The poles of p'^2 / p are at the heights pi v / 2 and above.
template <IntervalNumber I>
Integral<I> information(const Rational& v, int digits, Precision p) {
  const Fisher<I> f(v, p);
  const Fisher<Interval> rough(v, p);
  return integrate_line<I>(f, rough, f.strip(v * Rational(5, 4)), {digits, [] {}});
}

class AcbValue {
 public:
  AcbValue() { acb_init(value_); }
  AcbValue(const AcbValue&) = delete;
  AcbValue& operator=(const AcbValue&) = delete;
  ~AcbValue() { acb_clear(value_); }
  acb_ptr get() { return value_; }

 private:
  acb_t value_;
};

/// The integrand for Arb in the same form.
int common_form(acb_ptr result, const acb_t x, void* data, slong, slong bits) {
  const double v = *static_cast<const double*>(data);  // 1 or 1/4: all numbers below are exact
  AcbValue w, mass, score;
  acb_mul_si(w.get(), x, static_cast<slong>(-2 / v), bits);
  acb_exp(w.get(), w.get(), bits);
  acb_add_ui(mass.get(), w.get(), 1, bits);
  acb_sub_ui(score.get(), w.get(), 1, bits);
  acb_neg(score.get(), score.get());
  acb_div(score.get(), score.get(), mass.get(), bits);
  acb_sub(score.get(), score.get(), x, bits);
  acb_sqr(score.get(), score.get(), bits);
  acb_mul(score.get(), score.get(), mass.get(), bits);
  acb_sub_ui(w.get(), x, 1, bits);
  acb_sqr(w.get(), w.get(), bits);
  acb_mul_2exp_si(w.get(), w.get(), -1);
  acb_mul_si(w.get(), w.get(), static_cast<slong>(-1 / v), bits);
  acb_exp(w.get(), w.get(), bits);
  acb_mul(result, score.get(), w.get(), bits);
  return 0;
}

/// ... and as it is defined: p'^2 / p with p and p' as sums of two terms.
int defining_form(acb_ptr result, const acb_t x, void* data, slong, slong bits) {
  const double v = *static_cast<const double*>(data);
  AcbValue left, right, p, slope, offset;
  for (const slong datum : {slong{-1}, slong{1}}) {
    acb_ptr const term = datum < 0 ? left.get() : right.get();
    acb_sub_si(offset.get(), x, datum, bits);
    acb_sqr(term, offset.get(), bits);
    acb_mul_2exp_si(term, term, -1);
    acb_mul_si(term, term, static_cast<slong>(-1 / v), bits);
    acb_exp(term, term, bits);
    acb_addmul(slope.get(), term, offset.get(), bits);
    acb_add(p.get(), p.get(), term, bits);
  }
  acb_sqr(slope.get(), slope.get(), bits);
  acb_div(result, slope.get(), p.get(), bits);
  return 0;
}

void by_arb(acb_calc_func_t integrand, double v, int digits) {
  const auto bits = static_cast<slong>(3.33 * digits) + 12;
  AcbValue from, to, result;
  acb_set_si(from.get(), -10);
  acb_set_si(to.get(), 10);
  mag_t tolerance;
  mag_init(tolerance);
  mag_set_ui_2exp_si(tolerance, 1, -static_cast<slong>(3.33 * digits));
  acb_calc_integrate(result.get(), integrand, &v, from.get(), to.get(),
                     static_cast<slong>(3.33 * digits), tolerance, nullptr, bits);
  mag_clear(tolerance);
}

/// The variance is 1 / range(0).
template <class I>
void fisher_information(benchmark::State& state, int digits, int bits) {
  const Rational v(1, state.range(0));
  const double value = 1.0 / static_cast<double>(state.range(0));
  std::vector<double> common, defining, rigor;
  for (auto _ : state) {
    using benchmarks::nanoseconds;
    rigor.push_back(nanoseconds(
        [&] { benchmark::DoNotOptimize(information<I>(v, digits, Precision{bits})); }, 1));
    common.push_back(nanoseconds([&] { by_arb(common_form, value, digits); }, 1));
    defining.push_back(nanoseconds([&] { by_arb(defining_form, value, digits); }, 1));
  }
  benchmarks::report(state, "same_form", common, rigor);
  benchmarks::report(state, "defining_form", defining, rigor);
  state.counters["reached"] = information<I>(v, digits, Precision{bits}).is_reached ? 1 : 0;
}
void fisher_14_digits(benchmark::State& state) {
  fisher_information<Interval>(state, 14, 53);
}
void fisher_30_digits(benchmark::State& state) {
  fisher_information<BigInterval>(state, 30, 128);
}
BENCHMARK(fisher_14_digits)->ArgName("1/v")->Arg(1)->Arg(4);
BENCHMARK(fisher_30_digits)->ArgName("1/v")->Arg(1)->Arg(4);

}  // namespace
}  // namespace rigor
