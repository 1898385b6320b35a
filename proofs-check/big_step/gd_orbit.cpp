#include "proofs-check/big_step/gd_orbit.hpp"

#include "proofs-check/big_step/network_quantities.hpp"

namespace rigor::big_step {

Outcome check_orbit(const Case& input, const Effort& effort) {
  if (!input.eta) return inapplicable({}, "the case has a learning rate eta", "it has none");
  if (input.network->critical || input.network->radius != 0) {
    return inapplicable({}, "the network of the case is a start, exact and no critical point",
                        "it is marked as critical, or as a box");
  }
  return settle_network(
      input, effort, std::nullopt, Networks::any,
      [&]<class B>(const NetworkSetting<B>& s, Outcome& outcome) {
        constexpr int last = 30;
        constexpr std::size_t most_shown = 8;  // neurons
        const std::size_t m = s.m();
        const B gamma = enclose<B>(static_cast<long>(m) * *input.eta, s.data.precision());
        const int digits = effort.digits;
        NetworkBox<B> theta = s.at.network();
        outcome.rests_on.push_back("NetworkRisk::gradient encloses grad R_n over every box");
        for (int k = 0; k <= last; ++k) {
          s.data.effort.budget->step();
          const NetworkRisk<B> at(s.data.mixture, s.data.bare_sigma(), theta, s.data.step());
          const std::string step = ", k = " + std::to_string(k);
          if (k == 0 || k == 1 || k == 5 || k == last) {
            outcome.quantities.push_back(
                network_quantity(s, "R_n(theta_k)" + step, decorate(at.risk())));
            for (std::size_t l = 0; k > 0 && l < m && m <= most_shown; ++l) {
              const std::string index = std::to_string(l + 1) + step;
              outcome.quantities.push_back(
                  quantity("w_" + index, decorate(theta.weights[l]), digits));
              outcome.quantities.push_back(
                  quantity("b_" + index, decorate(-theta.signs[l] * theta.kinks[l]), digits));
            }
          }
          const std::vector<B> gradient = at.gradient();
          for (std::size_t l = 0; l < m; ++l) {
            theta.weights[l] = theta.weights[l] - gamma * gradient[l];
            theta.kinks[l] = theta.kinks[l] + theta.signs[l] * (gamma * gradient[m + l]);
          }
        }
        conclude(outcome, Truth::yes, Truth::unsettled, Scope::instance);
      });
}

}  // namespace rigor::big_step
