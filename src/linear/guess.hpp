// Floating-point guesses by Eigen. Nothing here is verified; others prove what they are told.
#pragma once

#include <vector>

#include "linear/matrix.hpp"
#include "number/big_interval.hpp"

namespace rigor {

/// An approximate inverse of a square matrix; it may hold NaN or infinities where that is singular.
Matrix<double> guess_inverse(const Matrix<double>& a);
/// Of the midpoints, at the precision: thin entries; the zero matrix where a pivot vanishes.
Matrix<BigInterval> guess_inverse(const Matrix<BigInterval>& a, Precision precision);

/// Approximate eigenvalues in ascending order, and eigenvectors of length 1 as columns.
struct GuessedEigenvectors {
  std::vector<double> values;
  Matrix<double> vectors;
};
/// Of a symmetric matrix; may hold NaN.
GuessedEigenvectors guess_eigenvectors(const Matrix<double>& symmetric);

/// Approximations of the largest, the second largest and the least eigenvalue (the same numbers for
/// n = 1), and of an eigenvector of length 1 to the largest.
struct GuessedLeader {
  double largest;
  double second;
  double least;
  std::vector<double> vector;
};
/// Of a symmetric matrix with entries of about size 1. For large n the second largest and the least
/// one may be missed, and the vector may be inaccurate where the gap is small.
GuessedLeader guess_leader(const Matrix<double>& symmetric);

}  // namespace rigor
