// Taylor: truncated power series with enclosed coefficients (automatic differentiation).
#pragma once

#include <array>

#include "function/constants.hpp"
#include "function/elementary.hpp"
#include "function/hyperbolic.hpp"
#include "number/interval_number.hpp"

namespace rigor {

/// The coefficients c_0, ..., c_N of a function u(t) = sum c_k t^k around t = 0. Each operation
/// encloses the coefficients of the exact result, by the recurrences of Moore (Interval Analysis,
/// 1966) and Griewank and Walther (Evaluating Derivatives, ch. 13).
template <IntervalNumber I, int N>
class Taylor {
 public:
  static_assert(N >= 0);

  Taylor() = default;
  static Taylor constant(const I& value) {
    Taylor u;
    u[0] = value;
    for (int k = 1; k <= N; ++k) u[k] = enclose<I>(0, precision_of(value));
    return u;
  }
  /// The function at + t.
  static Taylor variable(const I& at) {
    Taylor u = constant(at);
    if constexpr (N >= 1) u[1] = enclose<I>(1, precision_of(at));
    return u;
  }

  I& operator[](int k) { return coefficients_[static_cast<std::size_t>(k)]; }
  const I& operator[](int k) const { return coefficients_[static_cast<std::size_t>(k)]; }

  /// The k-th derivative at t = 0: k! c_k, 0 <= k <= N.
  I derivative(int k) const {
    I d = (*this)[k];
    for (int i = 2; i <= k; ++i) d *= i;
    return d;
  }

 private:
  std::array<I, static_cast<std::size_t>(N) + 1> coefficients_{};
};

template <IntervalNumber I, int N>
Taylor<I, N> operator-(Taylor<I, N> u) {
  for (int k = 0; k <= N; ++k) u[k] = -u[k];
  return u;
}
template <IntervalNumber I, int N>
Taylor<I, N> operator+(Taylor<I, N> u, const Taylor<I, N>& v) {
  for (int k = 0; k <= N; ++k) u[k] += v[k];
  return u;
}
template <IntervalNumber I, int N>
Taylor<I, N> operator-(Taylor<I, N> u, const Taylor<I, N>& v) {
  for (int k = 0; k <= N; ++k) u[k] -= v[k];
  return u;
}
/// w_k = sum over i of u_i v_(k-i).
template <IntervalNumber I, int N>
Taylor<I, N> operator*(const Taylor<I, N>& u, const Taylor<I, N>& v) {
  Taylor<I, N> w;
  for (int k = 0; k <= N; ++k) {
    w[k] = u[0] * v[k];
    for (int i = 1; i <= k; ++i) w[k] += u[i] * v[k - i];
  }
  return w;
}
/// w_k = (u_k - sum over 1 <= i <= k of v_i w_(k-i)) / v_0.
template <IntervalNumber I, int N>
Taylor<I, N> operator/(const Taylor<I, N>& u, const Taylor<I, N>& v) {
  Taylor<I, N> w;
  for (int k = 0; k <= N; ++k) {
    I rest = u[k];
    for (int i = 1; i <= k; ++i) rest -= v[i] * w[k - i];
    w[k] = rest / v[0];
  }
  return w;
}

/// With constants: an I or a built-in integer.
template <IntervalNumber I, int N>
Taylor<I, N> operator+(Taylor<I, N> u, const std::type_identity_t<I>& c) {
  u[0] += c;
  return u;
}
template <IntervalNumber I, int N>
Taylor<I, N> operator+(const std::type_identity_t<I>& c, Taylor<I, N> u) {
  return std::move(u) + c;
}
template <IntervalNumber I, int N>
Taylor<I, N> operator-(Taylor<I, N> u, const std::type_identity_t<I>& c) {
  u[0] -= c;
  return u;
}
template <IntervalNumber I, int N>
Taylor<I, N> operator-(const std::type_identity_t<I>& c, const Taylor<I, N>& u) {
  return -u + c;
}
template <IntervalNumber I, int N>
Taylor<I, N> operator*(Taylor<I, N> u, const std::type_identity_t<I>& c) {
  for (int k = 0; k <= N; ++k) u[k] *= c;
  return u;
}
template <IntervalNumber I, int N>
Taylor<I, N> operator*(const std::type_identity_t<I>& c, Taylor<I, N> u) {
  return std::move(u) * c;
}
template <IntervalNumber I, int N>
Taylor<I, N> operator/(Taylor<I, N> u, const std::type_identity_t<I>& c) {
  for (int k = 0; k <= N; ++k) u[k] /= c;
  return u;
}
template <IntervalNumber I, int N>
Taylor<I, N> operator/(const std::type_identity_t<I>& c, const Taylor<I, N>& u) {
  return Taylor<I, N>::constant(c) / u;
}
template <IntervalNumber I, int N, BuiltinInteger T>
Taylor<I, N> operator+(const Taylor<I, N>& u, T c) {
  return u + operand(c, u[0]);
}
template <IntervalNumber I, int N, BuiltinInteger T>
Taylor<I, N> operator+(T c, const Taylor<I, N>& u) {
  return u + operand(c, u[0]);
}
template <IntervalNumber I, int N, BuiltinInteger T>
Taylor<I, N> operator-(const Taylor<I, N>& u, T c) {
  return u - operand(c, u[0]);
}
template <IntervalNumber I, int N, BuiltinInteger T>
Taylor<I, N> operator-(T c, const Taylor<I, N>& u) {
  return operand(c, u[0]) - u;
}
template <IntervalNumber I, int N, BuiltinInteger T>
Taylor<I, N> operator*(const Taylor<I, N>& u, T c) {
  return u * operand(c, u[0]);
}
template <IntervalNumber I, int N, BuiltinInteger T>
Taylor<I, N> operator*(T c, const Taylor<I, N>& u) {
  return u * operand(c, u[0]);
}
template <IntervalNumber I, int N, BuiltinInteger T>
Taylor<I, N> operator/(const Taylor<I, N>& u, T c) {
  return u / operand(c, u[0]);
}
template <IntervalNumber I, int N, BuiltinInteger T>
Taylor<I, N> operator/(T c, const Taylor<I, N>& u) {
  return operand(c, u[0]) / u;
}

}  // namespace rigor

#include "function/taylor_elementary.hpp"  // IWYU pragma: export
