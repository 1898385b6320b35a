// Values of Taylor polynomials with enclosed coefficients, and guesses about intervals.
#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

#include "analysis/series_field.hpp"

namespace rigor {

/// Doubles near the middle and near the largest absolute value, not verified.
template <IntervalNumber I>
double guess_of(const I& x) {
  return to_interval(midpoint(x)).lower();
}
template <IntervalNumber I>
double guess_size(const I& x) {
  return to_interval(magnitude(x)).upper();
}

template <IntervalNumber I>
double guess_size(const std::vector<I>& x) {
  double size = 0;
  for (const I& component : x) size = std::max(size, guess_size(component));
  return size;
}

/// Bounded and not empty.
template <IntervalNumber I>
bool is_proper(const I& x) {
  return !is_empty(x) && is_bounded(x);
}

/// Encloses sum over first <= k <= order of c_k h^(k - first), component i.
template <IntervalNumber I>
I evaluate(const SolutionCoefficients<I>& c, int order, std::size_t i, const I& h, int first = 0) {
  I sum = c.value(order, i);
  for (int k = order - 1; k >= first; --k) sum = sum * h + c.value(k, i);
  return sum;
}

}  // namespace rigor
