// The largest operator norms of weights that are functions of depth.
#pragma once

#include "analysis/supremum.hpp"
#include "model/depth_weights.hpp"
#include "number/interval_number.hpp"

namespace rigor {

/// Encloses the supremum over 0 <= s <= 1 of |A(s)|, or of |A'(s)| with `of_slope`. The entire line
/// unless A is proved smooth on [0, 1]. Branch and bound over s; on a piece about c of half-length
/// r the entries of A^T A are in their Taylor polynomials at c, of degree n - 1, plus r^n times the
/// n-th coefficients over the piece (Lagrange), so that a norm that is constant is found to be
/// nearly constant.
template <IntervalNumber I>
I enclose_largest_norm(const Matrix<SmoothExpression>& matrix, bool of_slope, Precision precision,
                       const SupremumGoal& goal);

/// v, w, ell_V, ell_W with |V(s)| <= v, |W(s)| <= w on [0, 1], and Lipschitz constants of V and W
/// in operator norm: enclosures of the least ones. Of a linear block w = ell_W = 0.
template <IntervalNumber I>
struct DepthNorms {
  I V;
  I W;
  I V_slope;
  I W_slope;
};
template <IntervalNumber I>
DepthNorms<I> depth_norms(const DepthModel& model, Precision precision, const SupremumGoal& goal);

extern template DepthNorms<Interval> depth_norms(const DepthModel&, Precision, const SupremumGoal&);
extern template DepthNorms<BigInterval> depth_norms(const DepthModel&, Precision,
                                                    const SupremumGoal&);

}  // namespace rigor
