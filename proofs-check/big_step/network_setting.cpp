#include "proofs-check/big_step/network_setting.hpp"

#include <algorithm>
#include <utility>

#include "model/critical_point.hpp"

namespace rigor::big_step {
namespace {

template <IntervalNumber B>
using NetworkBody = std::function<void(const NetworkSetting<B>&, Outcome&)>;

constexpr const char* kCritical = "grad R_n(theta) = 0";

template <IntervalNumber B>
void on_critical_point(const Setting<B>& s, const NetworkInput& input, const NetworkBody<B>& body,
                       Outcome& outcome) {
  const auto point = prove_critical_point(s.mixture, s.bare_sigma(), input.network, s.step());
  if (!point) {
    outcome.hypotheses.push_back({kCritical, Verdict::inconclusive});
    outcome.reason = "precision: no critical point is proved near the numbers of the case";
    outcome.wants_precision = true;
    return;
  }
  outcome.hypotheses.push_back({kCritical, Verdict::verified});
  outcome.rests_on.push_back("Krawczyk's test: one critical point in the box around the network");
  const NetworkRisk<B> at(s.mixture, s.bare_sigma(), point->network, s.step());
  body({s, at, input, true, point->is_strict_minimum}, outcome);
}

template <IntervalNumber B>
void on_network(const Setting<B>& s, const NetworkInput& input, Networks networks,
                const NetworkBody<B>& body, Outcome& outcome) {
  if (input.critical) return on_critical_point(s, input, body, outcome);
  const NetworkRisk<B> at(s.mixture, s.bare_sigma(),
                          enclose_network<B>(input.network, s.precision(), input.radius), s.step());
  if (networks == Networks::critical) {
    const auto gradient = at.gradient();
    if (std::any_of(gradient.begin(), gradient.end(),
                    [](const B& x) { return !contains_zero(x) && !is_empty(x); })) {
      outcome = inapplicable(std::move(outcome), kCritical,
                             "a component of the gradient is different from 0");
      return;
    }
    outcome.hypotheses.push_back({kCritical, Verdict::inconclusive});
    outcome.reason =
        "whether the gradient vanishes is not settled; network.critical = true would mean the "
        "critical point near these numbers";
    outcome.wants_precision = true;
    return;
  }
  body({s, at, input, false, false}, outcome);
}

}  // namespace

Outcome settle_network(const Case& input, const Effort& effort,
                       const std::optional<NoiseCondition>& condition, Networks networks,
                       const NetworkBody<Interval>& on_doubles,
                       const NetworkBody<BigInterval>& on_big) {
  if (!input.network) return inapplicable({}, "the case has a network", "it has none");
  const NetworkInput& network = *input.network;
  return settle(
      input, effort, condition,
      [&](const Setting<Interval>& s, Outcome& o) {
        on_network(s, network, networks, on_doubles, o);
      },
      [&](const Setting<BigInterval>& s, Outcome& o) {
        on_network(s, network, networks, on_big, o);
      },
      1);
}

}  // namespace rigor::big_step
