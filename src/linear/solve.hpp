// Linear systems with proved solutions.
#pragma once

#include <optional>
#include <vector>

#include "linear/matrix.hpp"
#include "number/interval_number.hpp"

namespace rigor {

/// Encloses the solution x of A x = b for every member of the boxes, and proves every A regular;
/// nothing where that isn't proved. Throws std::invalid_argument unless A is square, n >= 1, and b
/// of its size.
///
/// With any R and y: if ||1 - RA||_oo <= q < 1, then R and A are regular, and x - y = R(b - Ay) +
/// (1 - RA)(x - y) gives |x - y| <= |R(b - Ay)| + q / (1 - q) ||R(b - Ay)||_oo entry by entry
/// (Rump, Verification methods, Acta Numerica 2010, section 10). R is a guessed inverse of the
/// midpoints, y = R b.
template <IntervalNumber I>
std::optional<std::vector<I>> solve(const Matrix<I>& a, const std::vector<I>& b);

}  // namespace rigor
