// Arithmetic and comparisons of Interval. Included by interval.hpp.
#pragma once

#include "number/interval.hpp"

namespace rigor {

/// { |x| }: 0 or the nearer end, and the farther end.
inline Interval abs(const Interval& x) {
  const double farther = x.upper() > -x.lower() ? x.upper() : -x.lower();
  const double nearer = x.lower() > 0 ? x.lower() : (x.upper() < 0 ? -x.upper() : 0);
  return is_empty(x) ? x : IntervalEnds::ordered(nearer, farther);
}

inline Interval operator-(const Interval& x) {
  return IntervalEnds::from(swapped(IntervalEnds::of(x)));
}

inline Interval operator+(const Interval& a, const Interval& b) {
  return IntervalEnds::from(native_ends::sum(IntervalEnds::of(a), IntervalEnds::of(b)));
}

inline Interval operator-(const Interval& a, const Interval& b) {
  return a + -b;
}

inline Interval operator*(const Interval& a, const Interval& b) {
  return IntervalEnds::from(native_ends::product(IntervalEnds::of(a), IntervalEnds::of(b)));
}

/// { xy + z }, each end rounded once.
inline Interval fma(const Interval& a, const Interval& b, const Interval& c) {
  return IntervalEnds::from(
      native_ends::product_sum(IntervalEnds::of(a), IntervalEnds::of(b), IntervalEnds::of(c)));
}

/// a / b for an empty a or b, or a b that contains 0.
Interval divide_by_zero_or_empty(const Interval& a, const Interval& b);

/// The closure of { x/y : x in a, y in b, y != 0 }: empty for b = {0}, a half-line or the entire
/// line when b reaches or contains 0.
inline Interval operator/(const Interval& a, const Interval& b) {
  const bool is_positive = b.lower() > 0;
  const bool is_negative = b.upper() < 0;
  // The empty set is both.
  if (is_positive == is_negative || is_empty(a)) return divide_by_zero_or_empty(a, b);
  return IntervalEnds::from(native_ends::quotient(IntervalEnds::of(a), IntervalEnds::of(b)));
}

inline Interval& operator+=(Interval& a, const Interval& b) {
  return a = a + b;
}
inline Interval& operator-=(Interval& a, const Interval& b) {
  return a = a - b;
}
inline Interval& operator*=(Interval& a, const Interval& b) {
  return a = a * b;
}
inline Interval& operator/=(Interval& a, const Interval& b) {
  return a = a / b;
}

/// { x^2 }.
inline Interval sqr(const Interval& x) {
  if (is_empty(x)) return x;
  const Interval size = abs(x);
  return IntervalEnds::ordered(mul_down(size.lower(), size.lower()),
                               mul_up(size.upper(), size.upper()));
}
/// { sqrt(x) : x >= 0 }.
inline Interval sqrt(const Interval& x) {
  if (!(x.upper() >= 0)) return Interval::nothing();
  return IntervalEnds::ordered(x.lower() <= 0 ? 0 : sqrt_down(x.lower()), sqrt_up(x.upper()));
}
/// { x^n }; 1 for n = 0. Negative powers are the reciprocals, without the point 0. At most one
/// double from tight.
Interval pown(const Interval& x, int n);
/// { 1/x : x != 0 }.
inline Interval recip(const Interval& x) {
  return Interval::point(1) / x;
}
Interval min(const Interval& a, const Interval& b);
Interval max(const Interval& a, const Interval& b);
/// { x 2^k }.
Interval scale2(const Interval& x, int k);
/// { -1 : some x < 0 } with { 0 : x = 0 } and { 1 : some x > 0 }: the hull.
Interval sign(const Interval& x);

/// yes: a < b for all pairs of members; no: a >= b for all pairs; unsettled otherwise, and always
/// when a set is empty.
inline Truth operator<(const Interval& a, const Interval& b) {
  if (is_empty(a) || is_empty(b)) return Truth::unsettled;
  if (a.upper() < b.lower()) return Truth::yes;
  return a.lower() >= b.upper() ? Truth::no : Truth::unsettled;
}
inline Truth operator<=(const Interval& a, const Interval& b) {
  if (is_empty(a) || is_empty(b)) return Truth::unsettled;
  if (a.upper() <= b.lower()) return Truth::yes;
  return a.lower() > b.upper() ? Truth::no : Truth::unsettled;
}
inline Truth operator>(const Interval& a, const Interval& b) {
  return b < a;
}
inline Truth operator>=(const Interval& a, const Interval& b) {
  return b <= a;
}

}  // namespace rigor
