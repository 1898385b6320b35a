// NODE-LIN-1.c: the trained linear network on the line tends to its limit of infinite depth at the
// rate 1/L, uniformly in time.
//
// Setting of lin.cpp with Z_k(0) = z(k/L), z in C^1 on [0, 1], M >= |z|, M' >= |z'|. Let u_0 = g
// exp(int z), u' = 2 (y - u) u^2, u(0) = u_0, and c = log(u / u_0), which is c' = 2 (y - u) u. For
// all L >= L_0, t >= 0 and k
//   |F(t) - u(t)| <= C_F / L,   |Z_k(t) - z(k/L) - c(t)| <= C_Z / L.
// Proof. Put e = 1/L, L >= L_0 >= 2M. In the constants below, which all increase with it, e is
// 1/L_0. The sum of log(1 + z_k e) differs from the mean of z_k by at most M^2 e, as |log(1 + x) -
// x| <= x^2 for |x| <= 1/2, and that mean from int z by at most M' e / 2. So
//   |log F(0) - log u_0| <= E e,  E = M^2 + M'/2.
// tau stays between 0 and tau_oo, and |tau_oo| <= R = (1 + M e)^2 b exp(2 b e), b = |log(y / u_0)|
// + E e (final_clock of src/model/scalar_residual_flow.cpp, with expm1(x) <= x exp(x) for x >= 0
// and -expm1(-x) <= x). With p_k = 1 + Z_k e, p_k^2 = (1 + z_k e)^2 + 2 tau e:
//   |p_k^2 - 1| <= Q e, Q = 2M + M^2 e + 2R,   p_k^2 >= P = (1 - M e)^2 - 2 R e,
// where 2 R e may be left out if tau_oo >= 0, which log(y / u_0) >= E e implies. Let P > 0. m =
// (1/L) sum p_k^-2 has |m - 1| <= mu e, mu = Q / P. By (b) of lin.cpp F' = 2 m (y - F) F^2: F(t) =
// U(int_0^t m), U the solution of the limit equation from F(0).
// From v to its solution U(t; v): dU/dv = (y - U) U^2 / ((y - v) v^2), or exp(-2 y^2 t) at v = y,
// is at most max(1, y/v)^2. |y - U(t)| <= G exp(-2 K^2 t), as its logarithm has the derivative -2
// U^2; K = min(y, u_0 exp(-E e)) and G = |y - u_0| + u_0 (exp(E e) - 1). Hence |U(int m) - U(t)| <=
// mu e t 2 S^2 G exp(-2 K^2 (1 - mu e) t) <= mu e S^2 G / (K^2 (1 - mu e) exp 1), S = max(y, u_0
// exp(E e)), if mu e < 1. Together
//   C_F = max(1, y/K)^2 u_0 E exp(E e) + mu S^2 G / (K^2 (1 - mu e) exp 1).
// Z_k = (p_k - 1)/e = z_k + z_k^2 e / 2 + tau - (p_k - 1)^2 / 2e, and |p_k - 1| <= |p_k^2 - 1|.
// log(F / u_0) - tau is at most E e at tau = 0 and has the slope m - 1 in tau: at most (E + R mu) e
// in all. |log(F / u_0) - c| <= |F - u| / K. So
//   C_Z = (M^2 + Q^2)/2 + E + R mu + C_F / K.   QED
#include <cstdint>
#include <limits>

#include "analysis/quadrature.hpp"
#include "function/constants.hpp"
#include "function/elementary.hpp"
#include "function/taylor.hpp"
#include "proofs-check/common/enclosed_curve.hpp"
#include "proofs-check/neural_ode/limit_setting.hpp"
#include "proofs-check/neural_ode/lin.hpp"
#include "proofs-check/neural_ode/lin_constants.hpp"
#include "proofs-check/neural_ode/scalar_model.hpp"

namespace rigor::neural_ode {

template <IntervalNumber I>
LinearLimit<I> linear_limit(const LinearStart<I>& z, const I& eta) {
  const I &M = z.size, &y = z.target, &u0 = z.output;
  const I E = sqr(M) + z.slope / 2, drift = log(y / u0), b = abs(drift) + E * eta;
  const I spread = exp(E * eta), e = exp(enclose<I>(1L, precision_of(M)));
  LinearLimit<I> limit;
  limit.reach = sqr(1 + M * eta) * b * exp(2 * b * eta);
  const I &R = limit.reach, Q = 2 * M + sqr(M) * eta + 2 * R;
  const bool is_forward = certainly(drift >= E * eta);
  const I P = sqr(1 - M * eta) - (is_forward ? 0 * R : 2 * R * eta);
  const I mu = Q / P, K = min(y, u0 / spread), S = max(y, u0 * spread);
  const I G = abs(y - u0) + u0 * (spread - 1);
  limit.holds = 2 * M * eta <= 1 && P > 0 && mu * eta < 1;
  limit.output_rate = sqr(max(enclose<I>(1L, precision_of(M)), y / K)) * u0 * E * spread +
                      mu * sqr(S) * G / (sqr(K) * (1 - mu * eta) * e);
  limit.layer_rate = (sqr(M) + sqr(Q)) / 2 + E + R * mu + limit.output_rate / K;
  return limit;
}

template LinearLimit<Decorated<Interval>> linear_limit(const LinearStart<Decorated<Interval>>&,
                                                       const Decorated<Interval>&);
template LinearLimit<Decorated<BigInterval>> linear_limit(
    const LinearStart<Decorated<BigInterval>>&, const Decorated<BigInterval>&);

namespace {

constexpr std::size_t deepest_plotted = 16;
constexpr int boxes_a_curve = 48;

Outcome check_depth_limit(const Case& input, const Effort& effort) {
  const Needs needs{.smooth_depth = true, .targets = true, .time = true};
  return settle(input, effort, needs, []<class B>(const Setting<B>& s, Outcome& outcome) {
    using D = Decorated<B>;
    const auto model = scalar_model(s, outcome);
    if (!model) return;
    const SmoothExpression& z = s.input.smooth->V(0, 0);
    const Matrix<SmoothExpression>& Z = s.input.smooth->V;
    const D size = decorate(largest_euclidean<B>({&Z}, false, s));
    const D slope = decorate(largest_euclidean<B>({&Z}, true, s));
    const auto integral =
        integrate([&](const auto& x) { return z(x); }, std::vector<D>{s.number(0), s.number(1)},
                  {.digits = s.effort.digits + 2, .step = s.step()});
    const D y = decorate(model->target);
    const D u0 = decorate(model->gain) * exp(integral.value);
    const LinearStart<D> start{size, slope, y, u0};
    long L0 = 1;
    LinearLimit<D> limit = linear_limit<D>(start, s.number(1));
    while (!certainly(limit.holds) && L0 < (1L << 30)) {
      s.effort.budget->step();
      L0 *= 2;
      limit = linear_limit<D>(start, s.exact(Rational(1, L0)));
    }
    const B T = enclose<B>(*s.input.time, s.precision());
    const D u = decorate(scalar_limit_output(u0.value, y.value, T, s.step()));
    const D c = log(u / u0);
    outcome.quantities = {quantity("c(T)", c, s.effort.digits),
                          quantity("|u(T)|, the limit of |F(T)|", u, s.effort.digits),
                          quantity("Z(1, T)", z(s.number(1)) + c, s.effort.digits),
                          quantity("c(oo)", log(y / u0), s.effort.digits),
                          bound("C_F for L >= " + std::to_string(L0), limit.output_rate),
                          bound("C_Z for L >= " + std::to_string(L0), limit.layer_rate),
                          bound("sup |z'|, which no time changes", slope)};
    Truth holds = Truth::yes;
    for (const std::size_t L : s.input.depths) {
      if (L < static_cast<std::size_t>(L0)) continue;
      const auto flow = scalar_flow(s, *model, L, outcome);
      const auto tau = flow ? flow->clock(T, s.step()) : std::nullopt;
      if (!tau) continue;
      const long depth = static_cast<long>(L);
      const D output = depth * abs(decorate(flow->output(*tau)) - u);
      D layers = s.number(0);
      for (long k = 1; k <= depth; ++k) {
        const D at = z(s.exact(Rational(k, depth))) + c;
        const auto index = static_cast<std::size_t>(k - 1);
        layers = max(layers, abs(decorate(flow->layer(index, *tau)) - at));
      }
      outcome.quantities.push_back(bound("L |F(T) - u(T)|, L = " + std::to_string(L), output));
      outcome.quantities.push_back(
          bound("L max_k |Z_k(T) - Z(k/L, T)|, L = " + std::to_string(L), depth * layers));
      holds = holds && output <= limit.output_rate && depth * layers <= limit.layer_rate;
    }
    outcome.rests_on = {"proofs-check/neural_ode/lin_limit.cpp: the comment at its head"};
    conclude(outcome, limit.holds, holds, Scope::unbounded);
  });
}

/// |F(t)| of the depths of the case, and the limit. All are monotone in t.
std::vector<Plot> plot_outputs(const Case& input) {
  const ResidualInput& network = *input.residual;
  if (!network.smooth || !network.has_targets() || !network.time) return {};
  Budget budget(std::numeric_limits<std::int64_t>::max());
  const Effort effort{Precision{53}, 15, &budget};
  const Setting<Interval> s{network, effort};
  Outcome ignored;
  const auto model = scalar_model(s, ignored);
  if (!model) return {};
  Plot plot{"Training the linear network on the line", "t", "|F(t)|", {}};
  const auto add = [&](const std::string& name, const std::function<Interval(const Interval&)>& F) {
    plot.curves.push_back(enclosed_curve(
        name, 0, *network.time, boxes_a_curve, [&](const Rational& from, const Rational& to) {
          const Rational start = from < 0 ? Rational(0) : from;
          return hull(F(enclose<Interval>(start, {53})), F(enclose<Interval>(to, {53})));
        }));
  };
  for (const std::size_t L : network.depths) {
    if (L > deepest_plotted) break;
    const auto flow = scalar_flow(s, *model, L, ignored);
    if (!flow) continue;
    add("L = " + std::to_string(L), [&](const Interval& t) {
      const auto tau = flow->clock(t, s.step());
      return tau ? flow->output(*tau) : entire<Interval>({53});
    });
  }
  const SmoothExpression& z = network.smooth->V(0, 0);
  const auto integral = integrate([&](const auto& x) { return z(x); },
                                  std::vector<Decorated<Interval>>{s.number(0), s.number(1)},
                                  {.digits = 15, .step = s.step()});
  const Interval u0 = model->gain * exp(integral.value.value);
  add("infinite depth",
      [&](const Interval& t) { return scalar_limit_output(u0, model->target, t, s.step()); });
  return {plot};
}

}  // namespace

Claim lin_limit_claim(const Claim& a) {
  Claim c = a;
  c.part = "c";
  c.title = "As the depth grows the trained weights tend to Z(s, 0) + c(t), at the rate 1/L";
  c.statement =
      "\\max_k \\left| Z_k(t) - Z \\left( \\frac{k}{L}, 0 \\right) - c(t) \\right| \\le "
      "\\frac{C_Z}{L}, \\quad |F(t) - u(t)| \\le \\frac{C_F}{L}, \\quad c' = 2 (y - u) u, \\quad u "
      "= "
      "B A x \\, e^{c + \\int_0^1 Z(s, 0) ds}";
  c.hypotheses = {"f(h, Z) = Z h, q = d = d' = 1, A and B frozen, one datum",
                  "B A x and y are not 0 and have one sign", "Z(s, 0) is smooth in s"};
  c.scope = "every L >= L_0 and every t >= 0";
  c.notes = "c(oo) = log(y / B A x) - int Z(s, 0) ds.";
  c.check = check_depth_limit;
  c.plot = plot_outputs;
  return c;
}

}  // namespace rigor::neural_ode
