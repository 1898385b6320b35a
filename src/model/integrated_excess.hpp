// The excess risks of s_p and s_N, integrated over a range of noise variances.
#pragma once

#include <functional>
#include <vector>

#include "model/law_pair.hpp"
#include "number/interval.hpp"

namespace rigor {

struct IntegratedExcess {
  Interval train;  ///< the integral of E_tr(s_p) over from <= v <= to
  Interval test;   ///< the integral of E_te(s_N)
};

/// Encloses both as double integrals for the true law N(0, 1), in doubles, to some six digits: a
/// check of the closed form by relative entropies that shares nothing with it but the densities.
///
/// On a panel [a, b] of variances, the n-point Gauss rule has the error
///   (b - a)^{2n+1} (n!)^4 / ((2n+1) (2n)!^2) c,  c among the coefficients of order 2n in v at
///   the points of [a, b],
/// of E_L(v), the inner integral over |y| <= L for an L that is fixed on the panel. Those
/// coefficients are integrals of the integrand's, enclosed cell by cell; beyond L the integrand is
/// bounded in closed form for all v of the panel. Requires increasing points and 0 < from < to
/// (std::invalid_argument otherwise). `step` is called once a panel of any integral and once a
/// cell.
IntegratedExcess integrated_excess(const std::vector<Rational>& points, const Rational& from,
                                   const Rational& to, const std::function<void()>& step);

}  // namespace rigor
