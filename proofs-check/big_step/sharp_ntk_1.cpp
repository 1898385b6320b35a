// SHARP-NTK-1: the sharpness of G bounds the variation of the slope (Proposition 10).
#include "proofs-check/big_step/claims.hpp"
#include "proofs-check/big_step/lemmas.hpp"
#include "proofs-check/big_step/named_networks.hpp"
#include "proofs-check/big_step/network_lemmas.hpp"
#include "proofs-check/big_step/network_quantities.hpp"
#include "proofs-check/big_step/network_witness.hpp"
#include "proofs-check/big_step/search.hpp"

namespace rigor::big_step {
namespace {

Outcome check_ntk(const Case& input, const Effort& effort) {
  return settle_network(
      input, effort, std::nullopt, Networks::any,
      []<class B>(const NetworkSetting<B>& s, Outcome& outcome) {
        using D = Decorated<B>;
        const auto m = static_cast<long>(s.m());
        const D lambda = sharpness_of_gram(s), T = decorate(s.at.ramp_variation());
        const auto variation = variation_of(s);
        const D under_g = decorate(variation.under_g);
        const Truth lemma = mean_gradient(2);
        outcome.quantities = {network_quantity(s, "lambda_max(G)", lambda),
                              network_quantity(s, "T", T),
                              network_quantity(s, "TV_g(s_theta)", under_g),
                              network_quantity(s, "TV_pi(s_theta)", decorate(variation.under_pi))};
        if (certainly(T > 0)) {
          outcome.quantities.push_back(
              bound("sharpest factor of T / m: refuted above", lambda * m / T));
        }
        outcome.margin = network_margin(s, min(lambda - 2 * T / m, 2 * (T - under_g) / m), lemma);
        outcome.rests_on.push_back("proofs-check/big_step/network_lemmas.hpp: mean_gradient");
        conclude(outcome, lemma, lambda >= 2 * T / m && T >= under_g, Scope::unbounded);
      });
}

Outcome refute_printed_on(const Case& input, const Effort& effort) {
  return settle_network(
      input, effort, std::nullopt, Networks::any,
      []<class B>(const NetworkSetting<B>& s, Outcome& outcome) {
        const auto m = static_cast<long>(s.m());
        const auto right = 2 * decorate(variation_of(s).under_pi) / m;
        refute(outcome, network_witness(s), sharpness_of_gram(s), Stated::at_least, right, [&] {
          using namespace second_engine;
          const NetworkInstance network = network_instance(s);
          return SecondOpinion{largest_eigenvalue(network, NetworkMatrix::gram),
                               scaled(network_variation_under_pi(network), Rational(2, m))};
        });
      });
}

Outcome refute_printed(const Case&, const Effort& effort) {
  return refute_printed_on(input_P10(), effort);
}

Outcome refute_printed_narrow(const Case&, const Effort& effort) {
  return refute_printed_on(input_P10_narrow(), effort);
}

Outcome refute_factor(const Case&, const Effort& effort) {
  return settle_network(
      input_P10(), effort, std::nullopt, Networks::any,
      []<class B>(const NetworkSetting<B>& s, Outcome& outcome) {
        const Rational factor = Rational(23, 10) / s.m();
        const auto right = s.exact(factor) * decorate(s.at.ramp_variation());
        refute(outcome, network_witness(s), sharpness_of_gram(s), Stated::at_least, right, [&] {
          using namespace second_engine;
          const NetworkInstance network = network_instance(s);
          return SecondOpinion{largest_eigenvalue(network, NetworkMatrix::gram),
                               scaled(ramp_variation(network), factor)};
        });
      });
}

}  // namespace

void add_sharp_ntk(Registry& registry) {
  Claim claim;
  claim.base = "SHARP-NTK-1";
  claim.title = "The sharpness of G is at least the weighted variation of the slope";
  claim.statement =
      "\\lambda_{\\max}(G) \\ge \\frac{2}{m} T(\\theta) \\ge \\frac{2}{m} \\int |s_\\theta''| g, "
      "\\quad G = E[\\nabla s_\\theta(Y) \\nabla s_\\theta(Y)^T], \\quad T(\\theta) = \\frac{1}{m} "
      "\\sum_{l=1}^m |w_l| q_l P_l";
  claim.hypotheses = {"d = 1", "n >= 1", "0 < mu <= 1 and sigma > 0"};
  claim.source = beside("Proposition 10");
  claim.scope = "every network of every width and every noise level";
  claim.notes =
      "The paper has the weight pi in place of g. P_l is the probability that neuron l is active, "
      "q_l its mean output.";
  claim.subject = Subject::network;
  claim.check = check_ntk;
  registry.push_back(claim);

  Claim printed = printed_form(
      claim, "Proposition 10",
      "\\lambda_{\\max}(G) \\ge \\frac{2}{m} \\int_{c_1}^{c_n} |s_\\theta''| \\pi",
      "Proposition 10",
      "The proof exchanges the largest eigenvalues of a random matrix times its transpose and of "
      "the transpose times the matrix inside an expectation.",
      refute_printed);
  printed.own_input = true;
  printed.input_name = "P10";
  printed.scope = "one instance";
  printed.search = search_ntk;
  registry.push_back(printed);

  Claim narrow = printed;
  narrow.variant = "printed-b";
  narrow.title = "Proposition 10, on ten neurons";
  narrow.input_name = "P10, m = 10";
  narrow.check = refute_printed_narrow;
  narrow.search = nullptr;
  registry.push_back(narrow);

  registry.push_back(false_variant(claim, "false-a", "The bound with 2.3 in place of 2",
                                   "\\lambda_{\\max}(G) \\ge \\frac{2.3}{m} T(\\theta)", "P10",
                                   refute_factor));
}

}  // namespace rigor::big_step
