// TVLB-1.d: a network that falls too slowly near an atom has a large risk there (Lemma 14).
#include "proofs-check/big_step/claims.hpp"
#include "proofs-check/big_step/named_inputs.hpp"
#include "proofs-check/big_step/named_networks.hpp"
#include "proofs-check/big_step/network_lemmas.hpp"
#include "proofs-check/big_step/network_quantities.hpp"
#include "proofs-check/big_step/network_witness.hpp"

namespace rigor::big_step {
namespace {

/// A number gamma with s' >= -gamma on [left, right]: what the neurons that are active on all of it
/// contribute to -s', and of those that are active on a part of it what is positive.
template <IntervalNumber B>
Decorated<B> steepest_fall(const NetworkSetting<B>& s, const Rational& left,
                           const Rational& right) {
  using D = Decorated<B>;
  const D from = s.exact(left), to = s.exact(right);
  D fall = s.number(0);
  for (std::size_t l = 0; l < s.m(); ++l) {
    const int sign = s.at.network().signs[l];
    const D kink = decorate(s.at.network().kinks[l]);
    const D contribution = -sign * decorate(s.at.network().weights[l]);
    const Truth before = kink <= from, after = kink >= to;
    if (certainly(sign > 0 ? before : after)) {
      fall += contribution;
    } else if (!certainly(sign > 0 ? after : before)) {
      fall += max(contribution, s.number(0));
    }
  }
  return fall / static_cast<long>(s.m());
}

/// ((1/sigma^2 - gamma)_+)^2 sigma^2 M2(lambda) at atom i.
template <IntervalNumber B>
Decorated<B> lower_bound_at_atom(const NetworkSetting<B>& s, std::size_t i,
                                 const Rational& lambda) {
  const Rational centre = s.data.mixture.centre(i), reach = lambda * s.data.top();
  const auto rest = s.exact(s.data.u()) - steepest_fall(s, centre - reach, centre + reach);
  return sqr(max(rest, s.number(0)) * s.data.sigma()) *
         normal_second_moment<Decorated<B>>(lambda, s.data.precision());
}

Outcome check_fall(const Case& input, const Effort& effort) {
  return settle_network(
      input, effort, std::nullopt, Networks::any,
      []<class B>(const NetworkSetting<B>& s, Outcome& outcome) {
        using D = Decorated<B>;
        const Truth lemma = slow_fall(1);
        const Rational lambda = 2;
        Truth holds = Truth::yes;
        D slack = s.exact(s.data.u()), largest = s.number(0);
        for (std::size_t i = 0; i < s.data.n(); ++i) {
          const D risk = decorate(s.at.atom_risk(i)), right = lower_bound_at_atom(s, i, lambda);
          holds = holds && risk >= right;
          slack = i == 0 ? risk - right : min(slack, risk - right);
          largest = max(largest, right);
        }
        outcome.quantities = {bound("largest lower bound of E[r^2 | I = i], lambda = 2", largest)};
        outcome.margin = network_margin(s, slack, lemma);
        outcome.rests_on.push_back("proofs-check/big_step/network_lemmas.hpp: slow_fall");
        conclude(outcome, lemma, holds, Scope::unbounded);
      });
}

// s = 0: the risk is 1/sigma^2, and M2(4) = 0.9989.
Outcome refute_factor(const Case&, const Effort& effort) {
  const Case zero = with_network(named_input("ZERO", {"0"}, "1", "1/4"), {1}, {"0"}, {"0"});
  return settle_network(
      zero, effort, std::nullopt, Networks::any,
      []<class B>(const NetworkSetting<B>& s, Outcome& outcome) {
        const Rational factor(101, 100), lambda = 4;
        auto witness = network_witness(s);
        witness.push_back({"lambda", to_string(lambda)});
        refute(outcome, witness, decorate(s.at.atom_risk(0)), Stated::at_least,
               s.exact(factor) * lower_bound_at_atom(s, 0, lambda), [&] {
                 using namespace second_engine;
                 return SecondOpinion{
                     atom_risks(network_instance(s)).front(),
                     scaled(second_engine::normal_second_moment(lambda), factor * s.data.u())};
               });
      });
}

}  // namespace

void add_lemma_14(Registry& registry) {
  Claim claim;
  claim.base = "TVLB-1";
  claim.part = "d";
  claim.title = "What falls too slowly near an atom has a large risk there";
  claim.statement =
      "s' \\ge -\\gamma \\text{ on } [c_i - \\lambda \\sigma, c_i + \\lambda \\sigma] \\implies "
      "E[r^2 "
      "| I = i] \\ge \\left( \\left( \\frac{1}{\\sigma^2} - \\gamma \\right)_+ \\right)^2 "
      "\\sigma^2 "
      "M_2(\\lambda)";
  claim.hypotheses = {"d = 1", "n >= 1", "0 < mu <= 1 and sigma > 0"};
  claim.source = printed_at("Lemma 14");
  claim.scope = "every s, absolutely continuous; every gamma, lambda and noise level";
  claim.notes =
      "True as printed; its printed proof compares integrands point by point, which fails. The "
      "numbers take lambda = 2 and the gamma that the weights of the network give.";
  claim.subject = Subject::network;
  claim.check = check_fall;
  registry.push_back(claim);
  registry.push_back(false_variant(claim, "false-a", "The bound times 1.01",
                                   "E[r^2 | I = i] \\ge 1.01 \\left( \\left( \\frac{1}{\\sigma^2} "
                                   "- \\gamma \\right)_+ \\right)^2 "
                                   "\\sigma^2 M_2(\\lambda)",
                                   "ZERO", refute_factor));
}

}  // namespace rigor::big_step
