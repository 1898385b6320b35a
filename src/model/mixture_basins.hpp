// Basins of attraction of a mixture flow, proved as sets.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <vector>

#include "model/weighted_points.hpp"
#include "number/interval_number.hpp"

namespace rigor {

/// A box of starts; all of its points reach the datum, or nothing is known of them.
struct BasinCell {
  std::vector<Rational> from, to;
  std::optional<std::size_t> datum;
};

/// How finely to cut, and how far to follow a cell.
struct BasinGoal {
  int most_halvings = 10;  ///< of the box, one coordinate after the other
  int most_cells = 4000;   ///< cells examined
  int most_steps = 18;     ///< of the integration, for a cell
};

/// Cuts the box [from, to] of starts at noise variance v0 into cells and proves for as many as it
/// can which datum all their points reach: by an invariant set that holds the cell already, or by
/// following it as a box into one; else it is halved in its longest coordinate. Cells of a large
/// size come first, in an order that depends on nothing but the arguments. The cells cover the box.
/// Positions are those of the VE flow: a position is `scale` times the given one (1 for VE, e^t for
/// VP). Calls `step` for each cell and each step of the integration.
std::vector<BasinCell> enclose_basins(const WeightedPoints& data, const Interval& v0,
                                      const std::vector<Rational>& from,
                                      const std::vector<Rational>& to, const Interval& scale,
                                      const BasinGoal& goal, const std::function<void()>& step);

}  // namespace rigor
