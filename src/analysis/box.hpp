// Boxes with exact ends.
#pragma once

#include <optional>
#include <vector>

#include "number/interval_number.hpp"

namespace rigor {

/// The range of a variable: the reals, or the integers, between two ends; a missing end is
/// infinite. An open end doesn't belong to it.
struct Side {
  std::optional<Rational> lower;
  std::optional<Rational> upper;
  bool lower_open = false;
  bool upper_open = false;
  bool integer = false;
};

/// One side a variable.
using Box = std::vector<Side>;

/// No value is in the side.
bool is_empty(const Side& side);
/// No point is in the box.
bool is_empty(const Box& box);
bool is_bounded(const Side& side);
bool contains(const Side& side, const Rational& value);
/// The value 0 is not in the side.
bool excludes_zero(const Side& side);
/// The side {value}.
Side thin_side(const Rational& value);

/// The same integers, with closed integer ends, of an integer side.
Side at_integers(Side side);

/// Which part owns the point at which a side is split.
enum class Owner { both, left, right };

/// The parts of the side below and above c. With `left` the right part is open at c, with `right`
/// the left part is. A c beyond an end leaves one part as it was and the other empty. Integer sides
/// shrink to integers: [.., floor c] and [floor c + 1, ..].
std::pair<Side, Side> split(const Side& side, const Rational& c, Owner owner);

/// Where to split: a number of few bits near the middle; the doubled or next power of 2 on a
/// half-line; 0 on the line. For an integer side a value k that leaves an integer in both parts, if
/// there are two.
Rational split_point(const Side& side);

/// The closed hull of the side.
template <IntervalNumber I>
I enclose_side(const Side& side, Precision precision);

}  // namespace rigor
