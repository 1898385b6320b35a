// NODE-RELU-1: with ReLU, training takes the weights of neighbouring layers apart.
//
// The chain h_{k+1} = h_k + relu(w_{k+1} h_k) / 2L of depth 2L with w_k(0) = (-1)^k / 2L and one
// datum (x, C x), C > 1, trained by w_k' = -2L dl/dw_k, l = (h_{2L} - C x)^2.
//
// Proof. By the theorem of src/model/relu_chain.hpp the odd layers keep -1/2L and the even ones
// have one weight w(t), so that any two neighbours differ by w + 1/2L; w(0) + 1/2L = 1/L. With y =
// (1 + w / 2L)^L, y' = x^2 (C - y) y^{2 - 2/L}, y(0) >= 1:
//   y(t) >= C - (C - 1) e^{-x^2 t} =: Y(t) > 1:
// if y(0) <= C then y' >= x^2 (C - y), as y >= 1; otherwise y >= C. And w = 2L (y^{1/L} - 1) >= 2
// log y, as e^a - 1 >= a. As t -> oo, w -> w* = 2L (C^{1/L} - 1) >= 2 log C.
//
// tanh in place of ReLU: src/model/tanh_chain.hpp bounds 2L max |w_{k+1} - w_k| for all L at once.
#include <algorithm>
#include <type_traits>
#include <vector>

#include "function/elementary.hpp"
#include "function/hyperbolic.hpp"
#include "model/relu_chain.hpp"
#include "model/tanh_chain.hpp"
#include "proofs-check/common/conclusion.hpp"
#include "proofs-check/common/enclosed_curve.hpp"
#include "proofs-check/common/refutation.hpp"
#include "proofs-check/neural_ode/claims.hpp"
#include "proofs-check/second_engine/relu_chain.hpp"
#include "verdict/evidence.hpp"

namespace rigor::neural_ode {
namespace {

constexpr const char* kProof = "proofs-check/neural_ode/relu.cpp: the comment at its head";
/// 2L of the chains with tanh that are integrated.
constexpr std::size_t most_smooth_layers = 32;

template <class Body>
Outcome with_interval_type(const Effort& effort, const Body& body) {
  Outcome outcome;
  outcome.bits = effort.precision.bits;
  if (effort.is_double()) {
    body(std::type_identity<Interval>{}, outcome);
  } else {
    body(std::type_identity<BigInterval>{}, outcome);
  }
  return outcome;
}

Rational doubled_square(const Rational& x) {
  return 2 * x * x;
}

/// 2 log(C - (C - 1) e^{-x^2 t}), what w(t) is at least.
template <IntervalNumber D>
D least_weight(const Rational& factor, const Rational& point, const D& time) {
  const Precision p = precision_of(time);
  const D excess = -expm1(-(enclose<D>(Rational(point * point), p) * time));
  return 2 * log1p(enclose<D>(Rational(factor - 1), p) * excess);
}

/// The largest |w_{k+1} - w_k|.
Interval largest_gap(const std::vector<Interval>& w) {
  Interval gap = enclose<Interval>(0L, {53});
  for (std::size_t k = 0; k + 1 < w.size(); ++k) gap = max(gap, abs(w[k + 1] - w[k]));
  return gap;
}

/// 2L max_k |w_{k+1}(T) - w_k(T)| with tanh, by validated integration.
void report_smooth_chains(const ReluInput& input, const std::function<void()>& step,
                          Outcome& outcome) {
  for (const std::size_t depth : input.depths) {
    if (2 * depth > most_smooth_layers) continue;
    const auto w = enclose_tanh_chain(input.factor, input.point, 2 * depth, input.time, step);
    if (!w) continue;
    outcome.quantities.push_back(
        bound("tanh, L = " + std::to_string(depth) + ": 2L max |w_{k+1}(T) - w_k(T)|",
              static_cast<long>(2 * depth) * largest_gap(*w)));
  }
}

Outcome check_relu(const Case& input, const Effort& effort) {
  const ReluInput& relu = *input.relu;
  return with_interval_type(effort, [&]<class B>(std::type_identity<B>, Outcome& outcome) {
    using D = Decorated<B>;
    const auto step = [budget = effort.budget] { budget->step(); };
    const auto exact = [&](const Rational& q) { return enclose<D>(q, effort.precision); };
    outcome.hypotheses = {{"C > 1, x > 0", Verdict::verified}};  // of every case of chains
    outcome.rests_on = {kProof, "src/model/relu_chain.hpp: the theorem on ReluChain"};
    const D least = least_weight(relu.factor, relu.point, exact(relu.time));
    const D final_least = 2 * log(exact(relu.factor));
    Truth holds = Truth::yes;
    D margin = final_least;
    for (const std::size_t depth : relu.depths) {
      const long layers = 2 * static_cast<long>(depth);
      const ReluChain<B> chain(relu.factor, doubled_square(relu.point), depth, effort.precision);
      const D start = decorate(chain.start_weight()), last = decorate(chain.limit_weight());
      const D reached = decorate(chain.weight(relu.time, step));
      const std::string at = "L = " + std::to_string(depth) + ": ";
      outcome.quantities.push_back(quantity(at + "w*", last, effort.digits));
      outcome.quantities.push_back(quantity(at + "w(T)", reached, effort.digits));
      outcome.quantities.push_back(
          quantity(at + "2L max |w_{k+1}(T) - w_k(T)|", layers * (reached + start), effort.digits));
      holds = holds && last >= final_least && reached >= least;
      margin = min(margin, min(last - final_least, reached - least) + start);
    }
    outcome.quantities.push_back(quantity("2 log C", final_least, effort.digits));
    outcome.quantities.push_back(
        bound("lower bound of max |w_{k+1}(T) - w_k(T)| for all L", least));
    // They take seconds: not on a rung that another one follows.
    if (!effort.is_double() || has_all_digits(outcome)) report_smooth_chains(relu, step, outcome);
    outcome.quantities.push_back(
        bound("tanh: upper bound of 2L max |w_{k+1}(t) - w_k(t)| for all L, t <= T",
              decorate(tanh_chain_bound<B>(relu.factor, relu.point, relu.time, effort.precision))));
    outcome.margin = to_enclosure(margin);
    conclude(outcome, least > 0 && final_least > 0, holds, Scope::unbounded);
  });
}

// w + 1/2L against t, by the monotone w between the ends of each piece.
std::vector<Plot> plot_relu(const Case& input) {
  const ReluInput& relu = *input.relu;
  Plot plot{
      "How far training takes neighbouring layers apart", "t", "max |w_{k+1} - w_k|", {}, false};
  for (const std::size_t depth : relu.depths) {
    const ReluChain<Interval> chain(relu.factor, doubled_square(relu.point), depth, {53});
    const auto at = [&](const Rational& t) {
      return t <= 0 ? chain.start_weight() : chain.weight(t, [] {});
    };
    plot.curves.push_back(enclosed_curve("L = " + std::to_string(depth), 0, relu.time, 60,
                                         [&](const Rational& from, const Rational& to) {
                                           return hull(at(from), at(to)) + chain.start_weight();
                                         }));
  }
  return {plot};
}

// C = 2, x = 1, L = 64, T = 1: 2L (w + 1/2L) = 167 > 100.
Outcome refute_smooth(const Case&, const Effort& effort) {
  const Rational factor = 2, rate = 2, time = 1;
  const std::size_t depth = 64;
  return with_interval_type(effort, [&]<class B>(std::type_identity<B>, Outcome& outcome) {
    using D = Decorated<B>;
    const ReluChain<B> chain(factor, rate, depth, effort.precision);
    const D w = decorate(chain.weight(time, [&] { effort.budget->step(); }));
    refute(
        outcome, {{"C", "2"}, {"x", "1"}, {"L", "64"}, {"t", "1"}}, 128 * w + 1, Stated::at_most,
        enclose<D>(100L, effort.precision), [&] {
          const auto second = second_engine::relu_chain_weight(factor, rate, 64, time);
          return SecondOpinion{{128 * second.lower + 1, 128 * second.upper + 1}, exact_bounds(100)};
        });
  });
}

// C = 2, x = 1/2, L = 4, t = 1. -dl/dw = (x^2 / L) (C - y) (1 + w/2L)^{L-1}, printed 2x (...).
Outcome refute_printed(const Case&, const Effort& effort) {
  const Rational factor = 2, time = 1, point(1, 2);
  const long depth = 4;
  const Rational literal = point * point / depth, printed = 2 * point;
  return with_interval_type(effort, [&]<class B>(std::type_identity<B>, Outcome& outcome) {
    using D = Decorated<B>;
    const auto weight = [&](const Rational& rate) {
      const ReluChain<B> chain(factor, rate, 4, effort.precision);
      return D(decorate(chain.weight(time, [&] { effort.budget->step(); })));
    };
    const D scaled_flow = weight(doubled_square(point)), as_printed = weight(printed);
    outcome.quantities = {quantity("w(1) of dw/dt = -2L dl/dw", scaled_flow, effort.digits),
                          quantity("w(1) of the printed equation", as_printed, effort.digits)};
    refute(outcome, {{"C", "2"}, {"x", "1/2"}, {"L", "4"}, {"t", "1"}}, weight(literal),
           Stated::equal, as_printed, [&] {
             return SecondOpinion{second_engine::relu_chain_weight(factor, literal, depth, time),
                                  second_engine::relu_chain_weight(factor, printed, depth, time)};
           });
  });
}

}  // namespace

void add_relu(Registry& registry) {
  Claim claim;
  claim.base = "NODE-RELU-1";
  claim.subject = Subject::relu;
  claim.title = "With ReLU, training destroys the smoothness of the weights in depth";
  claim.statement =
      "\\max_k |w_{k+1}(0) - w_k(0)| = \\frac{1}{L}, \\quad \\max_k |w_{k+1}(t) - w_k(t)| \\ge 2 "
      "\\log \\left( C - (C - 1) e^{-x^2 t} \\right) + \\frac{1}{2L}, \\quad \\lim_{t \\to "
      "\\infty} "
      "\\max_k |w_{k+1}(t) - w_k(t)| = 2L (C^{1/L} - 1) + \\frac{1}{2L} \\ge 2 \\log C";
  claim.hypotheses = {"C > 1, x > 0"};
  claim.source = residual_paper("Appendix D");
  claim.scope = "every L >= 1 and every t > 0; w(T) at the depths of the case";
  claim.notes =
      "The flow is w_k' = -2L dl/dw_k. So 2L max |w_{k+1} - w_k| grows like 4L log C; with tanh in "
      "place of ReLU it stays bounded, uniformly in L.";
  claim.check = check_relu;
  claim.plot = plot_relu;
  registry.push_back(claim);

  Claim printed = printed_form(
      claim, "The differential equation of the even layers",
      "\\frac{dw}{dt} = -\\frac{\\partial \\ell}{\\partial w} = 2x \\left( C - \\left( 1 + "
      "\\frac{w}{2L} \\right)^L \\right) \\left( 1 + \\frac{w}{2L} \\right)^{L-1}",
      printed_in_residual_paper("Appendix D"),
      "The coefficient is x^2 / L, or 2 x^2 if the gradient is multiplied by 2L as in the flow.",
      refute_printed);
  printed.own_input = true;
  printed.input_name = "C = 2, x = 1/2, L = 4";
  printed.scope = "one instance";
  registry.push_back(printed);

  registry.push_back(false_variant(
      claim, "false-a", "The weights stay smooth in depth: the difference quotient is bounded",
      "2L \\max_k |w_{k+1}(1) - w_k(1)| \\le 100 \\text{ for every } L", "C = 2, x = 1, L = 64",
      refute_smooth));
}

}  // namespace rigor::neural_ode
