// The mean integrated squared error of a kernel density estimate of the normal law, and the best
// bandwidth.
#pragma once

#include <functional>
#include <optional>

#include "function/taylor.hpp"
#include "number/interval_number.hpp"

namespace rigor {

/// 2 sqrt(pi) times the MISE of the estimate p_h = (1/N) sum_i N(X_i, h^2), X_i independent with
/// the law N(0, 1): E integral of (p_h - p)^2 = (1 / 2 sqrt pi) (variance + bias),
///   variance = (1/N) (1/h - 1/A),   bias = 1/A - 2/C + 1,   A = sqrt(1 + h^2), C = sqrt(1 +
///   h^2/2).
/// Proof. Variances of independent terms add: (1/N) (integral of K_h^2 - integral of (K_h * p)^2)
/// with K_h * p = N(0, 1 + h^2); the bias is the integral of (K_h * p - p)^2, and the integral of
/// N(0, a) N(0, b) is 1 / sqrt(2 pi (a + b)). [] The bias is of size h^4. With x = h^2 and C^2 = (1
/// + A^2) / 2 it is, free of cancellation,
///   x^2 (A^2 + 4A + 1) / (2 (A + 1)^2 A C (C (1 + A) + 2A)):
/// the numerator C (1 + A) - 2A of the bias over AC, times C (1 + A) + 2A, is ((1 + A^2) (1 + A)^2
/// - 8 A^2) / 2 = (A - 1)^2 (A^2 + 4A + 1) / 2, and A - 1 = x / (A + 1). The variance is 1 / (N h A
/// (A + h)). On I or Taylor<I>, h > 0.
template <IntervalNumber I>
struct DensityError {
  I N;

  template <class T>
  T variance(const T& h) const {
    const T A = sqrt(1 + sqr(h));
    return 1 / (h * A * (A + h) * N);
  }
  template <class T>
  T bias(const T& h) const {
    const T x = sqr(h), A = sqrt(1 + x), C = sqrt(1 + x / 2);
    return sqr(x) * (sqr(A) + 4 * A + 1) / (2 * sqr(A + 1) * A * C * (C * (1 + A) + 2 * A));
  }
  template <class T>
  T operator()(const T& h) const {
    return variance(h) + bias(h);
  }
};

/// The bandwidth of the least MISE.
template <IntervalNumber I>
struct BestBandwidth {
  I h;
  I error;  ///< 2 sqrt(pi) times the least MISE
};

/// Proves that one bandwidth h > 0 is best, and encloses it; nothing if the precision isn't enough.
/// All zeros of the derivative between a and b are enclosed, a about N^(-1/5) / 4 and b = 4, and
/// one proved least. Further left the variance, which decreases in h, is at least that at a;
/// further right the bias, which is the integral of |p^|^2 (1 - exp(-h^2 w^2 / 2))^2 over 2 pi and
/// so increases in h, is at least that at b: both are proved larger than the least value. N >= 1.
template <IntervalNumber I>
std::optional<BestBandwidth<I>> enclose_best_bandwidth(const I& N,
                                                       const std::function<void()>& step);

}  // namespace rigor
