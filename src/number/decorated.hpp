// Decorated: an interval that remembers whether its function was defined.
#pragma once

#include <algorithm>
#include <ostream>
#include <string>
#include <utility>

#include "number/interval_number.hpp"

namespace rigor {

/// What is proved of the function whose range the interval encloses, on the inputs it came from.
enum class Domain { possibly_undefined, defined, continuous };

/// An enclosure and the domain flag of the computation that led to it. Results take the least flag
/// of their operands; an operation on an interval that leaves its domain lowers the flag. An empty
/// enclosure is never `defined`.
template <IntervalNumber I>
struct Decorated {
  I value;
  Domain domain = Domain::continuous;
};

/// The identity on x: `continuous` unless x is empty.
template <IntervalNumber I>
Decorated<I> decorate(I x) {
  const Domain domain = is_empty(x) ? Domain::possibly_undefined : Domain::continuous;
  return {std::move(x), domain};
}

/// The result of an operation whose operands have `domain`, and whose own domain held them or not.
template <IntervalNumber I>
Decorated<I> decorate(I x, Domain domain, bool inside_domain = true) {
  if (!inside_domain || is_empty(x)) domain = Domain::possibly_undefined;
  return {std::move(x), domain};
}

template <IntervalNumber I>
bool is_defined(const Decorated<I>& x) {
  return x.domain >= Domain::defined && !is_empty(x.value);
}

/// Sets. They speak of the enclosure only.
template <IntervalNumber I>
bool is_empty(const Decorated<I>& x) {
  return is_empty(x.value);
}
template <IntervalNumber I>
bool is_entire(const Decorated<I>& x) {
  return is_entire(x.value);
}
template <IntervalNumber I>
bool is_bounded(const Decorated<I>& x) {
  return is_bounded(x.value);
}
template <IntervalNumber I>
bool is_thin(const Decorated<I>& x) {
  return is_thin(x.value);
}
template <IntervalNumber I>
bool contains_zero(const Decorated<I>& x) {
  return contains_zero(x.value);
}
template <IntervalNumber I>
bool contains(const Decorated<I>& x, const Rational& value) {
  return contains(x.value, value);
}
template <IntervalNumber I>
bool subset(const Decorated<I>& a, const Decorated<I>& b) {
  return subset(a.value, b.value);
}
template <IntervalNumber I>
bool interior(const Decorated<I>& a, const Decorated<I>& b) {
  return interior(a.value, b.value);
}
template <IntervalNumber I>
bool overlaps(const Decorated<I>& a, const Decorated<I>& b) {
  return overlaps(a.value, b.value);
}
template <IntervalNumber I>
Precision precision_of(const Decorated<I>& x) {
  return precision_of(x.value);
}
template <IntervalNumber I>
Rational lower_rational(const Decorated<I>& x) {
  return lower_rational(x.value);
}
template <IntervalNumber I>
Rational upper_rational(const Decorated<I>& x) {
  return upper_rational(x.value);
}
template <IntervalNumber I>
Interval to_interval(const Decorated<I>& x) {
  return to_interval(x.value);
}

template <IntervalNumber I>
Decorated<I> hull(const Decorated<I>& a, const Decorated<I>& b) {
  return decorate(hull(a.value, b.value), std::min(a.domain, b.domain));
}
/// Two enclosures of the same quantity.
template <IntervalNumber I>
Decorated<I> intersection(const Decorated<I>& a, const Decorated<I>& b) {
  return decorate(intersection(a.value, b.value), std::min(a.domain, b.domain));
}
template <IntervalNumber I>
std::pair<Decorated<I>, Decorated<I>> bisect(const Decorated<I>& x) {
  auto [left, right] = bisect(x.value);
  return {decorate(std::move(left), x.domain), decorate(std::move(right), x.domain)};
}
template <IntervalNumber I>
Decorated<I> lower_point(const Decorated<I>& x) {
  return decorate(lower_point(x.value), x.domain);
}
template <IntervalNumber I>
Decorated<I> upper_point(const Decorated<I>& x) {
  return decorate(upper_point(x.value), x.domain);
}
template <IntervalNumber I>
Decorated<I> midpoint(const Decorated<I>& x) {
  return decorate(midpoint(x.value), x.domain);
}
template <IntervalNumber I>
Decorated<I> width(const Decorated<I>& x) {
  return decorate(width(x.value), x.domain);
}
template <IntervalNumber I>
Decorated<I> radius(const Decorated<I>& x) {
  return decorate(radius(x.value), x.domain);
}
template <IntervalNumber I>
Decorated<I> magnitude(const Decorated<I>& x) {
  return decorate(magnitude(x.value), x.domain);
}
template <IntervalNumber I>
Decorated<I> mignitude(const Decorated<I>& x) {
  return decorate(mignitude(x.value), x.domain);
}

template <IntervalNumber I>
struct Construction<Decorated<I>> {
  static Decorated<I> hull_of(const Rational& lo, const Rational& hi, Precision p) {
    return decorate(rigor::hull_of<I>(lo, hi, p));
  }
  template <BuiltinInteger T>
  static Decorated<I> of_integer(T n, Precision p) {
    return decorate(enclose<I>(n, p));
  }
  static Decorated<I> empty(Precision p) { return decorate(rigor::empty<I>(p)); }
  static Decorated<I> entire(Precision p) { return decorate(rigor::entire<I>(p)); }
  template <class Source>
  static Decorated<I> from(const Source& x, Precision p) {
    return decorate(convert<I>(x, p));
  }
  template <IntervalNumber J>
  static Decorated<I> from(const Decorated<J>& x, Precision p) {
    return decorate(convert<I>(x.value, p), x.domain);
  }
};

template <IntervalNumber I>
std::string decimal_lower(const Decorated<I>& x, int digits) {
  return decimal_lower(x.value, digits);
}
template <IntervalNumber I>
std::string decimal_upper(const Decorated<I>& x, int digits) {
  return decimal_upper(x.value, digits);
}
template <IntervalNumber I>
std::pair<std::string, std::string> decimal(const Decorated<I>& x, int digits) {
  return decimal(x.value, digits);
}
template <IntervalNumber I>
std::ostream& operator<<(std::ostream& out, const Decorated<I>& x) {
  out << x.value;
  return x.domain == Domain::possibly_undefined ? out << " (possibly undefined)" : out;
}

}  // namespace rigor

#include "number/decorated_arithmetic.hpp"  // IWYU pragma: export
