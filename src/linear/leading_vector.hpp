// Eigenvectors to the largest eigenvalue, beyond the precision of double. Guesses only.
#pragma once

#include <optional>
#include <vector>

#include "linear/guess.hpp"
#include "linear/matrix.hpp"
#include "number/big_float.hpp"

namespace rigor {

/// Improves the guessed leader of a symmetric matrix, which is given at some precision and rounded
/// to double, by Newton's method: with a double factor of K = q - A + s v v^T the correction is
/// K^-1 (Av - qv). It gains a fixed number of digits in each step where the largest eigenvalue is
/// simple, and stops where it doesn't.
std::vector<BigFloat> guess_leading_vector(const Matrix<BigFloat>& a, const Matrix<double>& rounded,
                                           const GuessedLeader& leader);

/// Of the vector v: q = v^T A v / v^T v and ||Av - qv|| / ||v||, about.
template <class Real>
struct GuessedQuotient {
  Real quotient;
  Real residual;
  std::vector<Real> residual_vector;
};
GuessedQuotient<double> guess_quotient(const Matrix<double>& a, const std::vector<double>& v);
GuessedQuotient<BigFloat> guess_quotient(const Matrix<BigFloat>& a, const std::vector<BigFloat>& v);

/// v / ||v||, about.
std::vector<double> normalised(std::vector<double> v);

/// An x for which x - A is proved positive definite, so that every eigenvalue of the symmetric
/// matrix A with exactly these entries is below x, and a vector improved on the way: by inverse
/// iteration from ever closer x (which converges whatever the gaps are), starting with v. Nothing
/// where no such x was found.
struct ProvedShift {
  BigFloat shift;
  std::vector<BigFloat> vector;
};
std::optional<ProvedShift> prove_shift(const Matrix<BigFloat>& a, std::vector<BigFloat> v);

}  // namespace rigor
