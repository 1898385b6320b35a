// TVLB-1: whatever has a small risk varies much (Proposition 7, Lemma 14).
#include "proofs-check/big_step/alternation_sums.hpp"
#include "proofs-check/big_step/claims.hpp"
#include "proofs-check/big_step/lemmas.hpp"
#include "proofs-check/big_step/network_lemmas.hpp"
#include "proofs-check/big_step/network_quantities.hpp"
#include "proofs-check/big_step/search.hpp"
#include "proofs-check/big_step/tvlb_refutations.hpp"

namespace rigor::big_step {
namespace {

constexpr const char* kLemmas = "proofs-check/big_step/network_lemmas.hpp: ";
const Rational kLevel(1, 16);    // R <= 1 / (16 n sigma^2)
const Rational kFactor(1, 512);  // TV_g >= n^2 delta / (2^9 sigma^2)

struct Window {
  Rational kappa, lambda;
};

/// Sums over more atoms than this are reported as accurately as doubles give them.
constexpr std::size_t kMostAtomsForDigits = 1000;

template <IntervalNumber B>
Quantity sum_quantity(const Setting<B>& s, const std::string& name, const Decorated<B>& x) {
  return s.n() > kMostAtomsForDigits ? bound(name, x) : quantity(name, x, s.effort.digits);
}

/// What is reported of B_g and B_V: windows of up to delta / 2.
std::vector<Window> windows(const Rational& delta, const Rational& sigma) {
  std::vector<Window> fitting;
  for (const Window& w :
       {Window{Rational(1, 4), 2}, Window{Rational(1, 2), 1}, Window{Rational(1, 2), 3}}) {
    if (2 * w.lambda * sigma <= delta) fitting.push_back(w);
  }
  if (fitting.empty()) fitting.push_back({Rational(1, 2), delta / (2 * sigma)});
  return fitting;
}

Outcome check_general(const Case& input, const Effort& effort) {
  return settle(input, effort, std::nullopt, []<class B>(const Setting<B>& s, Outcome& outcome) {
    using D = Decorated<B>;
    for (const Window& w : windows(s.delta(), s.top())) {
      const AlternationSums<B> sums = alternation_sums(s, w.lambda);
      const D scale = s.exact((1 - w.kappa) * s.u());
      const std::string at = " (kappa = " + to_string(w.kappa) +
                             ", lambda = " + to_string(w.lambda) + ") " + s.at_top();
      outcome.quantities.push_back(sum_quantity(s, "B_g" + at, scale * sums.under_g));
      outcome.quantities.push_back(sum_quantity(s, "B_V" + at, scale * sums.under_tail));
    }
    outcome.rests_on = {std::string(kLemmas) + "alternating_slopes"};
    conclude(outcome, alternating_slopes(Rational(1, 2), 1), Truth::unsettled, Scope::unbounded);
  });
}

Outcome check_explicit(const Case& input, const Effort& effort) {
  return settle(
      input, effort, gap_at_least(8),
      []<class B>(const Setting<B>& s, Outcome& outcome) {
        using D = Decorated<B>;
        const Precision precision = s.precision();
        const Truth lemma = alternating_slopes(Rational(1, 2), 1) &&
                            explicit_variation<D>(kFactor, kLevel, 8, precision);
        const D kappa = sqrt(s.exact(2 * kLevel) / normal_second_moment<D>(4, precision));
        const D proved = (1 - kappa) * s.exact(s.u()) * alternation_sums(s, 4).under_g;
        const Rational n = s.n();
        const D right = s.exact(kFactor * n * n * s.delta() * s.u());
        outcome.quantities = {
            sum_quantity(s, "least kappa", kappa),
            sum_quantity(s, "B_g at this kappa, lambda = 4, " + s.at_top(), proved),
            bound("n^2 delta / (2^9 sigma^2)", right),
            bound("sharpest factor of the right side: proved on these data, " + s.at_top(),
                  proved / right)};
        outcome.margin =
            Enclosure{decimal(max(proved - right, s.number(0)), outcome_digits).first, "inf"};
        outcome.rests_on = {std::string(kLemmas) + "alternating_slopes, explicit_variation"};
        conclude(outcome, lemma, proved >= right, Scope::unbounded);
      },
      4);
}

/// The largest E[r^2 | I = i].
template <IntervalNumber B>
Decorated<B> largest_atom_risk(const NetworkSetting<B>& s) {
  Decorated<B> largest = s.number(0);
  for (std::size_t i = 0; i < s.data.n(); ++i) {
    largest = max(largest, decorate(s.at.atom_risk(i)));
  }
  return largest;
}

Outcome check_network(const Case& input, const Effort& effort) {
  return settle_network(
      input, effort, std::nullopt, Networks::any,
      []<class B>(const NetworkSetting<B>& s, Outcome& outcome) {
        using D = Decorated<B>;
        if (s.data.n() < 2) {
          outcome = inapplicable(std::move(outcome), "n >= 2", "n = 1");
          return;
        }
        const Rational half_gap = s.data.delta() / (2 * s.data.top());
        const Rational lambda = half_gap < 3 ? half_gap : Rational(3);
        const D M2 = normal_second_moment<D>(lambda, s.data.precision());
        const D kappa = s.data.sigma() * sqrt(2 * largest_atom_risk(s) / M2);
        const std::string text =
            "E[r^2 | I = i] < M2(lambda) / (2 sigma^2) for every i, lambda = " + to_string(lambda);
        if (certainly(kappa >= 1) && !s.data.range.is_point()) {
          outcome.hypotheses.push_back({text, Verdict::inconclusive});
          outcome.reason = "the hypothesis is false " + s.data.at_top() +
                           ", and not settled below; give a point sigma in place of the range";
          return;
        }
        if (certainly(kappa >= 1)) {
          outcome = inapplicable(std::move(outcome), text, "kappa = " + decimal_lower(kappa, 12));
          return;
        }
        if (!certainly(kappa < 1)) {
          outcome.hypotheses.push_back({text, Verdict::inconclusive});
          outcome.reason = "precision: the hypothesis \"" + text + "\" is not settled";
          outcome.wants_precision = true;
          return;
        }
        outcome.hypotheses.push_back({text, Verdict::verified});
        const Truth lemma = alternating_slopes(Rational(1, 2), 1);
        const AlternationSums<B> sums = alternation_sums(s.data, lambda);
        const D scale = (1 - kappa) * s.exact(s.data.u());
        const D B_g = scale * sums.under_g, B_V = scale * sums.under_tail;
        const auto variation = variation_of(s);
        const D under_g = decorate(variation.under_g), under_tail = decorate(variation.under_tail);
        outcome.quantities = {network_quantity(s, "kappa", kappa), network_quantity(s, "B_g", B_g),
                              network_quantity(s, "TV_g(s_theta)", under_g),
                              network_quantity(s, "B_V", B_V),
                              network_quantity(s, "sum |jump| min(F, 1 - F)", under_tail)};
        if (certainly(B_g > 0) && certainly(B_V > 0)) {
          outcome.quantities.push_back(
              bound("sharpest factor of B_g: refuted above", under_g / B_g));
          outcome.quantities.push_back(
              bound("sharpest factor of B_V: refuted above", under_tail / B_V));
        }
        outcome.margin = network_margin(s, min(under_g - B_g, under_tail - B_V), lemma);
        outcome.rests_on.push_back(std::string(kLemmas) + "alternating_slopes");
        conclude(outcome, lemma, under_g >= B_g && under_tail >= B_V, Scope::unbounded);
      });
}

constexpr const char* kSums =
    "\\sum_{i=1}^{n-1} [\\min(g(c_i - L), g(c_{i+1})) + \\min(g(c_i), g(c_{i+1} + L))]";

}  // namespace

void add_tvlb(Registry& registry) {
  Claim a;
  a.base = "TVLB-1";
  a.part = "a";
  a.title = "Whatever has a small risk at every atom varies much";
  a.statement =
      std::string(
          "E[r^2 | I = i] \\le \\frac{\\kappa^2 M_2(\\lambda)}{2 \\sigma^2} \\text{ for all "
          "} i \\implies \\int |s''| g \\ge B_g = \\frac{1 - \\kappa}{\\sigma^2} ") +
      kSums + ", \\quad L = \\lambda \\sigma \\le \\frac{\\delta}{2}, \\quad 0 < \\kappa < 1";
  a.hypotheses = {"d = 1", "n >= 2", "0 < mu <= 1 and sigma > 0"};
  a.source = beside("Proposition 7");
  a.scope =
      "every s, absolutely continuous with a slope of bounded variation; every kappa, lambda and "
      "noise level";
  a.notes =
      "M2(lambda) = E[z^2; |z| <= lambda], r = s(Y) + z / sigma. Also with min(F, 1 - F) in place "
      "of g on both sides; the right side is then B_V. Lemma 14 of the paper is true, but not the "
      "pointwise step of its proof.";
  a.check = check_general;
  registry.push_back(a);

  registry.push_back(false_variant(a, "false-a", "Five times the bound under g",
                                   "E[r^2 | I = i] \\le \\frac{\\kappa^2 M_2(\\lambda)}{2 "
                                   "\\sigma^2} \\text{ for all } i \\implies "
                                   "\\int |s''| g \\ge 5 B_g",
                                   "ZIG-6", refute_five_times));
  registry.push_back(false_variant(a, "false-b", "Four times the bound under min(F, 1 - F)",
                                   "E[r^2 | I = i] \\le \\frac{\\kappa^2 M_2(\\lambda)}{2 "
                                   "\\sigma^2} \\text{ for all } i \\implies "
                                   "\\int |s''| \\min(F, 1 - F) \\ge 4 B_V",
                                   "ZIG-6", refute_four_times));

  Claim b = a;
  b.part = "b";
  b.title = "Small risk forces a variation of the order n^2 delta / sigma^2";
  b.statement =
      "R_n(s) \\le \\frac{1}{16 n \\sigma^2} \\implies \\int |s''| g \\ge \\frac{n^2 \\delta}{2^9 "
      "\\sigma^2}";
  b.hypotheses = {"d = 1", "n >= 4", "0 < mu <= 1 and sigma > 0", "delta >= 8 sigma"};
  b.scope =
      "every s, absolutely continuous with a slope of bounded variation; every noise level; the "
      "lemma covers every n >= 4";
  b.notes = "The paper has the weight pi, 2^11 and no condition on n.";
  b.check = check_explicit;
  registry.push_back(b);

  Claim printed = printed_form(
      b, "Proposition 7",
      "R_n(\\theta) \\le \\frac{1}{16 n \\sigma^2} \\implies \\int_{c_1}^{c_n} |s_\\theta''| \\pi "
      "\\ge "
      "\\frac{\\mu n^2 \\Delta}{2^{11} \\sigma^2}",
      "Proposition 7",
      "The printed proof needs n >= 10. It is false for n = 2; no other n is known where it fails.",
      refute_proposition_7);
  printed.part = "";
  printed.hypotheses = {"d = 1", "n >= 1", "0 < mu <= 1 and sigma > 0", "delta >= 8 sigma"};
  printed.own_input = true;
  printed.input_name = "P7";
  printed.scope = "one instance";
  printed.search = search_tvlb;
  registry.push_back(printed);

  registry.push_back(false_variant(
      b, "false-a", "The explicit bound with 2 in place of 2^9",
      "R_n(s) \\le \\frac{1}{16 n \\sigma^2} \\implies \\int |s''| g \\ge \\frac{n^2 \\delta}{2 "
      "\\sigma^2}",
      "ZIG-6", refute_explicit));

  Claim c = a;
  c.part = "c";
  c.title = "A network of small risk at every atom varies much";
  c.hypotheses = {
      "d = 1", "n >= 2", "0 < mu <= 1 and sigma > 0",
      "E[r^2 | I = i] < M2(lambda) / (2 sigma^2) for every i, lambda = min(3, delta / 2 "
      "sigma)"};
  c.notes =
      "Part a for the network of the case, at the least kappa that its risks allow, and the same "
      "under min(F, 1 - F).";
  c.subject = Subject::network;
  c.check = check_network;
  registry.push_back(c);
}

}  // namespace rigor::big_step
