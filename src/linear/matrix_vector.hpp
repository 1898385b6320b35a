// Matrices of doubles times vectors, and norms, with bounds of all that rounding does to them.
#pragma once

#include <cstddef>
#include <vector>

#include "linear/matrix.hpp"

namespace rigor {

/// |fl(sum a_j x_j) - sum a_j x_j| <= relative sum |a_j x_j| + absolute.
struct SumRounding {
  double relative;
  double absolute;
};

/// Of the sums of so many products, at most 2^40, that the functions below form. They have 16
/// partial sums, which are added in pairs, and then what is left over one by one: with n = 16 k + r
/// terms, each goes through its product and at most k + 5, or r + 1, additions, so that relative =
/// d u / (1 - d u) with d = k + 6 + r and u = 2^-53 (Higham, Accuracy and Stability of Numerical
/// Algorithms, section 3.1), and absolute = 2^-1074 n for underflow. The order doesn't depend on
/// the processor.
SumRounding sum_rounding(std::size_t terms);

/// fl(Ax), in the length of a row so many terms. Throws std::invalid_argument if the shapes
/// disagree. Not finite where a sum overflows.
std::vector<double> product_to_nearest(const Matrix<double>& a, const std::vector<double>& x);

/// Upper bounds of sqrt(sum x_i^2), within 2^-50 for a million numbers of moderate size; +inf where
/// one of them is NaN or too large.
double euclidean_bound(const std::vector<double>& x);
double frobenius_bound(const Matrix<double>& a);

/// The largest Euclidean length of Ax over that of x, from above: the root of the largest
/// eigenvalue, enclosed, of A A^T or A^T A, and at most frobenius_bound(a). Cubic in the size.
double spectral_bound(const Matrix<double>& a);

/// Upper bounds of Frobenius norms.
struct DistanceBounds {
  double distance;  ///< of A - (left_share L + right_share R)
  double size;      ///< of A
};

/// Of three matrices of one shape and numbers from 0 to 1, in one pass over them; `sizes` is at
/// least the sum of the Frobenius norms of L and R. Single precision makes that pass cheaper.
///
/// The entries of the difference are formed with at most three roundings of numbers up to |a| + |l|
/// + |r|, and underflow.
DistanceBounds distance_bounds(const Matrix<double>& a, const Matrix<float>& left,
                               double left_share, const Matrix<float>& right, double right_share,
                               double sizes);

}  // namespace rigor
