// SCORE-TVU-1: an upper bound of the total variation of the score's derivative (Lemma 12).
#include "proofs-check/big_step/claims.hpp"
#include "proofs-check/big_step/lemmas.hpp"
#include "proofs-check/big_step/named_inputs.hpp"
#include "proofs-check/big_step/plots.hpp"
#include "proofs-check/big_step/refutation.hpp"
#include "proofs-check/big_step/risk.hpp"
#include "proofs-check/big_step/setting.hpp"

namespace rigor::big_step {
namespace {

/// sigma^6 times the printed right side, exactly: with L = c_n - c_1,
/// 4 mu^2 (x_n - x_1)^3 (mu^2 ((x_n)_+ - (x_1)_-) + 2 (n-1) sigma^2 / Delta)
///   = 4 L^3 ((c_n)_+ - (c_1)_-) + 8 L^3 (n-1) sigma^2 / delta.
Rational scaled_right_side(const Mixture& mixture, const Rational& sigma) {
  const Rational L = mixture.range(), cube = L * L * L, n = mixture.size();
  const Rational reach =
      std::max<Rational>(mixture.last(), 0) - std::min<Rational>(mixture.first(), 0);
  return 4 * cube * reach + 8 * cube * (n - 1) * sigma * sigma / mixture.smallest_gap();
}

Outcome check(const Case& input, const Effort& effort) {
  return settle(input, effort, std::nullopt, [](const auto& s, Outcome& outcome) {
    const auto right = s.exact(scaled_right_side(s.mixture, s.top())) / pown(s.sigma(), 6);
    const Truth lemma = total_curvature(4, 8);
    outcome.quantities = {bound("right side " + s.at_top(), right)};
    outcome.margin = Enclosure{"0", decimal(right, outcome_digits).second};
    outcome.rests_on = {"proofs-check/big_step/lemmas.hpp: total_curvature"};
    if (!has_integrals(s)) {
      conclude(outcome, lemma, Truth::unsettled, Scope::unbounded);
      outcome.wants_precision = outcome.wants_precision || wants_integrals(s);
      return;
    }
    const auto variation = decorate(integrals(s).variation());
    outcome.quantities.push_back(
        quantity("integral over R of |s*''| " + s.at_top(), variation, s.effort.digits));
    outcome.quantities.push_back(
        bound("sharpest factor of the right side " + s.at_top() + " (refuted below, proved above)",
              variation / right));
    outcome.margin = s.margin(right - variation, lemma);
    conclude(outcome, lemma, variation <= right, Scope::unbounded);
  });
}

// On A the integral is exactly 2 (48 + 16) = 128, and the right side divided by 160 is 115.2.
Outcome refute_divided(const Case&, const Effort& effort) {
  return settle(input_A(), effort, std::nullopt, [](const auto& s, Outcome& outcome) {
    if (!integrals_are_at_hand(s, outcome)) return;
    const Rational sigma2 = s.top() * s.top();
    const Rational right = scaled_right_side(s.mixture, s.top()) / (sigma2 * sigma2 * sigma2) / 160;
    const auto left = decorate(integrals(s).variation());
    refute(outcome, {{"x", "(-1, 1)"}, {"mu", "1/2"}, {"sigma", "1/4"}}, left, Stated::at_most,
           s.exact(right), [&] {
             return SecondOpinion{second_engine::score_curvature(instance_of(s.mixture, s.top())),
                                  exact_bounds(right)};
           });
  });
}

}  // namespace

void add_score_tvu(Registry& registry) {
  Claim claim;
  claim.base = "SCORE-TVU-1";
  claim.title = "An upper bound of the total variation of the score's derivative";
  claim.statement =
      "\\int_{\\mathbb{R}} |s^{*\\prime\\prime}(y)| \\, dy \\le \\frac{4 \\mu^2 (x_n - "
      "x_1)^3}{\\sigma^6} "
      "\\left( \\mu^2 ((x_n)_+ - (x_1)_-) + \\frac{2 (n-1) \\sigma^2}{\\Delta} \\right)";
  claim.hypotheses = {"d = 1", "n >= 2", "0 < mu <= 1 and sigma > 0"};
  claim.source = printed_at("Lemma 12");
  claim.scope = "every noise level";
  claim.notes = "(x)_- = min(x, 0). True as printed, and very loose.";
  claim.check = check;
  claim.plot = curvature_plots;
  registry.push_back(claim);

  registry.push_back(false_variant(
      claim, "false-a", "Lemma 12 with the right side divided by 160",
      "\\int_{\\mathbb{R}} |s^{*\\prime\\prime}(y)| \\, dy \\le \\frac{\\mu^2 (x_n - x_1)^3}{40 "
      "\\sigma^6} "
      "\\left( \\mu^2 ((x_n)_+ - (x_1)_-) + \\frac{2 (n-1) \\sigma^2}{\\Delta} \\right)",
      "A", refute_divided));
}

}  // namespace rigor::big_step
