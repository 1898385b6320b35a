#include "proofs-check/memorization/regularized.hpp"

namespace rigor::memorization {

bool lacks_one_datum(Outcome& outcome, const Case& input) {
  return lacks(outcome, input.points.size() == 1, "N = 1",
               "N = " + std::to_string(input.points.size()));
}

bool lacks_exploding_variance(Outcome& outcome, const Case& input) {
  return lacks(outcome, input.flow->schedule == Schedule::ve, "the schedule is variance exploding",
               "it is variance preserving");
}

bool lacks_two_data(Outcome& outcome, const Case& input) {
  return lacks(outcome, input.points.size() == 2, "N = 2",
               "N = " + std::to_string(input.points.size()));
}

Rational squared_start_distance(const Case& input, std::size_t i) {
  Rational sum = 0;
  for (std::size_t k = 0; k < input.dimension(); ++k) {
    const Rational middle = (input.flow->start_from[k] + input.flow->start_to[k]) / 2;
    const Rational step = middle - input.points[i][k];
    sum += step * step;
  }
  return sum;
}

std::size_t propose_nearest(const Case& input) {
  std::size_t best = 0;
  for (std::size_t i = 1; i < input.points.size(); ++i) {
    if (squared_start_distance(input, i) < squared_start_distance(input, best)) best = i;
  }
  return best;
}

}  // namespace rigor::memorization
