// Norms of matrices of intervals.
#pragma once

#include <cstddef>
#include <vector>

#include "linear/matrix.hpp"
#include "number/interval_number.hpp"

namespace rigor {

/// Encloses the Euclidean norm of all entries, for every member of the box; 0 of an empty matrix.
template <IntervalNumber I>
I frobenius_norm(const Matrix<I>& a, Precision precision);

/// Encloses the operator norm max |Ax| / |x| of every member of the box: the root of the largest
/// eigenvalue of A A^T or A^T A, whichever is smaller, and at most the Frobenius norm; that itself
/// for a row or a column. Of two rows or columns, the eigenvalue is (a + d) / 2 + sqrt((a - d)^2 /
/// 4
/// + b^2). Throws std::invalid_argument for an empty matrix.
template <IntervalNumber I>
I operator_norm(const Matrix<I>& a);

/// Encloses the Euclidean norm of a vector of at least one component.
template <IntervalNumber I>
I vector_norm(const std::vector<I>& x) {
  I sum = sqr(x[0]);
  for (std::size_t i = 1; i < x.size(); ++i) sum += sqr(x[i]);
  return sqrt(sum);
}

}  // namespace rigor
