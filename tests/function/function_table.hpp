// Every differentiable function of one variable: ours, Arb's, and a range inside the domain.
#pragma once

#include <functional>
#include <tuple>

#include "arb_series.hpp"
#include "function/jet_functions.hpp"

namespace rigor::test {

/// ln 2 = -log(1/2), as a constant of Arb.
inline Arb arb_ln2() {
  Arb c(ArbSeries::kBits);
  arb_const_log2(c.get(), ArbSeries::kBits.bits);
  return c;
}
inline Arb arb_root_two_pi() {
  return sqrt(Arb::pi(ArbSeries::kBits) * Arb(2, ArbSeries::kBits));
}
inline Arb arb_ratio(long a, long b) {
  return Arb(a, ArbSeries::kBits) / Arb(b, ArbSeries::kBits);
}

/// One generic function for several argument types, so that the body of a test is compiled once for
/// all functions.
template <class... Xs>
class FunctionOf {
 public:
  template <class F>
  explicit FunctionOf(F f) : functions_(std::function<Xs(const Xs&)>(f)...) {}
  template <class X>
  X operator()(const X& x) const {
    return std::get<std::function<X(const X&)>>(functions_)(x);
  }

 private:
  std::tuple<std::function<Xs(const Xs&)>...> functions_;
};

/// visit(name, f, oracle, lo, hi) for each function; f takes the types Xs, the oracle maps an
/// ArbSeries. [lo, hi] is inside the domain, and so large that the derivatives change sign where
/// they do.
template <class... Xs, class Visitor>
void for_each_smooth_function(Visitor visitor) {
  const auto visit = [&](const char* name, auto f, auto oracle, double lo, double hi) {
    visitor(name, FunctionOf<Xs...>(f), std::function<ArbSeries(const ArbSeries&)>(oracle), lo, hi);
  };
  using S = ArbSeries;
  visit(
      "sqr", [](const auto& x) { return sqr(x); }, [](const S& u) { return u * u; }, -3.0, 3.0);
  visit(
      "recip", [](const auto& x) { return recip(x); },
      [](const S& u) { return u.with(arb_poly_inv_series); }, 0.25, 4.0);
  visit(
      "1 / x", [](const auto& x) { return 1 / x; },
      [](const S& u) { return u.with(arb_poly_inv_series); }, -4.0, -0.25);
  visit(
      "sqrt", [](const auto& x) { return sqrt(x); },
      [](const S& u) { return u.with(arb_poly_sqrt_series); }, 0.0625, 9.0);
  visit(
      "pown 0", [](const auto& x) { return pown(x, 0); }, [](const S& u) { return u.power(0U); },
      -2.0, 2.0);
  visit(
      "pown 1", [](const auto& x) { return pown(x, 1); }, [](const S& u) { return u; }, -2.0, 2.0);
  visit(
      "pown 2", [](const auto& x) { return pown(x, 2); }, [](const S& u) { return u.power(2U); },
      -2.0, 2.0);
  visit(
      "pown 5", [](const auto& x) { return pown(x, 5); }, [](const S& u) { return u.power(5U); },
      -2.0, 2.0);
  visit(
      "pown 14", [](const auto& x) { return pown(x, 14); }, [](const S& u) { return u.power(14U); },
      -2.0, 2.0);
  visit(
      "pown -1", [](const auto& x) { return pown(x, -1); },
      [](const S& u) { return u.with(arb_poly_inv_series); }, 0.5, 2.0);
  visit(
      "pown -6", [](const auto& x) { return pown(x, -6); },
      [](const S& u) { return u.power(6U).with(arb_poly_inv_series); }, -2.0, -0.5);
  visit(
      "pow 7/3",
      [](const auto& x) {
        using I = ScalarOf<decltype(x)>;
        return pow(x, enclose<I>(Rational(7, 3), precision_of(x)));
      },
      [](const S& u) { return u.power(arb_ratio(7, 3)); }, 0.125, 3.0);
  visit(
      "pow -1/2",
      [](const auto& x) {
        using I = ScalarOf<decltype(x)>;
        return pow(x, enclose<I>(Rational(-1, 2), precision_of(x)));
      },
      [](const S& u) { return u.power(arb_ratio(-1, 2)); }, 0.125, 3.0);
  visit(
      "x^x", [](const auto& x) { return pow(x, x); },
      [](const S& u) { return (u * u.with(arb_poly_log_series)).with(arb_poly_exp_series); }, 0.125,
      2.0);
  visit(
      "3^x",
      [](const auto& x) {
        using I = ScalarOf<decltype(x)>;
        return pow(enclose<I>(3, precision_of(x)), x);
      },
      [](const S& u) { return u.times(log(Arb(3, S::kBits))).with(arb_poly_exp_series); }, -2.0,
      2.0);
  visit(
      "exp", [](const auto& x) { return exp(x); },
      [](const S& u) { return u.with(arb_poly_exp_series); }, -3.0, 3.0);
  visit(
      "exp2", [](const auto& x) { return exp2(x); },
      [](const S& u) { return u.times(arb_ln2()).with(arb_poly_exp_series); }, -3.0, 3.0);
  visit(
      "expm1", [](const auto& x) { return expm1(x); },
      [](const S& u) { return u.with(arb_poly_exp_series).plus(-1); }, -3.0, 3.0);
  visit(
      "log", [](const auto& x) { return log(x); },
      [](const S& u) { return u.with(arb_poly_log_series); }, 0.0625, 8.0);
  visit(
      "log2", [](const auto& x) { return log2(x); },
      [](const S& u) { return u.with(arb_poly_log_series).times(1 / arb_ln2()); }, 0.0625, 8.0);
  visit(
      "log1p", [](const auto& x) { return log1p(x); },
      [](const S& u) { return u.plus(1).with(arb_poly_log_series); }, -0.75, 4.0);
  visit(
      "sin", [](const auto& x) { return sin(x); },
      [](const S& u) { return u.with(arb_poly_sin_series); }, -7.0, 7.0);
  visit(
      "cos", [](const auto& x) { return cos(x); },
      [](const S& u) { return u.with(arb_poly_cos_series); }, -7.0, 7.0);
  visit(
      "tan", [](const auto& x) { return tan(x); },
      [](const S& u) { return u.with(arb_poly_tan_series); }, -1.25, 1.25);
  visit(
      "asin", [](const auto& x) { return asin(x); },
      [](const S& u) { return u.with(arb_poly_asin_series); }, -0.875, 0.875);
  visit(
      "acos", [](const auto& x) { return acos(x); },
      [](const S& u) { return u.with(arb_poly_acos_series); }, -0.875, 0.875);
  visit(
      "atan", [](const auto& x) { return atan(x); },
      [](const S& u) { return u.with(arb_poly_atan_series); }, -4.0, 4.0);
  visit(
      "sinh", [](const auto& x) { return sinh(x); },
      [](const S& u) { return u.with(arb_poly_sinh_series); }, -3.0, 3.0);
  visit(
      "cosh", [](const auto& x) { return cosh(x); },
      [](const S& u) { return u.with(arb_poly_cosh_series); }, -3.0, 3.0);
  visit(
      "tanh", [](const auto& x) { return tanh(x); },
      [](const S& u) { return u.with(arb_poly_sinh_series) / u.with(arb_poly_cosh_series); }, -6.0,
      6.0);
  visit(
      "asinh", [](const auto& x) { return asinh(x); },
      [](const S& u) {
        return (u + (u * u).plus(1).with(arb_poly_sqrt_series)).with(arb_poly_log_series);
      },
      -4.0, 4.0);
  visit(
      "acosh", [](const auto& x) { return acosh(x); },
      [](const S& u) {
        return (u + (u * u).plus(-1).with(arb_poly_sqrt_series)).with(arb_poly_log_series);
      },
      1.125, 6.0);
  visit(
      "atanh", [](const auto& x) { return atanh(x); },
      [](const S& u) {
        return (u.plus(1) / u.times(Arb(-1, S::kBits)).plus(1))
            .with(arb_poly_log_series)
            .times(arb_ratio(1, 2));
      },
      -0.875, 0.875);
  visit(
      "erf", [](const auto& x) { return erf(x); },
      [](const S& u) { return u.with(arb_hypgeom_erf_series); }, -3.0, 3.0);
  visit(
      "erfc", [](const auto& x) { return erfc(x); },
      [](const S& u) { return u.with(arb_hypgeom_erfc_series); }, -3.0, 6.0);
  visit(
      "normal_pdf", [](const auto& x) { return normal_pdf(x); },
      [](const S& u) {
        return (u * u)
            .times(arb_ratio(-1, 2))
            .with(arb_poly_exp_series)
            .times(1 / arb_root_two_pi());
      },
      -4.0, 4.0);
  visit(
      "normal_cdf", [](const auto& x) { return normal_cdf(x); },
      [](const S& u) {
        return u.times(-1 / sqrt(Arb(2, S::kBits)))
            .with(arb_hypgeom_erfc_series)
            .times(arb_ratio(1, 2));
      },
      -6.0, 4.0);
  visit(
      "fma", [](const auto& x) { return fma(x, x, 1 - x); },
      [](const S& u) { return u * u - u.plus(-1); }, -3.0, 3.0);
  visit(
      "quotient", [](const auto& x) { return (x - 2) / (1 + sqr(x)); },
      [](const S& u) { return u.plus(-2) / (u * u).plus(1); }, -3.0, 3.0);
}

/// Those, and the functions that are smooth in pieces, on one piece.
template <class... Xs, class Visitor>
void for_each_function(Visitor visitor) {
  for_each_smooth_function<Xs...>(visitor);
  const auto visit = [&](const char* name, auto f, auto oracle, double lo, double hi) {
    visitor(name, FunctionOf<Xs...>(f), std::function<ArbSeries(const ArbSeries&)>(oracle), lo, hi);
  };
  using S = ArbSeries;
  visit(
      "abs", [](const auto& x) { return abs(x); },
      [](const S& u) { return u.times(Arb(-1, S::kBits)); }, -3.0, -0.25);
  visit(
      "max(x, 1/x)", [](const auto& x) { return max(x, 1 / x); }, [](const S& u) { return u; },
      1.25, 3.0);
  visit(
      "min(x, x^2) + 1", [](const auto& x) { return min(x, sqr(x)) + 1; },
      [](const S& u) { return u.plus(1); }, 1.25, 3.0);
  visit(
      "sign", [](const auto& x) { return sign(x) * x; }, [](const S& u) { return u; }, 0.25, 3.0);
}

}  // namespace rigor::test
