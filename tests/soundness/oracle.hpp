// The table of what is known of every operation: its range, how sharp it must be, where it is hard.
#pragma once

#include <string_view>
#include <vector>

#include "soundness/inputs.hpp"
#include "soundness/set.hpp"

namespace rigor::soundness {

struct Oracle {
  std::string_view name;
  /// The range over nonempty operands.
  Range (*range)(const Operands&, const Format&);
  Terrain terrain;
  /// Numbers of the format that an end may lie outside the correctly rounded one.
  int tolerance;
  /// The result is a range of values at members, and not a measure of the set.
  bool has_values_at_members = true;
};

/// Throws std::out_of_range for a name that no operation has.
const Oracle& oracle_of(std::string_view name);

}  // namespace rigor::soundness
