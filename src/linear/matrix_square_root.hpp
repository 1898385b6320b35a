// The positive square root of a positive definite matrix.
#pragma once

#include <optional>

#include "linear/matrix.hpp"
#include "number/interval_number.hpp"

namespace rigor {

/// Encloses, for every symmetric member A of the box, the symmetric positive definite X with X^2 =
/// A; nothing where it isn't proved that all of them are positive definite. Throws
/// std::invalid_argument unless the matrix is square, n >= 1.
///
/// With any symmetric positive definite Y, e.g. from guessed eigenvectors of the midpoints: as X^2
/// - Y^2 = X (X - Y) + (X - Y) Y, the difference X - Y is the integral of exp(-sX) (A - Y^2)
/// exp(-sY) over s >= 0, so that its spectral norm, and with it every entry, is at most
/// ||A - Y^2|| / (x + y) for lower bounds x and y of the eigenvalues of X and Y.
template <IntervalNumber I>
std::optional<Matrix<I>> matrix_square_root(const Matrix<I>& symmetric);

}  // namespace rigor
