// The second engine: the training of a chain of ReLU blocks, by quadrature.
#pragma once

#include "second_engine/arb_mixture.hpp"

namespace rigor::second_engine {

/// w(t) for w' = rate (C - y) (1 + w / 2L)^{L-1}, y = (1 + w / 2L)^L, w(0) = 1 / 2L; C > (1 +
/// 1/4L^2)^L, rate > 0, t > 0. By bisection of t = integral of dw / w', with Arb's certified
/// quadrature.
Bounds relu_chain_weight(const Rational& factor, const Rational& rate, long depth,
                         const Rational& time);

}  // namespace rigor::second_engine
