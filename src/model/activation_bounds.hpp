// Bounds of activation functions and their derivatives on the whole line.
#pragma once

#include <optional>

#include "model/activation.hpp"
#include "number/interval_number.hpp"

namespace rigor {

/// Enclosures of suprema over the line.
template <class I>
struct ActivationBounds {
  I slope;                 ///< K = sup |s'|
  I curvature;             ///< S_2 = sup |s''|
  std::optional<I> value;  ///< M = sup |s|, where s is bounded
};

/// With t = tanh u, phi and Phi of the standard normal law:
///
///   tanh      s' = 1 - t^2 <= 1; |s''| = 2 |t| (1 - t^2) is largest at t^2 = 1/3: 4 / (3 sqrt 3)
///   erf       s' = 2 e^{-u^2} / sqrt pi; |s''| = 2 |u| s' is largest at u^2 = 1/2: sqrt(8/(pi e))
///   gelu      s'' = phi (2 - u^2), so s' rises from -sqrt 2 to sqrt 2 and falls elsewhere, between
///             the limits 0 and 1; s'(-u) = 1 - s'(u): K = s'(sqrt 2) = Phi(sqrt 2) + sqrt 2
///             phi(sqrt 2). (s'')' = phi u (u^2 - 4): |s''| is largest at 0 or 2, where it is 2 /
///             sqrt(2 pi) and 2 phi(2), which is less
///   sin       1, 1, 1
///   arctan    s' = 1 / (1 + u^2); |s''| = 2 |u| s'^2 is largest at u^2 = 1/3: 3 sqrt 3 / 8; pi / 2
///   sigmoid   (1 + tanh(u / 2)) / 2: 1/4, 1 / (6 sqrt 3), 1
///   softplus  s' is the sigmoid: 1, 1/4
///
/// Throws std::invalid_argument for relu, which has a kink. For Interval, BigInterval and Decorated.
template <IntervalNumber I>
ActivationBounds<I> activation_bounds(Activation activation, Precision precision);

/// Whether s(0) = 0: that of tanh, erf, gelu, sin, arctan and relu.
bool vanishes_at_zero(Activation activation);

}  // namespace rigor
