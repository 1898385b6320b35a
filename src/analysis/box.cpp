#include "analysis/box.hpp"

#include <algorithm>

#include "number/rational_rounding.hpp"

namespace rigor {
namespace {

// The least integer in an integer side that is bounded below.
Integer least(const Side& side) {
  const Integer below = floor_of(*side.lower);
  const bool is_member = Rational(below) == *side.lower && !side.lower_open;
  return is_member ? below : Integer(below + 1);
}

Integer greatest(const Side& side) {
  const Integer below = floor_of(*side.upper);
  const bool is_end = Rational(below) == *side.upper;
  return is_end && side.upper_open ? Integer(below - 1) : below;
}

// (lower + upper)/2, or a number of fewer bits between the quarter points.
Rational middle(const Rational& lower, const Rational& upper) {
  const Rational exact = (lower + upper) / 2;
  const Rational quarter = (upper - lower) / 4;
  if (denominator(exact) == 1) return exact;
  // The coarsest power of 2 that has a multiple within a quarter of the width.
  const Integer steps = floor_of(1 / quarter);
  const std::size_t bits = steps <= 0 ? 0 : msb(steps) + 1;
  const Rational scale(Integer(1) << bits);
  const Rational rounded = Rational(floor_of(exact * scale + Rational(1, 2))) / scale;
  return lower < rounded && rounded < upper ? rounded : exact;
}

// A point of a half-line [end, oo): the next power of 2, or the double of one.
Rational far_from(const Rational& end) {
  if (end < 1) return end < -1 ? Rational(0) : Rational(1);
  Integer power = 1;
  while (Rational(power) <= end) power *= 2;
  return Rational(power);
}

}  // namespace

bool is_empty(const Side& side) {
  if (!side.lower || !side.upper) return false;
  if (side.integer) return least(side) > greatest(side);
  return *side.lower > *side.upper ||
         (*side.lower == *side.upper && (side.lower_open || side.upper_open));
}

bool is_empty(const Box& box) {
  return std::any_of(box.begin(), box.end(), [](const Side& side) { return is_empty(side); });
}

bool is_bounded(const Side& side) {
  return side.lower.has_value() && side.upper.has_value();
}

bool contains(const Side& side, const Rational& value) {
  if (side.integer && denominator(value) != 1) return false;
  const bool above =
      !side.lower || *side.lower < value || (*side.lower == value && !side.lower_open);
  const bool below =
      !side.upper || value < *side.upper || (*side.upper == value && !side.upper_open);
  return above && below;
}

bool excludes_zero(const Side& side) {
  const int lower = side.lower ? side.lower->sign() : -1;
  const int upper = side.upper ? side.upper->sign() : 1;
  return lower > 0 || upper < 0 || (lower == 0 && side.lower_open) ||
         (upper == 0 && side.upper_open);
}

Side thin_side(const Rational& value) {
  return {value, value, false, false, false};
}

Side at_integers(Side side) {
  if (side.lower) side.lower = Rational(least(side));
  if (side.upper) side.upper = Rational(greatest(side));
  side.lower_open = side.upper_open = false;
  return side;
}

std::pair<Side, Side> split(const Side& side, const Rational& c, Owner owner) {
  Side below = side;
  Side above = side;
  if (side.integer) {
    const Integer k = floor_of(c);
    if (!side.upper || Rational(k) < *side.upper) {
      below.upper = Rational(k);
      below.upper_open = false;
    }
    if (!side.lower || Rational(Integer(k + 1)) > *side.lower) {
      above.lower = Rational(Integer(k + 1));
      above.lower_open = false;
    }
    return {below, above};
  }
  // A part keeps its own end where c lies beyond it; an open end at c remains open.
  if (!side.upper || c <= *side.upper) {
    below.upper_open = owner == Owner::right || (side.upper == c && side.upper_open);
    below.upper = c;
  }
  if (!side.lower || c >= *side.lower) {
    above.lower_open = owner == Owner::left || (side.lower == c && side.lower_open);
    above.lower = c;
  }
  return {below, above};
}

Rational split_point(const Side& side) {
  if (side.integer && is_bounded(side)) {
    const Integer sum = least(side) + greatest(side);
    return Rational(floor_of(Rational(sum) / 2));
  }
  if (side.lower && side.upper) {
    return *side.lower < *side.upper ? middle(*side.lower, *side.upper) : *side.lower;
  }
  if (side.lower) return far_from(*side.lower);
  if (side.upper) return -far_from(-*side.upper);
  return 0;
}

template <IntervalNumber I>
I enclose_side(const Side& side, Precision precision) {
  const I all = entire<I>(precision);
  if (side.lower && side.upper) return hull_of<I>(*side.lower, *side.upper, precision);
  const I half = abs(all);  // [0, oo)
  if (side.lower) return enclose<I>(*side.lower, precision) + half;
  if (side.upper) return enclose<I>(*side.upper, precision) - half;
  return all;
}

template Interval enclose_side(const Side&, Precision);
template BigInterval enclose_side(const Side&, Precision);

}  // namespace rigor
