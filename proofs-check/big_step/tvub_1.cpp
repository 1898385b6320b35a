// TVUB-1: the variation of the slope is at most the sharpness and the risk allow (Proposition 6).
#include "function/constants.hpp"
#include "function/power.hpp"
#include "proofs-check/big_step/claims.hpp"
#include "proofs-check/big_step/named_networks.hpp"
#include "proofs-check/big_step/network_lemmas.hpp"
#include "proofs-check/big_step/network_quantities.hpp"
#include "proofs-check/big_step/network_witness.hpp"

namespace rigor::big_step {
namespace {

constexpr const char* kLemmas = "proofs-check/big_step/network_lemmas.hpp: ";

/// m lambda_max(H) / 4 + sqrt(R)/2 + (A / (sqrt(2 pi) sigma)) max(sqrt(2 n R), (sqrt(2 pi e) A
/// sigma n R)^{1/3}), A = max(1/sigma^2, max |w_l|).
template <IntervalNumber B>
Decorated<B> printed_right_side(const NetworkSetting<B>& s, const Decorated<B>& lambda) {
  using D = Decorated<B>;
  const D sigma = s.data.sigma();
  D A = s.exact(s.data.u());
  for (const B& w : s.at.network().weights) A = max(A, abs(decorate(w)));
  const D R = max(decorate(s.at.risk()), s.number(0)), nR = static_cast<long>(s.data.n()) * R;
  const D root = sqrt(2 * pi<D>(s.data.precision()));
  const D cube = pow(root * exp(s.exact(Rational(1, 2))) * A * sigma * nR, s.exact(Rational(1, 3)));
  return static_cast<long>(s.m()) * lambda / 4 + sqrt(R) / 2 +
         A / (root * sigma) * max(sqrt(2 * nR), cube);
}

/// The least quotient left / right: a factor of the right side is refuted below it.
template <class D>
void add_sharpest(Outcome& outcome, const D& left, const D& right) {
  if (!certainly(right > 0)) return;
  outcome.quantities.push_back(
      bound("sharpest factor of the right side: refuted below", left / right));
}

Outcome check_by_risk(const Case& input, const Effort& effort) {
  return settle_network(input, effort, std::nullopt, Networks::any,
                        []<class B>(const NetworkSetting<B>& s, Outcome& outcome) {
                          using D = Decorated<B>;
                          const Rational quarter(1, 4);
                          const Truth lemma =
                              variation_by_sharpness(quarter, Rational(1, 2), quarter) &&
                              kink_term_by_risk<D>(2, 1, s.data.precision());
                          const D lambda = sharpness(s), T = decorate(s.at.ramp_variation());
                          const D right = printed_right_side(s, lambda);
                          outcome.quantities = {network_quantity(s, "T", T),
                                                network_quantity(s, "lambda_max(H)", lambda),
                                                bound("right side", right)};
                          add_sharpest(outcome, T, right);
                          outcome.margin = network_margin(s, right - T, lemma);
                          outcome.rests_on.push_back(std::string(kLemmas) +
                                                     "variation_by_sharpness, kink_term_by_risk");
                          conclude(outcome, lemma, T <= right, Scope::unbounded);
                        });
}

Outcome check_by_terms(const Case& input, const Effort& effort) {
  return settle_network(
      input, effort, std::nullopt, Networks::any,
      []<class B>(const NetworkSetting<B>& s, Outcome& outcome) {
        using D = Decorated<B>;
        const Rational quarter(1, 4);
        const Truth lemma = variation_by_sharpness(quarter, Rational(1, 2), quarter);
        const auto m = static_cast<long>(s.m());
        const D lambda = sharpness(s), T = decorate(s.at.ramp_variation());
        D residual = s.number(0), kink = s.number(0);
        for (std::size_t l = 0; l < s.m(); ++l) {
          // A weight that may be 0 is left in: the right side is the larger one.
          residual = max(residual, abs(decorate(s.at.residual_active(l))));
          kink = max(kink, -decorate(s.at.kink_term(l)));
        }
        const D right = m * lambda / 4 + residual / 2 + m * kink / 4;
        outcome.quantities = {network_quantity(s, "T", T), bound("max |E[r 1_l]|", residual),
                              bound("max (-D_l)_+", kink),
                              network_quantity(s, "right side", right)};
        add_sharpest(outcome, T, right);
        outcome.margin = network_margin(s, right - T, lemma);
        outcome.rests_on.push_back(std::string(kLemmas) + "variation_by_sharpness");
        conclude(outcome, lemma, T <= right, Scope::unbounded);
      });
}

Outcome check_critical(const Case& input, const Effort& effort) {
  return settle_network(
      input, effort, std::nullopt, Networks::critical,
      []<class B>(const NetworkSetting<B>& s, Outcome& outcome) {
        using D = Decorated<B>;
        const Truth lemma = variation_by_sharpness(Rational(1, 4), Rational(1, 2), Rational(1, 4));
        const D lambda = sharpness_ae(s), T = decorate(s.at.ramp_variation());
        const D right = static_cast<long>(s.m()) * lambda / 4;
        outcome.quantities = {network_quantity(s, "T", T),
                              network_quantity(s, "lambda_max(H_ae)", lambda),
                              network_quantity(s, "m lambda_max(H_ae) / 4", right)};
        add_sharpest(outcome, T, right);
        outcome.margin = network_margin(s, right - T, lemma);
        outcome.rests_on.push_back(std::string(kLemmas) + "variation_by_sharpness");
        conclude(outcome, lemma, T <= right, Scope::unbounded);
      });
}

// No proof: the inequality is evaluated on the network of the case.
Outcome check_printed(const Case& input, const Effort& effort) {
  return settle_network(
      input, effort, std::nullopt, Networks::any,
      []<class B>(const NetworkSetting<B>& s, Outcome& outcome) {
        using D = Decorated<B>;
        const D left = decorate(variation_of(s).under_pi);
        const D right = printed_right_side(s, sharpness(s));
        if (certainly(left > right)) {
          return refute(outcome, network_witness(s), left, Stated::at_most, right, [&] {
            using namespace second_engine;
            const NetworkInstance network = network_instance(s);
            return SecondOpinion{network_variation_under_pi(network), variation_bound(network)};
          });
        }
        outcome.quantities = {network_quantity(s, "TV_pi(s_theta)", left),
                              bound("right side", right)};
        add_sharpest(outcome, left, right);
        outcome.margin = to_enclosure(right - left);
        outcome.rests_on.push_back("both sides evaluated at the network of the case");
        conclude(outcome, left <= right, left <= right, Scope::instance);
      });
}

Outcome refute_factor(const Case& input, const Effort& effort) {
  return settle_network(input, effort, std::nullopt, Networks::critical,
                        []<class B>(const NetworkSetting<B>& s, Outcome& outcome) {
                          if (!is_narrow(s, outcome)) return;
                          const auto left = decorate(s.at.ramp_variation());
                          const auto right = static_cast<long>(s.m()) * sharpness_ae(s) / 1000;
                          refute(outcome, network_witness(s), left, Stated::at_most, right, [&] {
                            using namespace second_engine;
                            const NetworkInstance network = network_instance(s);
                            return SecondOpinion{
                                ramp_variation(network),
                                scaled(largest_eigenvalue(network, NetworkMatrix::hessian_ae),
                                       Rational(s.m()) / 1000)};
                          });
                        });
}

Outcome refute_on_two_neurons(const Case&, const Effort& effort) {
  return refute_factor(input_NET_A(), effort);
}

Outcome refute_on_four_neurons(const Case&, const Effort& effort) {
  return refute_factor(input_NET_B(), effort);
}

constexpr const char* kRightSide =
    "\\frac{m}{4} \\lambda_{\\max}(H) + \\frac{\\sqrt{R}}{2} + \\frac{A}{\\sqrt{2\\pi} \\sigma} "
    "\\max \\left( \\sqrt{2 n R}, (\\sqrt{2 \\pi e} A \\sigma n R)^{1/3} \\right)";

}  // namespace

void add_tvub(Registry& registry) {
  Claim a;
  a.base = "TVUB-1";
  a.part = "a";
  a.title = "The weighted variation of the slope is bounded by sharpness and risk";
  a.statement = std::string("T(\\theta) \\le ") + kRightSide +
                ", \\quad R = R_n(\\theta), \\quad A = \\max \\left( \\frac{1}{\\sigma^2}, \\max_l "
                "|w_l| \\right)";
  a.hypotheses = {"d = 1", "n >= 1", "0 < mu <= 1 and sigma > 0"};
  a.source = beside("Proposition 6");
  a.scope = "every network of every width and every noise level";
  a.notes =
      "The paper has the variation under pi on the left, T = (1/m) sum |w_l| q_l P_l is at least "
      "the one under g.";
  a.subject = Subject::network;
  a.check = check_by_risk;
  registry.push_back(a);

  Claim printed = printed_form(
      a, "Proposition 6", std::string("\\int_{c_1}^{c_n} |s_\\theta''| \\pi \\le ") + kRightSide,
      "Proposition 6",
      "Checked on the network of the case only, with A = max(1/sigma^2, max |w_l|). Proof gap: the "
      "printed proof rests on Proposition "
      "10, which is false, and its second case takes an interval that need not lie on the inner "
      "side of the kink. No counterexample is known.",
      check_printed);
  printed.part = "";
  printed.scope = "the network of the case, at the largest noise level";
  registry.push_back(printed);

  Claim b = a;
  b.part = "b";
  b.title = "The variation of the slope against sharpness, residual and kinks";
  b.statement =
      "T(\\theta) \\le \\frac{m}{4} \\lambda_{\\max}(H) + \\frac{1}{2} \\max_l |E[r 1_l]| + "
      "\\frac{m}{4} \\max_l (-D_l)_+, \\quad D_l = \\frac{2}{m} w_l p(\\tau_l) e(\\tau_l)";
  b.notes = "Sharper than part a: no constant depends on the weights.";
  b.check = check_by_terms;
  registry.push_back(b);

  Claim c = a;
  c.part = "c";
  c.title = "At a critical point the sharpness alone bounds the variation of the slope";
  c.statement =
      "\\nabla R_n(\\theta) = 0 \\implies T(\\theta) \\le \\frac{m}{4} \\lambda_{\\max}(H_{ae})";
  c.hypotheses.push_back("grad R_n(theta) = 0");
  c.scope = "every critical network of every width and every noise level";
  c.notes = "";
  c.check = check_critical;
  registry.push_back(c);
  const std::string wrong =
      "\\nabla R_n(\\theta) = 0 \\implies T(\\theta) \\le \\frac{m}{1000} \\lambda_{\\max}(H_{ae})";
  registry.push_back(false_variant(c, "false-a", "The bound with 1/1000 in place of 1/4", wrong,
                                   "NET-A", refute_on_two_neurons));
  registry.push_back(false_variant(c, "false-b",
                                   "The bound with 1/1000 in place of 1/4, on four neurons", wrong,
                                   "NET-B", refute_on_four_neurons));
}

}  // namespace rigor::big_step
