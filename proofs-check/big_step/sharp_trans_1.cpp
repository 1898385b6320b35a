// SHARP-TRANS-1: moving all kinks together bounds the sharpness from below.
#include "proofs-check/big_step/claims.hpp"
#include "proofs-check/big_step/named_networks.hpp"
#include "proofs-check/big_step/network_lemmas.hpp"
#include "proofs-check/big_step/network_quantities.hpp"
#include "proofs-check/big_step/network_witness.hpp"

namespace rigor::big_step {
namespace {

constexpr const char* kLemmas = "proofs-check/big_step/network_lemmas.hpp: ";

/// m lambda sigma^4 / 2
template <IntervalNumber B>
Decorated<B> in_units(const NetworkSetting<B>& s, const Decorated<B>& lambda) {
  return static_cast<long>(s.m()) * pown(s.data.sigma(), 4) * lambda / 2;
}

/// (x_+)^2
template <class D>
D square_of_positive_part(const D& x) {
  return sqr(max(x, enclose<D>(0L, precision_of(x))));
}

/// 1 - sigma E[r z]
template <IntervalNumber B>
Decorated<B> one_minus_noise(const NetworkSetting<B>& s) {
  return 1 - s.data.sigma() * decorate(s.at.residual_noise());
}

Outcome check_ae(const Case& input, const Effort& effort) {
  return settle_network(
      input, effort, std::nullopt, Networks::any,
      []<class B>(const NetworkSetting<B>& s, Outcome& outcome) {
        using D = Decorated<B>;
        const Truth lemma = translation(1, 1);
        const D rho = s.rho(), lambda = sharpness_ae(s), left = in_units(s, lambda);
        const D moment = decorate(s.at.slope_second_moment());
        const D middle = pown(s.data.sigma(), 4) * moment, stein = sqr(one_minus_noise(s));
        const D right = square_of_positive_part(1 - rho);
        outcome.quantities = {network_quantity(s, "lambda_max(H_ae)", lambda),
                              network_quantity(s, "m lambda_max(H_ae) sigma^4 / 2", left),
                              network_quantity(s, "E s_theta'^2", moment),
                              network_quantity(s, "(1 - sigma E[r z])^2", stein),
                              network_quantity(s, "rho^2 = sigma^2 R_n(theta)", sqr(rho)),
                              bound("((1 - rho)_+)^2", right),
                              bound("sharpest 1 in 1 - rho: refuted above", sqrt(left) + rho)};
        outcome.margin =
            network_margin(s, min(min(left - middle, middle - stein), stein - right), lemma);
        outcome.rests_on.push_back(std::string(kLemmas) + "translation");
        conclude(outcome, lemma, left >= middle && middle >= stein && stein >= right,
                 Scope::unbounded);
      });
}

/// 1 - 2 sigma E[r z] + sigma^2 E[r^2 (z^2 - 1)] / 2
template <IntervalNumber B>
Decorated<B> second_derivative(const NetworkSetting<B>& s) {
  return 2 * one_minus_noise(s) - 1 +
         sqr(s.data.sigma()) * decorate(s.at.residual_noise_curvature()) / 2;
}

Outcome check_full(const Case& input, const Effort& effort) {
  return settle_network(
      input, effort, std::nullopt, Networks::any,
      []<class B>(const NetworkSetting<B>& s, Outcome& outcome) {
        using D = Decorated<B>;
        const Truth lemma = translation_of_risk(1, 2, Rational(1, 2));
        const D rho = s.rho(), lambda = sharpness(s), left = in_units(s, lambda);
        const D middle = second_derivative(s), loss = 2 * rho + sqr(rho) / 2;
        outcome.quantities = {
            network_quantity(s, "lambda_max(H)", lambda),
            network_quantity(s, "m lambda_max(H) sigma^4 / 2", left),
            network_quantity(s, "1 - 2 sigma E[r z] + sigma^2 E[r^2 (z^2 - 1)] / 2", middle),
            network_quantity(s, "rho^2 = sigma^2 R_n(theta)", sqr(rho)),
            bound("1 - 2 rho - rho^2 / 2", 1 - loss),
            bound("sharpest constant in place of 1: refuted above", left + loss)};
        outcome.margin = network_margin(s, min(left - middle, middle - (1 - loss)), lemma);
        outcome.rests_on.push_back(std::string(kLemmas) + "translation_of_risk");
        conclude(outcome, lemma, left >= middle && middle >= 1 - loss, Scope::unbounded);
      });
}

Outcome check_critical(const Case& input, const Effort& effort) {
  return settle_network(
      input, effort, std::nullopt, Networks::critical,
      []<class B>(const NetworkSetting<B>& s, Outcome& outcome) {
        using D = Decorated<B>;
        const Truth lemma =
            balanced_translation(1, 1) && balanced_translation_of_risk(1, Rational(5, 2));
        const D square = sqr(s.data.sigma()) * max(decorate(s.at.risk()), s.number(0));
        const D ae = in_units(s, sharpness_ae(s)), full = in_units(s, sharpness(s));
        const D right_ae = square_of_positive_part(1 - square), right = 1 - 5 * square / 2;
        outcome.quantities = {network_quantity(s, "rho^2 = sigma^2 R_n(theta)", square),
                              network_quantity(s, "m lambda_max(H_ae) sigma^4 / 2", ae),
                              bound("(1 - rho^2)^2", right_ae),
                              network_quantity(s, "m lambda_max(H) sigma^4 / 2", full),
                              bound("1 - 5 rho^2 / 2", right)};
        outcome.margin =
            network_margin(s, min(min(ae - right_ae, full - right), 1 - square), lemma);
        outcome.rests_on.push_back(std::string(kLemmas) +
                                   "balanced_translation, balanced_translation_of_risk");
        conclude(outcome, lemma, square <= 1 && ae >= right_ae && full >= right, Scope::unbounded);
      });
}

Outcome check_active(const Case& input, const Effort& effort) {
  return settle_network(
      input, effort, std::nullopt, Networks::any,
      []<class B>(const NetworkSetting<B>& s, Outcome& outcome) {
        using D = Decorated<B>;
        const Truth lemma = active_neurons(1);
        const D left = static_cast<long>(s.m()) * sharpness_ae(s) / 2;
        const D moment = decorate(s.at.active_second_moment());
        const D V = decorate(s.at.active_variation());
        outcome.quantities = {network_quantity(s, "m lambda_max(H_ae) / 2", left),
                              network_quantity(s, "E N^2", moment), network_quantity(s, "V", V)};
        if (certainly(V > 0)) {
          outcome.quantities.push_back(
              bound("sharpest factor of V^2: refuted above", left / sqr(V)));
        }
        outcome.margin = network_margin(s, min(left - moment, moment - sqr(V)), lemma);
        outcome.rests_on.push_back(std::string(kLemmas) + "active_neurons");
        conclude(outcome, lemma, left >= moment && moment >= sqr(V), Scope::unbounded);
      });
}

// The best network on one atom has rho = 0 and m lambda_max(H) sigma^4 / 2 = 1.00004.
Outcome refute_leading_constant(const Case&, const Effort& effort) {
  return settle_network(
      input_MEM1(), effort, std::nullopt, Networks::any,
      []<class B>(const NetworkSetting<B>& s, Outcome& outcome) {
        const auto left = in_units(s, sharpness(s));
        const auto rho = s.rho();
        const auto right = s.exact(Rational(101, 100)) - 2 * rho - sqr(rho) / 2;
        refute(outcome, network_witness(s), left, Stated::at_least, right, [&] {
          using namespace second_engine;
          const NetworkInstance network = network_instance(s);
          const Rational v = s.data.top() * s.data.top();
          // rho <= t, since rho^2 <= t^2: here the least risk is 0.
          const Rational t(1, 1000000);
          const bool is_small = v * network_risk(network).upper <= t * t;
          const Rational loss = is_small ? Rational(2 * t + t * t / 2) : Rational(3);
          return SecondOpinion{
              scaled(largest_eigenvalue(network, NetworkMatrix::hessian), v * v * s.m() / 2),
              {Rational(101, 100) - loss, Rational(101, 100)}};
        });
      });
}

Outcome refute_no_square(const Case&, const Effort& effort) {
  return settle_network(
      input_NET_A(), effort, std::nullopt, Networks::critical,
      []<class B>(const NetworkSetting<B>& s, Outcome& outcome) {
        if (!is_narrow(s, outcome)) return;
        const auto left = in_units(s, sharpness_ae(s));
        const auto right = 1 - sqr(s.data.sigma()) * decorate(s.at.risk());
        refute(outcome, network_witness(s), left, Stated::at_least, right, [&] {
          using namespace second_engine;
          const NetworkInstance network = network_instance(s);
          const Rational v = s.data.top() * s.data.top();
          const Bounds risk = network_risk(network);
          return SecondOpinion{
              scaled(largest_eigenvalue(network, NetworkMatrix::hessian_ae), v * v * s.m() / 2),
              {1 - v * risk.upper, 1 - v * risk.lower}};
        });
      });
}

}  // namespace

void add_sharp_trans(Registry& registry) {
  Claim a;
  a.base = "SHARP-TRANS-1";
  a.part = "a";
  a.title = "A network of small risk is sharp: the almost-everywhere Hessian";
  a.statement =
      "\\frac{m}{2} \\lambda_{\\max}(H_{ae}) \\ge E[s_\\theta'(Y)^2] \\ge \\frac{(1 - \\sigma E[r "
      "z])^2}{\\sigma^4} \\ge \\frac{((1 - \\rho)_+)^2}{\\sigma^4}, \\quad \\rho^2 = \\sigma^2 "
      "R_n(\\theta)";
  a.hypotheses = {"d = 1", "n >= 1", "0 < mu <= 1 and sigma > 0"};
  a.source = beside("Theorem 8");
  a.scope = "every network of every width and every noise level";
  a.notes = "r = s_theta(Y) + z / sigma. The direction moves all kinks together.";
  a.subject = Subject::network;
  a.check = check_ae;
  registry.push_back(a);

  Claim b = a;
  b.part = "b";
  b.title = "A network of small risk is sharp: the Hessian of the risk";
  b.statement =
      "\\frac{m}{2} \\lambda_{\\max}(H) \\ge \\frac{1 - 2 \\sigma E[r z] + \\frac{\\sigma^2}{2} "
      "E[r^2 (z^2 - 1)]}{\\sigma^4} \\ge \\frac{1 - 2 \\rho - \\rho^2/2}{\\sigma^4}";
  b.check = check_full;
  registry.push_back(b);
  registry.push_back(false_variant(
      b, "false-a", "The bound with 1.01 in place of 1",
      "\\frac{m}{2} \\lambda_{\\max}(H) \\ge \\frac{1.01 - 2 \\rho - \\rho^2/2}{\\sigma^4}", "MEM1",
      refute_leading_constant));

  Claim c = a;
  c.part = "c";
  c.title = "A critical point of small risk is sharper still";
  c.statement =
      "\\nabla R_n(\\theta) = 0 \\implies \\rho \\le 1, \\quad \\frac{m}{2} "
      "\\lambda_{\\max}(H_{ae}) "
      "\\ge \\frac{(1 - \\rho^2)^2}{\\sigma^4}, \\quad \\frac{m}{2} \\lambda_{\\max}(H) \\ge "
      "\\frac{1 - 5 \\rho^2/2}{\\sigma^4}";
  c.hypotheses.push_back("grad R_n(theta) = 0");
  c.scope = "every critical network of every width and every noise level";
  c.notes = "What is used of the gradient is sum_l w_l dR_n/dw_l = 0.";
  c.check = check_critical;
  registry.push_back(c);
  registry.push_back(false_variant(
      c, "false-a", "The bound at critical points without its square",
      "\\nabla R_n(\\theta) = 0 \\implies \\frac{m}{2} \\lambda_{\\max}(H_{ae}) \\ge \\frac{1 - "
      "\\rho^2}{\\sigma^4}",
      "NET-A", refute_no_square));

  Claim d = a;
  d.part = "d";
  d.title = "Active weight makes a network sharp";
  d.statement =
      "\\frac{m}{2} \\lambda_{\\max}(H_{ae}) \\ge E[N^2] \\ge V(\\theta)^2, \\quad N = "
      "\\frac{1}{m} "
      "\\sum_{l=1}^m |w_l| 1_l, \\quad V(\\theta) = E[N]";
  d.notes = "1_l indicates that neuron l is active at Y.";
  d.check = check_active;
  registry.push_back(d);
}

}  // namespace rigor::big_step
