// One datum at the origin of R^d and a standard normal true law: closed forms.
#pragma once

#include <cstddef>

#include "function/chi_square.hpp"
#include "function/constants.hpp"
#include "function/elementary.hpp"
#include "number/interval_number.hpp"

namespace rigor {

/// The excess risks of a score at one noise variance.
template <class D>
struct ExcessRisks {
  D train, test;
};

/// For p_1 = N(0, v I), p_v = N(0, (1 + v) I) and the score s that is s_1 = -y / v for
/// |y| <= R sqrt v and s_p = -y / (1 + v) elsewhere: |s_1 - s_p| = |y| / (v (1 + v)), and
///   E_tr(s) = integral over |y| > R sqrt v of |s_1 - s_p|^2 p_1 = d Q_{d+2}(R) / (v (1+v)^2),
///   E_te(s) = integral over |y| <= R sqrt v of |s_1 - s_p|^2 p_v
///           = d P_{d+2}(R sqrt(v / (1+v))) / (v^2 (1+v)),
/// because E[|Z|^2; |Z| <= r] = d P_{d+2}(r) for Z standard normal in R^d: r^2 times the density of
/// |Z|^2 is d times the density in R^{d+2}. Requires d >= 1, v > 0, R >= 0.
template <class D>
ExcessRisks<D> hybrid_excess(int d, const D& v, const D& R) {
  return {d * chi_tail(d + 2, R) / (v * sqr(1 + v)),
          d * chi_cdf(d + 2, R * sqrt(v / (1 + v))) / (sqr(v) * (1 + v))};
}

/// Gamma(k / 2) for k >= 1.
template <class D>
D gamma_of_half(int k, Precision precision) {
  D value = enclose<D>(1L, precision);
  if (k % 2 != 0) value = sqrt(pi<D>(precision));
  for (int j = k % 2 == 0 ? 2 : 1; j + 2 <= k; j += 2) value = value * static_cast<long>(j) / 2L;
  return value;
}

/// The volume of the unit ball of R^d, pi^{d/2} / Gamma(d/2 + 1).
template <class D>
D unit_ball_volume(int d, Precision precision) {
  D value = pown(pi<D>(precision), d / 2);
  if (d % 2 != 0) value = value * sqrt(pi<D>(precision));
  return value / gamma_of_half<D>(d + 2, precision);
}

}  // namespace rigor
