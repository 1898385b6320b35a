// Arithmetic and comparisons of Decorated. Included by decorated.hpp.
#pragma once

#include "number/decorated.hpp"

namespace rigor {

template <IntervalNumber I>
Decorated<I> operator-(const Decorated<I>& x) {
  return decorate(-x.value, x.domain);
}
template <IntervalNumber I>
Decorated<I> operator+(const Decorated<I>& a, const Decorated<I>& b) {
  return decorate(a.value + b.value, std::min(a.domain, b.domain));
}
template <IntervalNumber I>
Decorated<I> operator-(const Decorated<I>& a, const Decorated<I>& b) {
  return decorate(a.value - b.value, std::min(a.domain, b.domain));
}
template <IntervalNumber I>
Decorated<I> operator*(const Decorated<I>& a, const Decorated<I>& b) {
  return decorate(a.value * b.value, std::min(a.domain, b.domain));
}
template <IntervalNumber I>
Decorated<I> operator/(const Decorated<I>& a, const Decorated<I>& b) {
  return decorate(a.value / b.value, std::min(a.domain, b.domain), !contains_zero(b.value));
}
template <IntervalNumber I>
Decorated<I>& operator+=(Decorated<I>& a, const Decorated<I>& b) {
  return a = a + b;
}
template <IntervalNumber I>
Decorated<I>& operator-=(Decorated<I>& a, const Decorated<I>& b) {
  return a = a - b;
}
template <IntervalNumber I>
Decorated<I>& operator*=(Decorated<I>& a, const Decorated<I>& b) {
  return a = a * b;
}
template <IntervalNumber I>
Decorated<I>& operator/=(Decorated<I>& a, const Decorated<I>& b) {
  return a = a / b;
}

template <IntervalNumber I>
Decorated<I> fma(const Decorated<I>& a, const Decorated<I>& b, const Decorated<I>& c) {
  return decorate(fma(a.value, b.value, c.value), std::min({a.domain, b.domain, c.domain}));
}
template <IntervalNumber I>
Decorated<I> sqr(const Decorated<I>& x) {
  return decorate(sqr(x.value), x.domain);
}
template <IntervalNumber I>
Decorated<I> pown(const Decorated<I>& x, int n) {
  return decorate(pown(x.value, n), x.domain, n >= 0 || !contains_zero(x.value));
}
template <IntervalNumber I>
Decorated<I> sqrt(const Decorated<I>& x) {
  return decorate(sqrt(x.value), x.domain, certainly(x.value >= 0));
}
template <IntervalNumber I>
Decorated<I> recip(const Decorated<I>& x) {
  return decorate(recip(x.value), x.domain, !contains_zero(x.value));
}
template <IntervalNumber I>
Decorated<I> abs(const Decorated<I>& x) {
  return decorate(abs(x.value), x.domain);
}
/// Not continuous at 0, unless x is only {0}.
template <IntervalNumber I>
Decorated<I> sign(const Decorated<I>& x) {
  const bool is_continuous = !contains_zero(x.value) || is_thin(x.value);
  return decorate(sign(x.value), is_continuous ? x.domain : std::min(x.domain, Domain::defined));
}
template <IntervalNumber I>
Decorated<I> min(const Decorated<I>& a, const Decorated<I>& b) {
  return decorate(min(a.value, b.value), std::min(a.domain, b.domain));
}
template <IntervalNumber I>
Decorated<I> max(const Decorated<I>& a, const Decorated<I>& b) {
  return decorate(max(a.value, b.value), std::min(a.domain, b.domain));
}
template <IntervalNumber I>
Decorated<I> scale2(const Decorated<I>& x, int k) {
  return decorate(scale2(x.value, k), x.domain);
}

/// Settled only if both sides are proved to be defined.
template <IntervalNumber I>
Truth operator<(const Decorated<I>& a, const Decorated<I>& b) {
  return is_defined(a) && is_defined(b) ? a.value < b.value : Truth::unsettled;
}
template <IntervalNumber I>
Truth operator<=(const Decorated<I>& a, const Decorated<I>& b) {
  return is_defined(a) && is_defined(b) ? a.value <= b.value : Truth::unsettled;
}
template <IntervalNumber I>
Truth operator>(const Decorated<I>& a, const Decorated<I>& b) {
  return b < a;
}
template <IntervalNumber I>
Truth operator>=(const Decorated<I>& a, const Decorated<I>& b) {
  return b <= a;
}

static_assert(IntervalNumber<Decorated<Interval>>);
static_assert(IntervalNumber<Decorated<BigInterval>>);

}  // namespace rigor
