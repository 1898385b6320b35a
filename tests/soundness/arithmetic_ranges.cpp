#include "soundness/arithmetic_ranges.hpp"

#include <optional>

namespace rigor::soundness {
namespace {

Range between(const Real& lower, const Real& upper) {
  return {.lower = End::exactly(lower), .upper = End::exactly(upper)};
}

/// The least and the greatest of some values, each rounded outward.
class Extremes {
 public:
  void include(const Real& rounded_down, const Real& rounded_up) {
    lower_ = lower_ ? least(*lower_, rounded_down) : rounded_down;
    upper_ = upper_ ? greatest(*upper_, rounded_up) : rounded_up;
  }
  Range range() const { return lower_ ? between(*lower_, *upper_) : Range::nothing(); }

 private:
  std::optional<Real> lower_;
  std::optional<Real> upper_;
};

// x/y for y of one sign, where a divisor of 0 stands for the limit from that side. Infinity by
// infinity is left out: some other pair of ends has every value that it could have.
void include_quotient(Extremes& extremes, const Real& x, const Real& y, int sign_of_y,
                      const Format& f) {
  if (y.is_zero()) {
    const Real limit = x.is_zero() ? Real() : Real::infinity(x.sign() * sign_of_y);
    extremes.include(limit, limit);
  } else if (x.is_finite() || y.is_finite()) {
    extremes.include(divide(x, y, f, Direction::down), divide(x, y, f, Direction::up));
  }
}

Range quotient(const Set& x, const Set& y, const Format& f) {
  Extremes extremes;
  const auto include_part = [&](const Real& lower, const Real& upper, int sign) {
    for (const Real& a : {x.lower, x.upper}) {
      for (const Real& b : {lower, upper}) include_quotient(extremes, a, b, sign, f);
    }
  };
  if (y.upper.sign() > 0) include_part(greatest(y.lower, Real()), y.upper, 1);
  if (y.lower.sign() < 0) include_part(y.lower, least(y.upper, Real()), -1);
  Range range = extremes.range();
  range.is_inside = range.is_continuous = !y.contains(Real());
  return range;
}

}  // namespace

Real mignitude(const Set& x) {
  return x.contains(Real()) ? Real() : least(absolute(x.lower), absolute(x.upper));
}

Real magnitude(const Set& x) {
  return greatest(absolute(x.lower), absolute(x.upper));
}

Range range_of_negation(const Operands& x, const Format&) {
  return between(-x[0].upper, -x[0].lower);
}

Range range_of_sum(const Operands& x, const Format& f) {
  return between(add(x[0].lower, x[1].lower, f, Direction::down),
                 add(x[0].upper, x[1].upper, f, Direction::up));
}

Range range_of_difference(const Operands& x, const Format& f) {
  return between(add(x[0].lower, -x[1].upper, f, Direction::down),
                 add(x[0].upper, -x[1].lower, f, Direction::up));
}

Range range_of_product(const Operands& x, const Format& f) {
  Extremes extremes;
  for (const Real& a : {x[0].lower, x[0].upper}) {
    for (const Real& b : {x[1].lower, x[1].upper}) {
      extremes.include(multiply(a, b, f, Direction::down), multiply(a, b, f, Direction::up));
    }
  }
  return extremes.range();
}

Range range_of_quotient(const Operands& x, const Format& f) {
  return quotient(x[0], x[1], f);
}

Range range_of_fma(const Operands& x, const Format& f) {
  // The exact products of the ends; adding the ends of the third operand keeps their order.
  std::optional<Real> least_product;
  std::optional<Real> greatest_product;
  for (const Real& a : {x[0].lower, x[0].upper}) {
    for (const Real& b : {x[1].lower, x[1].upper}) {
      const Real product = a.is_zero() || b.is_zero() ? Real() : a * b;
      least_product = least_product ? least(*least_product, product) : product;
      greatest_product = greatest_product ? greatest(*greatest_product, product) : product;
    }
  }
  return between(add(*least_product, x[2].lower, f, Direction::down),
                 add(*greatest_product, x[2].upper, f, Direction::up));
}

Range range_of_square(const Operands& x, const Format& f) {
  const Real small = mignitude(x[0]);
  const Real large = magnitude(x[0]);
  return between(multiply(small, small, f, Direction::down),
                 multiply(large, large, f, Direction::up));
}

Range range_of_square_root(const Operands& x, const Format& f) {
  if (x[0].upper.sign() < 0) return Range::nothing();
  Range range = between(square_root(greatest(x[0].lower, Real()), f, Direction::down),
                        square_root(x[0].upper, f, Direction::up));
  range.is_inside = range.is_continuous = x[0].lower.sign() >= 0;
  return range;
}

Range range_of_reciprocal(const Operands& x, const Format& f) {
  return quotient(Set::point(Real::of_integer(1)), x[0], f);
}

Range range_of_absolute_value(const Operands& x, const Format&) {
  return between(mignitude(x[0]), magnitude(x[0]));
}

Range range_of_minimum(const Operands& x, const Format&) {
  return between(least(x[0].lower, x[1].lower), least(x[0].upper, x[1].upper));
}

Range range_of_maximum(const Operands& x, const Format&) {
  return between(greatest(x[0].lower, x[1].lower), greatest(x[0].upper, x[1].upper));
}

Range range_of_sign(const Operands& x, const Format&) {
  Range range = between(Real::of_integer(x[0].lower.sign()), Real::of_integer(x[0].upper.sign()));
  range.is_continuous = x[0].is_thin() || !x[0].contains(Real());
  return range;
}

Range range_of_intersection(const Operands& x, const Format&) {
  const Real& lower = greatest(x[0].lower, x[1].lower);
  const Real& upper = least(x[0].upper, x[1].upper);
  return upper < lower ? Range::nothing() : between(lower, upper);
}

Range range_of_scaling(const Operands& x, const Format& f) {
  return between(rounded(times_power_of_two(x[0].lower, x.exponent), f, Direction::down),
                 rounded(times_power_of_two(x[0].upper, x.exponent), f, Direction::up));
}

namespace {

Range upper_bound(const Real& bound, const Format& f) {
  return between(bound.is_finite() ? bound : largest(f), bound);
}

}  // namespace

Range range_of_width(const Operands& x, const Format& f) {
  return upper_bound(add(x[0].upper, -x[0].lower, f, Direction::up), f);
}

Range range_of_magnitude(const Operands& x, const Format& f) {
  return upper_bound(magnitude(x[0]), f);
}

Range range_of_mignitude(const Operands& x, const Format&) {
  return between(mignitude(x[0]), mignitude(x[0]));
}

}  // namespace rigor::soundness
