#include "analysis/rough_enclosure.hpp"

#include <algorithm>
#include <cmath>

#include "analysis/series_evaluation.hpp"
#include "analysis/step_guess.hpp"

namespace rigor {

template <IntervalNumber I>
bool RoughEnclosure<I>::enclose(SeriesField<I>& field, const SolutionCoefficients<I>& start,
                                const I& length, const I& times, bool with_tangents) {
  const std::size_t n = start.dimension;
  const Precision p = precision_of(start.values[0]);
  span_ = hull(rigor::enclose<I>(0, p), length);
  times_ = times;
  double largest = 0;
  polynomial_.clear();
  for (std::size_t i = 0; i < n; ++i) {
    polynomial_.push_back(evaluate(start, start.order, i, span_));
    if (!is_proper(polynomial_.back())) return false;
    largest = std::max(largest, guess_size(polynomial_.back()));
  }
  box_ = polynomial_;
  for (std::size_t i = 0; i < n; ++i) {
    const double size = guess_size(polynomial_[i]) + 0x1p-10 * largest + 0x1p-900;
    const I slack = convert<I>(Interval::point(0x1p-30 * size), p);
    box_[i] += hull(-slack, slack);
  }
  if (!field.expand(times, box_, start.order + 1, with_tangents, coefficients_)) return false;
  for (std::size_t i = 0; i < n; ++i) {
    if (!is_proper(remainder(i))) return false;
  }
  return true;
}

template <IntervalNumber I>
bool RoughEnclosure<I>::proves(const I& length, const I& times) const {
  const I span = hull(rigor::enclose<I>(0, precision_of(length)), length);
  if (!subset(span, span_) || !subset(times, times_)) return false;
  const I power = pown(span, coefficients_.order);
  for (std::size_t i = 0; i < box_.size(); ++i) {
    if (!interior(polynomial_[i] + power * remainder(i), box_[i])) return false;
  }
  return true;
}

template <IntervalNumber I>
double RoughEnclosure<I>::guess_excess(double length, double tolerance) const {
  double excess = 0;
  for (std::size_t i = 0; i < box_.size(); ++i) {
    excess = std::max(excess, guess_size(remainder(i)) / tolerance);
  }
  if (!(excess > 0)) return 0;
  if (!std::isfinite(excess)) return excess;
  return std::abs(length) * guess_root(excess, coefficients_.order);
}

template class RoughEnclosure<Interval>;
template class RoughEnclosure<BigInterval>;

}  // namespace rigor
