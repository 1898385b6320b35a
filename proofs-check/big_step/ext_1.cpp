// EXT-1: the sharpness of a network all of whose parameters are trained.
#include "linear/eigenvalues.hpp"
#include "model/full_network_risk.hpp"
#include "proofs-check/big_step/claims.hpp"
#include "proofs-check/big_step/full_network_lemmas.hpp"
#include "proofs-check/big_step/lemmas.hpp"
#include "proofs-check/big_step/named_networks.hpp"
#include "proofs-check/big_step/refutation.hpp"
#include "proofs-check/big_step/setting.hpp"
#include "proofs-check/second_engine/arb_full_network.hpp"

namespace rigor::big_step {
namespace {

Outcome check(const Case& input, const Effort& effort) {
  if (!input.full_network) return inapplicable({}, "the case has a full network", "it has none");
  return settle(
      input, effort, std::nullopt,
      [&]<class B>(const Setting<B>& s, Outcome& outcome) {
        using D = Decorated<B>;
        const FullNetworkRisk<B> at(s.mixture, s.bare_sigma(), *input.full_network, s.step());
        const D top = decorate(largest_eigenvalue(at.gram()));
        const D right = decorate(at.sharpness_bound(2));
        outcome.rests_on = {"proofs-check/big_step/full_network_lemmas.hpp: mean_full_gradient"};
        outcome.quantities = {quantity("lambda_max(E grad f grad f^T)", top, effort.digits),
                              quantity("right side", right, effort.digits),
                              quantity("L", decorate(at.loss()), effort.digits),
                              quantity("sum of |a_j w_j| q_j P_j", decorate(at.ramp_variation()),
                                       effort.digits, s.number(1))};
        if (certainly(right > 1)) {
          outcome.quantities.push_back(bound("factor of the sum: proved up to 2, refuted above",
                                             2 * (top - 1) / (right - 1)));
        }
        outcome.margin = to_enclosure(top - right);
        conclude(outcome, mean_full_gradient(2), top >= right, Scope::unbounded);
      },
      1);
}

// On the reference network 1 + 17 sum = 39.4 > 36.66.
Outcome refute_factor(const Case&, const Effort& effort) {
  const Case input = input_FULL();
  return settle(input, effort, std::nullopt, [&]<class B>(const Setting<B>& s, Outcome& outcome) {
    using D = Decorated<B>;
    const FullNetwork& f = *input.full_network;
    const FullNetworkRisk<B> at(s.mixture, s.bare_sigma(), f, s.step());
    const D top = decorate(largest_eigenvalue(at.gram()));
    refute(
        outcome, {{"w", "(2, -1)"}, {"b", "(-1/2, 1/4)"}, {"a", "(-8, 5)"}, {"c0", "1/3"}}, top,
        Stated::at_least, decorate(at.sharpness_bound(17)), [&] {
          const auto other = second_engine::full_network_sharpness(
              {instance_of(s.mixture, s.top()), f.inner_weights, f.inner_biases, f.outer_weights});
          const auto sum = scaled(other.variation, 17);
          return SecondOpinion{other.largest_eigenvalue, {1 + sum.lower, 1 + sum.upper}};
        });
  });
}

}  // namespace

void add_ext_1(Registry& registry) {
  Claim claim;
  claim.base = "EXT-1";
  claim.title = "The sharpness of a fully trained network is at least a weighted variation";
  claim.statement =
      "\\lambda_{\\max}(E \\nabla f \\nabla f^T) \\ge 1 + 2 \\sum_j |a_j w_j| q_j \\sqrt{P_j^2 + "
      "(E[Y "
      "1_j])^2}";
  claim.hypotheses = {"d = 1", "n >= 1", "0 < mu <= 1 and sigma > 0"};
  claim.source = beside("Section 7, fully trained networks");
  claim.scope = "every fully trained network of every width, every noise level; the case is one";
  claim.notes =
      "L = E (f + z / sigma)^2 / 2, threshold 2 / eta. At a critical point the almost everywhere "
      "Hessian of the residual vanishes for neurons with a_j different from 0; the full Hessian "
      "keeps "
      "a kink term that has no bound uniform in the rescaling (w, b, a) to (t w, t b, a / t).";
  claim.subject = Subject::full_network;
  claim.check = check;
  registry.push_back(claim);
  registry.push_back(false_variant(claim, "false-a", "The factor 17 in place of 2",
                                   "\\lambda_{\\max}(E \\nabla f \\nabla f^T) \\ge 1 + 17 \\sum_j "
                                   "|a_j w_j| q_j \\sqrt{P_j^2 + (E[Y "
                                   "1_j])^2}",
                                   "FULL", refute_factor));
}

}  // namespace rigor::big_step
