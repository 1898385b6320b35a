// NODE-LIN-1: the linear residual network on the line is trained in closed form.
//
// f(h, Z) = Z h, q = d = d' = n = 1, A and B frozen, g = B A x and y of one sign (both positive
// after a change of sign), 1 + Z_k(0) / L > 0. With c_k = (1 + Z_k(0) / L)^2 and the clock tau' = 2
// (y - F) F, tau(0) = 0:
//   (a) (1 + Z_k(t) / L)^2 = c_k + 2 tau(t) / L for all k, L, t; so (Z_{k+1} - Z_k)(2L + Z_{k+1} +
//       Z_k), the difference of two such squares times L^2, is constant in t.
//   (b) tau -> tau_oo, the only root of F(tau) = y: a global minimum, from both sides of y. dl/dt =
//       -4 l F^2 (1/L) sum_k (1 + Z_k / L)^-2, hence l(t) <= l(0) exp(-rate t) with rate = 4
//       min(F(0), y)^2 (1/L) sum_k (c_k + 2 max(tau_oo, 0) / L)^-1.
//   (c) the limit of infinite depth: see lin_limit.cpp.
// Proof. F = g prod_k p_k, p_k = 1 + Z_k / L, dl/dZ_k = 2 (F - y) F / (L p_k): p_k Z_k' = 2 (y - F)
// F = tau', and (p_k^2)' = 2 p_k Z_k' / L = 2 tau' / L. As a function of tau > -(L/2) min c_k, F
// increases from 0 to infinity; tau' has the sign of y - F, that is of tau_oo - tau: tau moves
// monotonically from 0 to tau_oo, where alone it can rest, and p_k stays positive. F' = F (1/L) sum
// p_k^-2 tau' = 2 F^2 (y - F) (1/L) sum p_k^-2, and l' = -2 (y - F) F'. F stays between F(0) and y,
// p_k^2 <= c_k + 2 max(tau_oo, 0) / L. A gap |Z_{k+1} - Z_k| is its constant over 2L + Z_{k+1} +
// Z_k > 0, hence decreases in tau: its largest value over all t >= 0 is at t = 0 if F(0) <= y, and
// at t = oo otherwise.
#include "proofs-check/neural_ode/lin.hpp"

#include "analysis/ode.hpp"
#include "proofs-check/common/refutation.hpp"
#include "proofs-check/neural_ode/claims.hpp"
#include "proofs-check/neural_ode/named_inputs.hpp"
#include "proofs-check/neural_ode/scalar_model.hpp"
#include "proofs-check/second_engine/scalar_residual.hpp"

namespace rigor::neural_ode {
namespace {

constexpr std::size_t deepest_refined = 64;  // a clock of more layers keeps the digits it has
constexpr std::size_t deepest_direct = 8;

std::string at_depth(const std::string& name, std::size_t depth) {
  return name + ", L = " + std::to_string(depth);
}

template <IntervalNumber D>
Quantity number_at(const std::string& name, std::size_t depth, const D& x, const Effort& effort) {
  return depth <= deepest_refined ? quantity(at_depth(name, depth), x, effort.digits)
                                  : bound(at_depth(name, depth), x);
}

/// Z_k' = 2 (y - F) F / (1 + Z_k / L), all layers as unknowns.
template <IntervalNumber I>
struct LayerField {
  I gain;
  I target;

  template <class T>
  std::vector<T> operator()(const T&, const std::vector<T>& z) const {
    const long L = static_cast<long>(z.size());
    std::vector<T> factors;
    for (const T& layer : z) factors.push_back(1 + layer / L);
    T output = factors[0] * gain;
    for (std::size_t k = 1; k < z.size(); ++k) output = output * factors[k];
    const T push = 2 * ((target - output) * output);
    std::vector<T> slopes;
    for (const T& factor : factors) slopes.push_back(push / factor);
    return slopes;
  }
};

/// Whether the layers that are integrated up to t meet those of the closed form.
template <IntervalNumber B>
Truth meets_layers(const ScalarModel<B>& model, const ScalarResidualFlow<B>& flow, const B& t,
                   const std::function<void()>& step) {
  const B zero = enclose<B>(0L, precision_of(t));
  std::vector<B> start;
  for (std::size_t k = 0; k < flow.depth(); ++k) start.push_back(flow.layer(k, zero));
  OdeFlow<B> direct = ode_flow(LayerField<B>{model.gain, model.target}, zero, start);
  const auto tau = flow.clock(t, step);
  if (!tau || direct.run(t, step) != OdeStop::reached) return Truth::unsettled;
  for (std::size_t k = 0; k < flow.depth(); ++k) {
    if (!overlaps(direct.state()[k], flow.layer(k, *tau))) return Truth::no;
  }
  return Truth::yes;
}

Outcome check_closed_form(const Case& input, const Effort& effort) {
  const Needs needs{.targets = true, .time = true};
  return settle(input, effort, needs, []<class B>(const Setting<B>& s, Outcome& outcome) {
    const auto model = scalar_model(s, outcome);
    if (!model) return;
    const B T = enclose<B>(*s.input.time, s.precision()), zero = enclose<B>(0L, s.precision());
    Truth holds = Truth::yes;
    for (const std::size_t L : s.input.depths) {
      const auto flow = scalar_flow(s, *model, L, outcome);
      if (!flow) return;
      const auto tau = flow->clock(T, s.step());
      if (!tau) continue;
      const B last = flow->final_clock(s.step());
      outcome.quantities.push_back(number_at("tau(T)", L, decorate(*tau), s.effort));
      outcome.quantities.push_back(number_at("|F(T)|", L, decorate(flow->output(*tau)), s.effort));
      outcome.quantities.push_back(
          number_at("Z_L(T)", L, decorate(flow->layer(L - 1, *tau)), s.effort));
      outcome.quantities.push_back(number_at("L max_k |Z_{k+1} - Z_k| at T", L,
                                             decorate(flow->largest_gap(*tau)), s.effort));
      const B least = min(zero, last);
      outcome.quantities.push_back(number_at("L max_k |Z_{k+1} - Z_k|, largest over all t >= 0", L,
                                             decorate(flow->largest_gap(least)), s.effort));
      if (L <= deepest_direct && s.effort.is_double()) {
        holds =
            holds && meets_layers(*model, *flow, min(T, enclose<B>(1L, s.precision())), s.step());
      }
    }
    outcome.rests_on = {"proofs-check/neural_ode/lin.cpp: the comment at its head"};
    conclude(outcome, Truth::yes, holds, Scope::unbounded);
  });
}

Outcome check_limit(const Case& input, const Effort& effort) {
  return settle(
      input, effort, Needs{.targets = true}, []<class B>(const Setting<B>& s, Outcome& outcome) {
        const auto model = scalar_model(s, outcome);
        if (!model) return;
        const B zero = enclose<B>(0L, s.precision());
        Truth proved = Truth::yes, holds = Truth::yes;
        for (const std::size_t L : s.input.depths) {
          const auto flow = scalar_flow(s, *model, L, outcome);
          if (!flow) return;
          const B last = flow->final_clock(s.step());
          const auto rate = decorate(B(4 * sqr(min(flow->output(zero), model->target)) *
                                       flow->mean_inverse_square(max(last, zero))));
          const auto final_rate =
              decorate(B(4 * sqr(model->target) * flow->mean_inverse_square(last)));
          outcome.quantities.push_back(number_at("tau(oo)", L, decorate(last), s.effort));
          outcome.quantities.push_back(
              number_at("Z_L(oo)", L, decorate(flow->layer(L - 1, last)), s.effort));
          outcome.quantities.push_back(number_at("L max_k |Z_{k+1} - Z_k| at oo", L,
                                                 decorate(flow->largest_gap(last)), s.effort));
          outcome.quantities.push_back(
              bound(at_depth("rate with l(t) <= l(0) exp(-rate t)", L), rate));
          outcome.quantities.push_back(number_at("rate as t tends to oo", L, final_rate, s.effort));
          proved = proved && rate > 0;
          if (!s.input.time) continue;
          const B T = enclose<B>(*s.input.time, s.precision());
          if (const auto tau = flow->clock(T, s.step())) {
            const auto gap = [&](const B& clock) {
              return decorate(B(sqr(flow->output(clock) - model->target)));
            };
            holds = holds && gap(*tau) <= gap(zero) * exp(-(rate * decorate(T)));
          }
        }
        outcome.rests_on = {"proofs-check/neural_ode/lin.cpp: the comment at its head"};
        conclude(outcome, proved, holds, Scope::unbounded);
      });
}

// T-LIN, L = 4: Z_4 - Z_3 decreases in tau, and tau(1) > 2/5.
Outcome refute_conservation(const Case&, const Effort& effort) {
  const Case input = t_lin(4, "1");
  const Needs needs{.targets = true, .time = true};
  return settle(input, effort, needs, []<class B>(const Setting<B>& s, Outcome& outcome) {
    const auto model = scalar_model(s, outcome);
    const auto flow = scalar_flow(s, *model, 4, outcome);
    const auto tau = flow->clock(enclose<B>(1L, s.precision()), s.step());
    if (!tau) return;
    const auto gap = decorate(B(flow->layer(3, *tau) - flow->layer(2, *tau)));
    refute(outcome, {{"L", "4"}, {"k", "3"}, {"t", "1"}}, gap, Stated::equal,
           s.exact(Rational(1, 8)), [] {
             const second_engine::ScalarResidual network{
                 2, {Rational(1, 8), Rational(1, 4), Rational(3, 8), Rational(1, 2)}};
             const Rational tau_below(2, 5);
             if (scalar_residual_time(network, tau_below).upper >= 1) {
               throw std::logic_error("the second engine does not confirm that tau(1) > 2/5");
             }
             const auto upper = scalar_residual_layer(network, tau_below, 3);
             const auto lower = scalar_residual_layer(network, tau_below, 2);
             // The layers are in order at all times: 0 <= Z_4 - Z_3 at tau(1) <= that at 2/5.
             return SecondOpinion{{0, upper.upper - lower.lower}, exact_bounds(Rational(1, 8))};
           });
  });
}

}  // namespace

void add_lin(Registry& registry) {
  Claim a;
  a.base = "NODE-LIN-1";
  a.part = "a";
  a.subject = Subject::residual;
  a.title = "A linear residual network on the line is trained along one clock";
  a.statement =
      "\\left( 1 + \\frac{Z_k(t)}{L} \\right)^2 = \\left( 1 + \\frac{Z_k(0)}{L} \\right)^2 + "
      "\\frac{2 \\tau(t)}{L}, \\quad \\tau' = 2 (y - F) F, \\quad (Z_{k+1} - Z_k)(2L + Z_{k+1} + "
      "Z_k) = \\text{const}";
  a.hypotheses = {"f(h, Z) = Z h, q = d = d' = 1, A and B frozen, one datum",
                  "B A x and y are not 0 and have one sign", "1 + Z_k(0) / L > 0 for every k"};
  a.source = residual_paper("the linear model, solved");
  a.scope = "every t >= 0, for each depth of the case";
  a.notes =
      "Smoothness in depth is neither made nor destroyed: the gap of neighbours is a constant over "
      "2L + Z_k + Z_{k+1}.";
  a.check = check_closed_form;
  registry.push_back(a);

  Claim b = a;
  b.part = "b";
  b.title = "Its gradient flow ends in a global minimum, exponentially fast";
  b.statement =
      "F(t) \\to y, \\quad \\tau(t) \\to \\tau_\\infty, \\quad \\frac{dl}{dt} = -4 l F^2 "
      "\\frac{1}{L} \\sum_k \\left( 1 + \\frac{Z_k}{L} \\right)^{-2}";
  b.notes = "From F(0) > y the clock runs backward, down to the same root.";
  b.check = check_limit;
  registry.push_back(b);

  registry.push_back(lin_limit_claim(a));

  registry.push_back(false_variant(
      a, "false-a", "At finite depth the gaps of neighbours are conserved",
      "Z_{k+1}(t) - Z_k(t) = Z_{k+1}(0) - Z_k(0)", "T-LIN, L = 4", refute_conservation));
}

}  // namespace rigor::neural_ode
