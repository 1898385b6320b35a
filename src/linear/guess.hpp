// Floating-point guesses by Eigen. Nothing here is verified; others prove what they are told.
#pragma once

#include "linear/matrix.hpp"

namespace rigor {

/// An approximate inverse of a square matrix; it may hold NaN or infinities where that is singular.
Matrix<double> guess_inverse(const Matrix<double>& a);

}  // namespace rigor
