// SCORE-RISK-1: the least denoising risk is exponentially small (equation (10)).
#include "function/constants.hpp"
#include "model/mixture_integrals.hpp"
#include "proofs-check/big_step/claims.hpp"
#include "proofs-check/big_step/lemmas.hpp"
#include "proofs-check/big_step/named_inputs.hpp"
#include "proofs-check/big_step/plots.hpp"
#include "proofs-check/big_step/refutation.hpp"
#include "proofs-check/big_step/risk.hpp"
#include "proofs-check/big_step/setting.hpp"

namespace rigor::big_step {
namespace {

/// Compares R_n(s*) with an upper bound of it at the top noise level, given what the lemma says of
/// the whole range. Beyond a number of atoms, and at double precision, the integral is left out.
template <IntervalNumber B>
void compare(const Setting<B>& s, Outcome& outcome, const Decorated<B>& right, Truth lemma) {
  outcome.quantities.push_back(bound("upper bound of R_n(s*) " + s.at_top(), right));
  outcome.margin = Enclosure{"0", decimal(right, outcome_digits).second};
  outcome.scope = Scope::unbounded;
  if (!has_integrals(s)) {
    conclude(outcome, lemma, Truth::unsettled, Scope::unbounded);
    outcome.wants_precision = outcome.wants_precision || wants_integrals(s);
    return;
  }
  const Decorated<B> risk = minimal_risk(s);
  outcome.quantities.push_back(quantity("R_n(s*) " + s.at_top(), risk, s.effort.digits));
  outcome.quantities.push_back(
      bound("sharpest factor of the bound " + s.at_top() + " (refuted below, proved above)",
            risk / right));
  outcome.margin = s.margin(right - risk, lemma);
  conclude(outcome, lemma, risk <= right, Scope::unbounded);
}

Outcome check_sharp(const Case& input, const Effort& effort) {
  return settle(input, effort, std::nullopt, [](const auto& s, Outcome& outcome) {
    outcome.rests_on = {"proofs-check/big_step/lemmas.hpp: sharp_risk"};
    compare(s, outcome, sharp_risk_bound(s), sharp_risk(1));
  });
}

Outcome check_small(const Case& input, const Effort& effort) {
  return settle(input, effort, gap_at_least(6), []<class B>(const Setting<B>& s, Outcome& outcome) {
    using D = Decorated<B>;
    const Rational limit(836, 10000);
    outcome.rests_on = {"proofs-check/big_step/lemmas.hpp: small_risk"};
    const D most = sqr(s.sigma()) * sharp_risk_bound(s);
    outcome.quantities = {bound("sigma^2 times the sharp bound " + s.at_top(), most)};
    // R_n(s*) lies between 0 and the sharp bound, which with the factor sigma^2 increases with
    // sigma.
    outcome.margin = between(s.exact(limit) - most, s.exact(limit));
    conclude(outcome, small_risk<D>(limit, s.precision()), most <= s.exact(limit),
             Scope::unbounded);
  });
}

Outcome check_printed(const Case& input, const Effort& effort) {
  return settle(input, effort, gap_at_least(2), []<class B>(const Setting<B>& s, Outcome& outcome) {
    using D = Decorated<B>;
    const Rational rate = s.delta() * s.delta() * s.u() / 32;
    const D right = 4 * sqr(s.exact(s.mixture.range())) / pown(s.sigma(), 4) * exp(s.exact(-rate));
    outcome.rests_on = {"proofs-check/big_step/lemmas.hpp: sharp_risk, printed_risk"};
    compare(s, outcome, right,
            sharp_risk(1) && printed_risk<D>(s.mixture, s.top(), 4, s.precision()));
  });
}

// On A the sharp bound without sqrt(pi/2) is 4.3307, and R_n(s*) = 4.3902.
Outcome refute_sharp(const Case&, const Effort& effort) {
  return settle(
      input_A(), effort, std::nullopt, []<class B>(const Setting<B>& s, Outcome& outcome) {
        using D = Decorated<B>;
        if (!integrals_are_at_hand(s, outcome)) return;
        const D right = sharp_risk_bound(s) / sqrt(pi<D>(s.precision()) / 2);
        refute(outcome, {{"x", "(-1, 1)"}, {"mu", "1/2"}, {"sigma", "1/4"}}, minimal_risk(s),
               Stated::at_most, right, [&] {
                 // n = 2, d = 1, sigma = 1/4: d exp(-d^2/8 sigma^2) / (n sigma^3) = 32 exp(-2)
                 return SecondOpinion{second_engine::minimal_risk(instance_of(s.mixture, s.top())),
                                      scaled(second_engine::exponential(-2), 32)};
               });
      });
}

}  // namespace

void add_score_risk(Registry& registry) {
  Claim a;
  a.base = "SCORE-RISK-1";
  a.part = "a";
  a.title = "A sharp upper bound of the least denoising risk";
  a.statement =
      "R_n(s^*) \\le \\frac{\\sqrt{\\pi/2}}{n \\sigma^3} \\sum_{i < j} (c_j - c_i) e^{-(c_j - "
      "c_i)^2 / 8 \\sigma^2}";
  a.hypotheses = {"d = 1", "n >= 2", "0 < mu <= 1 and sigma > 0"};
  a.source = beside("equation (10)");
  a.scope = "every noise level";
  a.notes = "No condition on the gaps; the rate exp(-delta^2 / 8 sigma^2) is the true one.";
  a.check = check_sharp;
  a.plot = risk_plots;
  registry.push_back(a);

  Claim printed = printed_form(
      a, "Equation (10)",
      "R_n(s^*) \\le \\frac{4 \\mu^2 (x_n - x_1)^2}{\\sigma^4} e^{-\\delta^2 / 32 \\sigma^2}",
      "equation (10)", "True as printed, and loose.", check_printed);
  printed.part = "";
  printed.hypotheses = {"d = 1", "n >= 2", "0 < mu <= 1 and sigma > 0", "delta >= 2 sigma"};
  printed.scope = "every noise level of the case's range, down to 0";
  registry.push_back(printed);

  registry.push_back(false_variant(a, "false-a",
                                   "The sharp bound with 1 in place of the square root of pi/2",
                                   "R_n(s^*) \\le \\frac{1}{n \\sigma^3} \\sum_{i < j} (c_j - c_i) "
                                   "e^{-(c_j - c_i)^2 / 8 \\sigma^2}",
                                   "A", refute_sharp));

  Claim b = a;
  b.part = "b";
  b.title = "For gaps of at least six sigma the least risk is at most 0.0836 / sigma^2";
  b.statement = "\\delta \\ge 6 \\sigma \\implies \\sigma^2 R_n(s^*) \\le 0.0836";
  b.hypotheses = {"d = 1", "n >= 2", "0 < mu <= 1 and sigma > 0", "delta >= 6 sigma"};
  b.scope = "every noise level of the case's range, down to 0";
  b.notes = "";
  b.check = check_small;
  registry.push_back(b);
}

}  // namespace rigor::big_step
