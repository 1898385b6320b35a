#include "function/jet.hpp"

#include <gtest/gtest.h>

#include <string>

#include "function/gradient.hpp"
#include "function_table.hpp"
#include "support/sampling.hpp"

namespace rigor {
namespace {

using test::ArbSeries;
using test::Sampler;

Rational dyadic(Sampler& sampler, double lo, double hi) {
  const double x = std::ldexp(std::round(std::ldexp(sampler.uniform(lo, hi), 16)), -16);
  return to_rational(std::fmin(std::fmax(x, lo), hi));
}

// Value, first and second derivative of each function against Arb: at points with a bound on the
// width, and over boxes, some of which leave the domain.
template <class I>
void expect_derivatives_of_arb(Precision p) {
  Sampler sampler(30);
  test::for_each_function<I, Jet<I, 1>, Jet<I, 2>, TracedValue<I>>(
      [&](const char* name, auto f, auto oracle, double lo, double hi) {
        const auto first_component = [&](const auto& x) { return f(x[0]); };
        for (int i = 0; i < test::sample_count(20, 500); ++i) {
          const Rational a = dyadic(sampler, lo, hi);
          const bool is_point = i % 4 == 0;
          const Rational b = is_point ? a : dyadic(sampler, lo, hi);
          const Rational reach = i % 4 == 3 ? Rational(sampler.integer(1, 3)) : Rational(0);
          const I box = hull_of<I>(std::min(a, b) - reach, std::max(a, b) + reach, p);
          const Hessian<I> h = hessian(first_component, std::vector<I>{box});
          const Gradient<I> g = forward_gradient(first_component, std::vector<I>{box});
          const Gradient<I> reverse = gradient(first_component, std::vector<I>{box});
          EXPECT_TRUE(identical(g.value, h.value) && identical(g.partials[0], h.gradient[0]))
              << name;
          EXPECT_TRUE(identical(h.value, f(box))) << name << ": the value is that of f";
          for (int j = 0; j <= 4; ++j) {
            const Rational at = a + (b - a) * j / 4;
            const ArbSeries exact = oracle(ArbSeries({at, 1}, 2));
            EXPECT_TRUE(overlaps(h.value, exact[0])) << name << " over " << box << " at " << at;
            EXPECT_TRUE(overlaps(h.gradient[0], exact[1]))
                << name << "' over " << box << " at " << at << " " << h.gradient[0];
            EXPECT_TRUE(overlaps(reverse.partials[0], exact[1]))
                << name << "' in reverse over " << box << " at " << at << " "
                << reverse.partials[0];
            EXPECT_TRUE(overlaps(h(0, 0), exact[2] * test::Arb(2)))
                << name << "'' over " << box << " at " << at << " " << h(0, 0);
          }
          if (!is_point) continue;
          for (const I& d : {h.gradient[0], reverse.partials[0], h(0, 0)}) {
            EXPECT_LE(to_interval(width(d)).upper(),
                      std::ldexp(1 + to_interval(magnitude(d)).upper(), 14 - p.bits))
                << name << " at " << a << " " << d;
          }
        }
      });
}

TEST(Jet, EnclosesTheDerivativesOfArb) {
  expect_derivatives_of_arb<Interval>(Precision{53});
  expect_derivatives_of_arb<BigInterval>(Precision{150});
}

// The constants that bound derivatives over wide boxes: they hold where the derivative is largest,
// and they are what bounds it.
TEST(Jet, BoundsHoldAtTheExtremes) {
  const std::vector<Interval> wide{Interval::bounds(-50, 50)};
  const auto expect_bound = [&](auto f, auto oracle, int derivative, double at, double bound) {
    const auto h = hessian([&](const auto& x) { return f(x[0]); }, wide);
    const Interval& d = derivative == 1 ? h.gradient[0] : h(0, 0);
    const ArbSeries exact = oracle(ArbSeries({to_rational(at), 1}, 2));
    EXPECT_TRUE(overlaps(d, exact[derivative] * test::Arb(derivative))) << d << " at " << at;
    EXPECT_TRUE(subset(d, Interval::bounds(-bound, bound))) << d;
  };
  const double third = std::sqrt(1.0 / 3);
  const double half = std::sqrt(0.5);
  test::for_each_function<Jet<Interval, 2>>(
      [&](const std::string& name, auto f, auto oracle, double, double) {
        for (const int side : {-1, 1}) {
          if (name == "atan") expect_bound(f, oracle, 2, side * third, 0.6501);
          if (name == "tanh") expect_bound(f, oracle, 2, side * std::atanh(third), 0.7701);
          if (name == "tanh") expect_bound(f, oracle, 1, 0, 1);
          if (name == "asinh") expect_bound(f, oracle, 2, side * half, 0.3851);
          if (name == "erf" || name == "erfc") expect_bound(f, oracle, 2, side * half, 0.9681);
          if (name == "normal_pdf") expect_bound(f, oracle, 1, side, 0.2421);
          if (name == "normal_pdf") expect_bound(f, oracle, 2, side * std::sqrt(3.0), 0.3991);
          if (name == "normal_pdf") expect_bound(f, oracle, 2, 0, 0.3991);
          if (name == "normal_cdf") expect_bound(f, oracle, 2, side, 0.2421);
        }
      });
  const auto density = hessian([](const auto& x) { return normal_pdf(x[0]); }, wide);
  EXPECT_LT(density(0, 0).upper(), 0.1791);
}

// Second derivatives written by hand. Both sides are narrow, so that overlap means agreement.
template <class I>
void expect_agreement(const I& ours, const I& by_hand, const char* what) {
  EXPECT_TRUE(overlaps(ours, by_hand)) << what << " " << ours << " " << by_hand;
  const double bound = std::ldexp(1e3, -precision_of(ours).bits);
  EXPECT_LE(to_interval(width(ours)).upper(), bound) << what;
  EXPECT_LE(to_interval(width(by_hand)).upper(), bound) << what;
}

template <class I>
void expect_symbolic_second_derivatives(Precision p) {
  Sampler sampler(32);
  for (int i = 0; i < test::sample_count(50, 1000); ++i) {
    const std::vector<I> at{enclose<I>(dyadic(sampler, 0.5, 2), p),
                            enclose<I>(dyadic(sampler, 0.5, 2), p)};
    const I x = at[0];
    const I y = at[1];
    {
      const auto h =
          hessian([](const auto& v) { return exp(v[0]) * sin(v[1]) / (1 + sqr(v[0])); }, at);
      // With q = 1 + x^2: f_x = e^x sin(y) (1 - x)^2 / q^2, and f_yy = -f.
      const I q = 1 + sqr(x);
      const I slope = sqr((1 - x) / q);
      const I bend = slope - (2 * (1 - x) * q + 4 * x * sqr(1 - x)) / pown(q, 3);
      expect_agreement(h.value, exp(x) * sin(y) / q, "f");
      expect_agreement(h.gradient[0], exp(x) * sin(y) * slope, "f_x");
      expect_agreement(h.gradient[1], exp(x) * cos(y) / q, "f_y");
      expect_agreement(h(0, 0), exp(x) * sin(y) * bend, "f_xx");
      expect_agreement(h(0, 1), exp(x) * cos(y) * slope, "f_xy");
      expect_agreement(h(1, 1), -exp(x) * sin(y) / q, "f_yy");
    }
    {
      const auto h = hessian([](const auto& v) { return v[0] * v[1] * log(v[0] + sqr(v[1])); }, at);
      const I g = x + sqr(y);
      expect_agreement(h(0, 0), 2 * y / g - x * y / sqr(g), "xy log(x + y^2) _xx");
      expect_agreement(h(1, 0), log(g) + (2 * sqr(y) + x) / g - 2 * x * sqr(y) / sqr(g), "_xy");
      expect_agreement(h(1, 1), 6 * x * y / g - 4 * x * pown(y, 3) / sqr(g), "_yy");
    }
    {
      const auto h = hessian([](const auto& v) { return sqrt(sqr(v[0]) + sqr(v[1])); }, at);
      const I r = sqrt(sqr(x) + sqr(y));
      expect_agreement(h(0, 0), sqr(y) / pown(r, 3), "r_xx");
      expect_agreement(h(0, 1), -x * y / pown(r, 3), "r_xy");
      expect_agreement(h(1, 1), sqr(x) / pown(r, 3), "r_yy");
    }
    {
      const auto h = hessian([](const auto& v) { return atan(v[1] / v[0]); }, at);
      const I r2 = sqr(x) + sqr(y);
      expect_agreement(h(0, 0), 2 * x * y / sqr(r2), "angle_xx");
      expect_agreement(h(0, 1), (sqr(y) - sqr(x)) / sqr(r2), "angle_xy");
      expect_agreement(h(1, 1), -2 * x * y / sqr(r2), "angle_yy");
    }
    {
      const auto h = hessian([](const auto& v) { return pow(v[0], v[1]); }, at);
      const I w = pow(x, y);
      expect_agreement(h.gradient[1], w * log(x), "x^y _y");
      expect_agreement(h(0, 0), y * (y - 1) * pow(x, y - 2), "x^y _xx");
      expect_agreement(h(0, 1), pow(x, y - 1) * (1 + y * log(x)), "x^y _xy");
      expect_agreement(h(1, 1), w * sqr(log(x)), "x^y _yy");
    }
  }
}

TEST(Jet, SecondDerivativesWrittenByHand) {
  expect_symbolic_second_derivatives<Interval>(Precision{53});
  expect_symbolic_second_derivatives<BigInterval>(Precision{256});
}

// The Hessian of log(sum of exp x_i) is diag(p) - p p^T with p = softmax(x).
TEST(Jet, LogSumExpOfTwelveVariables) {
  using I = BigInterval;
  Sampler sampler(33);
  const std::size_t n = 12;
  std::vector<I> x;
  for (std::size_t i = 0; i < n; ++i)
    x.push_back(enclose<I>(dyadic(sampler, -2, 2), Precision{128}));
  const auto h = hessian(
      [](const auto& v) {
        auto sum = exp(v[0]);
        for (std::size_t i = 1; i < v.size(); ++i) sum += exp(v[i]);
        return log(sum);
      },
      x);
  I total = exp(x[0]);
  for (std::size_t i = 1; i < n; ++i) total += exp(x[i]);
  for (std::size_t i = 0; i < n; ++i) {
    const I p = exp(x[i]) / total;
    expect_agreement(h.gradient[i], p, "softmax");
    for (std::size_t j = 0; j < n; ++j) {
      const I product = p * (exp(x[j]) / total);
      expect_agreement(h(i, j), i == j ? p - product : -product, "log-sum-exp");
    }
  }
}

/// Terms that touch variables in an odd order, some twice, one never.
struct Mixed {
  template <class X>
  X operator()(const std::vector<X>& x) const {
    X u = sin(x[5] * x[2]) + x[0];
    X v = x[4] / (2 + sqr(x[5])) - 3 * x[1];
    u *= v;
    u -= tanh(x[2]) * x[0];
    return fma(u, x[4], v) / (x[1] - 7) + max(u, x[5] + 40) + 1;
  }
};
/// The same function, made to depend on all variables at once.
struct MixedDense {
  template <class X>
  X operator()(std::vector<X> x) const {
    X none = x[0] - x[0];
    for (const X& t : x) none += t * 0;
    for (X& t : x) t += none;
    return Mixed{}(x);
  }
};

// v^T H v = 2 c_2 and grad . v = c_1 of t -> f(x + t v).
template <class I>
void expect_directional_series(Precision p) {
  Sampler sampler(34);
  for (int i = 0; i < test::sample_count(100, 2000); ++i) {
    std::vector<I> x;
    std::vector<I> v;
    for (int k = 0; k < 7; ++k) {
      x.push_back(enclose<I>(dyadic(sampler, -2, 2), p));
      v.push_back(enclose<I>(dyadic(sampler, -2, 2), p));
    }
    const Hessian<I> h = hessian(Mixed{}, x);
    const Taylor<I> line = taylor(Mixed{}, x, v, 2);
    I slope = enclose<I>(0, p);
    I bend = enclose<I>(0, p);
    for (std::size_t a = 0; a < 7; ++a) {
      slope += h.gradient[a] * v[a];
      for (std::size_t b = 0; b < 7; ++b) bend += h(a, b) * v[a] * v[b];
    }
    for (const auto& [ours, series] : {std::pair{slope, line[1]}, std::pair{bend, 2 * line[2]}}) {
      EXPECT_TRUE(overlaps(ours, series)) << ours << " " << series;
      EXPECT_LE(to_interval(width(ours)).upper(), std::ldexp(1e5, -p.bits));
      EXPECT_LE(to_interval(width(series)).upper(), std::ldexp(1e5, -p.bits));
    }
  }
}

TEST(Jet, DirectionalDerivativesAreThoseOfTheTaylorSeries) {
  expect_directional_series<Interval>(Precision{53});
  expect_directional_series<BigInterval>(Precision{180});
}

TEST(Jet, OnlyTheVariablesMetAreStored) {
  const std::vector<Interval> x(7, Interval::point(0.75));
  const auto sparse = Mixed{}(jet_variables<2>(x));
  EXPECT_EQ(sparse.active(), (std::vector<int>{0, 1, 2, 4, 5}));
  const Hessian<Interval> h = hessian(Mixed{}, x);
  const Hessian<Interval> dense = hessian(MixedDense{}, x);
  for (std::size_t a = 0; a < 7; ++a) {
    EXPECT_TRUE(identical(h.gradient[a], dense.gradient[a])) << a;
    for (std::size_t b = 0; b < 7; ++b) {
      EXPECT_TRUE(identical(h(a, b), dense(a, b)));
      const bool is_absent = a == 3 || a == 6;
      EXPECT_TRUE(!is_absent || identical(h(a, b), Interval()));
    }
  }
  const Hessian<Interval> constant =
      hessian([](const auto& v) { return ScalarOf<decltype(v[0])>::point(2); }, x);
  EXPECT_TRUE(identical(constant.value, Interval::point(2)));
  EXPECT_TRUE(identical(constant(3, 2), Interval()));
}

}  // namespace
}  // namespace rigor
