// Positive definiteness by floating-point Cholesky decomposition with an a-priori error bound.
#pragma once

#include <optional>
#include <vector>

#include "linear/matrix.hpp"
#include "number/big_float.hpp"

namespace rigor {

/// A triangular matrix whose product with its transpose is close to what was decomposed. Nothing is
/// proved of it: it serves guesses.
template <class Real>
struct CholeskyFactor {
  Matrix<Real> lower;

  /// Approximates the x with (lower lower^T) x = b.
  std::vector<Real> guess_solution(std::vector<Real> b) const;
};

/// Proves that the symmetric matrix with exactly these entries is positive definite; nothing if
/// that isn't proved. NaN and infinities prove nothing. Entries should be of moderate size, about
/// 1, or nothing is proved. (Rump, Verification of positive definiteness, BIT 46, 2006.)
///
/// With u the unit roundoff and K = n + 3, let the decomposition R^T R of B = A - cI run to its
/// end, all its diagonal entries being positive numbers; the diagonal of B is rounded downward, so
/// A - cI - B is a diagonal matrix >= 0. Then A is positive definite if c >= a tr(A) + tiny, where
/// a = Ku / (1 - 2Ku). Proof: every entry of R comes from r_jj r_ij = b_ij - sum_{k<j} r_ik r_jk,
/// with at most n products, n - 1 additions, a division or a root, and one rounding more where a
/// reciprocal is multiplied. In whatever order, blocks, with or without fused operations:
/// dividing by the factors 1 + d that b_ij has met, every other term keeps at most K factors
/// (1 + d)^+-1, so that |B - R^T R|_ij <= g sum_k |r_ki| |r_kj| + t with g = Ku / (1 - Ku) (Higham,
/// Accuracy and Stability, lemma 8.4 and theorem 10.3), t for underflows. For i = j: ||r_j||^2 <=
/// b_jj + g ||r_j||^2 + t, so ||r_j||^2 <= (b_jj + t) / (1 - g). By Cauchy and Schwarz
/// |B - R^T R|_ij <= g / (1 - g) sqrt((b_ii + t)(b_jj + t)) + t, the norm of which matrix is at
/// most g / (1 - g) tr(B) + 3 n t, and g / (1 - g) = Ku / (1 - 2Ku), tr(B) <= tr(A). As R^T R is
/// positive definite, A - cI + (c) I is.
///
/// In doubles t <= (n + 3) 2^-1042 for entries up to 2^60, and tiny = 2^-900. MPFR numbers do not
/// underflow here: if one did, nothing is proved.
std::optional<CholeskyFactor<double>> prove_positive_definite(const Matrix<double>& a);
/// The arithmetic has the precision of the entries, the same for all and at least 53.
std::optional<CholeskyFactor<BigFloat>> prove_positive_definite(const Matrix<BigFloat>& a);

}  // namespace rigor
