// The second engine: gradient flow of two scalar blocks h + tanh(z) h / 2, by a Taylor method.
#pragma once

#include "second_engine/arb_mixture.hpp"

namespace rigor::second_engine {

/// F(x) = b (1 + tanh(z_2) / 2) (1 + tanh(z_1) / 2) a x with a = b = 1 at the start, trained by the
/// gradient flow a' = -dl/da, z_k' = -2 dl/dz_k, b' = -dl/db of l = (F(x) - y)^2.
struct GainTraining {
  Rational input;   ///< x
  Rational target;  ///< y
  Rational first;   ///< z_1 at the start
  Rational second;  ///< z_2 at the start
};

/// |z_2 - z_1| at the time > 0. With t_k = tanh z_k, t_k' = (1 - t_k^2) z_k', the flow of (a, t_1,
/// t_2, b) is polynomial; steps by Taylor polynomials of balls, with Lagrange's remainder over a
/// box that Picard's operator maps into itself.
Bounds gain_difference(const GainTraining& training, const Rational& time);

/// (D + beta T / L) e^{alpha T} with alpha = 2 e^K K' M (e^K M^2 x + |y|), beta = 2 K e^K M (K +
/// e^K K' M x)(e^K M^2 x + |y|) for f(h, z) = tanh(z) h: K_1 = tanh M, K = max(K_1, H), K' = max(1,
/// 4 H / (3 sqrt 3)), H = e^{K_1} M x. Requires tanh M >= 1 / sqrt 3.
Bounds gain_bound(const Rational& input, const Rational& target, const Rational& most_weight,
                  const Rational& difference, const Rational& time, long depth);

}  // namespace rigor::second_engine
