// Ranges of the elementary functions, from their values at the ends and their extrema.
#pragma once

#include "soundness/point_values.hpp"
#include "soundness/set.hpp"

namespace rigor::soundness {

/// How a function runs over its domain.
enum class Shape { increasing, decreasing, least_at_zero, greatest_at_zero };

/// A function of one variable that is monotone on its domain or on each side of 0.
struct Curve {
  PointFunction value;
  Shape shape;
  /// The domain, as an interval; an open border does not belong to it.
  Set domain = Set::everything();
  bool has_open_borders = true;
};

/// The end, rounded: from evaluations of rising precision until it is known, or to one of few
/// numbers where the value is a number of the format (then Arb's balls never decide).
template <class Value>
End rounded_end(Value value, const Format& format, Direction direction) {
  End end;
  const long start = format.bits + 40;
  for (const long precision : {start, 2 * start, 4 * start, 10 * start}) {
    const Bracket bracket = value(format.bits, precision);
    end = {rounded(bracket.low, format, direction), rounded(bracket.high, format, direction)};
    if (end.is_known()) break;
  }
  return end;
}

// Each is given nonempty operands and the format of the result.
Range range_of_curve(const Curve& curve, const Set& x, const Format& format);
Range range_of_sine(const Operands& x, const Format& format);
Range range_of_cosine(const Operands& x, const Format& format);
Range range_of_tangent(const Operands& x, const Format& format);
Range range_of_pown(const Operands& x, const Format& format);
Range range_of_pow(const Operands& x, const Format& format);

}  // namespace rigor::soundness
