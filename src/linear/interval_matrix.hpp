// Matrices of intervals as midpoints and radii, multiplied by Eigen's products of doubles.
#pragma once

#include "linear/matrix.hpp"
#include "number/interval.hpp"

namespace rigor {

/// Encloses every real matrix A with |A - midpoint| <= radius entry by entry, two arrays of one
/// shape. Where one of the two numbers is infinite or NaN, nothing is known of the entry.
struct IntervalMatrix {
  Matrix<double> midpoint;
  Matrix<double> radius;
};

/// Encloses every real matrix A with |A - midpoint| <= relative_radius |midpoint|, a number >= 0.
struct RelativeMatrix {
  Matrix<double> midpoint;
  double relative_radius = 0;
};

/// Encloses the members of the box; thin entries have radius 0. Nothing is known of an entry that
/// is unbounded or empty.
IntervalMatrix interval_matrix(const Matrix<Interval>& a);
/// Encloses the members of the matrix, by the least intervals; the entire line for an entry that
/// nothing is known of.
Matrix<Interval> intervals(const IntervalMatrix& a);

/// Encloses AB for all members, p x q times q x r. Throws std::invalid_argument if the shapes
/// disagree.
///
/// Three products of doubles to nearest, in whatever order of summation, in blocks, with or without
/// fused operations. With q terms, u = 2^-53, g = qu / (1 - qu), midpoints M, N and radii R, S:
/// |AB - fl(MN)| <= |M| S + R (|N| + S) + g |M| |N| + q 2^-1074 (Higham, Accuracy and Stability,
/// section 3.5; the last for underflow) = |M| P + R Q + q 2^-1074 with P = S + g |N|, Q = |N| + S.
/// P and Q are computed with at most four roundings, the sum of 2q products of nonnegative numbers
/// with at most 2q, so that P and Q times 1 + (4q + 16) u in advance more than make up for what
/// rounding takes away; 2^-1021 in P and Q covers an underflow there, whatever it is multiplied
/// with, and the sum starts from a number for the underflows in the products. (Rump, Fast interval
/// matrix multiplication, Numer. Algorithms 61, 2012.)
IntervalMatrix multiply(const IntervalMatrix& a, const IntervalMatrix& b);

/// Two products: with relative radii r and s, |AB - fl(MN)| <= (r + s + rs + g) |M| |N| + q
/// 2^-1074.
IntervalMatrix multiply(const RelativeMatrix& a, const RelativeMatrix& b);

/// What products of one shape can use again. New memory costs more than some passes over it.
struct ProductMemory {
  Matrix<double> left;
  Matrix<double> right;
};
/// The same products, in the memory of `result`, which must not be an operand.
void multiply(const IntervalMatrix& a, const IntervalMatrix& b, ProductMemory& memory,
              IntervalMatrix& result);
void multiply(const RelativeMatrix& a, const RelativeMatrix& b, ProductMemory& memory,
              IntervalMatrix& result);

}  // namespace rigor
