// Arithmetic and comparisons of Interval. Included by interval.hpp.
#pragma once

#include "number/interval.hpp"

namespace rigor {

constexpr Interval operator-(const Interval& x) {
  return IntervalEnds::ordered(-x.upper(), -x.lower());
}

inline Interval operator+(const Interval& a, const Interval& b) {
  if (is_empty(a) || is_empty(b)) return Interval::nothing();
  return IntervalEnds::ordered(add_down(a.lower(), b.lower()), add_up(a.upper(), b.upper()));
}

inline Interval operator-(const Interval& a, const Interval& b) {
  if (is_empty(a) || is_empty(b)) return Interval::nothing();
  return IntervalEnds::ordered(sub_down(a.lower(), b.upper()), sub_up(a.upper(), b.lower()));
}

inline Interval operator*(const Interval& a, const Interval& b) {
  if (is_empty(a) || is_empty(b)) return Interval::nothing();
  const double al = a.lower();
  const double au = a.upper();
  const double bl = b.lower();
  const double bu = b.upper();
  if (al >= 0) {
    return IntervalEnds::ordered(mul_down(bl >= 0 ? al : au, bl), mul_up(bu >= 0 ? au : al, bu));
  }
  if (au <= 0) {
    return IntervalEnds::ordered(mul_down(bu >= 0 ? al : au, bu), mul_up(bl >= 0 ? au : al, bl));
  }
  if (bl >= 0) return IntervalEnds::ordered(mul_down(al, bu), mul_up(au, bu));
  if (bu <= 0) return IntervalEnds::ordered(mul_down(au, bl), mul_up(al, bl));
  return IntervalEnds::ordered(std::fmin(mul_down(al, bu), mul_down(au, bl)),
                               std::fmax(mul_up(al, bl), mul_up(au, bu)));
}

/// The closure of { x/y : x in a, y in b, y != 0 }: empty for b = {0}, a half-line or the entire
/// line when b reaches or contains 0.
inline Interval operator/(const Interval& a, const Interval& b) {
  if (is_empty(a) || is_empty(b) || (b.lower() == 0 && b.upper() == 0)) return Interval::nothing();
  if (a.lower() == 0 && a.upper() == 0) return Interval();
  const double al = a.lower();
  const double au = a.upper();
  const double bl = b.lower();
  const double bu = b.upper();
  if (bl < 0 && bu > 0) return Interval::everything();
  if (bl >= 0) {
    // Quotients by y -> 0+ are unbounded on the side of every nonzero member of a.
    const double lo = al >= 0 ? div_down(al, bu) : (bl == 0 ? -kInfinity : div_down(al, bl));
    const double hi = au <= 0 ? div_up(au, bu) : (bl == 0 ? kInfinity : div_up(au, bl));
    return IntervalEnds::ordered(lo, hi);
  }
  const double lo = au <= 0 ? div_down(au, bl) : (bu == 0 ? -kInfinity : div_down(au, bu));
  const double hi = al >= 0 ? div_up(al, bl) : (bu == 0 ? kInfinity : div_up(al, bu));
  return IntervalEnds::ordered(lo, hi);
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
Interval sqr(const Interval& x);
/// { x^n }; 1 for n = 0. Negative powers are the reciprocals, without the point 0.
Interval pown(const Interval& x, int n);
/// { sqrt(x) : x >= 0 }.
Interval sqrt(const Interval& x);
/// { 1/x : x != 0 }.
Interval recip(const Interval& x);
Interval abs(const Interval& x);
Interval min(const Interval& a, const Interval& b);
Interval max(const Interval& a, const Interval& b);
/// { x 2^k }.
Interval scale2(const Interval& x, int k);

/// yes: a < b for all pairs of members; no: a >= b for all pairs; unsettled otherwise, and always
/// when a set is empty.
constexpr Truth operator<(const Interval& a, const Interval& b) {
  if (is_empty(a) || is_empty(b)) return Truth::unsettled;
  if (a.upper() < b.lower()) return Truth::yes;
  return a.lower() >= b.upper() ? Truth::no : Truth::unsettled;
}
constexpr Truth operator<=(const Interval& a, const Interval& b) {
  if (is_empty(a) || is_empty(b)) return Truth::unsettled;
  if (a.upper() <= b.lower()) return Truth::yes;
  return a.lower() > b.upper() ? Truth::no : Truth::unsettled;
}
constexpr Truth operator>(const Interval& a, const Interval& b) {
  return b < a;
}
constexpr Truth operator>=(const Interval& a, const Interval& b) {
  return b <= a;
}

}  // namespace rigor
