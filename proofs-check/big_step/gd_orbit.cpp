#include "proofs-check/big_step/gd_orbit.hpp"

#include <algorithm>

#include "proofs-check/big_step/network_quantities.hpp"

namespace rigor::big_step {
namespace {

constexpr int last_step = 30;
constexpr std::size_t most_shown = 8;  // neurons

template <IntervalNumber B>
bool is_bounded(const NetworkBox<B>& theta) {
  const auto bounded = [](const B& x) { return !is_empty(x) && rigor::is_bounded(x); };
  return std::all_of(theta.weights.begin(), theta.weights.end(), bounded) &&
         std::all_of(theta.kinks.begin(), theta.kinks.end(), bounded);
}

template <IntervalNumber B>
void report(const NetworkSetting<B>& s, const NetworkRisk<B>& at, int k, Outcome& outcome) {
  const std::string step = ", k = " + std::to_string(k);
  const NetworkBox<B>& theta = at.network();
  outcome.quantities.push_back(network_quantity(s, "R_n(theta_k)" + step, decorate(at.risk())));
  if (k == 0 || s.m() > most_shown) return;
  for (std::size_t l = 0; l < s.m(); ++l) {
    const std::string index = std::to_string(l + 1) + step;
    outcome.quantities.push_back(network_quantity(s, "w_" + index, decorate(theta.weights[l])));
    outcome.quantities.push_back(
        network_quantity(s, "b_" + index, decorate(-theta.signs[l] * theta.kinks[l])));
  }
}

/// theta - gamma grad R; b_l = -eps_l tau_l.
template <IntervalNumber B>
void descend(NetworkBox<B>& theta, const std::vector<B>& gradient, const B& gamma) {
  const std::size_t m = theta.width();
  for (std::size_t l = 0; l < m; ++l) {
    theta.weights[l] = theta.weights[l] - gamma * gradient[l];
    theta.kinks[l] = theta.kinks[l] + theta.signs[l] * (gamma * gradient[m + l]);
  }
}

}  // namespace

Outcome check_orbit(const Case& input, const Effort& effort) {
  if (!input.eta) return inapplicable({}, "the case has a learning rate eta", "it has none");
  if (input.network->critical || input.network->radius != 0) {
    return inapplicable({}, "the network of the case is a start, exact and no critical point",
                        "it is marked as critical, or as a box");
  }
  const std::string narrow = "m <= " + std::to_string(most_neurons_for_digits);
  if (input.network->network.width() > most_neurons_for_digits) {
    return inapplicable({}, narrow, "m = " + std::to_string(input.network->network.width()));
  }
  return settle_network(
      input, effort, std::nullopt, Networks::any,
      [&]<class B>(const NetworkSetting<B>& s, Outcome& outcome) {
        const B gamma = enclose<B>(static_cast<long>(s.m()) * *input.eta, s.data.precision());
        NetworkBox<B> theta = s.at.network();
        outcome.hypotheses.push_back({narrow, Verdict::verified});
        outcome.rests_on.push_back("NetworkRisk::gradient encloses grad R_n over every box");
        for (int k = 0; k <= last_step; ++k) {
          s.data.effort.budget->step();
          if (!is_bounded(theta)) {
            outcome.reason = "precision: the enclosures grow beyond bounds";
            outcome.wants_precision = true;
            return;
          }
          const NetworkRisk<B> at(s.data.mixture, s.data.bare_sigma(), theta, s.data.step());
          if (k == 0 || k == 1 || k == 5 || k == last_step) report(s, at, k, outcome);
          descend(theta, at.gradient(), gamma);
        }
        conclude(outcome, Truth::yes, Truth::unsettled, Scope::instance);
      });
}

}  // namespace rigor::big_step
