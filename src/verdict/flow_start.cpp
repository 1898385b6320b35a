#include "verdict/flow_start.hpp"

#include <utility>

namespace rigor {

WeightedPoints weighted_points(const Case& input) {
  std::vector<Rational> log_weights;
  if (input.flow && input.flow->condition) {
    const Condition& condition = *input.flow->condition;
    for (const std::vector<Rational>& label : condition.labels) {
      Rational squared = 0;
      for (std::size_t k = 0; k < label.size(); ++k) {
        const Rational difference = condition.at[k] - label[k];
        squared += difference * difference;
      }
      log_weights.push_back(-squared / (2 * condition.bandwidth * condition.bandwidth));
    }
  }
  return WeightedPoints(input.points, std::move(log_weights));
}

}  // namespace rigor
