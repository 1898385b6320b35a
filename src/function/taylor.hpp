// Taylor: truncated power series with enclosed coefficients (automatic differentiation).
#pragma once

#include <algorithm>
#include <array>
#include <concepts>
#include <type_traits>
#include <utility>
#include <vector>

#include "function/jet_recurrences.hpp"
#include "function/jet_series.hpp"
#include "number/interval_number.hpp"

namespace rigor {

/// The coefficients c_0, ..., c_N of a function u(t) = sum c_k t^k around t = 0. Each operation
/// encloses the coefficients of the exact result, by the recurrences of Moore (Interval Analysis,
/// 1966) and Griewank and Walther (Evaluating Derivatives, ch. 13). The order N is a constant, with
/// the coefficients in place, or with kAnyOrder part of the value; a result has the lesser order of
/// its operands. No flag of c_1, c_2, ... is above that of c_0.
template <IntervalNumber I, int N = kAnyOrder>
class Taylor {
 public:
  static_assert(N >= kAnyOrder);
  using Scalar = I;

  Taylor() = default;
  static Taylor constant(const I& value) requires(N != kAnyOrder) { return constant(value, N); }
  /// The function at + t.
  static Taylor variable(const I& at) requires(N != kAnyOrder) { return variable(at, N); }

  /// Of a given order >= 0, which is N unless that is kAnyOrder.
  static Taylor constant(const I& value, int order) {
    Taylor u = zeros(order);
    u[0] = value;
    const I zero = lowered_to(enclose<I>(0, precision_of(value)), value);
    for (int k = 1; k <= order; ++k) u[k] = zero;
    return u;
  }
  static Taylor variable(const I& at, int order) {
    Taylor u = constant(at, order);
    if (order >= 1) u[1] = lowered_to(enclose<I>(1, precision_of(at)), at);
    return u;
  }
  /// To be overwritten.
  static Taylor zeros(int order) {
    Taylor u;
    if constexpr (N == kAnyOrder) u.coefficients_.resize(static_cast<std::size_t>(order) + 1);
    return u;
  }

  int order() const {
    if constexpr (N == kAnyOrder) {
      return static_cast<int>(coefficients_.size()) - 1;
    } else {
      return N;
    }
  }
  I& operator[](int k) { return coefficients_[static_cast<std::size_t>(k)]; }
  const I& operator[](int k) const { return coefficients_[static_cast<std::size_t>(k)]; }
  /// The first `count` coefficients.
  Known<I> known(int count) const {
    return Known<I>(coefficients_.data(), static_cast<std::size_t>(count));
  }

  /// The k-th derivative at t = 0: k! c_k, 0 <= k <= order.
  I derivative(int k) const {
    I d = (*this)[k];
    for (int i = 2; i <= k; ++i) d *= i;
    return d;
  }

 private:
  using Coefficients =
      std::conditional_t<N == kAnyOrder, std::vector<I>,
                         std::array<I, static_cast<std::size_t>(N < 0 ? 0 : N) + 1>>;
  Coefficients coefficients_ = initial();
  static Coefficients initial() {
    if constexpr (N == kAnyOrder) {
      return Coefficients(1);
    } else {
      return Coefficients{};
    }
  }
};

template <IntervalNumber I, int N>
Precision precision_of(const Taylor<I, N>& u) {
  return precision_of(u[0]);
}
/// The constant c, of the order of u.
template <IntervalNumber I, int N>
Taylor<I, N> constant_like(const Taylor<I, N>& u, const I& c) {
  return Taylor<I, N>::constant(c, u.order());
}
template <IntervalNumber I, int N>
int common_order(const Taylor<I, N>& u, const Taylor<I, N>& v) {
  return std::min(u.order(), v.order());
}

template <IntervalNumber I, int N>
Taylor<I, N> operator-(Taylor<I, N> u) {
  for (int k = 0; k <= u.order(); ++k) u[k] = -u[k];
  return u;
}
template <IntervalNumber I, int N>
Taylor<I, N> operator+(const Taylor<I, N>& u, const Taylor<I, N>& v) {
  auto w = Taylor<I, N>::zeros(common_order(u, v));
  for (int k = 0; k <= w.order(); ++k) w[k] = u[k] + v[k];
  return w;
}
template <IntervalNumber I, int N>
Taylor<I, N> operator-(const Taylor<I, N>& u, const Taylor<I, N>& v) {
  auto w = Taylor<I, N>::zeros(common_order(u, v));
  for (int k = 0; k <= w.order(); ++k) w[k] = u[k] - v[k];
  return w;
}
template <IntervalNumber I, int N>
Taylor<I, N> operator*(const Taylor<I, N>& u, const Taylor<I, N>& v) {
  auto w = Taylor<I, N>::zeros(common_order(u, v));
  for (int k = 0; k <= w.order(); ++k) {
    w[k] = product_coefficient(u.known(k + 1), v.known(k + 1), static_cast<std::size_t>(k));
  }
  return w;
}
template <IntervalNumber I, int N>
Taylor<I, N> operator/(const Taylor<I, N>& u, const Taylor<I, N>& v) {
  auto w = Taylor<I, N>::zeros(common_order(u, v));
  for (int k = 0; k <= w.order(); ++k) {
    w[k] = quotient_coefficient(u.known(k + 1), v.known(k + 1), w.known(k));
  }
  return w;
}

/// Flags: all coefficients are as undefined as the first.
template <IntervalNumber I, int N>
Taylor<I, N> lowered_to_value(Taylor<I, N> u) {
  for (int k = 1; k <= u.order(); ++k) u[k] = lowered_to(std::move(u[k]), u[0]);
  return u;
}

/// With constants.
template <IntervalNumber I, int N, ConstantOf<I> C>
Taylor<I, N> operator+(Taylor<I, N> u, const C& c) {
  u[0] = u[0] + c;
  return lowered_to_value(std::move(u));
}
template <IntervalNumber I, int N, ConstantOf<I> C>
Taylor<I, N> operator+(const C& c, Taylor<I, N> u) {
  return std::move(u) + c;
}
template <IntervalNumber I, int N, ConstantOf<I> C>
Taylor<I, N> operator-(Taylor<I, N> u, const C& c) {
  u[0] = u[0] - c;
  return lowered_to_value(std::move(u));
}
template <IntervalNumber I, int N, ConstantOf<I> C>
Taylor<I, N> operator-(const C& c, Taylor<I, N> u) {
  return -std::move(u) + c;
}
template <IntervalNumber I, int N, ConstantOf<I> C>
Taylor<I, N> operator*(Taylor<I, N> u, const C& c) {
  for (int k = 0; k <= u.order(); ++k) u[k] = u[k] * c;
  return u;
}
template <IntervalNumber I, int N, ConstantOf<I> C>
Taylor<I, N> operator*(const C& c, Taylor<I, N> u) {
  return std::move(u) * c;
}
template <IntervalNumber I, int N, ConstantOf<I> C>
Taylor<I, N> operator/(Taylor<I, N> u, const C& c) {
  for (int k = 0; k <= u.order(); ++k) u[k] = u[k] / c;
  return u;
}

template <IntervalNumber I, int N, ConstantOf<I> C>
Taylor<I, N> operator/(const C& c, const Taylor<I, N>& u) {
  Taylor<I, N> w = recip(u) * c;
  w[0] = c / u[0];
  return w;
}

/// g(u), for a function g of jets::.
template <class F, IntervalNumber I, int N>
Taylor<I, N> chain(F g, const Taylor<I, N>& u) {
  FunctionSeries<F, I, N> series(std::move(g));
  auto w = Taylor<I, N>::zeros(u.order());
  for (int k = 0; k <= u.order(); ++k) w[k] = series.next(u.known(k + 1), w.known(k));
  return w;
}

/// a b + c.
template <IntervalNumber I, int N>
Taylor<I, N> fma(const Taylor<I, N>& a, const Taylor<I, N>& b, const Taylor<I, N>& c) {
  Taylor<I, N> w = a * b + c;
  w[0] = fma(a[0], b[0], c[0]);
  return w;
}

template <IntervalNumber I, int N>
Taylor<I, N> min(const Taylor<I, N>& u, const Taylor<I, N>& v) {
  auto w = Taylor<I, N>::zeros(common_order(u, v));
  for (int k = 0; k <= w.order(); ++k) {
    w[k] = min_coefficient(u.known(k + 1), v.known(k + 1), w.known(k));
  }
  return w;
}
template <IntervalNumber I, int N>
Taylor<I, N> max(const Taylor<I, N>& u, const Taylor<I, N>& v) {
  return -min(-u, -v);
}

/// u^v = exp(v log u), also where u is 0 and v > 0.
template <IntervalNumber I, int N>
Taylor<I, N> pow(const Taylor<I, N>& u, const Taylor<I, N>& v) {
  const Taylor<I, N> composed = exp(v * log(u));
  auto w = Taylor<I, N>::zeros(composed.order());
  for (int k = 0; k <= w.order(); ++k) {
    w[k] = pow_coefficient(u.known(k + 1), v.known(k + 1), composed.known(k + 1), w.known(k));
  }
  return w;
}

}  // namespace rigor

#include "function/jet_functions.hpp"  // IWYU pragma: export
