// Mixed arithmetic and comparisons with built-in integers, for every interval type.
#pragma once

#include "number/construction.hpp"
#include "number/truth.hpp"

namespace rigor {

/// A type that IntervalNumber algorithms may use; specialised beside each interval type by the mere
/// existence of its Construction.
template <class I>
concept Constructible = requires(const I& x) {
  Construction<I>::empty(precision_of(x));
};

// An integer enters exactly: `operand(n, x)` encloses {n}, at a precision that holds all its digits
// and does not raise that of x without need.
template <BuiltinInteger T, Constructible I>
I operand(T n, const I& x) {
  return Construction<I>::of_integer(n, precision_of(x));
}

template <BuiltinInteger T, Constructible I>
I operator+(const I& a, T b) {
  return a + operand(b, a);
}
template <BuiltinInteger T, Constructible I>
I operator+(T a, const I& b) {
  return operand(a, b) + b;
}
template <BuiltinInteger T, Constructible I>
I operator-(const I& a, T b) {
  return a - operand(b, a);
}
template <BuiltinInteger T, Constructible I>
I operator-(T a, const I& b) {
  return operand(a, b) - b;
}
template <BuiltinInteger T, Constructible I>
I operator*(const I& a, T b) {
  return a * operand(b, a);
}
template <BuiltinInteger T, Constructible I>
I operator*(T a, const I& b) {
  return operand(a, b) * b;
}
template <BuiltinInteger T, Constructible I>
I operator/(const I& a, T b) {
  return a / operand(b, a);
}
template <BuiltinInteger T, Constructible I>
I operator/(T a, const I& b) {
  return operand(a, b) / b;
}
template <BuiltinInteger T, Constructible I>
I& operator+=(I& a, T b) {
  return a = a + b;
}
template <BuiltinInteger T, Constructible I>
I& operator-=(I& a, T b) {
  return a = a - b;
}
template <BuiltinInteger T, Constructible I>
I& operator*=(I& a, T b) {
  return a = a * b;
}
template <BuiltinInteger T, Constructible I>
I& operator/=(I& a, T b) {
  return a = a / b;
}

template <BuiltinInteger T, Constructible I>
Truth operator<(const I& a, T b) {
  return a < operand(b, a);
}
template <BuiltinInteger T, Constructible I>
Truth operator<(T a, const I& b) {
  return operand(a, b) < b;
}
template <BuiltinInteger T, Constructible I>
Truth operator<=(const I& a, T b) {
  return a <= operand(b, a);
}
template <BuiltinInteger T, Constructible I>
Truth operator<=(T a, const I& b) {
  return operand(a, b) <= b;
}
template <BuiltinInteger T, Constructible I>
Truth operator>(const I& a, T b) {
  return operand(b, a) < a;
}
template <BuiltinInteger T, Constructible I>
Truth operator>(T a, const I& b) {
  return b < operand(a, b);
}
template <BuiltinInteger T, Constructible I>
Truth operator>=(const I& a, T b) {
  return operand(b, a) <= a;
}
template <BuiltinInteger T, Constructible I>
Truth operator>=(T a, const I& b) {
  return b <= operand(a, b);
}

}  // namespace rigor
