// The constants of the bounds on the error of a density estimate.
#pragma once

#include "proofs-check/common/conclusion.hpp"

namespace rigor::memorization {

/// MISE(N, h) <= 1 / (2 sqrt(pi) N h) + (bias / sqrt pi) h^4, and MISE(N, N^(-1/5)) <= (rate / sqrt
/// pi) N^(-4/5). Proof. 2 sqrt(pi) MISE = (1/N) (1/h - 1/A) + bias part, and the first is at most 1
/// / (N h). The bias part of MISE is (1 / 2 pi) integral of |p^(w)|^2 (1 - exp(-h^2 w^2 / 2))^2 dw;
/// as 0 <= 1 - e^-t <= t it is at most (h^4 / 4) (1 / 2 pi) integral of w^4 |p^|^2 = (h^4 / 4)
/// integral of p''^2. With p'' = (x^2 - 1) phi and phi^2 = N(0, 1/2) / (2 sqrt pi), integral of
/// p''^2 = (1 / 2 sqrt pi) (3 w^2 - 2 w + 1) at w = 1/2, the variance: E x^4 = 3 w^2, E x^2 = w. At
/// h = N^(-1/5) both terms are multiples of N^(-4/5). Open: the two constants.
inline Truth density_error_bounds(const Rational& bias, const Rational& rate) {
  const Rational w(1, 2), curvature = (3 * w * w - 2 * w + 1) / 2;  // times 1 / sqrt pi
  return proved_if(bias >= curvature / 4 && rate >= w + bias);
}

}  // namespace rigor::memorization
