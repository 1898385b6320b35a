// The constant inequalities on which the claims about rough, random and wide networks rest.
#pragma once

#include "number/decorated.hpp"
#include "number/rational.hpp"

namespace rigor::neural_ode {

/// NODE-IID-1.b: 1/2 + (e - 5/2) <= c and 17/32 + 1/16 <= c.
template <IntervalNumber D>
Truth departure_is_small(const D& c);

/// NODE-IID-1.c: c (sqrt 2 - 1) >= 2 for c = whole + root sqrt 2, decided exactly: that product is
/// 2 root - whole + (whole - root) sqrt 2.
Truth block_constant_is_enough(const Rational& whole, const Rational& root);

/// NODE-PROB-1.a: (x - 1 - log x) / 2 >= k (x - 1) for every x >= 2. At x = 2 it is (1 - log 2) / 2
/// >= k; the derivative of left minus right is (1 - 1/x) / 2 - k, at least 1/4 - k.
template <IntervalNumber D>
Truth square_norm_tail(const D& k);

/// NODE-PROB-1.b: with the smallest eigenvalue of the mean at least a quarter of eta^2 (1 - 3/4 >=
/// 1/4), s_min^2 below m eta^2 / 16 is the fraction t = 1/4 of it, and the exponent is
/// (1 - t)^2 / 2 times that quarter, at least `exponent`.
Truth matrix_tail(const Rational& fraction, const Rational& exponent);

/// The constants of Proposition 5, |eta_r| for eta_r: with K = K_s and e = |eta_r|,
///   c1 = max(width K^2 exp(width_root sqrt 2 K) / e^2, 1),
///   c2 = depth K^2 exp(depth_root sqrt 2 K) / e,
///   c3 = min(e / (radius sqrt 2 K), 1/2),
///   c4 = e^3 / (rate K^2 exp(rate_root sqrt 2 K)).
struct WideNumbers {
  Rational width = 1024, width_root = 4;
  Rational depth = 128, depth_root = 2;
  Rational radius = 32;
  Rational rate = 16384, rate_root = 6;
};
template <IntervalNumber D>
struct WideConstants {
  D c1, c2, c3, c4;
};
template <IntervalNumber D>
WideConstants<D> wide_constants(const D& K, const D& e, const WideNumbers& numbers = {});

/// NODE-PL-3.a: what its proof (pl_3.cpp) leaves open, for all n >= 1, q >= 2, m >= n, L >= c2
/// sqrt(nq). `rate` is then a number such that the local PL condition holds with mu = rate / n, and
/// `is_proved` says that rate / n >= c4 / (n sqrt(nq)).
template <IntervalNumber D>
struct LocalRate {
  Truth is_proved;
  D rate;
};
template <IntervalNumber D>
LocalRate<D> local_rate(const D& K, const D& e, const WideConstants<D>& c);

/// NODE-PL-3.b: a lower bound of s(rho), pl_3.cpp; e^2 / 16 <= lambda_min(S^T S / m) at the start.
template <IntervalNumber D>
D smallest_singular_value(const D& K, const D& e, const D& n, const D& q, const D& m, const D& rho);

}  // namespace rigor::neural_ode
