// Guesses of all eigenvectors at any precision. Nothing here is verified.
#pragma once

#include "linear/matrix.hpp"
#include "number/interval_number.hpp"

namespace rigor {

/// Thin entries: approximately orthonormal eigenvectors of the midpoints as columns, approximately
/// in ascending order of the eigenvalues. (i, j) and (j, i) are the same box, of size about 1.
///
/// BigInterval: from doubles by a Newton iteration, which converges quadratically (Ogita and
/// Aishima, Iterative refinement for symmetric eigenvalue decomposition, Japan J. Indust. Appl.
/// Math. 35 and 36, 2018 and 2019): X is made orthonormal, and with S = X^T A X becomes X + XE with
/// e_ij = s_ij / (s_jj - s_ii). Groups that can't be told apart yet are left out there and turned
/// to the eigenvectors of their block of S, computed in double relative to the spread of the block,
/// so that any cluster is resolved to the working precision.
Matrix<Interval> guess_eigenbasis(const Matrix<Interval>& entries);
Matrix<BigInterval> guess_eigenbasis(const Matrix<BigInterval>& entries);

}  // namespace rigor
