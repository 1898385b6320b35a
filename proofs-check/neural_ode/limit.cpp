// NODE-LIMIT-1.a: the first velocity of the weights of a network of depth L is that of its neural
// ODE, up to C_0 / L.
//
// Smooth weights Z_k = Z(k/L). Along H_i' = f(H_i, Z), H_i(0) = A x_i, let P_i solve P_i' = -(d_1
// f)^T P_i from P_i(1) = 2 B^T (B H_i(1) - y_i), and let G(s) = -(1/n) sum_i d_2 f(H_i(s), Z(s))^T
// P_i(s): the velocity of Z in the gradient flow of the neural ODE (depth_velocity.hpp). Then for
// every L >= 1
//   max_k |-L dl/dZ_k - G(k/L)| <= C_0 / L.
// Proof. The bounds of limit_bounds (src/model/depth_limit.hpp) with e = 0: C_0 is the coefficient
// of 1/L in the bound of the layers. What it assumes at t = 0 is enclosed: v = sup |V|, w = sup
// |W|, Lam = kap v w (or sup |Z| of linear blocks), sup |H_i|, sup mean |P_i| along the enclosed
// paths; mean |F_i - y_i| <= sqrt l; |h_k| <= |H(k/L)| + eta / L from L = 32 on, and smaller
// networks are evaluated. The rest of the statement, that trained networks tend to the trained
// neural ODE, is part (b).
//
// The printed adjoint (44) has the opposite sign, P' = d_1 f P. With f = Z h on the line, Z(s) = z,
// g = x, -L dl/dZ_k = 2 (y - F) F / (1 + z/L) with F = x (1 + z/L)^L for all k, which tends to 2 (y
// - x e^z) x e^z at every s. The printed system has H(s) = x e^{zs}
// and P(s) = 2 (x e^z - y) e^{z(s-1)}: the velocity 2 (y - x e^z) x e^{z(2s-1)}, which is another
// one at every s < 1.
#include "proofs-check/neural_ode/limit.hpp"

#include <cstdint>
#include <limits>

#include "analysis/ode.hpp"
#include "linear/norm.hpp"
#include "proofs-check/common/enclosed_curve.hpp"
#include "proofs-check/common/refutation.hpp"
#include "proofs-check/neural_ode/claims.hpp"
#include "proofs-check/neural_ode/limit_setting.hpp"
#include "proofs-check/neural_ode/named_inputs.hpp"

namespace rigor::neural_ode {
namespace {

constexpr std::size_t most_entries = 8;  // that are listed or plotted, of each matrix
constexpr int boxes_a_curve = 64;

std::string entry(const std::string& name, std::size_t i, std::size_t j) {
  return name + "_" + std::to_string(i + 1) + std::to_string(j + 1);
}

/// Calls `use(name, value)` for the first entries.
template <class T, class Use>
void each_entry(const std::string& name, const Matrix<T>& a, const Use& use) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < a.rows(); ++i) {
    for (std::size_t j = 0; j < a.columns() && count < most_entries; ++j, ++count) {
      use(entry(name, i, j), a(i, j));
    }
  }
}
template <class T, class Use>
void each_entry(const LayerWeights<T>& weights, const Use& use) {
  each_entry(weights.W.rows() == 0 ? "Z" : "V", weights.V, use);
  each_entry("W", weights.W, use);
}

/// The sum of the squares of the entries of L dl + d.
template <IntervalNumber D, IntervalNumber B>
D squared_distance(const Matrix<D>& gradient, const Matrix<B>& velocity, long L, const D& zero) {
  D sum = zero;
  for (std::size_t i = 0; i < gradient.rows(); ++i) {
    for (std::size_t j = 0; j < gradient.columns(); ++j) {
      sum += sqr(L * gradient(i, j) + decorate(velocity(i, j)));
    }
  }
  return sum;
}

/// L max_k |-L dl/dZ_k - G(k/L)| of the network of depth L.
template <IntervalNumber B>
Decorated<B> velocity_error(const Setting<B>& s, const DepthVelocity<B>& velocity,
                            std::size_t depth) {
  using D = Decorated<B>;
  const long L = static_cast<long>(depth);
  const auto gradient =
      loss_gradient<D>(s.network(depth), s.inputs(), s.targets(), {.A = false, .B = false});
  D largest = s.number(0);
  for (std::size_t k = 1; k <= depth; ++k) {
    s.effort.budget->step();
    const B at = enclose<B>(Rational(static_cast<long>(k), L), s.precision());
    const LayerWeights<B> limit = velocity.at(at);
    const LayerWeights<D>& layer = gradient.layers[k - 1];
    largest = max(largest, squared_distance(layer.V, limit.V, L, s.number(0)) +
                               squared_distance(layer.W, limit.W, L, s.number(0)));
  }
  return L * sqrt(largest);
}

Outcome check_velocity(const Case& input, const Effort& effort) {
  const Needs needs{.smooth_depth = true, .smooth_activation = true, .targets = true};
  return settle(input, effort, needs, []<class B>(const Setting<B>& s, Outcome& outcome) {
    const LimitStart<B> start(s);
    if (lacks_paths(outcome, start.velocity.is_complete(), start.velocity.reason())) return;
    const auto C = decorate(limit_bounds(start.sizes).layers.depth);
    outcome.quantities.push_back(bound("C_0", C));
    const B middle = enclose<B>(Rational(1, 2), s.precision());
    const LayerWeights<B> velocity = start.velocity.at(middle);
    const auto size = decorate(sqrt(sqr(frobenius_norm(velocity.V, s.precision())) +
                                    sqr(frobenius_norm(velocity.W, s.precision()))));
    outcome.quantities.push_back(
        quantity("|dZ/dt| at s = 1/2, t = 0", size, s.effort.digits, size));
    each_entry(velocity, [&](const std::string& name, const B& value) {
      outcome.quantities.push_back(
          quantity("d" + name + "/dt at s = 1/2, t = 0", decorate(value), s.effort.digits, size));
    });
    Truth holds = Truth::yes;
    for (const std::size_t L : s.input.depths) {
      const auto error = velocity_error(s, start.velocity, L);
      outcome.quantities.push_back(
          bound("L max_k |-L dl/dZ_k - dZ/dt|, L = " + std::to_string(L), error));
      holds = holds && error <= C;
      outcome.margin = to_enclosure(C - error);
    }
    outcome.rests_on = {"proofs-check/neural_ode/limit.cpp: the comment at its head",
                        "src/model/depth_limit.hpp: limit_bounds"};
    conclude(outcome, proved_if(is_bounded(C)), holds, Scope::unbounded);
  });
}

std::vector<Plot> plot_velocity(const Case& input) {
  const ResidualInput& network = *input.residual;
  const bool is_smooth = network.block == Block::linear || vanishes_at_zero(network.activation);
  if (!network.smooth || !network.has_targets() || network.activation == Activation::relu ||
      !is_smooth) {
    return {};
  }
  Budget budget(std::numeric_limits<std::int64_t>::max());
  const Effort effort{Precision{53}, 15, &budget};
  const Setting<Interval> s{network, effort};
  const DepthVelocity<Interval> velocity(depth_problem(s), s.step());
  if (!velocity.is_complete()) return {};
  Plot plot{"The first velocity of the weights of the neural ODE", "depth s", "dZ/dt", {}};
  const auto add = [&](const std::string& name, const auto& pick) {
    plot.curves.push_back(
        enclosed_curve(name, 0, 1, boxes_a_curve, [&](const Rational& from, const Rational& to) {
          return pick(velocity.at(hull_of<Interval>(from, to, Precision{53})));
        }));
  };
  const LayerWeights<Interval> shape = velocity.at(enclose<Interval>(0L, {53}));
  for (std::size_t j = 0; j < std::min<std::size_t>(shape.V.columns(), 2); ++j) {
    add(entry("d" + std::string(shape.W.rows() == 0 ? "Z" : "V"), 0, j) + "/dt",
        [j](const LayerWeights<Interval>& z) { return z.V(0, j); });
  }
  for (std::size_t j = 0; j < std::min<std::size_t>(shape.W.columns(), 2); ++j) {
    add(entry("dW", 0, j) + "/dt", [j](const LayerWeights<Interval>& z) { return z.W(0, j); });
  }
  return {plot};
}

/// H' = f(H, Z(s)), P' = d_1 f P, as printed.
struct PrintedField {
  const DepthModel& model;

  template <class T>
  std::vector<T> operator()(const T& s, const std::vector<T>& x) const {
    const auto q = static_cast<std::ptrdiff_t>(model.state_size());
    const LayerWeights<T> weights = weights_at(model, s);
    LayerWeights<T> zero = weights;
    for (Matrix<T>* a : {&zero.V, &zero.W}) {
      for (std::size_t i = 0; i < a->rows(); ++i) {
        for (std::size_t j = 0; j < a->columns(); ++j) (*a)(i, j) = 0 * s;
      }
    }
    const BlockAt<T> block(model, weights, {x.begin(), x.begin() + q});
    std::vector<T> result = block.value();
    for (const T& slope : block.along({x.begin() + q, x.end()}, zero)) result.push_back(slope);
    return result;
  }
};

/// What the printed system gives at s = 1/2 for the velocity of V_11 in T-SM.
template <IntervalNumber B>
Decorated<B> printed_velocity(const Setting<B>& s) {
  const DepthProblem<B> problem = depth_problem(s);
  const std::size_t q = problem.model.state_size();
  const B zero = enclose<B>(0L, s.precision()), one = enclose<B>(1L, s.precision());
  const B middle = enclose<B>(Rational(1, 2), s.precision());
  B sum = zero;
  for (std::size_t i = 0; i < problem.inputs.size(); ++i) {
    OdeFlow<B> forward_flow(record_field<B>(PrintedField{problem.model}, 2 * q, s.precision()),
                            zero, [&] {
                              std::vector<B> start = times(problem.A, problem.inputs[i]);
                              start.resize(2 * q, zero);
                              return start;
                            }());
    forward_flow.run(one, s.step());
    std::vector<B> last(forward_flow.state().begin(),
                        forward_flow.state().begin() + static_cast<std::ptrdiff_t>(q));
    std::vector<B> residual = times(problem.B, last);
    for (std::size_t j = 0; j < residual.size(); ++j) {
      residual[j] = 2 * (residual[j] - problem.targets[i][j]);
    }
    for (const B& p : transposed_times(problem.B, residual)) last.push_back(p);
    OdeFlow<B> back = ode_flow(PrintedField{problem.model}, one, last);
    if (back.run(middle, s.step()) != OdeStop::reached) return decorate(entire<B>(s.precision()));
    const auto& x = back.state();
    const auto split = x.begin() + static_cast<std::ptrdiff_t>(q);
    const BlockAt<B> block(problem.model, weights_at(problem.model, middle), {x.begin(), split});
    sum -= block.weights_transposed({split, x.end()}).V(0, 0) /
           static_cast<long>(problem.inputs.size());
  }
  return decorate(sum);
}

// f = Z h, Z(s) = 1/2, x = 1, y = 2: the velocities tend to 2 (2 - u) u, u = exp(1/2), at every s;
// the printed system has H(s) = exp(s/2), P(s) = 2 (u - 2) exp((s - 1)/2), so that at s = 1/2 it
// gives -H P = 2 (2 - u).
Outcome refute_printed(const Case&, const Effort& effort) {
  const Needs needs{.smooth_depth = true, .targets = true};
  const Case line = named_case("line",
                               "[residual_network]\nblock = \"linear\"\nZ = [[\"1/2\"]]\n"
                               "depth = 2\ninputs = [[1]]\ntargets = [[2]]\n"
                               "frozen = [\"A\", \"B\"]\n");
  Outcome outcome = settle(line, effort, needs, []<class B>(const Setting<B>& s, Outcome& o) {
    const DepthVelocity<B> velocity(depth_problem(s), s.step());
    if (lacks_paths(o, velocity.is_complete(), velocity.reason())) return;
    const auto middle = enclose<B>(Rational(1, 2), s.precision());
    const auto limit = decorate(velocity.at(middle).V(0, 0));
    const auto printed = 2 * (2 - exp(s.exact(Rational(1, 2))));
    refute(o, {{"Z(s)", "1/2"}, {"x", "1"}, {"y", "2"}, {"s", "1/2"}}, limit, Stated::equal,
           printed, [] {
             const auto u = second_engine::exponential(Rational(1, 2));  // 2 (2 - u) u falls, u > 1
             return SecondOpinion{{2 * (2 - u.upper) * u.upper, 2 * (2 - u.lower) * u.lower},
                                  {2 * (2 - u.upper), 2 * (2 - u.lower)}};
           });
  });
  const Outcome numbers =
      settle(t_sm(64, "1"), effort, needs, []<class B>(const Setting<B>& s, Outcome& o) {
        const DepthVelocity<B> velocity(depth_problem(s), s.step());
        if (!velocity.is_complete()) return;
        const auto middle = enclose<B>(Rational(1, 2), s.precision());
        o.quantities = {bound("T-SM: dV_11/dt at s = 1/2", decorate(velocity.at(middle).V(0, 0))),
                        bound("T-SM: the printed system gives", printed_velocity(s))};
      });
  outcome.quantities = numbers.quantities;
  return outcome;
}

}  // namespace

void add_limit(Registry& registry) {
  Claim a;
  a.base = "NODE-LIMIT-1";
  a.part = "a";
  a.subject = Subject::residual;
  a.title = "At the start of training every layer has the velocity of the neural ODE, up to C_0/L";
  a.statement =
      "\\max_k \\left| -L \\frac{\\partial l}{\\partial Z_k} - \\frac{dZ}{dt} \\left( \\frac{k}{L} "
      "\\right) \\right| \\le \\frac{C_0}{L}, \\quad \\frac{dZ}{dt} = -\\frac{1}{n} \\sum_i "
      "\\partial_2 f(H_i, Z)^\\top P_i, \\quad P_i' = -\\partial_1 f(H_i, Z)^\\top P_i, \\quad "
      "P_i(1) = 2 B^\\top (B H_i(1) - y_i)";
  a.hypotheses = {"the weights are smooth functions of depth",
                  "the activation is twice differentiable and 0 at 0"};
  a.source = residual_paper("Theorem 4, (38)-(44)");
  a.scope = "every depth L >= 1";
  a.notes = "The adjoint runs backward with the transposed Jacobian and a minus sign.";
  a.check = check_velocity;
  a.plot = plot_velocity;
  registry.push_back(a);

  for (Claim& claim : limit_rate_claims(a)) registry.push_back(std::move(claim));

  Claim printed = printed_form(
      a, "The adjoint of the limit as printed",
      "\\lim_{L \\to \\infty} -L \\frac{\\partial l}{\\partial Z_{sL}} = -\\frac{1}{n} \\sum_i "
      "\\partial_2 f(H_i, Z)^\\top P_i, \\quad P_i' = \\partial_1 f(H_i, Z) P_i",
      printed_in_residual_paper("p. 28, (44)"),
      "The sign is wrong, and the transpose is missing. With f = Z h and a constant Z = z on the "
      "line all layers have the velocity 2 (y - x e^z) x e^z in the limit; the printed system "
      "gives "
      "2 (y - x e^z) x e^{z(2s-1)}.",
      refute_printed);
  printed.own_input = true;
  printed.input_name = "f = Z h, Z = 1/2";
  printed.scope = "one instance";
  registry.push_back(printed);
}

}  // namespace rigor::neural_ode
