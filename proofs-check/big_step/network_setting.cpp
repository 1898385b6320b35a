#include "proofs-check/big_step/network_setting.hpp"

#include <algorithm>
#include <utility>

#include "model/critical_point.hpp"

namespace rigor::big_step {
namespace {

template <IntervalNumber B>
using NetworkBody = std::function<void(const NetworkSetting<B>&, Outcome&)>;

constexpr const char* kCritical = "grad R_n(theta) = 0";
/// Where Krawczyk's test has not proved a critical point at this precision, none is isolated
/// enough.
constexpr int most_bits_for_critical_points = 512;

template <IntervalNumber B>
void on_critical_point(const Setting<B>& s, const NetworkInput& input, const NetworkBody<B>& body,
                       Outcome& outcome) {
  const auto point = prove_critical_point(s.mixture, s.bare_sigma(), input.network, s.step());
  if (!point) {
    outcome.hypotheses.push_back({kCritical, Verdict::inconclusive});
    outcome.reason =
        "no isolated critical point is proved near the numbers of the case; try numbers with a "
        "smaller gradient";
    outcome.wants_precision = s.precision().bits < most_bits_for_critical_points;
    return;
  }
  if (!certainly(is_near(*point, input.network, s.bare_sigma()))) {
    outcome.hypotheses.push_back({kCritical, Verdict::inconclusive});
    outcome.reason =
        "the critical point that Newton's method found is not near the numbers of the case: a kink "
        "is more than sigma away, or a weight more than m / sigma^2";
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
  if ((input.critical || networks == Networks::critical) && !s.range.is_point()) {
    outcome.hypotheses.push_back({kCritical, Verdict::inconclusive});
    outcome.reason =
        "a critical point belongs to one noise level: give a point sigma in place of the range";
    return;
  }
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
