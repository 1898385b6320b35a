// From enclosures to the entries of an outcome.
#pragma once

#include <algorithm>
#include <string>
#include <utility>

#include "number/decorated.hpp"
#include "verdict/outcome.hpp"

namespace rigor {

/// Significant digits of the decimal strings in an outcome.
inline constexpr int outcome_digits = 20;

/// Decimal text that contains the stored enclosure.
template <IntervalNumber I>
Enclosure to_enclosure(const I& x) {
  auto [lower, upper] = decimal(x, outcome_digits);
  return {std::move(lower), std::move(upper)};
}

/// An enclosure of [lower end of a, upper end of b]: for a number known to lie between a and b.
template <IntervalNumber I>
Enclosure between(const I& a, const I& b) {
  return {decimal(a, outcome_digits).first, decimal(b, outcome_digits).second};
}

/// True if x is at most 10^-digits times `scale` wide.
template <IntervalNumber I>
bool reaches(const I& x, int digits, const I& scale) {
  return certainly(width(x) <= scale * pown(enclose<I>(10L, precision_of(x)), -digits));
}

/// A named quantity, wanted to 10^-digits relative to its size.
template <IntervalNumber I>
Quantity quantity(std::string name, const I& x, int digits) {
  return {std::move(name), to_enclosure(x), is_thin(x) || reaches(x, digits, mignitude(x))};
}

/// The same, relative to a stated scale.
template <IntervalNumber I>
Quantity quantity(std::string name, const I& x, int digits, const I& scale) {
  return {std::move(name) + " (to 10^-" + std::to_string(digits) + " of its scale)",
          to_enclosure(x), reaches(x, digits, scale)};
}

/// A bound that is not refined: a closed form, a sharpest constant.
template <IntervalNumber I>
Quantity bound(std::string name, const I& x) {
  return {std::move(name), to_enclosure(x), true};
}

inline bool has_all_digits(const Outcome& outcome) {
  return std::all_of(outcome.quantities.begin(), outcome.quantities.end(),
                     [](const Quantity& q) { return q.digits_reached; });
}

}  // namespace rigor
