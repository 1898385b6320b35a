// RISK-ID-1: three forms of the denoising risk (Section 6).
//
// Proof. s* = -E[z | Y] / sigma. (a) s(Y) + z/sigma = (s(Y) - s*(Y)) + (z/sigma - E[z | Y]/sigma),
// and the two brackets are orthogonal. (b) Var(z/sigma | Y) = V(Y)/sigma^4, since sigma z = Y -
// c_I; and 1/sigma^2 = E (z/sigma)^2 = E s*^2 + R_n(s*). (c) Expand the square; by Stein's lemma,
// for s Lipschitz, E s(Y) z = sigma E s'(Y).
//
// The numbers take s(y) = -k (y - b), b the mean of the centres and k = 1/(sigma^2 + their
// variance): the score of the Gaussian with the same two moments. Its risk is rational: R_n(s) = E
// (-k (c_I - b) + z (1/sigma - k sigma))^2 = k^2 v_c + (1/sigma - k sigma)^2.
#include "proofs-check/big_step/claims.hpp"
#include "proofs-check/big_step/named_inputs.hpp"
#include "proofs-check/big_step/plots.hpp"
#include "proofs-check/big_step/refutation.hpp"
#include "proofs-check/big_step/risk.hpp"
#include "proofs-check/big_step/setting.hpp"

namespace rigor::big_step {
namespace {

struct GaussianFit {
  Rational mean, spread, slope;  // b, v_c, k
};
GaussianFit fit(const Mixture& mixture, const Rational& sigma) {
  const Rational n = mixture.size();
  Rational sum = 0, square = 0;
  for (std::size_t k = 0; k < mixture.size(); ++k) {
    sum += mixture.centre(k);
    square += mixture.centre(k) * mixture.centre(k);
  }
  const Rational mean = sum / n, spread = square / n - mean * mean;
  return {mean, spread, 1 / (sigma * sigma + spread)};
}

/// Two enclosures of the same number: the defect relative to `scale`, and whether they can agree.
template <IntervalNumber B>
void compare(const Setting<B>& s, Outcome& outcome, const Decorated<B>& left,
             const Decorated<B>& right, const Decorated<B>& scale) {
  const auto zero = s.number(0);
  const auto defect = (left - right) / scale;
  outcome.quantities.push_back(quantity("defect of the identity, at most",
                                        hull(zero, upper_point(abs(defect))), s.effort.digits,
                                        s.number(1)));
  conclude(outcome, Truth::yes, contains_zero(defect) ? Truth::unsettled : Truth::no,
           Scope::unbounded);
}

/// The frame of the three parts: without integrals only the proof speaks.
Outcome identity(const Case& input, const Effort& effort, const auto& body) {
  return settle(input, effort, std::nullopt, [&](const auto& s, Outcome& outcome) {
    outcome.rests_on = {"proof: proofs-check/big_step/risk_id_1.cpp"};
    if (has_integrals(s)) return body(s, outcome);
    conclude(outcome, Truth::yes, Truth::unsettled, Scope::unbounded);
    outcome.wants_precision = wants_integrals(s);
  });
}

Outcome check_distance(const Case& input, const Effort& effort) {
  return identity(input, effort, [](const auto& s, Outcome& outcome) {
    const GaussianFit g = fit(s.mixture, s.top());
    const Rational rest = 1 / s.top() - g.slope * s.top();
    const auto risk = s.exact(g.slope * g.slope * g.spread + rest * rest);
    const auto least = minimal_risk(s);
    const auto distance = decorate(integrals(s).distance_to_affine(g.slope, g.mean));
    outcome.quantities = {bound("R_n(s) of the Gaussian fit " + s.at_top(), risk),
                          quantity("E (s - s*)^2", distance, s.effort.digits)};
    compare(s, outcome, risk - least, distance, s.exact(s.u()));
  });
}

Outcome check_least(const Case& input, const Effort& effort) {
  return identity(input, effort, [](const auto& s, Outcome& outcome) {
    const auto least = minimal_risk(s);
    const auto moment = decorate(integrals(s).score_second_moment());
    const auto slope = decorate(integrals(s).slope_second_moment());
    outcome.quantities = {quantity("R_n(s*) = E V / sigma^4 " + s.at_top(), least, s.effort.digits),
                          quantity("E s*^2", moment, s.effort.digits),
                          quantity("E s*'^2", slope, s.effort.digits)};
    compare(s, outcome, least, s.exact(s.u()) - moment, s.exact(s.u()));
  });
}

Outcome check_stein(const Case& input, const Effort& effort) {
  return identity(input, effort, [](const auto& s, Outcome& outcome) {
    const GaussianFit g = fit(s.mixture, s.top());
    const Rational rest = 1 / s.top() - g.slope * s.top();
    const Rational left = g.slope * g.slope * g.spread + rest * rest;
    // E s^2 = k^2 (v_c + sigma^2), s' = -k
    const Rational moment = g.slope * g.slope * (g.spread + s.top() * s.top());
    const Rational right = moment - 2 * g.slope + s.u();
    outcome.quantities = {bound("R_n(s) of the Gaussian fit " + s.at_top(), s.exact(left))};
    compare(s, outcome, s.exact(left - right), s.number(0), s.exact(s.u()));
  });
}

// (b) with sigma^-2 in place of sigma^-4, on A: E V / sigma^2 is sigma^2 = 1/16 of R_n(s*).
Outcome refute_power(const Case&, const Effort& effort) {
  return settle(input_A(), effort, std::nullopt, [](const auto& s, Outcome& outcome) {
    if (!integrals_are_at_hand(s, outcome)) return;
    // R_n(s*) = 1/sigma^2 - E s*^2 on the left, without V.
    const auto left = s.exact(s.u()) - decorate(integrals(s).score_second_moment());
    const auto right = minimal_risk(s) / s.exact(s.u());
    refute(outcome, {{"x", "(-1, 1)"}, {"mu", "1/2"}, {"sigma", "1/4"}}, left, Stated::equal, right,
           [&] {
             const auto risk = second_engine::minimal_risk(instance_of(s.mixture, s.top()));
             return SecondOpinion{risk, scaled(risk, 1 / s.u())};
           });
  });
}

}  // namespace

void add_risk_id(Registry& registry) {
  Claim a;
  a.base = "RISK-ID-1";
  a.part = "a";
  a.title = "The excess risk is the mean square distance to the optimal score";
  a.statement = "R_n(s) - R_n(s^*) = E[(s(Y) - s^*(Y))^2]";
  a.hypotheses = {"d = 1", "n >= 2", "0 < mu <= 1 and sigma > 0"};
  a.source = printed_at("Section 6");
  a.scope = "every square-integrable s and every noise level";
  a.notes =
      "An identity: the numbers take for s the score of the Gaussian with the mean and variance of "
      "Y.";
  a.check = check_distance;
  a.plot = score_plots;
  registry.push_back(a);

  Claim b = a;
  b.part = "b";
  b.title = "The least risk is the mean posterior variance";
  b.statement = "R_n(s^*) = \\frac{E[V(Y)]}{\\sigma^4} = \\frac{1}{\\sigma^2} - E[s^*(Y)^2]";
  b.scope = "every noise level";
  b.notes = "An identity: two integrals that share no integrand.";
  b.check = check_least;
  b.plot = risk_plots;
  registry.push_back(b);

  registry.push_back(false_variant(b, "false-a",
                                   "The least risk with sigma^-2 in place of sigma^-4",
                                   "R_n(s^*) = \\frac{E[V(Y)]}{\\sigma^2}", "A", refute_power));

  Claim c = a;
  c.part = "c";
  c.title = "The risk without the noise: Stein's form";
  c.statement = "R_n(s) = E[s(Y)^2 + 2 s'(Y)] + \\frac{1}{\\sigma^2}";
  c.scope = "every Lipschitz s and every noise level";
  c.check = check_stein;
  c.plot = derivative_plots;
  registry.push_back(c);
}

}  // namespace rigor::big_step
