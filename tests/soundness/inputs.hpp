// The inputs: sets on which interval arithmetic is hard, from seeds.
#pragma once

#include <string_view>
#include <vector>

#include "soundness/random.hpp"
#include "soundness/set.hpp"

namespace rigor::soundness {

/// Where a function is hard, besides where arithmetic is.
enum class Terrain {
  arithmetic,    ///< halfway cases, everything else that `number` makes
  logarithmic,   ///< around 0 and 1
  bordered,      ///< the borders -1 and 1 of the domain
  periodic,      ///< next to multiples of pi/2; sizes up to 2^1024 only
  exponential,   ///< where exp overflows, underflows and where 1 - exp(-x) rounds to 1
  bell,          ///< the same for exp(-x^2)
  power,         ///< pow: pairs whose power is near a border or exact
  integer_power  ///< pown
};

/// A number of the format: zero, next to the borders of the exponent range, next to powers of two,
/// with short and half-length significands, of any exponent.
Real number(Random& random, const Format& format);

/// A number where functions of this terrain are hard.
Real hard_number(Random& random, const Format& format, Terrain terrain);

/// Thin, narrow, wide, straddling 0, half-line, entire or empty sets.
Set any_set(Random& random, const Format& format, Terrain terrain);

/// All operands; `arity` of them are made.
Operands operands(Random& random, const std::vector<Format>& formats, Terrain terrain,
                  std::string_view function);

/// A member, often next to an end.
Real member(Random& random, const Set& x, const Format& format);

}  // namespace rigor::soundness
