// What REG-UP-1 leaves open, recomputed.
#pragma once

#include <optional>
#include <vector>

#include "linear/matrix.hpp"
#include "number/interval_number.hpp"
#include "verdict/registry.hpp"

namespace rigor::memorization {

/// (1/N) sum phi(x_i) phi(x_i)^T.
Matrix<Rational> noiseless_gram(const std::vector<int>& powers,
                                const std::vector<Rational>& points);

/// An upper bound of b^T A^-1 b for all variances 0 <= v <= v_0, where A is proved regular on all
/// of them: the entries are polynomials in v with rational coefficients.
template <IntervalNumber B>
std::optional<B> learned_at_most(const std::vector<int>& powers,
                                 const std::vector<Rational>& points, const Rational& v0,
                                 Precision precision);

/// On the data -1, 1 with the features y, y^3: 1/v - J - b^T A^-1 b <= c for all v > 0. As J >= 0,
/// it is at most
///   1/v - b^T A^-1 b = (18 + 6v) / (4 + 18v + 24v^2 + 6v^3) = P(v) / Q(v),
/// and P <= c Q if no coefficient of c Q - P is negative. The identity is one of polynomials of
/// degree <= 8, det A b^T A^-1 b and det A having degrees <= 4; it is checked exactly at 16 points.
/// For data -a, a put y = a u: A, b and v change so that the excess is 1/a^2 times that at v/a^2.
Truth two_odd_powers(const Rational& c);

void add_reg_up_affine(Registry& registry);  // REG-UP-1.b

}  // namespace rigor::memorization
