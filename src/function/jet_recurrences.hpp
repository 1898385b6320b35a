// Sums over the known coefficients of power series: the recurrences of automatic differentiation.
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <type_traits>
#include <utility>
#include <vector>

#include "number/interval_number.hpp"

namespace rigor {

/// The order of a series that is chosen at run time.
inline constexpr int kAnyOrder = -1;

/// The coefficients c_0, c_1, ... of a series as far as they are known.
template <class I>
using Known = std::span<const I>;

/// Coefficients that are found one by one: at most N + 1 in place, or any number.
template <class I, int N>
class CoefficientList {
 public:
  void push(I c) {
    if constexpr (N == kAnyOrder) {
      items_.push_back(std::move(c));
    } else {
      items_[count_] = std::move(c);
    }
    ++count_;
  }
  std::size_t size() const { return count_; }
  Known<I> known() const { return Known<I>(items_.data(), count_); }

 private:
  using Items = std::conditional_t<N == kAnyOrder, std::vector<I>,
                                   std::array<I, static_cast<std::size_t>(N < 0 ? 0 : N) + 1>>;
  Items items_{};
  std::size_t count_ = 0;
};

/// (u v)_k = sum over 0 <= i <= k of u_i v_(k-i).
template <IntervalNumber I>
I product_coefficient(Known<I> u, Known<I> v, std::size_t k) {
  I sum = u[0] * v[k];
  for (std::size_t i = 1; i <= k; ++i) sum += u[i] * v[k - i];
  return sum;
}

/// (u^2)_k = 2 (u_0 u_k + u_1 u_(k-1) + ...): the middle factor is squared, which keeps it
/// nonnegative. With first = 1 and k >= 2, without the terms u_0 u_k.
template <IntervalNumber I>
I square_coefficient(Known<I> u, std::size_t k, std::size_t first = 0) {
  const std::size_t half = k / 2;
  I sum = k % 2 == 0 ? sqr(u[half]) : scale2(u[half] * u[half + 1], 1);
  for (std::size_t i = first; i < half; ++i) sum += scale2(u[i] * u[k - i], 1);
  return sum;
}

/// (u / v)_k = (u_k - sum over 1 <= i <= k of v_i w_(k-i)) / v_0, where w = u / v.
template <IntervalNumber I>
I quotient_coefficient(Known<I> u, Known<I> v, Known<I> w) {
  const std::size_t k = w.size();
  I rest = u[k];
  for (std::size_t i = 1; i <= k; ++i) rest -= v[i] * w[k - i];
  return rest / v[0];
}

/// sum over first <= i <= last of i a_i b_(k-i).
template <IntervalNumber I>
I weighted_sum(Known<I> a, Known<I> b, std::size_t k, std::size_t first, std::size_t last) {
  const auto term = [&](std::size_t i) {
    return i == 1 ? a[1] * b[k - 1] : static_cast<int>(i) * (a[i] * b[k - i]);
  };
  I sum = term(first);
  for (std::size_t i = first + 1; i <= last; ++i) sum += term(i);
  return sum;
}

/// w_k for w' = v u', k >= 1: (1/k) sum over 1 <= i <= k of i u_i v_(k-i).
template <IntervalNumber I>
I integral_coefficient(Known<I> u, Known<I> v, std::size_t k) {
  if (k == 1) return u[1] * v[0];
  return weighted_sum(u, v, k, 1, k) / static_cast<int>(k);
}

/// w_k for v w' = u', k >= 1: (u_k - (1/k) sum over 1 <= i < k of i w_i v_(k-i)) / v_0, where
/// `reciprocal` encloses 1 / v_0. Of v, only v_1, ..., v_(k-1) are used.
template <IntervalNumber I>
I antiquotient_coefficient(Known<I> u, Known<I> v, Known<I> w, const I& reciprocal) {
  const std::size_t k = w.size();
  if (k == 1) return u[1] * reciprocal;
  return (u[k] - weighted_sum(w, v, k, 1, k - 1) / static_cast<int>(k)) * reciprocal;
}

/// w_k for w^2 = u, k >= 1: (u_k - sum over 1 <= i < k of w_i w_(k-i)) / (2 w_0), where
/// `reciprocal` encloses 1 / (2 w_0).
template <IntervalNumber I>
I root_coefficient(const I& u_k, Known<I> w, const I& reciprocal) {
  const std::size_t k = w.size();
  return (k == 1 ? u_k : u_k - square_coefficient(w, k, 1)) * reciprocal;
}

}  // namespace rigor
