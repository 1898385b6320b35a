// The exponential of a matrix, and with it linear systems of differential equations.
#pragma once

#include <vector>

#include "linear/matrix.hpp"
#include "number/interval_number.hpp"

namespace rigor {

/// Encloses exp(A) for every member of the box, n x n. Entries of which nothing is proved are the
/// entire line. Throws std::invalid_argument unless the matrix is square, n >= 1.
///
/// Scaling and squaring. With B = A / 2^s, q >= ||B|| for the maximum norm and q <= 1/2, the Taylor
/// polynomial of degree m has |exp(B) - T_m(B)| <= q^{m+1} / (m+1)! / (1 - q / (m+2)) in every
/// entry: the terms of the rest are q^k / k!, each at most q / (m+2) times the one before. Then s
/// squarings, in which two enclosures of E_k = exp(2^k B) go together, ||.|| from here the spectral
/// norm, which bounds every entry:
/// (1) the box of all entries, squared by interval arithmetic;
/// (2) a matrix F of numbers with ||F - exp(2^k M)|| <= rho, M the midpoint of the box B of radius
///     R, from which every member differs by at most ||R|| 2^k exp(2^k mu) more. For
///     exp(tA) - exp(tM) is the integral over 0 <= u <= t of exp((t - u) A) (A - M) exp(uM), and
///     ||exp(tA)|| <= exp(t mu) where mu bounds the eigenvalues of (A + A^T) / 2 (Dahlquist). One
///     squaring takes rho to at most 2 ||F|| rho + rho^2 plus the rounding errors, and ||F|| <=
///     exp(2^k mu) + rho.
/// Without (2) the width of a contraction would grow with the size of the matrix at every squaring.
/// Small matrices of doubles are computed with at 96 bits and
/// more.
template <IntervalNumber I>
Matrix<I> matrix_exponential(const Matrix<I>& a);

/// Encloses the solution at time t of x' = A x + b, x(0) = x_0, for all members of A (n x n, n >=
/// 1), b, x_0 (n) and t of either sign:
///   x(t) = exp(tA) x_0 + integral of exp(uA) b over 0 <= u <= t,
/// read from the exponential of t [A b; 0 0]. Throws std::invalid_argument if the shapes disagree.
template <IntervalNumber I>
std::vector<I> linear_flow(const Matrix<I>& a, const std::vector<I>& b, const std::vector<I>& x0,
                           const I& t);

}  // namespace rigor
