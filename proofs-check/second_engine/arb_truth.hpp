// The second engine: an empirical law against a standard normal true law, in Arb's ball arithmetic.
#pragma once

#include <vector>

#include "second_engine/arb_mixture.hpp"

namespace rigor::second_engine {

/// d Q_{d+2}(R) / (v (1+v)^2) and d P_{d+2}(R sqrt(v/(1+v))) / (v^2 (1+v)), by Arb's incomplete
/// gamma functions, for d >= 1, v > 0, R^2 >= 0.
Bounds hybrid_train_excess(long d, const Rational& v, const Rational& squared_radius);
Bounds hybrid_test_excess(long d, const Rational& v, const Rational& squared_radius);
/// The first for R^2 = C log(1/v), 0 < v < 1.
Bounds hybrid_train_excess_at(long d, const Rational& v, const Rational& C);

/// sqrt(a) + sqrt(b) for bounds >= 0.
Bounds sum_of_roots(const Bounds& a, const Bounds& b);

/// The integral of |s_N - s_p|^2 p_v over the line, p_N = (1/N) sum N(x_i, v), p_v = N(0, 1 + v),
/// by Arb's adaptive quadrature. Requires points, v > 0 (std::invalid_argument otherwise).
Bounds test_excess(const std::vector<Rational>& points, const Rational& v);
/// KL(p_N | p_v) in the same way.
Bounds divergence_from_truth(const std::vector<Rational>& points, const Rational& v);
/// P_N(A) - P_v(A) of the union A of the disjoint intervals [centre - radius, centre + radius].
Bounds mass_difference(const std::vector<Rational>& points, const Rational& v,
                       const std::vector<Rational>& centres, const Rational& radius);

/// P_1(rho / sqrt delta) - 2 N M rho.
Bounds copying_bound(long N, const Rational& M, const Rational& delta, const Rational& rho);

}  // namespace rigor::second_engine
