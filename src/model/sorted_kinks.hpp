// The kinks of a network in their order on the line.
#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

#include "number/interval_number.hpp"

namespace rigor {

/// The different ones among thin kinks, increasing, and the neurons of either sign at each.
template <IntervalNumber I>
struct SortedKinks {
  std::vector<I> points;
  std::vector<std::vector<std::size_t>> upward, downward;  ///< neurons of sign +1 and -1
  std::vector<std::size_t> place;                          ///< the point of each neuron

  SortedKinks(const std::vector<int>& signs, const std::vector<I>& kinks) : place(kinks.size()) {
    std::vector<std::size_t> order(kinks.size());
    for (std::size_t l = 0; l < order.size(); ++l) order[l] = l;
    std::sort(order.begin(), order.end(),
              [&](std::size_t a, std::size_t b) { return certainly(kinks[a] < kinks[b]); });
    for (const std::size_t l : order) {
      if (points.empty() || certainly(points.back() < kinks[l])) {
        points.push_back(kinks[l]);
        upward.emplace_back();
        downward.emplace_back();
      }
      (signs[l] > 0 ? upward : downward).back().push_back(l);
      place[l] = points.size() - 1;
    }
  }
};

}  // namespace rigor
