// INC-RISK-1: what a small train excess says of the test excess at one noise level.
//
// E_tr(s) is the integral of |s - s_N|^2 p_N, E_te(s) that of |s - s_p|^2 p_v.
// (a) For every score s and lambda > 0, lambda E_tr(s) + E_te(s) >= V(lambda), the integral of
//     |s_N - s_p|^2 lambda p_N p_v / (lambda p_N + p_v), with equality for s = (lambda p_N s_N +
//     p_v s_p) / (lambda p_N + p_v) only. Proof: pointwise_minimum with A = lambda p_N(y), B =
//     p_v(y).
#include "proofs-check/memorization/inc_risk.hpp"

#include "proofs-check/memorization/claims.hpp"
#include "proofs-check/memorization/inc_lemmas.hpp"
#include "proofs-check/memorization/truth_setting.hpp"

namespace rigor::memorization {

Outcome check_trade_off(const Case& input, const Effort& effort) {
  return settle(input, effort, Needs{}, []<class B>(const Setting<B>& s, Outcome& outcome) {
    const Rational& v = s.input.truth->variance;
    const Truth lemma = pointwise_minimum(1);
    outcome.rests_on = {"proofs-check/memorization/inc_lemmas.hpp: pointwise_minimum"};
    if (!wants_integrals(s)) return conclude(outcome, lemma, lemma, Scope::unbounded);
    if (waits_for_integrals(s, outcome)) return;
    const LawComparison<B> laws = comparison(s, v);
    const auto best = laws.trade_off(s.bare(1));
    const auto least = decorate(best.least), train = decorate(best.train),
               test = decorate(best.test), of_s_N = decorate(laws.test_excess()),
               of_s_p = decorate(laws.train_excess());
    const int digits = s.effort.digits;
    outcome.quantities = {quantity("V(1)" + at_variance(v), least, digits),
                          quantity("E_tr of the score that attains V(1)", train, digits),
                          quantity("E_te of the score that attains V(1)", test, digits),
                          quantity("E_te(s_N), where E_tr is 0", of_s_N, digits),
                          quantity("E_tr(s_p), where E_te is 0", of_s_p, digits)};
    conclude(outcome, lemma, least >= train && of_s_N >= least && of_s_p >= least,
             Scope::unbounded);
  });
}

std::vector<Plot> trade_off_plot(const Case& input) {
  if (!input.truth || input.dimension() != 1 || input.points.size() > 5 ||
      input.truth->variance < Rational(1, 1000))
    return {};
  std::vector<Rational> points;
  for (const auto& x : input.points) points.push_back(x.front());
  std::sort(points.begin(), points.end());
  constexpr Precision precision{128};
  const LawComparison<BigInterval> laws(points, base_law(input.truth->law),
                                        enclose<BigInterval>(input.truth->variance, precision), 3,
                                        [] {});
  Curve curve{"V(10^k)", {}};
  std::optional<BigInterval> last;
  constexpr int first_power = -6, last_power = 6, cuts = 1;
  for (int k = cuts * first_power; k <= cuts * last_power; ++k) {
    const BigInterval power = enclose<BigInterval>(Rational(k, cuts), precision);
    const BigInterval ten = enclose<BigInterval>(10L, precision);
    const BigInterval value = laws.trade_off_value(exp(power * log(ten)));
    // V increases with lambda.
    if (last) {
      const Enclosure range = to_enclosure(hull(*last, value));
      curve.boxes.push_back({to_string(Rational(k - 1, cuts)), to_string(Rational(k, cuts)),
                             range.lower, range.upper});
    }
    last = value;
  }
  return {{"The least lambda E_tr + E_te that a score can have", "log_10 lambda", "V", {curve}}};
}

void add_inc_risk(Registry& registry) {
  Claim a;
  a.base = "INC-RISK-1";
  a.part = "a";
  a.title = "The exact trade-off between train and test excess at one noise level";
  a.statement =
      "\\lambda E_{tr}(s) + E_{te}(s) \\ge V(\\lambda) = \\int |s_N - s_p|^2 \\frac{\\lambda p_N "
      "p_v}{\\lambda p_N + p_v} \\, dy";
  a.hypotheses = {"v > 0", "s is square integrable under p_N and p_v"};
  a.source = rethinking_paper("Section 3.2");
  a.scope = "every score s, every lambda > 0, every v > 0, every dimension";
  a.notes =
      "Rigor's statement. Equality holds for s = (lambda p_N s_N + p_v s_p) / (lambda p_N + p_v) "
      "only, so E_te(s) >= sup over lambda of V(lambda) - lambda E_tr(s) can't be improved. The "
      "numbers are for lambda = 1 and data in one dimension.";
  a.subject = Subject::truth;
  a.check = check_trade_off;
  a.plot = trade_off_plot;
  registry.push_back(a);

  Claim b = a;
  b.part = "b";
  b.plot = nullptr;
  b.title = "The test excess of the exact minimizer diverges like 1/v^2";
  b.statement =
      "0 < v' \\le v \\implies v'^2 E_{te}(s_N) \\ge \\left( \\sqrt{B} - \\sqrt{J} \\right)_+^2, "
      "\\quad \\lim_{v' \\to 0} v'^2 E_{te}(s_N) = \\mathbb{E}_p \\operatorname{dist}^2";
  b.hypotheses = {"d = 1, or N = 1 and a normal law"};
  b.scope = "every noise variance up to that of the case";
  b.notes =
      "B is the least of E[(dist(Y) - eta)_+^2; |Y - midpoints| >= h] over Y ~ p_v', v' <= v, with "
      "eta = (N-1) D_- exp(-D_- h / v) and an h with D_- h >= v; J = v^2 E |s_p|^2. Contrast: "
      "one-nearest-neighbour regression of slope beta and noise variance c on the same data "
      "interpolates too, and its test error is 2c + beta^2 E dist^2, bounded.";
  b.check = check_exact_minimizer;
  registry.push_back(b);

  Claim c = b;
  c.part = "c";
  c.title = "In one and two dimensions a small train excess keeps the test excess away from 0";
  c.statement =
      "\\lambda \\ge e^{1/2} \\left( \\frac{v}{1+v} \\right)^{d/2} \\implies V(\\lambda) \\ge "
      "\\frac{d \\omega_d}{2 (d+2) (2\\pi)^{d/2}} (1+v)^{-2-d/2} e^{-\\frac{(|x_1| + "
      "\\sqrt{v})^2}{2(1+v)}} v^{d/2-1}";
  c.hypotheses = {"N = 1", "d <= 2", "the true law is normal"};
  c.scope = "every noise variance up to that of the case";
  c.notes =
      "For d = 1 the bound diverges as v tends to 0, for d = 2 it stays away from 0: with "
      "(a), E_te(s) >= V / 2 for every score with E_tr(s) <= V / (2 lambda).";
  c.check = check_low_dimensions;
  registry.push_back(c);

  Claim d = c;
  d.part = "d";
  d.title = "From three dimensions on both excesses can vanish together at one noise level";
  d.statement =
      "R^2 = d \\log \\frac{1}{v} \\implies \\lim_{v \\to 0} E_{tr}(s) = \\lim_{v \\to 0} "
      "E_{te}(s) = 0, \\quad s = s_N \\text{ on } |y| \\le R \\sqrt{v}, \\ s = s_p \\text{ "
      "elsewhere}";
  d.hypotheses = {"N = 1 and x_1 = 0", "d >= 3", "the true law is normal",
                  "v <= exp(-(d + 2) / d)"};
  d.notes =
      "E_tr(s) = d Q_{d+2}(R) / (v (1+v)^2) and E_te(s) = d P_{d+2}(R (v/(1+v))^{1/2}) / (v^2 "
      "(1+v)), both of the order log(1/v)^{d/2+1} v^{d/2-1}. Any R^2 = C log(1/v) with C > 2 will "
      "do, none with C <= 2.";
  d.check = check_hybrid;
  registry.push_back(d);

  registry.push_back(false_variant(
      a, "false-a", "At one noise level a small train excess implies a large test excess",
      "\\sqrt{E_{tr}(s)} + \\sqrt{E_{te}(s)} \\ge \\sqrt{E_{te}(s_N)}",
      "hybrid score, d = 10, R = 8", refute_one_noise_level));
  registry.push_back(false_variant(
      b, "false-a", "The test excess of the exact minimizer stays bounded",
      "E_{te}(s_N) \\le 1000 \\text{ for every } v > 0", "three points", refute_bounded_risk));
  registry.push_back(
      false_variant(d, "false-a", "Both excesses vanish for R^2 = C log(1/v) with any C > 0",
                    "R^2 = \\log \\frac{1}{v}, \\ v \\le 10^{-6} \\implies E_{tr}(s) \\le 1",
                    "hybrid score, d = 10, C = 1", refute_every_radius));
}

}  // namespace rigor::memorization
