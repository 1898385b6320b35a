// Derivatives and series of the trigonometric functions and their inverses.
#pragma once

#include "function/jet_forms.hpp"
#include "function/trigonometric.hpp"

namespace rigor::jets {

/// w' = v u' with v = cos u, v' = -w u'.
struct Sin {
  template <int K, IntervalNumber I>
  Derivatives<I> at(const I& x) const {
    const I w = sin(x);
    return {w, cos(x), -w};
  }
  template <IntervalNumber I, int N>
  using Series = ProductForm<I, N, TwinFactor<I, -1>>;
};

/// w' = v u' with v = -sin u, v' = -w u'.
struct Cos {
  template <int K, IntervalNumber I>
  Derivatives<I> at(const I& x) const {
    const I w = cos(x);
    return {w, -sin(x), -w};
  }
  template <IntervalNumber I, int N>
  using Series = ProductForm<I, N, TwinFactor<I, -1>>;
};

/// w' = v u' with v = 1 + w^2; tan'' = 2 (w + w^3), which increases with w.
struct Tan {
  template <int K, IntervalNumber I>
  Derivatives<I> at(const I& x) const {
    const I w = tan(x);
    return {w, 1 + sqr(w), K >= 2 ? scale2(w + pown(w, 3), 1) : w};
  }
  template <IntervalNumber I, int N>
  using Series = ProductForm<I, N, SquareOfValueFactor<I, 1>>;
};

/// v w' = u' with v = sqrt(1 - u^2); asin'' = x / (1 - x^2)^(3/2), which increases with x. At -1
/// and 1 the derivative is unbounded.
struct Asin {
  template <int K, IntervalNumber I>
  Derivatives<I> at(const I& x) const {
    const I inside = unit_part(x);
    const I root = sqrt(one_minus_square(inside));
    const auto second = [](const I& t) { return t / pown(sqrt(one_minus_square(t)), 3); };
    const I first = recip(root);
    return {asin(x), first, K >= 2 ? at_both_ends(second, inside) : first,
            contains_zero(root) ? Regularity::border : Regularity::smooth};
  }
  template <IntervalNumber I, int N>
  using Series = QuotientForm<I, N, RootFactor<I, -1>>;
};

/// v w' = u' with v = -sqrt(1 - u^2).
struct Acos {
  template <int K, IntervalNumber I>
  Derivatives<I> at(const I& x) const {
    const Derivatives<I> d = Asin{}.template at<K>(x);
    return {acos(x), -d.first, -d.second, d.regularity};
  }
  template <IntervalNumber I, int N>
  using Series = QuotientForm<I, N, RootFactor<I, -1>>;
};

/// v w' = u' with v = 1 + u^2; atan'' = -2 x / (1 + x^2)^2, at most 3 sqrt(3) / 8 < 65/100 in size
/// (at x^2 = 1/3).
struct Atan {
  template <int K, IntervalNumber I>
  Derivatives<I> at(const I& x) const {
    const I first = recip(1 + sqr(x));
    if constexpr (K < 2) return {atan(x), first, first};
    const I second = -scale2(x * sqr(first), 1);
    return {atan(x), first, intersection(second, symmetric<I>(65, 100, precision_of(x)))};
  }
  template <IntervalNumber I, int N>
  using Series = QuotientForm<I, N, SquareOfArgumentFactor<I, 1>>;
};

}  // namespace rigor::jets
