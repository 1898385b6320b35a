// What a function of one variable contributes to the chain rule: its value and two derivatives.
#pragma once

#include <algorithm>
#include <concepts>
#include <utility>

#include "number/decorated.hpp"
#include "number/interval_number.hpp"

namespace rigor {

/// How a function of one variable behaves on an interval of arguments.
enum class Regularity {
  smooth,  ///< analytic at every argument in its domain
  kink,    ///< Lipschitz; `first` encloses Clarke's generalised gradient, there is no second
  border,  ///< defined at an end of its domain, where derivatives are unbounded or one-sided
  jump,    ///< not continuous
};

/// Enclosures of g, g' and g'' on an interval of arguments: the members where the derivative
/// exists, and at a kink the generalised gradient (Clarke, Optimization and Nonsmooth Analysis,
/// 1983, ch. 2).
template <IntervalNumber I>
struct Derivatives {
  I value;
  I first;
  I second;
  Regularity regularity = Regularity::smooth;
};

/// An operand that is a constant: an interval, or a built-in integer, which enters exactly.
template <class C, class I>
concept ConstantOf = std::same_as<C, I> || BuiltinInteger<C>;

/// The set without its domain flag.
template <IntervalNumber I>
const I& set_of(const I& x) {
  return x;
}
template <IntervalNumber I>
const I& set_of(const Decorated<I>& x) {
  return x.value;
}

/// The flag of x lowered to that given; bare intervals have none.
template <IntervalNumber I>
I lowered(I x, Domain) {
  return x;
}
template <IntervalNumber I>
Decorated<I> lowered(Decorated<I> x, Domain domain) {
  return decorate(std::move(x.value), std::min(x.domain, domain));
}

/// A derivative of something undefined is undefined: the flag of x lowered to that of `value`.
template <IntervalNumber I>
I lowered_to(I x, const I&) {
  return x;
}
template <IntervalNumber I>
Decorated<I> lowered_to(Decorated<I> x, const Decorated<I>& value) {
  return lowered(std::move(x), value.domain);
}

/// A second derivative doesn't exist where the first is only a generalised one.
template <IntervalNumber I>
I undefined_at_kinks(I second, const I&) {
  return second;
}
template <IntervalNumber I>
Decorated<I> undefined_at_kinks(Decorated<I> second, const Decorated<I>& first) {
  if (first.domain == Domain::continuous) return second;
  return lowered(std::move(second), Domain::possibly_undefined);
}

/// A derivative that may not exist, and of which nothing is known.
template <IntervalNumber I>
I undefined(Precision p) {
  return lowered(entire<I>(p), Domain::possibly_undefined);
}

/// The hull of h at the ends, for a monotone h on all of x: free of the dependency problem. Where h
/// isn't defined at an end (where it is unbounded), h on x.
template <IntervalNumber I, class Function>
I at_both_ends(Function h, const I& x) {
  if (is_empty(x) || is_thin(x)) return h(x);
  const I at_lower = h(lower_point(x));
  const I at_upper = h(upper_point(x));
  return is_empty(at_lower) || is_empty(at_upper) ? h(x) : hull(at_lower, at_upper);
}

/// [-n/d, n/d].
template <IntervalNumber I>
I symmetric(int n, int d, Precision p) {
  const I bound = enclose<I>(n, p) / d;
  return hull(-bound, bound);
}

/// The members of x that are at least 0, at least 1, and in [-1, 1].
template <IntervalNumber I>
I nonnegative_part(const I& x) {
  return intersection(x, abs(entire<I>(precision_of(x))));
}
template <IntervalNumber I>
I part_from_one(const I& x) {
  return intersection(x, 1 + abs(entire<I>(precision_of(x))));
}
template <IntervalNumber I>
I unit_part(const I& x) {
  return intersection(x, symmetric<I>(1, 1, precision_of(x)));
}

/// 1 - x^2 = (1 - |x|)(1 + |x|) for |x| <= 1, without cancellation near 1.
template <IntervalNumber I>
I one_minus_square(const I& x) {
  return at_both_ends([](const I& m) { return (1 - m) * (1 + m); }, abs(x));
}

}  // namespace rigor
