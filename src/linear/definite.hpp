// Positive definiteness of every symmetric matrix in a box.
#pragma once

#include "linear/matrix.hpp"
#include "number/interval_number.hpp"

namespace rigor {

/// yes: x^T A x > 0 for every symmetric A in the box and every x != 0. no: that holds for none of
/// them. Throws std::invalid_argument unless the matrix is square, n >= 1.
///
/// The box is first scaled to D A D with powers of 2, so that the diagonal has about size 1, which
/// keeps definiteness and nearly minimises the condition (van der Sluis 1969). Yes by Cholesky
/// (cholesky.hpp) of the midpoint minus diag(row_radius) (symmetric_box.hpp); no by a diagonal
/// entry or a Rayleigh quotient that is at most 0.
template <IntervalNumber I>
Truth is_positive_definite(const Matrix<I>& symmetric);

}  // namespace rigor
