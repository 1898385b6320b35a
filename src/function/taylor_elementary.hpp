// Elementary functions of truncated power series. Included by taylor.hpp.
#pragma once

#include "function/taylor.hpp"

namespace rigor {

/// w with w_0 given and w' = v u': k w_k = sum over 1 <= i <= k of i u_i v_(k-i). Only v_0, ...,
/// v_(k-1) enter w_k; `v_of(k)` is called for k = 0, 1, ... in order, when w_0, ..., w_k are known.
template <IntervalNumber I, int N, class Coefficient>
Taylor<I, N> integrate_product(const Taylor<I, N>& u, I w0, Coefficient v_of) {
  Taylor<I, N> v;
  Taylor<I, N> w;
  w[0] = std::move(w0);
  for (int k = 1; k <= N; ++k) {
    v[k - 1] = v_of(w, k - 1);
    I sum = u[1] * v[k - 1];
    for (int i = 2; i <= k; ++i) sum += i * (u[i] * v[k - i]);
    w[k] = sum / k;
  }
  return w;
}

/// 2 (u_0 u_k + u_1 u_(k-1) + ...): the middle factor is squared, which keeps it nonnegative.
template <IntervalNumber I, int N>
Taylor<I, N> sqr(const Taylor<I, N>& u) {
  Taylor<I, N> w;
  for (int k = 0; k <= N; ++k) {
    I sum = k % 2 == 0 ? sqr(u[k / 2]) : scale2(u[k / 2] * u[k / 2 + 1], 1);
    for (int i = 0; 2 * i < k - 1; ++i) sum += scale2(u[i] * u[k - i], 1);
    w[k] = std::move(sum);
  }
  return w;
}

template <IntervalNumber I, int N>
Taylor<I, N> recip(const Taylor<I, N>& u) {
  return 1 / u;
}

/// w' = w u'.
template <IntervalNumber I, int N>
Taylor<I, N> exp(const Taylor<I, N>& u) {
  return integrate_product(u, exp(u[0]), [](const Taylor<I, N>& w, int k) { return w[k]; });
}

/// u w' = u': k u_0 w_k = k u_k - sum over 1 <= i < k of i w_i u_(k-i).
template <IntervalNumber I, int N>
Taylor<I, N> log(const Taylor<I, N>& u) {
  Taylor<I, N> w;
  w[0] = log(u[0]);
  for (int k = 1; k <= N; ++k) {
    I rest = k * u[k];
    for (int i = 1; i < k; ++i) rest -= i * (w[i] * u[k - i]);
    w[k] = rest / k / u[0];
  }
  return w;
}

/// w w = u: 2 w_0 w_k = u_k - sum over 1 <= i < k of w_i w_(k-i).
template <IntervalNumber I, int N>
Taylor<I, N> sqrt(const Taylor<I, N>& u) {
  Taylor<I, N> w;
  w[0] = sqrt(u[0]);
  for (int k = 1; k <= N; ++k) {
    I rest = u[k];
    for (int i = 1; i < k; ++i) rest -= w[i] * w[k - i];
    w[k] = scale2(rest / w[0], -1);
  }
  return w;
}

/// w' = (1 - w^2) u'.
template <IntervalNumber I, int N>
Taylor<I, N> tanh(const Taylor<I, N>& u) {
  return integrate_product(u, tanh(u[0]), [](const Taylor<I, N>& w, int k) {
    if (k == 0) return 1 - sqr(w[0]);
    I sum = w[0] * w[k];
    for (int i = 1; i <= k; ++i) sum += w[i] * w[k - i];
    return -sum;
  });
}

/// w' = 2/sqrt(pi) exp(-u^2) u'.
template <IntervalNumber I, int N>
Taylor<I, N> erf(const Taylor<I, N>& u) {
  const I scale = 2 / sqrt(pi<I>(precision_of(u[0])));
  const Taylor<I, N> density = scale * exp(-sqr(u));
  return integrate_product(u, erf(u[0]), [&](const Taylor<I, N>&, int k) { return density[k]; });
}

template <IntervalNumber I, int N>
Taylor<I, N> erfc(const Taylor<I, N>& u) {
  Taylor<I, N> w = -erf(u);
  w[0] = erfc(u[0]);
  return w;
}

/// Repeated squaring; negative powers are the reciprocals.
template <IntervalNumber I, int N>
Taylor<I, N> pown(const Taylor<I, N>& u, int n) {
  if (n < 0) {
    const Taylor<I, N> even = recip(sqr(pown(u, -(n / 2))));
    return n % 2 == 0 ? even : even / u;
  }
  if (n == 0) return Taylor<I, N>::constant(enclose<I>(1, precision_of(u[0])));
  const Taylor<I, N> half = pown(u, n / 2);
  return n % 2 == 0 ? sqr(half) : sqr(half) * u;
}

}  // namespace rigor
