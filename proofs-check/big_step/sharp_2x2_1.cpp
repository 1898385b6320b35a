// SHARP-2x2-1: a lower bound of the sharpness from two directions.
#include "proofs-check/big_step/claims.hpp"
#include "proofs-check/big_step/network_lemmas.hpp"
#include "proofs-check/big_step/network_quantities.hpp"

namespace rigor::big_step {
namespace {

/// The largest eigenvalue of the 2 x 2 matrix of `rayleigh_ritz` with factor 2; of its entries that
/// remain where q or (w_l P_l) vanish: where Q^2 or S^2 is not proved positive, no bound.
template <IntervalNumber B>
std::optional<Decorated<B>> two_directions(const NetworkSetting<B>& s) {
  using D = Decorated<B>;
  const auto m = static_cast<long>(s.m());
  D Q2 = s.number(0), S2 = s.number(0), mixed = s.number(0), kink = s.number(0);
  for (std::size_t l = 0; l < s.m(); ++l) {
    const D q = decorate(s.at.ramp(l));
    const D wP = decorate(s.at.network().weights[l]) * decorate(s.at.active(l));
    Q2 += sqr(q);
    S2 += sqr(wP);
    mixed += q * wP * decorate(s.at.residual_active(l));
    kink += decorate(s.at.kink_term(l)) * sqr(wP);
  }
  if (!certainly(Q2 > 0) || !certainly(S2 > 0)) return std::nullopt;
  const D QS = sqrt(Q2 * S2);
  const D a = 2 * Q2 / (m * m), c = 2 * S2 / (m * m) + kink / S2;
  const D b = 2 * QS / (m * m) + 2 * mixed / (m * QS);
  return (a + c) / 2 + sqrt(sqr((a - c) / 2) + sqr(b));
}

Outcome check_two_directions(const Case& input, const Effort& effort) {
  return settle_network(
      input, effort, std::nullopt, Networks::any,
      []<class B>(const NetworkSetting<B>& s, Outcome& outcome) {
        using D = Decorated<B>;
        const Truth lemma = rayleigh_ritz(2);
        outcome.rests_on.push_back("proofs-check/big_step/network_lemmas.hpp: rayleigh_ritz");
        const D lambda = sharpness(s);
        outcome.quantities = {network_quantity(s, "lambda_max(H)", lambda)};
        const std::optional<D> right = two_directions(s);
        if (!right) return conclude(outcome, lemma, Truth::unsettled, Scope::unbounded);
        outcome.quantities.push_back(
            network_quantity(s, "largest eigenvalue of the 2 x 2 matrix", *right));
        if (certainly(*right > 0)) {
          outcome.quantities.push_back(
              bound("sharpest factor of the right side: refuted above", lambda / *right));
        }
        outcome.margin = network_margin(s, lambda - *right, lemma);
        conclude(outcome, lemma, lambda >= *right, Scope::unbounded);
      });
}

}  // namespace

void add_sharp_2x2(Registry& registry) {
  Claim claim;
  claim.base = "SHARP-2x2-1";
  claim.title = "The sharpness is at least an eigenvalue of a 2 x 2 matrix";
  claim.statement =
      "\\lambda_{\\max}(H) \\ge \\frac{a + c}{2} + \\sqrt{\\left(\\frac{a - c}{2}\\right)^2 + "
      "b^2}, "
      "\\quad a = \\frac{2 Q^2}{m^2}, \\quad b = \\frac{2 Q S}{m^2} + h, \\quad c = \\frac{2 "
      "S^2}{m^2} + d";
  claim.hypotheses = {"d = 1", "n >= 1", "0 < mu <= 1 and sigma > 0"};
  claim.source = beside("Proposition 10");
  claim.scope = "every network of every width and every noise level";
  claim.notes =
      "Q^2 is the sum of q_l^2, S^2 that of w_l^2 P_l^2; h = (2/m) sum q_l w_l P_l E[r 1_l] / (Q "
      "S), d = sum D_l w_l^2 P_l^2 / S^2, D_l = (2/m) w_l p(tau_l) e(tau_l).";
  claim.subject = Subject::network;
  claim.check = check_two_directions;
  registry.push_back(claim);
}

}  // namespace rigor::big_step
