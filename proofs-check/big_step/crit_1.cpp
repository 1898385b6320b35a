// CRIT-1: a critical point of the risk exists near the numbers of a case, and what it is like.
#include "linear/eigenvalues.hpp"
#include "proofs-check/big_step/claims.hpp"
#include "proofs-check/big_step/lemmas.hpp"
#include "proofs-check/big_step/named_networks.hpp"
#include "proofs-check/big_step/network_quantities.hpp"
#include "proofs-check/big_step/network_witness.hpp"
#include "proofs-check/big_step/risk.hpp"

namespace rigor::big_step {
namespace {

template <IntervalNumber B>
void describe(const NetworkSetting<B>& s, Outcome& outcome) {
  using D = Decorated<B>;
  const int digits = s.data.effort.digits;
  const auto add = [&](const std::string& name, const D& value) {
    outcome.quantities.push_back(network_quantity(s, name, value));
  };
  const D risk = decorate(s.at.risk()), square = sqr(s.data.sigma());
  const auto m = static_cast<long>(s.m());
  const auto H = s.at.hessian();
  const D top = decorate(largest_eigenvalue(H)), bottom = decorate(smallest_eigenvalue(H));
  add("R_n(theta)", risk);
  add("rho^2 = sigma^2 R_n(theta)", square * risk);
  if (has_integrals(s.data)) {
    constexpr int spare = 10;  // digits that the difference may lose
    const MixtureIntegrals<B> integrals(s.data.mixture, s.data.bare_sigma(), digits + spare,
                                        s.data.step());
    add("R_n(theta) - R_n(s*)", risk - decorate(integrals.minimal_risk()));
  }
  add("lambda_max(H)", top);
  add("lambda_min(H)", bottom);
  add("lambda_max(H_ae)", sharpness_ae(s));
  add("critical learning rate 2 / (m lambda_max(H))", 2 / (m * top));
  add("T(theta)", decorate(s.at.ramp_variation()));
  add("V(theta)", decorate(s.at.active_variation()));
  const auto& point = s.at.network();
  D kinks = s.number(0), weights = s.number(0);
  for (std::size_t l = 0; l < point.width(); ++l) {
    kinks = max(kinks, abs(decorate(point.kinks[l]) - s.exact(s.input.network.kinks[l])));
    weights = max(weights, abs(decorate(point.weights[l]) - s.exact(s.input.network.weights[l])));
  }
  outcome.quantities.push_back(
      bound("largest distance of a kink from its number in the case", kinks));
  outcome.quantities.push_back(
      bound("largest distance of a weight from its number in the case", weights));
  for (std::size_t l = 0; l < point.width() && point.width() <= 8; ++l) {
    const std::string index = std::to_string(l + 1);
    add("w_" + index, decorate(point.weights[l]));
    outcome.quantities.push_back(
        quantity("tau_" + index, decorate(point.kinks[l]), digits, s.data.sigma()));
  }
  outcome.parts.push_back(
      {s.is_strict_minimum     ? "a strict local minimum"
       : certainly(bottom < 0) ? "a saddle or a maximum"
                               : "the kind of critical point is not settled",
       s.is_strict_minimum || certainly(bottom < 0) ? Verdict::verified : Verdict::inconclusive,
       "the sign of lambda_min(H)"});
}

Outcome check(const Case& input, const Effort& effort) {
  return settle_network(
      input, effort, std::nullopt, Networks::critical, [](const auto& s, Outcome& outcome) {
        describe(s, outcome);
        conclude(outcome, Truth::yes, Truth::unsettled, Scope::instance);
        outcome.wants_precision = outcome.wants_precision ||
                                  outcome.parts.back().verdict == Verdict::inconclusive ||
                                  (wants_integrals(s.data) && !has_integrals(s.data));
      });
}

Outcome refute_risk(const Case&, const Effort& effort) {
  return settle_network(
      input_NET_A(), effort, std::nullopt, Networks::critical,
      []<class B>(const NetworkSetting<B>& s, Outcome& outcome) {
        const Rational wrong(4999, 10000), square = s.data.top() * s.data.top();
        refute(outcome, network_witness(s), sqr(s.rho()), Stated::at_most, s.exact(wrong), [&] {
          return SecondOpinion{scaled(second_engine::network_risk(network_instance(s)), square),
                               exact_bounds(wrong)};
        });
      });
}

}  // namespace

void add_crit(Registry& registry) {
  Claim claim;
  claim.base = "CRIT-1";
  claim.title = "One critical point of the risk near the numbers of the case, and what it is like";
  claim.statement =
      "\\exists ! \\, \\theta^* \\in X: \\quad \\nabla R_n(\\theta^*) = 0, \\qquad K(X) = "
      "\\theta_0 "
      "- C \\nabla R_n(\\theta_0) + (I - C H(X))(X - \\theta_0) \\subset \\operatorname{int} X";
  claim.hypotheses = {"d = 1", "n >= 1", "0 < mu <= 1 and sigma > 0",
                      "the network of the case is marked as critical"};
  claim.source = beside("Section 4");
  claim.scope = "one critical point, exactly known to exist";
  claim.notes =
      "Krawczyk's test on a box X around the numbers of the case, at rising precision. It is a "
      "strict local minimum where the Hessian is proved positive definite on the whole box.";
  claim.subject = Subject::network;
  claim.check = check;
  registry.push_back(claim);
  registry.push_back(false_variant(claim, "false-a", "The risk of NET-A is below 0.4999 / sigma^2",
                                   "\\sigma^2 R_n(\\theta^*) < 0.4999", "NET-A", refute_risk));
}

}  // namespace rigor::big_step
