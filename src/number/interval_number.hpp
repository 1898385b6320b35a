// The vocabulary that Interval and BigInterval share, as a concept.
#pragma once

#include <concepts>
#include <string>
#include <utility>

#include "number/big_interval.hpp"
#include "number/interval.hpp"

namespace rigor {

/// Algorithms are templates over this: `template <IntervalNumber I>`.
template <class I>
concept IntervalNumber = std::copyable<I> && requires(const I& x, I& y, Precision p, Rational q) {
  { enclose<I>(q, p) } -> std::same_as<I>;
  { enclose<I>(1L, p) } -> std::same_as<I>;
  { hull_of<I>(q, q, p) } -> std::same_as<I>;
  { empty<I>(p) } -> std::same_as<I>;
  { entire<I>(p) } -> std::same_as<I>;
  { precision_of(x) } -> std::same_as<Precision>;
  { x + x - x* x / -x } -> std::same_as<I>;
  { 1 + x - 2 * x / 3 } -> std::same_as<I>;
  { y += x } -> std::same_as<I&>;
  { fma(x, x, x) } -> std::same_as<I>;
  { sqr(x) } -> std::same_as<I>;
  { pown(x, 3) } -> std::same_as<I>;
  { sqrt(x) } -> std::same_as<I>;
  { recip(x) } -> std::same_as<I>;
  { abs(x) } -> std::same_as<I>;
  { sign(x) } -> std::same_as<I>;
  { min(x, x) } -> std::same_as<I>;
  { max(x, x) } -> std::same_as<I>;
  { scale2(x, 1) } -> std::same_as<I>;
  { hull(x, x) } -> std::same_as<I>;
  { intersection(x, x) } -> std::same_as<I>;
  { bisect(x) } -> std::same_as<std::pair<I, I>>;
  { is_empty(x) } -> std::same_as<bool>;
  { contains_zero(x) } -> std::same_as<bool>;
  { subset(x, x) } -> std::same_as<bool>;
  { interior(x, x) } -> std::same_as<bool>;
  { midpoint(x) } -> std::same_as<I>;
  { radius(x) } -> std::same_as<I>;
  { x < x } -> std::same_as<Truth>;
  { x <= 1 } -> std::same_as<Truth>;
  { decimal(x, 15) } -> std::same_as<std::pair<std::string, std::string>>;
};

static_assert(IntervalNumber<Interval>);
static_assert(IntervalNumber<BigInterval>);

}  // namespace rigor
