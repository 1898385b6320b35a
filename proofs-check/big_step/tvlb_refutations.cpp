#include "proofs-check/big_step/tvlb_refutations.hpp"

#include <functional>

#include "proofs-check/big_step/alternation_sums.hpp"
#include "proofs-check/big_step/named_networks.hpp"
#include "proofs-check/big_step/network_lemmas.hpp"
#include "proofs-check/big_step/network_quantities.hpp"
#include "proofs-check/big_step/network_witness.hpp"

namespace rigor::big_step {
namespace {

/// Adds the hypothesis; false, and a higher rung is asked for, where it is not proved.
bool assume(Outcome& outcome, const std::string& text, Truth truth) {
  const bool proved = certainly(truth);
  outcome.hypotheses.push_back({text, proved ? Verdict::verified : Verdict::inconclusive});
  if (!proved) {
    outcome.reason = "precision: the hypothesis \"" + text + "\" is not settled";
    outcome.wants_precision = true;
  }
  return proved;
}

/// R_n <= 1 / (16 n sigma^2)
template <IntervalNumber B>
bool assume_small_risk(const NetworkSetting<B>& s, Outcome& outcome) {
  const Rational most = s.data.u() / (16 * s.data.n());
  return assume(outcome, "R_n(theta) <= 1 / (16 n sigma^2)",
                decorate(s.at.risk()) <= s.exact(most));
}

/// The bound times `factor` on ZIG-6, with lambda = 3 and kappa = 21/100.
Outcome refute_multiple(const Effort& effort, const Rational& factor, AlternationWeight which) {
  return settle_network(
      input_ZIG_6(), effort, std::nullopt, Networks::any,
      [&]<class B>(const NetworkSetting<B>& s, Outcome& outcome) {
        using D = Decorated<B>;
        const Rational kappa(21, 100), lambda = 3, u = s.data.u();
        const D most = s.exact(kappa * kappa * u / (2 * s.data.n())) *
                       normal_second_moment<D>(lambda, s.data.precision());
        if (!assume(outcome, "E[r^2 | I = i] <= kappa^2 M2(lambda) / (2 sigma^2) for every i",
                    decorate(s.at.risk()) <= most)) {
          return;
        }
        const auto variation = variation_of(s);
        const auto sums = alternation_sums(s.data, lambda);
        const D left =
            decorate(which == AlternationWeight::g ? variation.under_g : variation.under_tail);
        const D sum = which == AlternationWeight::g ? sums.under_g : sums.under_tail;
        const Rational scale = factor * (1 - kappa) * u;
        auto witness = network_witness(s);
        witness.insert(witness.end(), {{"kappa", to_string(kappa)}, {"lambda", to_string(lambda)}});
        refute(outcome, witness, left, Stated::at_least, s.exact(scale) * sum, [&] {
          const auto network = network_instance(s);
          return SecondOpinion{
              which == AlternationWeight::g ? second_engine::network_variation_under_g(network)
                                            : second_engine::network_variation_under_tail(network),
              scaled(second_alternation_sum(network.data, lambda * s.data.top(), which), scale)};
        });
      });
}

}  // namespace

Outcome refute_proposition_7(const Case&, const Effort& effort) {
  return settle_network(
      input_P7(), effort, gap_at_least(8), Networks::any,
      []<class B>(const NetworkSetting<B>& s, Outcome& outcome) {
        if (!assume_small_risk(s, outcome)) return;
        const Rational n = s.data.n(), right = n * n * s.data.delta() * s.data.u() / 2048;
        refute(outcome, network_witness(s), decorate(variation_of(s).under_pi), Stated::at_least,
               s.exact(right), [&] {
                 return SecondOpinion{
                     second_engine::network_variation_under_pi(network_instance(s)),
                     exact_bounds(right)};
               });
      });
}

Outcome refute_five_times(const Case&, const Effort& effort) {
  return refute_multiple(effort, 5, AlternationWeight::g);
}

Outcome refute_four_times(const Case&, const Effort& effort) {
  return refute_multiple(effort, 4, AlternationWeight::tail);
}

Outcome refute_explicit(const Case&, const Effort& effort) {
  return settle_network(
      input_ZIG_6(), effort, gap_at_least(8), Networks::any,
      []<class B>(const NetworkSetting<B>& s, Outcome& outcome) {
        if (!assume_small_risk(s, outcome)) return;
        const Rational n = s.data.n(), right = n * n * s.data.delta() * s.data.u() / 2;
        refute(outcome, network_witness(s), decorate(variation_of(s).under_g), Stated::at_least,
               s.exact(right), [&] {
                 return SecondOpinion{second_engine::network_variation_under_g(network_instance(s)),
                                      exact_bounds(right)};
               });
      });
}

}  // namespace rigor::big_step
