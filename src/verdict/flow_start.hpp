// Where the flow of a case starts: the weighted data, the noise variance and the position.
#pragma once

#include <cstddef>
#include <vector>

#include "function/elementary.hpp"
#include "model/weighted_points.hpp"
#include "number/precision.hpp"
#include "verdict/case.hpp"

namespace rigor {

/// The data of a case, with the weights of its flow's condition where it has one: log-weights
/// -|y - y_i|^2 / (2 h^2).
WeightedPoints weighted_points(const Case& input);

/// v at the start: v0 for VE, exp(2t) - 1 for VP.
template <class I>
I start_variance(const FlowInput& flow, Precision precision) {
  return flow.schedule == Schedule::ve ? enclose<I>(flow.variance, precision)
                                       : expm1(enclose<I>(2 * flow.time, precision));
}

/// The start, a point or a box, as a VE position: z / alpha = z exp(t) for VP. One enclosure a
/// coordinate.
template <class I>
std::vector<I> start_position(const FlowInput& flow, Precision precision) {
  std::vector<I> x;
  for (std::size_t k = 0; k < flow.start_from.size(); ++k) {
    const I z = hull_of<I>(flow.start_from[k], flow.start_to[k], precision);
    x.push_back(flow.schedule == Schedule::ve ? z : z * exp(enclose<I>(flow.time, precision)));
  }
  return x;
}

}  // namespace rigor
