// Enclosures of the eigenvalues of symmetric matrices with interval entries.
#pragma once

#include <cstddef>
#include <vector>

#include "linear/matrix.hpp"
#include "number/interval_number.hpp"

namespace rigor {

/// Encloses the largest (the least) eigenvalue of every symmetric matrix in the box. The entire
/// line where nothing is proved, e.g. where an entry is unbounded; empty where the box has no
/// symmetric member. Throws std::invalid_argument unless the matrix is square, n >= 1.
///
/// From below by the Rayleigh quotient of a guessed eigenvector. From above by Temple's bound
/// (rayleigh.hpp), where the other eigenvalues are proved to be at most a number mu in the gap: if
/// mu - A + t t^T is positive definite for a vector t, then A - t t^T has all its eigenvalues below
/// mu, and A, a change of rank one upward from there, all but one (Weyl). Where there is no such
/// gap, from above by any x for which x - A is proved positive definite (cholesky.hpp). In both
/// proofs the box enters through its midpoint and row_radius (symmetric_box.hpp).
template <IntervalNumber I>
I largest_eigenvalue(const Matrix<I>& symmetric);
template <IntervalNumber I>
I smallest_eigenvalue(const Matrix<I>& symmetric);

/// Enclosures of all eigenvalues: the k-th contains the k-th in ascending order, multiplicities
/// counted, of every symmetric matrix in the box. So they cover the spectrum; where some overlap it
/// is not told how many eigenvalues are in each (see eigenvalue_clusters). Errors as above.
///
/// With any square X, C = X^T A X and G = X^T X: the k-th eigenvalue of A is that of C divided by a
/// number between the least and the largest eigenvalue of G > 0 (Ostrowski). With the row sums r_i
/// of |c_ij|, j != i, diag(c_ii - r_i) <= C <= diag(c_ii + r_i) as quadratic forms, since the
/// differences are diagonally dominant: so the k-th eigenvalue of C is between the k-th least of
/// the numbers c_ii - r_i and the k-th least of the c_ii + r_i (Weyl). G is treated likewise. X is
/// a guess of the eigenvectors.
///
/// Where that proves the k-th eigenvalue to be the only one between numbers low and high, a column
/// v of X sharpens it: with unit v, q = v^T A v in (low, high) and e = ||Av - qv||,
///
///   q - e^2 / (high - q) <= lambda_k <= q + e^2 / (q - low)
///
/// (Kato 1949, Temple 1928), as (A - lambda_k)(A - low) has no negative eigenvalue: see
/// temple_bound.
template <IntervalNumber I>
std::vector<I> eigenvalues(const Matrix<I>& symmetric);

/// Exactly the eigenvalues number first, ..., first + count - 1 in ascending order (from 0), of
/// every symmetric matrix in the box it was made for, multiplicities counted, lie in `box`. With
/// count = 1 that is one simple eigenvalue.
template <IntervalNumber I>
struct EigenvalueCluster {
  I box;
  std::size_t first;
  std::size_t count;
};

/// Disjoint, ascending, and together all eigenvalues: the parts of the union of eigenvalues(...).
template <IntervalNumber I>
std::vector<EigenvalueCluster<I>> eigenvalue_clusters(const Matrix<I>& symmetric);

/// The eigenvalue number `index` in ascending order (from 0) of every symmetric matrix in the box
/// is simple and in `value`; `vector` contains an eigenvector to it of length 1.
template <IntervalNumber I>
struct IsolatedEigenpair {
  std::size_t index;
  I value;
  std::vector<I> vector;
};

/// Those that could be proved, in ascending order: they need not be all. With unit v as in
/// eigenvalues(...), q - low >= g and high - q >= g: the part of v that is orthogonal to the
/// eigenvector u has length at most e / g (Davis and Kahan; with v = sum c_j u_j, e^2 = sum c_j^2
/// (lambda_j - q)^2 >= g^2 times the sum over the others), so ||u - v|| <= sqrt(2) e / g for the u
/// with u^T v >= 0, since 2 - 2 cos <= 2 sin^2 between 0 and a right angle.
template <IntervalNumber I>
std::vector<IsolatedEigenpair<I>> isolated_eigenpairs(const Matrix<I>& symmetric);

/// Thin entries: a guess of an eigenvector to the largest eigenvalue of the midpoints, at the
/// precision of the entries. Not verified; may be any vector but 0.
template <IntervalNumber I>
std::vector<I> guess_leading_eigenvector(const Matrix<I>& symmetric);

}  // namespace rigor
