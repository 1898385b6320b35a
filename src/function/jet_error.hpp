// Derivatives and series of the error functions and the normal law.
#pragma once

#include "function/constants.hpp"
#include "function/elementary.hpp"
#include "function/jet_forms.hpp"
#include "function/normal.hpp"

namespace rigor::jets {

/// w' = v u' with v = 2/sqrt(pi) exp(-u^2); erf'' = -2 x v, at most 4 / sqrt(2 pi e) < 968/1000 in
/// size (at x^2 = 1/2).
struct Erf {
  template <int K, IntervalNumber I>
  Derivatives<I> at(const I& x) const {
    const I first = 2 / sqrt(pi<I>(precision_of(x))) * exp(-sqr(x));
    if constexpr (K < 2) return {erf(x), first, first};
    const I second = -scale2(x * first, 1);
    return {erf(x), first, intersection(second, symmetric<I>(968, 1000, precision_of(x)))};
  }
  template <IntervalNumber I, int N>
  using Series = ProductForm<I, N, GaussFactor<I, N, 0>>;
};

/// The negative of erf, but for the value.
struct Erfc {
  template <int K, IntervalNumber I>
  Derivatives<I> at(const I& x) const {
    const Derivatives<I> d = Erf{}.template at<K>(x);
    return {erfc(x), -d.first, -d.second};
  }
  template <IntervalNumber I, int N>
  using Series = ProductForm<I, N, GaussFactor<I, N, 0>>;
};

/// w' = v u' with v = -u w. phi' = -x phi, at most phi(1) < 242/1000 in size; phi'' = (x^2 - 1)
/// phi, between -phi(0) > -399/1000 and 2 phi(sqrt 3) < 179/1000.
struct NormalPdf {
  template <int K, IntervalNumber I>
  Derivatives<I> at(const I& x) const {
    const Precision p = precision_of(x);
    const I w = normal_pdf(x);
    const I first = intersection(-(x * w), symmetric<I>(242, 1000, p));
    if constexpr (K < 2) return {w, first, first};
    const I range = hull(enclose<I>(-399, p) / 1000, enclose<I>(179, p) / 1000);
    return {w, first, intersection((sqr(x) - 1) * w, range)};
  }
  template <IntervalNumber I>
  struct Factor {
    I next(Known<I> u, Known<I> w, Known<I> v, const Derivatives<I>&) {
      return -product_coefficient(u, w, v.size());
    }
  };
  template <IntervalNumber I, int N>
  using Series = ProductForm<I, N, Factor<I>>;
};

/// w' = v u' with v = phi(u) = exp(-u^2 / 2) / sqrt(2 pi).
struct NormalCdf {
  template <int K, IntervalNumber I>
  Derivatives<I> at(const I& x) const {
    const Derivatives<I> density = NormalPdf{}.template at<1>(x);
    return {normal_cdf(x), density.value, density.first};
  }
  template <IntervalNumber I, int N>
  using Series = ProductForm<I, N, GaussFactor<I, N, 1>>;
};

}  // namespace rigor::jets
