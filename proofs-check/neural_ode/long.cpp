// NODE-LONG-1: the limit weights are Lipschitz in depth.
//
// Let a certificate of NODE-PL-2 hold, of rate mu on the ball of radius rho. Then |th(t) - th(0)|_w
// <= rho for all t, sqrt l(t) <= exp(-mu t / 2) sqrt l(0) has an integral of at most 2 sqrt l(0) /
// mu over all times, and depth_smoothness.hpp bounds L max_k |Z_{k+1} - Z_k| at all times. With V =
// 0 and one W at the start, nothing in the bound depends on L.
#include "proofs-check/neural_ode/long.hpp"

#include <fmt/format.h>

#include "linear/norm.hpp"
#include "model/depth_smoothness.hpp"
#include "model/network_certificate.hpp"
#include "model/residual_bounds.hpp"
#include "proofs-check/neural_ode/certificates.hpp"
#include "proofs-check/neural_ode/claims.hpp"
#include "proofs-check/neural_ode/each_depth.hpp"
#include "proofs-check/neural_ode/pl_lemmas.hpp"

namespace rigor::neural_ode {
namespace {

constexpr Needs needs_of_training{.two_layer = true, .smooth_activation = true, .targets = true};

/// Norms of the start; A and B are as far off as they may be at the distance.
template <IntervalNumber B>
DepthSizes<B> sizes_of(const Setting<B>& s, const ResidualNetwork<B>& network, const B& distance) {
  const ActivationBounds<B> bounds = activation_of(s);
  const auto constants =
      block_constants(bounds.slope, bounds.curvature, s.input.width(), s.input.state_size());
  const B none = enclose<B>(0L, s.precision());
  DepthSizes<B> sizes{.kap = constants.kap,
                      .chi = constants.chi,
                      .V_mean = none,
                      .W_mean = none,
                      .V_most = none,
                      .W_most = none,
                      .A_norm = operator_norm(network.A) + (s.input.trains_A ? distance : none),
                      .B_norm = operator_norm(network.B) + (s.input.trains_B ? distance : none),
                      .largest_input = none,
                      .jump = largest_jump(network)};
  const auto square = [&](const Matrix<B>& a) { return sqr(operator_norm(a)); };
  for (const auto& layer : network.layers) {
    s.effort.budget->step();
    sizes.V_mean += square(layer.V);
    sizes.W_mean += square(layer.W);
    sizes.V_most = max(sizes.V_most, frobenius_norm(layer.V, s.precision()));
    sizes.W_most = max(sizes.W_most, frobenius_norm(layer.W, s.precision()));
  }
  const long L = static_cast<long>(network.depth());
  sizes.V_mean = sqrt(sizes.V_mean / L);
  sizes.W_mean = sqrt(sizes.W_mean / L);
  for (const auto& x : proved(s.inputs())) {
    B sum = none;
    for (const B& c : x) sum += sqr(c);
    sizes.largest_input = max(sizes.largest_input, sqrt(sum));
  }
  return sizes;
}

/// The bounds for a network with a certificate that closes.
template <IntervalNumber B>
void report_smoothness(const Setting<B>& s, Outcome& outcome, const ResidualNetwork<B>& network,
                       const B& residual, const PlCertificate<B>& at, const std::string& depths,
                       const std::string& where) {
  const LongConstants constants;
  const B root_n = sqrt(enclose<B>(static_cast<long>(s.n()), s.precision()));
  const B root_loss = constants.integral * residual / (root_n * at.rate);
  const auto within = [&](const B& distance) {
    return depth_smoothness(sizes_of(s, network, distance), distance, root_loss);
  };
  const DepthSmoothness<B> in_ball = within(enclose<B>(at.radius, s.precision()));
  const DepthSmoothness<B> on_path = within(at.path);
  const auto add = [&](const std::string& name, const B& x) {
    outcome.quantities.push_back(quantity(name + where, decorate(x), s.effort.digits));
  };
  add("bound of L |Z_{k+1} - Z_k| on the ball, every k and t", in_ball.jump);
  add("the same with the length of the path for the radius", on_path.jump);
  add("bound of |V_k|_F, every k and t", on_path.V_most);
  add("bound of |W_k|_F, every k and t", on_path.W_most);
  outcome.hypotheses.push_back({"the certificate of NODE-PL-2 closes", Verdict::verified});
  // At t = 0 the bound has to hold too.
  conclude(outcome, at.closes && proves_long_time(constants),
           decorate(largest_jump(network)) <= decorate(on_path.jump), outcome.scope);
  outcome.reason = fmt::format(
      "the weights of all layers converge, and neighbouring layers differ by at most {} / L at all "
      "times, for {}",
      decimal_upper(on_path.jump, 4), depths);
}

Outcome check_tied(const Case& input, const Effort& effort) {
  return settle(
      input, effort, needs_of_training, []<class B>(const Setting<B>& s, Outcome& outcome) {
        if (lacks(outcome, s.input.starts_tied_at_zero(), "V = 0, and W is the same in all layers",
                  "the weights of the case are others")) {
          return;
        }
        const TiedCertificate<B> found = tied_certificate(s);
        const B& residual = found.start.residual();
        report_certificate(s, outcome, found.at, residual, "0", "");
        outcome.margin.reset();
        outcome.rests_on = {"proofs-check/neural_ode/long.cpp: the comment at its head",
                            "src/model/depth_smoothness.hpp: the comment above depth_smoothness",
                            "src/model/tied_start.hpp: the comment above TiedStart"};
        const std::string depths = "every depth L";
        conclude_certificate(s, outcome, found.at, residual, start_gradient(s), Scope::unbounded,
                             {"this initialisation", depths, "t"});
        if (outcome.verdict != Verdict::verified) return;
        report_smoothness(s, outcome, proved(s.network(1)), residual, found.at, depths, "");
      });
}

Outcome check_any(const Case& input, const Effort& effort) {
  return settle(
      input, effort, needs_of_training, []<class B>(const Setting<B>& s, Outcome& outcome) {
        for_each_depth(s.input, outcome, [&](std::size_t depth, Outcome& one) {
          if (is_too_large(s.input, depth, one)) return;
          const std::string name = "L = " + std::to_string(depth);
          const TrainingProblem<B> problem = training_problem(s, depth);
          const NetworkCertificate<B> found =
              network_certificate(problem, s.input.radius, s.step());
          const std::string where = ", " + name + ", rho = " + radius_text(found.at.radius);
          report_certificate(s, one, found.at, found.residual, "0", where);
          one.margin.reset();
          for (Quantity& q : one.quantities) q.digits_reached = true;  // bounds, not refined
          conclude_certificate(
              s, one, found.at, found.residual,
              loss_gradient(s.network(depth), s.inputs(), s.targets(), trained_ends(s.input)),
              Scope::instance, {"this network", name, "t"});
          if (one.verdict == Verdict::verified) {
            report_smoothness(s, one, problem.start, found.residual, found.at, name, where);
            for (Quantity& q : one.quantities) q.digits_reached = true;
            one.wants_precision = one.verdict != Verdict::verified;
          }
        });
        outcome.rests_on = {
            "proofs-check/neural_ode/long.cpp: the comment at its head",
            "src/model/depth_smoothness.hpp: the comment above depth_smoothness",
            "src/model/network_certificate.hpp: the comment above NetworkCertificate"};
      });
}

}  // namespace

void add_long(Registry& registry) {
  Claim claim;
  claim.base = "NODE-LONG-1";
  claim.part = "a";
  claim.subject = Subject::residual;
  claim.title = "The weights stay smooth in depth for all times, uniformly in the depth";
  claim.statement =
      "\\sup_{t \\ge 0, \\, k < L} L |Z_{k+1}(t) - Z_k(t)| \\le K_\\infty, \\quad K_\\infty = L "
      "D(0) "
      "e^{c_1} + c_2 \\frac{e^{c_1} - 1}{c_1}";
  claim.hypotheses = {"the blocks have two layers",
                      "the activation is twice differentiable",
                      "the activation is 0 at 0",
                      "the data have targets",
                      "V = 0, and W is the same in all layers",
                      "the certificate of NODE-PL-2 closes"};
  claim.source = residual_paper("Proposition 8 (ii)");
  claim.scope = "every depth L >= 1 and all t >= 0, the limit included";
  claim.notes =
      "The paper states that such a constant exists. With I = 4 exp(Lam) b sqrt(l(0)) / mu: c_1 = "
      "kap H (1 + chi v H) I, c_2 = kap^2 H v w (2 sqrt(v^2 + w^2) + chi v w H) I, Lam = kap (v_2 "
      "w_2 + rho sqrt(v_2^2 + w_2^2) + rho^2 / 2), a = |A| + rho, b = |B| + rho, H = exp(Lam) a "
      "max "
      "|x_i|, v = v_0 cosh g + w_0 sinh g, w = w_0 cosh g + v_0 sinh g, g = kap H I, where v_2, "
      "w_2 "
      "are root mean squares over k of |V_k|, |W_k| at the start, v_0, w_0 the largest Frobenius "
      "norms. Any length of the path of the weights may stand for rho.";
  claim.check = check_tied;
  registry.push_back(claim);

  Claim any = claim;
  any.part = "b";
  any.title = "Weights that start smooth in depth stay so for all times";
  any.hypotheses = {"the blocks have two layers", "the activation is twice differentiable",
                    "the activation is 0 at 0", "the data have targets",
                    "the certificate of NODE-PL-2 closes"};
  any.scope = "each depth of the case and all t >= 0, the limit included";
  any.check = check_any;
  registry.push_back(any);

  registry.push_back(false_variant(
      claim, "false-a", "Layers that start equal stay equal",
      "\\sup_{t \\ge 0, \\, k < L} L |Z_{k+1}(t) - Z_k(t)| \\le L \\max_k |Z_{k+1}(0) - Z_k(0)|",
      "PL-2", refute_tied));
}

}  // namespace rigor::neural_ode
