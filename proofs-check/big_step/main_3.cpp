// MAIN-3: memorisation needs learning rates below about sigma^4 / n^2, for linearised SGD (7).
#include "function/normal.hpp"
#include "proofs-check/big_step/alternation_sums.hpp"
#include "proofs-check/big_step/claims.hpp"
#include "proofs-check/big_step/named_inputs.hpp"
#include "proofs-check/big_step/named_networks.hpp"
#include "proofs-check/big_step/network_lemmas.hpp"
#include "proofs-check/big_step/network_quantities.hpp"
#include "proofs-check/big_step/network_witness.hpp"
#include "proofs-check/big_step/sparse_variation.hpp"

namespace rigor::big_step {
namespace {

constexpr const char* kLemmas = "proofs-check/big_step/network_lemmas.hpp: ";
constexpr const char* kSparse = "proofs-check/big_step/sparse_variation.hpp: sparse_alternation";

/// The window lambda and kappa at which numbers are reported; the statements hold for all.
template <IntervalNumber B>
Rational window(const Setting<B>& s) {
  return std::min<Rational>(3, s.delta() / (2 * s.top()));
}
const Rational kKappa(1, 2);

/// kappa^2 M2(lambda) / 2: r_i <= this / sigma^2 makes the atom i a good one.
template <IntervalNumber B>
Decorated<B> good_risk(const Setting<B>& s) {
  using D = Decorated<B>;
  return s.exact(kKappa * kKappa / 2) * normal_second_moment<D>(window(s), s.precision());
}

/// 2 (1 - kappa) Phi(lambda) floor((G - 2)^2 / 4) / (n sigma^2)
template <IntervalNumber B>
Decorated<B> least_variation(const Setting<B>& s, long good) {
  using D = Decorated<B>;
  const Rational factor = 2 * (1 - kKappa) * ((good - 2) * (good - 2) / 4) * s.u() / s.n();
  return s.exact(factor) * normal_cdf(D(s.exact(window(s))));
}

template <IntervalNumber B>
std::string choice(const Setting<B>& s) {
  return " (kappa = " + to_string(kKappa) + ", lambda = " + to_string(window(s)) + ") " +
         s.at_top();
}

Truth lemmas() {
  return alternating_slopes(Rational(1, 2), 1) && sparse_alternation(1, 2) && active_neurons(1);
}

/// For the network of the case: V against the bound with its number of good atoms.
template <IntervalNumber B>
Truth instance(const NetworkSetting<B>& s, Outcome& outcome) {
  using D = Decorated<B>;
  const auto n = static_cast<long>(s.data.n());
  const D V = decorate(s.at.active_variation());
  outcome.quantities.push_back(network_quantity(s, "network: V(theta)", V));
  outcome.quantities.push_back(network_quantity(s, "network: m lambda_max(H_ae) / 2",
                                                static_cast<long>(s.m()) * sharpness_ae(s) / 2));
  // At most as many bad atoms as n R / (kappa^2 M2 / 2 sigma^2), rounded up where it is open.
  const D bad = n * sqr(s.rho()) / good_risk(s.data);
  if (!is_defined(bad) || !certainly(bad < n)) return Truth::unsettled;
  const Rational most = upper_rational(bad);
  const long good = n - static_cast<long>(Integer(numerator(most) / denominator(most)));
  if (good < 3) return Truth::unsettled;
  const D least = least_variation(s.data, good);
  outcome.quantities.push_back({"network: good atoms", between(s.number(good), s.number(n)), true});
  outcome.quantities.push_back(
      {"network: V(theta) is proved from" + choice(s.data), between(least, V), true});
  outcome.margin = to_enclosure(V - least);
  return V >= least;
}

template <IntervalNumber B>
void report(const Setting<B>& s, Truth holds, Outcome& outcome) {
  const auto n = static_cast<long>(s.n());
  const long good = (3 * n + 3) / 4;  // three quarters of the atoms
  outcome.rests_on.push_back(std::string(kLemmas) + "alternating_slopes, active_neurons");
  outcome.rests_on.push_back(kSparse);
  if (good >= 3 && (good - 2) * (good - 2) >= 4) {
    const auto least = least_variation(s, good);
    outcome.quantities.push_back(bound(
        "V(theta) if three quarters of the atoms are good" + choice(s) + ": at least", least));
    outcome.quantities.push_back(
        bound("eta / sigma^4 of stable networks that fit so many" + choice(s) + ": at most",
              sqr(s.exact(s.u()) / least)));
  }
  conclude(outcome, lemmas(), holds, Scope::unbounded);
}

Outcome check_explicit(const Case& input, const Effort& effort) {
  if (!has_network_at_every_level(input) || input.points.size() < 2) {
    return settle(input, effort, std::nullopt,
                  [](const auto& s, Outcome& outcome) { report(s, Truth::unsettled, outcome); });
  }
  return settle_network(input, effort, std::nullopt, Networks::any,
                        [](const auto& s, Outcome& outcome) {
                          const Truth holds = instance(s, outcome);
                          report(s.data, holds, outcome);
                        });
}

Outcome check_thresholds(const Case& input, const Effort& effort) {
  return settle(input, effort, std::nullopt, []<class B>(const Setting<B>& s, Outcome& outcome) {
    using D = Decorated<B>;
    const AlternationSums<B> sums = alternation_sums(s, window(s));
    const D scale = s.exact((1 - kKappa) * s.u());
    const D B_g = scale * sums.under_g, B_V = scale * sums.under_tail;
    const int digits = s.effort.digits;
    outcome.quantities = {
        quantity("B_V" + choice(s), B_V, digits),
        quantity("eta above which R_n is large" + choice(s), recip(sqr(B_V)), digits),
        quantity("B_g" + choice(s), B_g, digits),
        quantity("eta above which R_n is large at critical points" + choice(s), recip(2 * B_g),
                 digits),
        quantity("R_n(theta)" + choice(s) + ": then more than",
                 good_risk(s) * s.exact(s.u() / s.n()), digits)};
    outcome.rests_on = {std::string(kLemmas) +
                        "alternating_slopes, active_neurons, variation_by_sharpness"};
    conclude(outcome,
             alternating_slopes(Rational(1, 2), 1) && active_neurons(1) &&
                 variation_by_sharpness(Rational(1, 4), Rational(1, 2), Rational(1, 4)),
             Truth::unsettled, Scope::unbounded);
  });
}

/// ZIG-6 with every neuron active on its lighter side, and a pair of neurons at 5/2 for the line
/// between: V = 1732.2, and 4 B_V = 2108.
Case input_zigzag() {
  std::vector<int> signs = {1, -1};
  std::vector<std::string> weights = {"1600", "-1600"}, kinks = {"5/2", "5/2"};
  for (int i = 0; i < 5; ++i) {
    for (const int end : {1, 7}) {
      signs.push_back(8 * i + end < 20 ? -1 : 1);
      weights.push_back(end == 1 ? "6400" : "-6400");
      kinks.push_back(std::to_string(8 * i + end) + "/8");
    }
  }
  Case input = with_network(named_input("ZIG-6", {"0", "1", "2", "3", "4", "5"}, "1", "1/20"),
                            signs, weights, kinks);
  input.title = "network ZIG-6";
  return input;
}

Outcome refute_multiple(const Case&, const Effort& effort) {
  return settle_network(
      input_zigzag(), effort, std::nullopt, Networks::any,
      []<class B>(const NetworkSetting<B>& s, Outcome& outcome) {
        using D = Decorated<B>;
        const Rational kappa(21, 100), lambda = 3, scale = 4 * (1 - kappa) * s.data.u();
        const D most = s.exact(kappa * kappa * s.data.u() / (2 * s.data.n())) *
                       normal_second_moment<D>(lambda, s.data.precision());
        const std::string text = "R_n(theta) <= kappa^2 M2(lambda) / (2 n sigma^2)";
        if (!certainly(decorate(s.at.risk()) <= most)) {
          outcome.hypotheses.push_back({text, Verdict::inconclusive});
          outcome.reason = "precision: the hypothesis \"" + text + "\" is not settled";
          outcome.wants_precision = true;
          return;
        }
        outcome.hypotheses.push_back({text, Verdict::verified});
        auto witness = network_witness(s);
        witness.insert(witness.end(), {{"kappa", to_string(kappa)}, {"lambda", to_string(lambda)}});
        refute(outcome, witness, decorate(s.at.active_variation()), Stated::at_least,
               s.exact(scale) * alternation_sums(s.data, lambda).under_tail, [&] {
                 const auto network = network_instance(s);
                 return SecondOpinion{
                     second_engine::active_variation(network),
                     scaled(second_alternation_sum(network.data, lambda * s.data.top(),
                                                   AlternationWeight::tail),
                            scale)};
               });
      });
}

}  // namespace

void add_main_3(Registry& registry) {
  Claim a;
  a.base = "MAIN-3";
  a.part = "a";
  a.title = "A network that fits many atoms is stable for linearised SGD at small rates only";
  a.statement =
      "G = n - \\left\\lfloor \\frac{2 n \\rho^2}{\\kappa^2 M_2(\\lambda)} \\right\\rfloor \\ge 3 "
      "\\implies \\sqrt{\\frac{m \\lambda_{\\max}(H_{ae})}{2}} \\ge V(\\theta) \\ge \\frac{2 (1 - "
      "\\kappa) \\Phi(\\lambda)}{n \\sigma^2} \\left\\lfloor \\frac{(G - 2)^2}{4} \\right\\rfloor, "
      "\\quad \\lambda \\sigma \\le \\frac{\\delta}{2}, \\quad 0 < \\kappa < 1";
  a.hypotheses = {"d = 1", "n >= 2", "0 < mu <= 1 and sigma > 0"};
  a.source = beside("Theorem 8");
  a.scope = "every network of every width, every window lambda, kappa and noise level";
  a.notes =
      "lambda is a window here, not an eigenvalue. Stability of linearised SGD (7) with the almost "
      "everywhere Hessian, lambda_max(H_ae) <= 2 / (m eta), then gives V <= 1 / sqrt eta. Numbers "
      "are reported for kappa = 1/2 and lambda = min(3, delta / 2 sigma).";
  a.check = check_explicit;
  registry.push_back(a);

  Claim b = a;
  b.part = "b";
  b.title = "Stability for linearised SGD at learning rates above 1 / B_V^2 forces a large risk";
  b.statement =
      "\\lambda_{\\max}(H_{ae}) \\le \\frac{2}{m \\eta}, \\quad \\eta > \\frac{1}{B_V^2} \\implies "
      "R_n(\\theta) > \\frac{\\kappa^2 M_2(\\lambda)}{2 n \\sigma^2}; \\quad \\text{the same at "
      "critical points for } \\eta > \\frac{1}{2 B_g}";
  b.notes += " B_g and B_V are those of TVLB-1.";
  b.check = check_thresholds;
  registry.push_back(b);
  registry.push_back(false_variant(b, "false-a", "A variation of four times the bound",
                                   "R_n(\\theta) \\le \\frac{\\kappa^2 M_2(\\lambda)}{2 n "
                                   "\\sigma^2} \\implies V(\\theta) \\ge 4 "
                                   "B_V",
                                   "ZIG-6", refute_multiple));
}

}  // namespace rigor::big_step
