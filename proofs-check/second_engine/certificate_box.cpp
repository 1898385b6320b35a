#include "second_engine/certificate_box.hpp"

namespace rigor::second_engine {

Rational floor_of(const Rational& value) {
  const Integer p = numerator(value), q = denominator(value);
  Integer quotient = p / q;  // towards 0
  if (p < 0 && quotient * q != p) quotient -= 1;
  return Rational(quotient);
}

Rational ceil_of(const Rational& value) {
  return -floor_of(-value);
}

Side tidied(Side side) {
  if (!side.integer) return side;
  if (side.lower) {
    const Rational end = ceil_of(*side.lower);
    side.lower = side.lower_open && end == *side.lower ? Rational(end + 1) : end;
  }
  if (side.upper) {
    const Rational end = floor_of(*side.upper);
    side.upper = side.upper_open && end == *side.upper ? Rational(end - 1) : end;
  }
  side.lower_open = side.upper_open = false;
  return side;
}

bool is_empty(const Side& side) {
  if (!side.lower || !side.upper) return false;
  const int order = side.lower->compare(*side.upper);
  return order > 0 || (order == 0 && (side.lower_open || side.upper_open));
}

bool is_thin(const Side& side) {
  return side.lower && side.upper && *side.lower == *side.upper;
}

bool contains(const Side& side, const Rational& value) {
  if (side.integer && denominator(value) != 1) return false;
  if (side.lower && (value < *side.lower || (side.lower_open && value == *side.lower)))
    return false;
  return !side.upper || !(value > *side.upper || (side.upper_open && value == *side.upper));
}

bool excludes_zero(const Side& side) {
  return !contains(side, 0);
}

bool is_inside(const Side& part, const Side& whole) {
  if (is_empty(part)) return true;
  if (whole.integer && !part.integer && !(is_thin(part) && contains(whole, *part.lower)))
    return false;
  if (whole.lower) {
    if (!part.lower || *part.lower < *whole.lower) return false;
    if (whole.lower_open && !part.lower_open && *part.lower == *whole.lower) return false;
  }
  if (whole.upper) {
    if (!part.upper || *part.upper > *whole.upper) return false;
    if (whole.upper_open && !part.upper_open && *part.upper == *whole.upper) return false;
  }
  return true;
}

Side thin(const Rational& value) {
  return {value, value, false, false, false};
}

Side real(Side side) {
  side.integer = false;
  return side;
}

Side left_part(const Side& side, const Rational& c, bool owns) {
  Side part = side;
  if (!side.upper || c < *side.upper) {
    part.upper = c;
    part.upper_open = !owns && !side.integer;
  } else if (c == *side.upper && !owns && !side.integer) {
    part.upper_open = true;
  }
  return tidied(part);
}

Side right_part(const Side& side, const Rational& c, bool owns) {
  Side part = side;
  if (side.integer) {
    const Rational next = floor_of(c) + 1;
    if (!side.lower || next > *side.lower) part.lower = next;
    return part;
  }
  if (!side.lower || c > *side.lower) {
    part.lower = c;
    part.lower_open = !owns;
  } else if (c == *side.lower && !owns) {
    part.lower_open = true;
  }
  return part;
}

}  // namespace rigor::second_engine
