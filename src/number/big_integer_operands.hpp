// BigInterval with built-in integers: one MPFR operation an end, no BigInterval for the integer.
// Included by big_interval.hpp.
#pragma once

#include <climits>
#include <type_traits>

#include "number/big_interval.hpp"

namespace rigor {

/// As the operators between two intervals, with n for [n, n]: ends correctly rounded outward, at
/// the precision of x, or that of n where n has more digits.
BigInterval sum(const BigInterval& x, long n);
BigInterval difference(const BigInterval& x, long n);
BigInterval difference(long n, const BigInterval& x);
BigInterval product(const BigInterval& x, long n);
BigInterval quotient(const BigInterval& x, long n);
BigInterval quotient(long n, const BigInterval& x);

/// Less than 0, 0 or more than 0 as x is below, at or above n.
template <BuiltinInteger T>
int compare(const BigFloat& x, T n) {
  if constexpr (std::is_signed_v<T>) {
    return mpfr_cmp_si(x.get(), n);
  } else {
    return mpfr_cmp_ui(x.get(), n);
  }
}

template <BuiltinInteger T>
constexpr bool fits_long(T n) {
  if constexpr (std::is_signed_v<T>) {
    return true;
  } else {
    return n <= static_cast<unsigned long>(LONG_MAX);
  }
}

template <BuiltinInteger T>
BigInterval operator+(const BigInterval& x, T n) {
  return fits_long(n) ? sum(x, static_cast<long>(n)) : x + operand(n, x);
}
template <BuiltinInteger T>
BigInterval operator+(T n, const BigInterval& x) {
  return x + n;
}
template <BuiltinInteger T>
BigInterval operator-(const BigInterval& x, T n) {
  return fits_long(n) ? difference(x, static_cast<long>(n)) : x - operand(n, x);
}
template <BuiltinInteger T>
BigInterval operator-(T n, const BigInterval& x) {
  return fits_long(n) ? difference(static_cast<long>(n), x) : operand(n, x) - x;
}
template <BuiltinInteger T>
BigInterval operator*(const BigInterval& x, T n) {
  return fits_long(n) ? product(x, static_cast<long>(n)) : x * operand(n, x);
}
template <BuiltinInteger T>
BigInterval operator*(T n, const BigInterval& x) {
  return x * n;
}
template <BuiltinInteger T>
BigInterval operator/(const BigInterval& x, T n) {
  return fits_long(n) ? quotient(x, static_cast<long>(n)) : x / operand(n, x);
}
template <BuiltinInteger T>
BigInterval operator/(T n, const BigInterval& x) {
  return fits_long(n) ? quotient(static_cast<long>(n), x) : operand(n, x) / x;
}

template <BuiltinInteger T>
Truth operator<(const BigInterval& x, T n) {
  if (is_empty(x)) return Truth::unsettled;
  if (compare(x.upper(), n) < 0) return Truth::yes;
  return compare(x.lower(), n) >= 0 ? Truth::no : Truth::unsettled;
}
template <BuiltinInteger T>
Truth operator<=(const BigInterval& x, T n) {
  if (is_empty(x)) return Truth::unsettled;
  if (compare(x.upper(), n) <= 0) return Truth::yes;
  return compare(x.lower(), n) > 0 ? Truth::no : Truth::unsettled;
}
template <BuiltinInteger T>
Truth operator>(const BigInterval& x, T n) {
  return is_empty(x) ? Truth::unsettled : !(x <= n);
}
template <BuiltinInteger T>
Truth operator>=(const BigInterval& x, T n) {
  return is_empty(x) ? Truth::unsettled : !(x < n);
}
template <BuiltinInteger T>
Truth operator<(T n, const BigInterval& x) {
  return x > n;
}
template <BuiltinInteger T>
Truth operator<=(T n, const BigInterval& x) {
  return x >= n;
}
template <BuiltinInteger T>
Truth operator>(T n, const BigInterval& x) {
  return x < n;
}
template <BuiltinInteger T>
Truth operator>=(T n, const BigInterval& x) {
  return x <= n;
}

}  // namespace rigor
