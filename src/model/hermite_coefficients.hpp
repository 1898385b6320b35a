// Hermite coefficients of activation functions.
#pragma once

#include <functional>

#include "model/activation.hpp"
#include "number/big_interval.hpp"
#include "number/interval_number.hpp"

namespace rigor {

/// eta_r = E s(g) He_r(g) / sqrt(r!) for g standard normal and He_r the polynomials of Hermite with
/// leading coefficient 1, r >= 1: the coefficients of s in an orthonormal basis of L^2(N(0, 1)).
/// Throws std::invalid_argument for r < 1; `step` is called once a panel where there is no closed
/// form, and may throw to give up.
///
/// By parts eta_r sqrt(r!) = E s^(k)(g) He_{r-k}(g), and E He_2j(X) = (2j - 1)!! (v - 1)^j for X ~
/// N(0, v) (the generating function is exp(t X - t^2 / 2)). Hence, with r = 2j + 1 or r = 2j + 2,
///   erf     eta_r sqrt(r!) = 2 / sqrt(3 pi) (2j - 1)!! (-2/3)^j, as erf' = 2 exp(-x^2) / sqrt pi;
///   sin     eta_r sqrt(r!) = (-1)^j exp(-1/2);
///   gelu    eta_r sqrt(r!) = E (2 - X^2) He_2j(X) / (2 sqrt pi), X ~ N(0, 1/2), as s'' =
///           (2 - x^2) phi(x), and X^2 He_k = He_{k+2} + (2k + 1) He_k + k (k - 1) He_{k-2};
///   relu    eta_r sqrt(r!) = He_2j(0) / sqrt(2 pi), as s'' is the unit mass at 0;
///   arctan  eta_r sqrt(r!) = E He_2j(g) / (1 + g^2) = E Q(g) + He_2j(i) E 1 / (1 + g^2), Q the
///           polynomial (He_2j(x) - He_2j(i)) / (1 + x^2), and E 1 / (1 + g^2) = sqrt(pi e / 2)
///           erfc(1 / sqrt 2).
/// tanh, sigmoid (1 + tanh(x/2)) / 2 and softplus (whose derivative is the sigmoid) are integrated
/// over the line. eta_1 = 1/2 for gelu, relu, softplus.
BigInterval big_hermite_coefficient(Activation activation, int r, Precision precision,
                                    const std::function<void()>& step);

template <IntervalNumber I>
I hermite_coefficient(Activation activation, int r, Precision precision,
                      const std::function<void()>& step) {
  return convert<I>(big_hermite_coefficient(activation, r, precision, step), precision);
}

/// True if eta_r = 0 by symmetry: s - s(0) is odd and r is even (tanh, erf, sin, arctan, sigmoid),
/// or s(x) - x/2 is even and r >= 3 is odd (gelu, relu, softplus). r >= 1.
bool hermite_coefficient_vanishes(Activation activation, int r);

}  // namespace rigor
