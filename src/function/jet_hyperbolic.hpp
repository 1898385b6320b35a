// Derivatives and series of the hyperbolic functions and their inverses.
#pragma once

#include "function/hyperbolic.hpp"
#include "function/jet_forms.hpp"

namespace rigor::jets {

/// w' = v u' with v = cosh u, v' = w u'.
struct Sinh {
  template <int K, IntervalNumber I>
  Derivatives<I> at(const I& x) const {
    const I w = sinh(x);
    return {w, cosh(x), w};
  }
  template <IntervalNumber I, int N>
  using Series = ProductForm<I, N, TwinFactor<I, 1>>;
};

/// w' = v u' with v = sinh u, v' = w u'.
struct Cosh {
  template <int K, IntervalNumber I>
  Derivatives<I> at(const I& x) const {
    const I w = cosh(x);
    return {w, sinh(x), w};
  }
  template <IntervalNumber I, int N>
  using Series = ProductForm<I, N, TwinFactor<I, 1>>;
};

/// w' = v u' with v = 1 - w^2 = 1 / cosh^2 u, the second form without cancellation; tanh'' = -2 w
/// v, at most 4 sqrt(3) / 9 < 77/100 in size (at w^2 = 1/3).
struct Tanh {
  template <int K, IntervalNumber I>
  Derivatives<I> at(const I& x) const {
    const I w = tanh(x);
    const I first = recip(sqr(cosh(x)));
    if constexpr (K < 2) return {w, first, first};
    const I second = -scale2(w * first, 1);
    return {w, first, intersection(second, symmetric<I>(77, 100, precision_of(x)))};
  }
  template <IntervalNumber I, int N>
  using Series = ProductForm<I, N, SquareOfValueFactor<I, -1>>;
};

/// v w' = u' with v = sqrt(1 + u^2); asinh'' = -x / (1 + x^2)^(3/2), at most 2 sqrt(3) / 9 <
/// 385/1000 in size (at x^2 = 1/2).
struct Asinh {
  template <int K, IntervalNumber I>
  Derivatives<I> at(const I& x) const {
    const I first = recip(sqrt(1 + sqr(x)));
    if constexpr (K < 2) return {asinh(x), first, first};
    const I second = -(x * pown(first, 3));
    return {asinh(x), first, intersection(second, symmetric<I>(385, 1000, precision_of(x)))};
  }
  template <IntervalNumber I, int N>
  using Series = QuotientForm<I, N, RootFactor<I, 1>>;
};

/// v w' = u' with v = sqrt(u^2 - 1); acosh'' = -x / (x^2 - 1)^(3/2), which increases for x > 1. At
/// 1 the derivative is unbounded.
struct Acosh {
  template <int K, IntervalNumber I>
  Derivatives<I> at(const I& x) const {
    const I inside = part_from_one(x);
    const auto v = [](const I& t) { return sqrt((t - 1) * (t + 1)); };
    const auto second = [&](const I& t) { return -t / pown(v(t), 3); };
    const I root = v(inside);
    const I first = recip(root);
    return {acosh(x), first, K >= 2 ? at_both_ends(second, inside) : first,
            contains_zero(root) ? Regularity::border : Regularity::smooth};
  }
  template <IntervalNumber I, int N>
  using Series = QuotientForm<I, N, RootFactor<I, 1>>;
};

/// v w' = u' with v = 1 - u^2; atanh'' = 2 x / (1 - x^2)^2, which increases for |x| < 1.
struct Atanh {
  template <int K, IntervalNumber I>
  Derivatives<I> at(const I& x) const {
    const I inside = unit_part(x);
    const auto second = [](const I& t) { return scale2(t / sqr(one_minus_square(t)), 1); };
    const I first = recip(one_minus_square(inside));
    return {atanh(x), first, K >= 2 ? at_both_ends(second, inside) : first};
  }
  template <IntervalNumber I, int N>
  using Series = QuotientForm<I, N, SquareOfArgumentFactor<I, -1>>;
};

}  // namespace rigor::jets
