// The second engine: Tikhonov's flow on the line.
#pragma once

#include <vector>

#include "second_engine/arb_mixture.hpp"

namespace rigor::second_engine {

/// Equally weighted data on the line, c > 0, and a start x(v0), v0 > 0, of dx/ds = (m(x, v) - x) v
/// / (v + c), v = v0 e^{-2s}.
struct TikhonovStart {
  std::vector<Rational> data;
  Rational c, v0, x;
};

/// x(v) as v -> 0: Euler's method with an enclosed remainder down to v0 e^{-3}, in steps of 1 /
/// 2000, and from there a closed form in a ball about a datum. Some three digits.
/// std::runtime_error if it isn't in such a ball by then.
Bounds tikhonov_end(const TikhonovStart& start);

/// F((x - x_i) / sqrt(v)) on average over the data, F the normal distribution function, for all x
/// between the bounds.
Bounds kernel_cdf(const std::vector<Rational>& data, const Rational& v, const Bounds& x);

}  // namespace rigor::second_engine
