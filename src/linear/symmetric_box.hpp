// A box of symmetric matrices, brought to size 1 and taken apart.
#pragma once

#include <cstddef>
#include <vector>

#include "linear/matrix.hpp"
#include "number/interval_number.hpp"

namespace rigor {

/// The symmetric members of a square box of matrices.
template <IntervalNumber I>
struct SymmetricBox {
  enum class Kind { empty, unbounded, zero, regular };

  Kind kind = Kind::regular;
  /// For a regular one: entries (i, j) and (j, i) are the same, and the largest size of a member's
  /// entry is between 1/2 and 2. The members, times 2^exponent, enclose the symmetric members of
  /// the box.
  Matrix<I> entries;
  int exponent = 0;
};

/// Throws std::invalid_argument unless the matrix is square and not of size 0.
template <IntervalNumber I>
SymmetricBox<I> symmetric_box(const Matrix<I>& a);

/// Numbers for midpoints: of Interval doubles, of BigInterval MPFR numbers.
template <IntervalNumber I>
struct MidpointOf;
template <>
struct MidpointOf<Interval> {
  using type = double;
};
template <>
struct MidpointOf<BigInterval> {
  using type = BigFloat;
};
template <IntervalNumber I>
using Midpoint = typename MidpointOf<I>::type;

/// Symmetric A with |A - midpoint| <= E entry by entry, where the rows of E >= 0 have sums at most
/// `row_radius`. For every vector x: |x^T (A - midpoint) x| <= sum_ij E_ij (x_i^2 + x_j^2) / 2 <=
/// sum_i row_radius_i x_i^2, so A lies between midpoint -+ diag(row_radius) in the order of
/// quadratic forms.
template <IntervalNumber I>
struct MidpointForm {
  Matrix<Midpoint<I>> midpoint;
  std::vector<I> row_radius;
};

/// At least that of all entries, with some bits to spare for the rounding errors of n^3 operations.
template <IntervalNumber I>
Precision working_precision(const Matrix<I>& entries);

/// Of bounded entries, (i, j) and (j, i) the same; BigFloats have the working precision.
MidpointForm<Interval> midpoint_form(const Matrix<Interval>& entries);
MidpointForm<BigInterval> midpoint_form(const Matrix<BigInterval>& entries);

/// Of the midpoints; those of a BigInterval rounded to double.
Matrix<double> rounded_midpoints(const Matrix<Interval>& entries);
Matrix<double> rounded_midpoints(const Matrix<BigInterval>& entries);

/// The largest precision of an entry. Requires rows and columns >= 1.
template <IntervalNumber I>
Precision largest_precision(const Matrix<I>& a);

/// An upper bound for the size of every eigenvalue of every member: the largest sum of sizes of a
/// row (Gershgorin).
template <IntervalNumber I>
I row_bound(const Matrix<I>& a);

std::vector<Interval> as_points(const std::vector<double>& v);
std::vector<BigInterval> as_points(const std::vector<BigFloat>& v);

/// x minus the upper end of `amount`, rounded downward.
inline double lowered(double x, const Interval& amount) {
  return -add_up(-x, amount.upper());
}
inline BigFloat lowered(BigFloat x, const BigInterval& amount) {
  mpfr_sub(x.get(), x.get(), amount.upper().get(), MPFR_RNDD);
  return x;
}

}  // namespace rigor
