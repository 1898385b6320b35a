// The second engine: one-dimensional Gaussian mixtures in Arb's ball arithmetic. It shares no
// arithmetic and no formula code with the library, so that a witness is confirmed independently.
#pragma once

#include <vector>

#include "number/rational.hpp"

namespace rigor::second_engine {

/// lower <= value <= upper, with exact dyadic ends.
struct Bounds {
  Rational lower, upper;
};

/// Y = c_I + sigma Z with I uniform on 1..n and Z standard normal.
struct Instance {
  std::vector<Rational> centres;  ///< c_1 < ... < c_n, n >= 1
  Rational sigma;                 ///< > 0
};

// Every function below throws std::invalid_argument for an Instance that breaks these conditions,
// and std::range_error where no finite bounds were found. A value that is nearer to 0 than
// 2^-1000000 is enclosed by an interval of that size. Point functions raise the precision from 256
// to at most 4096 bits until the bounds are relatively closer than 1e-20.

/// E[c_I | Y = y].
Bounds posterior_mean(const Instance& instance, const Rational& y);
/// V(y) = Var(c_I | Y = y).
Bounds posterior_variance(const Instance& instance, const Rational& y);
/// k3(y) = E[(c_I - E c_I)^3 | Y = y].
Bounds third_cumulant(const Instance& instance, const Rational& y);
/// s*(y) = (E[c_I | Y = y] - y) / sigma^2, the derivative of the log-density.
Bounds score(const Instance& instance, const Rational& y);
/// s*'(y) = (V(y) / sigma^2 - 1) / sigma^2.
Bounds score_derivative(const Instance& instance, const Rational& y);
/// s*''(y) = k3(y) / sigma^6.
Bounds score_second_derivative(const Instance& instance, const Rational& y);

/// pi(y) = E q(y - sigma Z) for c_1 <= y <= c_n, else 0, where q(u) is the smaller of
/// P(U < u) E(u - U)_+ and P(U > u) E(U - u)_+ with U = c_I, on [c_1, c_n], and 0 outside.
Bounds weight_pi(const Instance& instance, const Rational& y);
/// g(y), the smaller of P(Y < y) E(y - Y)_+ and P(Y > y) E(Y - y)_+.
Bounds weight_g(const Instance& instance, const Rational& y);

/// R_n(s*) = E V(Y) / sigma^4. Aims at a relative width of 2^-40.
Bounds minimal_risk(const Instance& instance);
/// The integral of |s*''| over the real line. Aims at a relative width of 2e-4.
Bounds score_curvature(const Instance& instance);
/// TV_pi(s*), the integral of |s*''| pi over [c_1, c_n]. Aims at a relative width of 4e-2.
Bounds variation_under_pi(const Instance& instance);

/// h(t) = 8 t^2 exp(-3 t) - (1 - exp(-2 t))^2.
Bounds density_ratio_h(const Rational& t);
Bounds exponential(const Rational& x);

/// sqrt(x), x >= 0.
Bounds square_root(const Rational& x);
Bounds error_function(const Rational& x);
Bounds square_root_of_pi_over_2();

}  // namespace rigor::second_engine
