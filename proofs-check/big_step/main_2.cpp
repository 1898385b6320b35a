// MAIN-2: no stable memorisation at learning rates above about sigma^4.
#include "proofs-check/big_step/claims.hpp"
#include "proofs-check/big_step/learning_rate.hpp"
#include "proofs-check/big_step/learning_rate_plot.hpp"
#include "proofs-check/big_step/lemmas.hpp"
#include "proofs-check/big_step/named_networks.hpp"
#include "proofs-check/big_step/network_quantities.hpp"
#include "proofs-check/big_step/network_witness.hpp"
#include "proofs-check/big_step/risk.hpp"

namespace rigor::big_step {
namespace {

/// Bounds for every network: at the case's learning rate, or in the limit of large ones, and the
/// learning rate from which on they say anything.
template <IntervalNumber B>
void add_bounds(const Setting<B>& s, Stable form, const std::optional<Rational>& eta,
                Outcome& outcome) {
  using D = Decorated<B>;
  const D square = sqr(s.sigma());
  std::optional<D> at_eta;
  if (eta) {
    at_eta = least_risk(form, sqr(square) / s.exact(*eta));
    outcome.quantities.push_back(
        bound("sigma^2 R_n(theta) at eta = " + to_string(*eta) + " " + s.at_top() + ": at least",
              *at_eta));
  }
  if (!has_integrals(s)) return;
  const D least = square * minimal_risk(s);
  outcome.quantities.push_back(
      quantity("sigma^2 R_n(s*) " + s.at_top(), least, s.effort.digits, s.number(1)));
  if (at_eta) {
    outcome.quantities.push_back(bound("excess risk R_n(theta) - R_n(s*) at eta = " +
                                           to_string(*eta) + " " + s.at_top() + ": at least",
                                       max(*at_eta - least, s.number(0)) / square));
  }
  const D t = noise_to_rate(form, least);
  if (certainly(t > 0)) {
    outcome.quantities.push_back(
        bound("eta / sigma^4 " + s.at_top() + " above which every such network has excess risk",
              recip(t)));
  }
}

/// The network of the case with eta := 2 / (m lambda_max), which contradicts a wrong statement.
template <IntervalNumber B>
Truth instance(const NetworkSetting<B>& s, Stable form, const std::optional<Rational>& eta,
               Outcome& outcome) {
  using D = Decorated<B>;
  if (is_about_critical_points(form) && !s.is_critical) return Truth::unsettled;
  const std::string h = is_about_h_ae(form) ? "H_ae" : "H";
  const D lambda = is_about_h_ae(form) ? sharpness_ae(s) : sharpness(s);
  const auto m = static_cast<long>(s.m());
  const D risk = sqr(s.rho());
  const D t = max(m * lambda * pown(s.data.sigma(), 4) / 2, s.number(0));
  const D least = least_risk(form, t);
  outcome.quantities.push_back(network_quantity(s, "network: lambda_max(" + h + ")", lambda));
  outcome.quantities.push_back(network_quantity(
      s, "network: largest stable eta, 2 / (m lambda_max(" + h + "))", 2 / (m * lambda)));
  outcome.quantities.push_back(network_quantity(s, "network: sigma^2 R_n(theta)", risk));
  outcome.quantities.push_back(bound("network: bound of it at that eta " + s.data.at_top(), least));
  outcome.margin = to_enclosure(risk - least);
  if (eta) {
    const Truth stable = lambda <= s.exact(2 / (m * *eta));
    outcome.parts.push_back({"the network at eta = " + to_string(*eta),
                             certainly(stable)    ? Verdict::verified
                             : certainly(!stable) ? Verdict::inapplicable
                                                  : Verdict::inconclusive,
                             "lambda_max(" + h + ") <= 2 / (m eta) is " +
                                 (certainly(stable)    ? "true"
                                  : certainly(!stable) ? "false"
                                                       : "not settled")});
  }
  return risk >= least;
}

Outcome check(const Case& input, const Effort& effort, Stable form) {
  const auto settle_data = [&]<class B>(const Setting<B>& s, Outcome& outcome, Truth at_instance) {
    outcome.rests_on.push_back(kTranslationLemmas);
    outcome.rests_on.push_back(
        "proofs-check/big_step/learning_rate.hpp: translation_curvature, least_risk");
    add_bounds(s, form, input.eta, outcome);
    conclude(outcome, translation_curvature({}), at_instance, Scope::unbounded);
    outcome.wants_precision = outcome.wants_precision || (wants_integrals(s) && !has_integrals(s));
  };
  const auto for_every_network = [&] {
    return settle(
        input, effort, std::nullopt,
        [&](const auto& s, Outcome& outcome) { settle_data(s, outcome, Truth::unsettled); }, 1);
  };
  if (!input.network) return for_every_network();
  Outcome outcome = settle_network(input, effort, std::nullopt, Networks::any,
                                   [&](const auto& s, Outcome& at_network) {
                                     const Truth holds = instance(s, form, input.eta, at_network);
                                     settle_data(s.data, at_network, holds);
                                   });
  if (outcome.verdict != Verdict::inconclusive) return outcome;
  // A critical point that is not proved to exist does not touch what holds for every network.
  Outcome general = for_every_network();
  general.parts.push_back({"the network of the case", Verdict::inconclusive, outcome.reason});
  general.wants_precision = general.wants_precision || outcome.wants_precision;
  return general;
}

// --- gaps of at least six sigma ---

struct SeparatedCase {
  Stable form;
  const char* name;
  Rational excess;
};
const std::vector<SeparatedCase>& separated_cases() {
  static const std::vector<SeparatedCase> cases = {
      {Stable::critical_ae, "(i)", Rational(66, 100)},
      {Stable::critical, "(ii)", Rational(29, 100)},
      {Stable::any_ae, "(iii), H_ae", Rational(47, 100)},
      {Stable::any, "(iii), H", Rational(96, 1000)}};
  return cases;
}

Outcome check_separated(const Case& input, const Effort& effort) {
  return settle(input, effort, gap_at_least(6), []<class B>(const Setting<B>& s, Outcome& outcome) {
    using D = Decorated<B>;
    const Rational multiple = 16, limit(836, 10000);
    outcome.rests_on = {
        kTranslationLemmas,
        "proofs-check/big_step/learning_rate.hpp: translation_curvature, separated_excess",
        "proofs-check/big_step/lemmas.hpp: small_risk"};
    Truth proved = translation_curvature({}) && small_risk<D>(limit, s.precision());
    Truth holds = Truth::yes;
    const D least = sqr(s.sigma()) * sharp_risk_bound(s);
    D margin = s.number(1);
    for (const SeparatedCase& c : separated_cases()) {
      proved = proved && separated_excess<D>(c.form, multiple, limit, c.excess, s.precision());
      const D excess = least_risk(c.form, s.exact(1 / multiple)) - least;
      outcome.quantities.push_back(bound(
          std::string("sigma^2 times the excess risk ") + c.name + ": at least, " + s.at_top(),
          excess));
      holds = holds && excess >= s.exact(c.excess);
      margin = min(margin, excess - s.exact(c.excess));
    }
    // Towards sigma = 0 the bound of R_n(s*) only falls.
    outcome.margin = Enclosure{to_enclosure(margin).lower, "1"};
    conclude(outcome, proved, holds, Scope::unbounded);
  });
}

// --- false variants ---

using Side = second_engine::Bounds;

/// "sigma^2 R >= right(t)", t = m lambda_max sigma^4 / 2, at a critical network with eta := 2 / (m
/// lambda_max). right = constant - slope t with a slope >= 0; requires, where given, t <= most.
struct Wrong {
  bool about_h_ae = true;
  Rational constant, slope;
  std::optional<Rational> most = {};
};

Outcome refute_at(const Case& input, const Effort& effort, const Wrong& wrong) {
  return settle_network(
      input, effort, std::nullopt, Networks::critical,
      [&]<class B>(const NetworkSetting<B>& s, Outcome& outcome) {
        using D = Decorated<B>;
        const auto m = static_cast<long>(s.m());
        const D lambda = wrong.about_h_ae ? sharpness_ae(s) : sharpness(s);
        const D t = m * lambda * pown(s.data.sigma(), 4) / 2;
        if (wrong.most) {
          const Truth meets = t <= s.exact(*wrong.most);
          if (!certainly(meets)) {
            outcome.reason = "precision: the hypothesis on eta is not settled";
            outcome.wants_precision = true;
            return;
          }
          outcome.hypotheses.push_back(
              {"eta >= sigma^4 / " + to_string(*wrong.most), Verdict::verified});
        }
        outcome.quantities = {bound("m lambda_max sigma^4 / 2", t)};
        refute(outcome, network_witness(s), sqr(s.rho()), Stated::at_least,
               s.exact(wrong.constant) - s.exact(wrong.slope) * t, [&] {
                 const auto other = network_instance(s);
                 const Rational square = s.data.top() * s.data.top();
                 const Side l = second_engine::largest_eigenvalue(
                     other, wrong.about_h_ae ? second_engine::NetworkMatrix::hessian_ae
                                             : second_engine::NetworkMatrix::hessian);
                 const Side u = scaled(l, m * square * square / 2);
                 if (wrong.most && u.upper > *wrong.most) {
                   throw std::logic_error("the second engine does not confirm a hypothesis");
                 }
                 return SecondOpinion{scaled(second_engine::network_risk(other), square),
                                      {wrong.constant - wrong.slope * u.upper,
                                       wrong.constant - wrong.slope * u.lower}};
               });
      });
}

Outcome refute_power(const Case&, const Effort& effort) {
  return refute_at(input_NET_A(), effort, {.constant = 1, .slope = 1});
}
Outcome refute_constant(const Case&, const Effort& effort) {
  return refute_at(
      input_NET_B(), effort,
      {.about_h_ae = false, .constant = Rational(3, 10), .slope = 0, .most = Rational(14)});
}
Outcome refute_rootless(const Case&, const Effort& effort) {
  return refute_at(input_NET_A(), effort, {.constant = 1, .slope = Rational(1, 2)});
}

Claim part(Stable form, const std::string& name) {
  Claim claim;
  claim.base = "MAIN-2";
  claim.part = name;
  claim.hypotheses = {"d = 1", "n >= 1", "0 < mu <= 1 and sigma > 0"};
  claim.source = beside("Theorem 8");
  claim.scope = "every network of every width, every learning rate and every noise level";
  claim.check = [form](const Case& input, const Effort& effort) {
    return check(input, effort, form);
  };
  claim.plot = [form](const Case& input) { return learning_rate_plots(input, form); };
  return claim;
}

}  // namespace

void add_main_2(Registry& registry) {
  Claim i = part(Stable::critical_ae, "i");
  i.title = "At a critical point that is stable for linearised SGD the risk is large";
  i.statement =
      "\\nabla R_n(\\theta) = 0, \\quad \\lambda_{\\max}(H_{ae}) \\le \\frac{2}{m \\eta} \\implies "
      "\\sigma^2 R_n(\\theta) \\ge 1 - \\frac{\\sigma^2}{\\sqrt{\\eta}}";
  i.notes =
      "Linearised SGD is the recursion (7) of the paper with the almost everywhere Hessian of the "
      "sampled loss, frozen at the critical point, whose mean is H_ae. About SGD itself, whose "
      "mean "
      "drift sees H, and about gradient descent only parts ii and iii-h speak.";
  registry.push_back(i);
  registry.push_back(false_variant(
      i, "false-a", "The bound with sigma^4 / eta in place of its square root",
      "\\sigma^2 R_n(\\theta) \\ge 1 - \\frac{\\sigma^4}{\\eta}", "NET-A", refute_power));
  registry.push_back(false_variant(
      i, "false-b", "The bound with sigma^4 / 2 eta in place of a square root",
      "\\sigma^2 R_n(\\theta) \\ge 1 - \\frac{\\sigma^4}{2 \\eta}", "NET-A", refute_rootless));

  Claim ii = part(Stable::critical, "ii");
  ii.title = "At a critical point that is stable for gradient descent the risk is large";
  ii.statement =
      "\\nabla R_n(\\theta) = 0, \\quad \\lambda_{\\max}(H) \\le \\frac{2}{m \\eta} \\implies "
      "\\sigma^2 R_n(\\theta) \\ge \\frac{2}{5} \\left(1 - \\frac{\\sigma^4}{\\eta}\\right)";
  registry.push_back(ii);
  registry.push_back(
      false_variant(ii, "false-a", "A constant bound down to learning rates of sigma^4 / 14",
                    "\\nabla R_n(\\theta) = 0, \\quad \\eta \\ge \\frac{\\sigma^4}{14}, \\quad "
                    "\\lambda_{\\max}(H) "
                    "\\le \\frac{2}{m \\eta} \\implies \\sigma^2 R_n(\\theta) \\ge 0.3",
                    "NET-B", refute_constant));

  Claim iii = part(Stable::any_ae, "iii-ae");
  iii.title = "Where H_ae is no larger than 2 / (m eta) the risk is large, critical point or not";
  iii.statement =
      "\\lambda_{\\max}(H_{ae}) \\le \\frac{2}{m \\eta} \\implies \\sigma^2 R_n(\\theta) \\ge "
      "\\left(1 - \\frac{\\sigma^2}{\\sqrt{\\eta}}\\right)_+^2";
  iii.notes = i.notes;
  registry.push_back(iii);

  Claim iii_h = part(Stable::any, "iii-h");
  iii_h.title = "Where H is no larger than 2 / (m eta) the risk is large, critical point or not";
  iii_h.statement =
      "\\eta \\ge \\sigma^4, \\quad \\lambda_{\\max}(H) \\le \\frac{2}{m \\eta} \\implies "
      "\\sigma^2 "
      "R_n(\\theta) \\ge \\left(\\sqrt{6 - \\frac{2 \\sigma^4}{\\eta}} - 2\\right)^2";
  iii_h.notes = "For eta < sigma^4 the bound says nothing and is taken to be 0.";
  registry.push_back(iii_h);

  Claim separated = part(Stable::any, "iv");
  separated.title = "With gaps of at least six sigma stable networks have large excess risk";
  separated.statement =
      "\\delta \\ge 6 \\sigma, \\quad \\eta \\ge 16 \\sigma^4 \\implies \\sigma^2 (R_n(\\theta) - "
      "R_n(s^*)) \\ge 0.66, \\; 0.29, \\; 0.47, \\; 0.096";
  separated.hypotheses = {"d = 1", "n >= 2", "0 < mu <= 1 and sigma > 0", "delta >= 6 sigma"};
  separated.scope =
      "every network of every width, every learning rate of at least 16 sigma^4, and every noise "
      "level of the case's range, down to 0";
  separated.notes = "The four numbers belong to the parts i, ii, iii-ae and iii-h.";
  separated.check = check_separated;
  separated.plot = nullptr;
  registry.push_back(separated);
}

}  // namespace rigor::big_step
