// Boxes of starts, integrated in parts.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <utility>
#include <vector>

#include "analysis/ode.hpp"

namespace rigor {

/// Encloses x(t_end) for all solutions that start in the box, as the hull over its parts: each side
/// is halved `halvings` times, neighbours share their face. `make_flow(part)` gives the OdeFlow of
/// a part. What a Lohner set adds to the image of a box is of second order in the radius, so that
/// every halving leaves about a quarter of it, at 2^n times the work. nullopt if a part doesn't
/// reach the end. `tick` as for OdeFlow::run.
template <IntervalNumber I, class MakeFlow>
std::optional<std::vector<I>> state_of_parts(const MakeFlow& make_flow, const std::vector<I>& box,
                                             int halvings, const I& t_end,
                                             const std::function<void()>& tick) {
  std::vector<std::vector<I>> parts = {box};
  for (int depth = 0; depth < halvings; ++depth) {
    for (std::size_t k = 0; k < box.size(); ++k) {
      std::vector<std::vector<I>> halves;
      for (const std::vector<I>& part : parts) {
        const auto [below, above] = bisect(part[k]);
        for (const I& side : {below, above}) {
          halves.push_back(part);
          halves.back()[k] = side;
        }
      }
      parts = std::move(halves);
    }
  }
  std::optional<std::vector<I>> all;
  for (const std::vector<I>& part : parts) {
    OdeFlow<I> flow = make_flow(part);
    if (flow.run(t_end, tick) != OdeStop::reached) return std::nullopt;
    if (!all) all = flow.state();
    for (std::size_t k = 0; k < box.size(); ++k) (*all)[k] = hull((*all)[k], flow.state()[k]);
  }
  return all;
}

}  // namespace rigor
