// Products of matrices of intervals, by the fastest arithmetic of each type.
#pragma once

#include "linear/interval_matrix.hpp"
#include "linear/product.hpp"
#include "number/big_interval.hpp"

namespace rigor {

/// Encloses AB for all members, p x q times q x r. Throws std::invalid_argument if the shapes
/// disagree.
inline Matrix<Interval> enclosed_product(const Matrix<Interval>& a, const Matrix<Interval>& b) {
  return intervals(multiply(interval_matrix(a), interval_matrix(b)));
}
inline Matrix<BigInterval> enclosed_product(const Matrix<BigInterval>& a,
                                            const Matrix<BigInterval>& b) {
  return multiply(a, b);
}

}  // namespace rigor
