// The constants that the proofs about convergence leave open, each with what has to hold of it.
#pragma once

#include "number/rational.hpp"
#include "number/truth.hpp"
#include "proofs-check/common/conclusion.hpp"

namespace rigor::neural_ode {

/// mu = rate s^2 / n, and the weights move at most path sqrt(l(0) / mu).
struct PathConstants {
  Rational rate = 4;
  Rational path = 2;
};
/// |grad l|^2 = |(2/n) J^T R|^2 >= (4 / n^2) s^2 n l asks for rate <= 4; (sqrt l)' = -|th'|^2 / (2
/// sqrt l) <= -(sqrt mu / 2) |th'| gives a path of at most 2 (sqrt l(0) - sqrt l(t)) / sqrt mu, so
/// path >= 2.
inline Truth proves_convergence(const PathConstants& c) {
  return proved_if(c.rate <= 4 && c.path >= 2);
}

/// mu >= factor max(...) exp(K) sqrt(l(0)) / M keeps the weights within part M.
struct Proposition8Constants {
  Rational factor = 8;
  Rational part = Rational(1, 2);
};
/// Velocities are at most 2 exp(K) max(...) sqrt(l), the integral of sqrt(l) is at most 2
/// sqrt(l(0)) / mu: 4 / factor <= part, and the flow does not reach the sphere if part < 1.
inline Truth proves_proposition_8(const Proposition8Constants& c) {
  return proved_if(c.factor > 0 && 4 / c.factor <= c.part && c.part < 1);
}

/// The integral of sqrt(l) over all times is at most integral sqrt(l(0)) / mu.
struct LongConstants {
  long integral = 2;
};
/// That of exp(-mu t / 2) is 2 / mu.
inline Truth proves_long_time(const LongConstants& c) {
  return proved_if(c.integral >= 2);
}

}  // namespace rigor::neural_ode
