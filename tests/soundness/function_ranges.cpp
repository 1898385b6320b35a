#include "soundness/function_ranges.hpp"

#include "soundness/arithmetic_ranges.hpp"

namespace rigor::soundness {
namespace {

End end_of(PointFunction f, const Real& x, const Format& format, Direction direction) {
  return rounded_end([&](int bits, long precision) { return f(x, bits, precision); }, format,
                     direction);
}

// Some x = (k + quarters / 4) 2 pi, k an integer, lies in the bounded set.
bool meets_phase(const Set& x, long quarters) {
  if (quarters % 4 == 0 && x.contains(Real())) return true;
  return floor_of_turns(x.lower, 2, quarters) < floor_of_turns(x.upper, 2, quarters);
}

Range wave(PointFunction f, long quarters_of_maximum, const Set& x, const Format& format) {
  Range range;
  const End minus_one = End::exactly(Real::of_integer(-1));
  const End one = End::exactly(Real::of_integer(1));
  if (!x.lower.is_finite() || !x.upper.is_finite()) {
    range.lower = minus_one;
    range.upper = one;
    return range;
  }
  range.lower = meets_phase(x, quarters_of_maximum + 2)
                    ? minus_one
                    : least(end_of(f, x.lower, format, Direction::down),
                            end_of(f, x.upper, format, Direction::down));
  range.upper = meets_phase(x, quarters_of_maximum)
                    ? one
                    : greatest(end_of(f, x.lower, format, Direction::up),
                               end_of(f, x.upper, format, Direction::up));
  return range;
}

// A range that is the union of those over parts of the domain, or empty.
Range united(const Range& a, const Range& b) {
  if (a.is_empty) return b;
  if (b.is_empty) return a;
  return {.lower = least(a.lower, b.lower), .upper = greatest(a.upper, b.upper)};
}

}  // namespace

Range range_of_curve(const Curve& curve, const Set& x, const Format& format) {
  const Set& domain = curve.domain;
  const Real lower = greatest(x.lower, domain.lower);
  const Real upper = least(x.upper, domain.upper);
  if (upper < lower) return Range::nothing();
  const auto is_excluded = [&](const Real& end) {
    return curve.has_open_borders && end.is_finite() &&
           (end == domain.lower || end == domain.upper);
  };
  if (lower == upper && is_excluded(lower)) return Range::nothing();

  const Set inside = Set::between(lower, upper);
  const Real small = mignitude(inside);
  const Real large = magnitude(inside);
  Range range;
  switch (curve.shape) {
    case Shape::increasing:
      range.lower = end_of(curve.value, lower, format, Direction::down);
      range.upper = end_of(curve.value, upper, format, Direction::up);
      break;
    case Shape::decreasing:
      range.lower = end_of(curve.value, upper, format, Direction::down);
      range.upper = end_of(curve.value, lower, format, Direction::up);
      break;
    case Shape::least_at_zero:
      range.lower = end_of(curve.value, small, format, Direction::down);
      range.upper = end_of(curve.value, large, format, Direction::up);
      break;
    case Shape::greatest_at_zero:
      range.lower = end_of(curve.value, large, format, Direction::down);
      range.upper = end_of(curve.value, small, format, Direction::up);
      break;
  }
  range.is_inside =
      x.lower == lower && x.upper == upper && !is_excluded(lower) && !is_excluded(upper);
  range.is_continuous = range.is_inside;
  return range;
}

Range range_of_sine(const Operands& x, const Format& format) {
  return wave(at::sin, 1, x[0], format);
}

Range range_of_cosine(const Operands& x, const Format& format) {
  return wave(at::cos, 0, x[0], format);
}

Range range_of_tangent(const Operands& x, const Format& format) {
  const bool is_bounded = x[0].lower.is_finite() && x[0].upper.is_finite();
  // Poles at (k + 1/2) pi.
  if (!is_bounded || floor_of_turns(x[0].lower, 1, 2) < floor_of_turns(x[0].upper, 1, 2)) {
    return {.lower = End::exactly(Real::infinity(-1)),
            .upper = End::exactly(Real::infinity(1)),
            .is_inside = false,
            .is_continuous = false};
  }
  return {.lower = end_of(at::tan, x[0].lower, format, Direction::down),
          .upper = end_of(at::tan, x[0].upper, format, Direction::up)};
}

Range range_of_pown(const Operands& operands, const Format& format) {
  const Set& x = operands[0];
  const int n = operands.exponent;
  const auto value = [&](const Real& end, Direction direction) {
    return rounded_end([&](int bits, long precision) { return at::pown(end, n, bits, precision); },
                       format, direction);
  };
  // Over one side of 0; a pole is a limit.
  const auto over = [&](const Real& lower, const Real& upper, int side) {
    const auto end = [&](const Real& p, Direction direction) {
      if (n >= 0 || !p.is_zero()) return value(p, direction);
      return End::exactly(Real::infinity(n % 2 == 0 ? 1 : side));
    };
    return Range{.lower = least(end(lower, Direction::down), end(upper, Direction::down)),
                 .upper = greatest(end(lower, Direction::up), end(upper, Direction::up))};
  };
  Range negative = Range::nothing();
  Range positive = Range::nothing();
  if (x.lower.sign() < 0) negative = over(x.lower, least(x.upper, Real()), -1);
  if (x.upper.sign() > 0) positive = over(greatest(x.lower, Real()), x.upper, 1);
  if (n >= 0 && x.contains(Real())) positive = united(positive, over(Real(), Real(), 1));
  Range range = united(negative, positive);
  range.is_inside = range.is_continuous = n >= 0 || !x.contains(Real());
  return range;
}

// x^y = exp(y log x), and y log x takes its extrema over a box at corners.
Range range_of_pow(const Operands& operands, const Format& format) {
  const Set& y = operands[1];
  Set x = operands[0];
  const bool is_inside = x.lower.sign() > 0 || (x.lower.is_zero() && y.lower.sign() > 0);
  if (x.upper.sign() < 0) return Range::nothing();
  x.lower = greatest(x.lower, Real());
  Range range;
  if (x.upper.is_zero()) {
    if (y.upper.sign() <= 0) return Range::nothing();
    range.lower = range.upper = End::exactly(Real());
  } else {
    range.is_empty = true;
    for (const Real& a : {x.lower, x.upper}) {
      for (const Real& b : {y.lower, y.upper}) {
        const auto value = [&](int bits, long precision) { return at::pow(a, b, bits, precision); };
        range = united(range, {.lower = rounded_end(value, format, Direction::down),
                               .upper = rounded_end(value, format, Direction::up)});
      }
    }
  }
  range.is_inside = range.is_continuous = is_inside;
  return range;
}

}  // namespace rigor::soundness
