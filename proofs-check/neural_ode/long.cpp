// NODE-LONG-1: the limit weights are Lipschitz in depth.
//
// Let a certificate of NODE-PL-2 hold, of rate mu on the ball of radius rho. Then |th(t) - th(0)|_w
// <= rho for all t, sqrt l(t) <= exp(-mu t / 2) sqrt l(0) has an integral of at most 2 sqrt l(0) /
// mu over all times, and depth_smoothness.hpp bounds L max_k |Z_{k+1} - Z_k| at all times. With V =
// 0 and one W at the start, nothing in the bound depends on L.
#include "proofs-check/neural_ode/long.hpp"

#include "model/depth_smoothness.hpp"
#include "model/residual_bounds.hpp"
#include "proofs-check/neural_ode/certificates.hpp"
#include "proofs-check/neural_ode/claims.hpp"
#include "proofs-check/neural_ode/pl_lemmas.hpp"

namespace rigor::neural_ode {
namespace {

constexpr Needs needs_of_training{.two_layer = true, .smooth_activation = true, .targets = true};

/// V = 0 and one W, with A and B as far off as they may be at this distance.
template <IntervalNumber B>
DepthSizes<B> tied_sizes(const Setting<B>& s, const TiedStart<B>& start, const B& distance) {
  const ActivationBounds<B> bounds = activation_of(s);
  const auto constants =
      block_constants(bounds.slope, bounds.curvature, s.input.width(), s.input.state_size());
  const B none = enclose<B>(0L, s.precision());
  return {.kap = constants.kap,
          .chi = constants.chi,
          .V_mean = none,
          .W_mean = start.weight_norm(),
          .V_most = none,
          .W_most = start.weight_frobenius(),
          .A_norm = s.input.trains_A ? start.A_norm() + distance : start.A_norm(),
          .B_norm = s.input.trains_B ? start.B_norm() + distance : start.B_norm(),
          .largest_input = start.largest_input(),
          .jump = none};
}

Outcome check_limit(const Case& input, const Effort& effort) {
  return settle(
      input, effort, needs_of_training, []<class B>(const Setting<B>& s, Outcome& outcome) {
        if (lacks(outcome, s.input.starts_tied_at_zero(), "V = 0, and W is the same in all layers",
                  "the weights of the case are others")) {
          return;
        }
        const TiedCertificate<B> found = tied_certificate(s);
        report_certificate(s, outcome, found.at, found.start.residual(), "0", "");
        outcome.rests_on = {"proofs-check/neural_ode/long.cpp: the comment at its head",
                            "src/model/depth_smoothness.hpp: the comment above depth_smoothness",
                            "src/model/tied_start.hpp: the comment above TiedStart"};
        outcome.margin.reset();
        conclude_certificate(s, outcome, found.at, found.start.residual(), start_gradient(s),
                             Scope::unbounded, {"this initialisation", "every depth L", "t"});
        if (outcome.verdict != Verdict::verified) return;
        const LongConstants constants;
        const auto at = [&](const B& distance) {
          const B root_loss =
              constants.integral * found.start.residual() /
              (sqrt(enclose<B>(static_cast<long>(s.n()), s.precision())) * found.at.rate);
          return depth_smoothness(tied_sizes(s, found.start, distance), distance, root_loss);
        };
        const DepthSmoothness<B> in_ball = at(enclose<B>(found.choice.radius, s.precision()));
        const DepthSmoothness<B> on_path = at(found.at.path);
        const auto add = [&](const std::string& name, const B& x) {
          outcome.quantities.push_back(quantity(name, decorate(x), s.effort.digits));
        };
        add("bound of L |Z_{k+1} - Z_k| on the ball, every L, k and t", in_ball.jump);
        add("the same with the length of the path for the radius", on_path.jump);
        add("bound of |V_k|_F, every L, k and t", on_path.V_most);
        add("bound of |W_k|_F, every L, k and t", on_path.W_most);
        conclude(outcome, found.at.closes && proves_long_time(constants), Truth::unsettled,
                 Scope::unbounded);
        outcome.reason =
            "the weights of all layers converge, and neighbouring layers differ by at most " +
            decimal_upper(on_path.jump, 4) + " / L at all times, for every depth L";
      });
}

}  // namespace

void add_long(Registry& registry) {
  Claim claim;
  claim.base = "NODE-LONG-1";
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
      "The paper states that such a constant exists. c_1 = kap H (1 + chi v H) I, c_2 = kap^2 H v "
      "w "
      "(2 sqrt(v^2 + w^2) + chi v w H) I, with I = 4 exp(Lam) |B| sqrt(l(0)) / mu.";
  claim.check = check_limit;
  registry.push_back(claim);

  registry.push_back(false_variant(
      claim, "false-a", "Layers that start equal stay equal",
      "\\sup_{t \\ge 0, \\, k < L} L |Z_{k+1}(t) - Z_k(t)| \\le L \\max_k |Z_{k+1}(0) - Z_k(0)|",
      "PL-2", refute_tied));
}

}  // namespace rigor::neural_ode
