#include "proofs-check/neural_ode/rough_weights.hpp"

#include <string>

#include "proofs-check/neural_ode/depth_comparison.hpp"

namespace rigor::neural_ode {
namespace {

constexpr std::size_t deepest = 1 << 20;  // of closed forms
constexpr std::size_t deepest_signs = 4096;

/// body(setting) with doubles.
template <class Body>
void with_doubles(const Body& body) {
  Budget budget(1'000'000);
  const Effort effort{{53}, 6, &budget};
  body(PlainSetting<Interval>{effort});
}

PlotBox box(std::size_t depth, const Decorated<Interval>& value) {
  return box_at(depth, value.value);
}

}  // namespace

std::vector<Plot> plot_independent_weights(const Case& input) {
  Curve distance{"(E |h_L − e^a|²)^(1/2)", {}}, least{"√(b/L) |1 + a/L|^(L−1)", {}};
  with_doubles([&](const auto& s) {
    const RandomWeightsInput& weights = *input.random_weights;
    const auto limit = exp(s.exact(weights.mean));
    for (std::size_t L = 2; L <= deepest; L *= 2) {
      const auto at = moments(s, weights, L);
      distance.boxes.push_back(box(L, sqrt(at.variance + sqr(at.mean - limit))));
      least.boxes.push_back(
          box(L, sqrt(s.exact(ratio(weights.variance, L))) *
                     abs(pown(s.exact(1 + ratio(weights.mean, L)), static_cast<int>(L) - 1))));
    }
  });
  return {{"Independent weights: the distance to the limit",
           "L",
           "distance in mean square",
           {distance, least}}};
}

std::vector<Plot> plot_signs(const Case&) {
  Curve distance{"|h_L − 1|", {}}, faster{"4 |h_4 − 1| / L", {}};
  with_doubles([&](const auto& s) {
    const auto first = 4 * abs(sign_network(s, 4, 2) - 1);
    for (std::size_t L = 4; L <= deepest_signs; L *= 4) {
      distance.boxes.push_back(box(L, abs(sign_network(s, L, sum_of_signs(L)) - 1)));
      faster.boxes.push_back(box(L, first / static_cast<long>(L)));
    }
  });
  return {{"The signs of Rudin and Shapiro: the distance to the limit",
           "L",
           "distance to 1",
           {distance, faster}}};
}

}  // namespace rigor::neural_ode
