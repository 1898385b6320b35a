// How an interval type is made from exact numbers and from the other interval type.
#pragma once

#include <concepts>
#include <type_traits>

#include "number/precision.hpp"
#include "number/rational.hpp"

namespace rigor {

class Interval;
class BigInterval;

template <class T>
concept BuiltinInteger =
    std::integral<T> && !std::same_as<std::remove_cv_t<T>, bool> && sizeof(T) <= sizeof(long);

/// Specialised by every interval type I; the functions below are its public face.
template <class I>
struct Construction;

/// The tightest interval at the precision that encloses the number.
template <class I>
I enclose(const Rational& value, Precision precision) {
  return Construction<I>::hull_of(value, value, precision);
}
template <class I, BuiltinInteger T>
I enclose(T value, Precision precision) {
  return Construction<I>::of_integer(value, precision);
}
template <class I>
I enclose(double value, Precision precision) = delete;  // say to_rational(value): it is exact

/// The tightest interval that encloses [lo, hi]; empty if lo > hi.
template <class I>
I hull_of(const Rational& lo, const Rational& hi, Precision precision) {
  return Construction<I>::hull_of(lo, hi, precision);
}

template <class I>
I empty(Precision precision) {
  return Construction<I>::empty(precision);
}

/// All real numbers.
template <class I>
I entire(Precision precision) {
  return Construction<I>::entire(precision);
}

/// The tightest interval of type I that encloses x.
template <class I, class Source>
I convert(const Source& x, Precision precision) {
  return Construction<I>::from(x, precision);
}

}  // namespace rigor
