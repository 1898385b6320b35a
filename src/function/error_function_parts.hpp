// The two expansions from which erf and erfc are made, in fixed-point integers.
#pragma once

#include "number/big_interval.hpp"

namespace rigor {

/// F(y) = sum over k >= 0 of y^k / (1 * 3 * ... * (2k + 1)) at y = 2 * `square`, to a relative
/// width of about (number of terms) 2^-bits; `square` is a bounded interval of numbers >= 0. All
/// terms are positive. erf(x) = 2x/sqrt(pi) exp(-x^2) F(2 x^2) (DLMF 7.6.2).
BigInterval odd_factorial_series(const BigInterval& square, Precision precision);

/// h_0 of the continued fraction h_k = 1 + (k+1) u / h_(k+1) with u = 1 / (2 * `square`), to a
/// relative width of about 2^-bits; `square` holds positive numbers only. erfc(x) = exp(-x^2) / (x
/// sqrt(pi) h_0) for x > 0 (DLMF 7.9.1, scaled by x). Cost grows as (bits / x)^2.
BigInterval erfc_fraction(const BigInterval& square, Precision precision);

}  // namespace rigor
