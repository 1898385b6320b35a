// What any vector proves about the eigenvalues of a symmetric matrix.
#pragma once

#include <cstddef>
#include <stdexcept>
#include <vector>

#include "linear/matrix.hpp"
#include "linear/residual.hpp"
#include "number/interval_number.hpp"

namespace rigor {

/// Encloses v^T A v for every member of the boxes, n x n and n. Throws std::invalid_argument if the
/// shapes disagree or n = 0.
template <IntervalNumber I>
I quadratic_form(const Matrix<I>& a, const std::vector<I>& v) {
  if (v.empty() || a.rows() != v.size() || a.columns() != v.size()) {
    throw std::invalid_argument("a quadratic form needs a square matrix and a vector of its size");
  }
  I sum = enclose<I>(0, precision_of(v[0]));
  for (std::size_t i = 0; i < v.size(); ++i) {
    I row = a(i, 0) * v[0];
    for (std::size_t j = 1; j < v.size(); ++j) row += a(i, j) * v[j];
    sum += v[i] * row;
  }
  return sum;
}

/// Encloses v^T v.
template <IntervalNumber I>
I squared_norm(const std::vector<I>& v) {
  if (v.empty()) throw std::invalid_argument("the norm of a vector without entries");
  I sum = sqr(v[0]);
  for (std::size_t i = 1; i < v.size(); ++i) sum += sqr(v[i]);
  return sum;
}

/// Encloses v^T A v / v^T v and, at the same time, ||Av - xv||^2 / ||v||^2 for a number x near it.
template <IntervalNumber I>
struct RayleighBounds {
  I quotient;
  I squared_residual;
};

/// For every member of the boxes: v^T A v = x v^T v + v^T (Av - xv) with x near the quotient, so
/// that rounding errors count only in the small second term. The entire line where v may vanish.
/// Throws std::invalid_argument if the shapes disagree or n = 0.
template <IntervalNumber I>
RayleighBounds<I> rayleigh_bounds(const Matrix<I>& a, const std::vector<I>& v) {
  const auto product = [&](const std::vector<I>& w) {
    I sum = v[0] * w[0];
    for (std::size_t i = 1; i < v.size(); ++i) sum += v[i] * w[i];
    return sum;
  };
  std::vector<I> defect = residual(a, v, enclose<I>(0, precision_of(a(0, 0))));
  const I square = squared_norm(v);
  const I x = midpoint(product(defect) / square);
  defect = residual(a, v, x);
  return {x + product(defect) / square, squared_norm(defect) / square};
}

/// Encloses v^T A v / v^T v. For symmetric A it lies between the least and the largest eigenvalue
/// (Rayleigh): its lower end bounds the largest eigenvalue from below, whatever v is.
template <IntervalNumber I>
I rayleigh_quotient(const Matrix<I>& a, const std::vector<I>& v) {
  return rayleigh_bounds(a, v).quotient;
}

/// Encloses v^T A v / v^T B v. For symmetric A and symmetric positive definite B it lies between
/// the least and the largest x of A u = x B u (u != 0): Rayleigh's theorem for B^-1/2 A B^-1/2 at
/// B^1/2 v.
template <IntervalNumber I>
I rayleigh_quotient(const Matrix<I>& a, const Matrix<I>& b, const std::vector<I>& v) {
  return quadratic_form(a, v) / quadratic_form(b, v);
}

/// A box that contains at least one eigenvalue of every symmetric matrix it was made for. It says
/// nothing of the other eigenvalues, nor which one it holds.
template <IntervalNumber I>
struct SomeEigenvalue {
  I box;
};

/// x +- ||Av - xv|| / ||v||: with v = sum c_k u_k in orthonormal eigenvectors, ||Av - xv||^2 = sum
/// c_k^2 (lambda_k - x)^2 >= min_k (lambda_k - x)^2 ||v||^2 (Parlett, The Symmetric Eigenvalue
/// Problem, theorem 4.5.1).
template <IntervalNumber I>
SomeEigenvalue<I> eigenvalue_near(const Matrix<I>& a, const std::vector<I>& v, const I& x) {
  const I radius = sqrt(squared_norm(residual(a, v, x)) / squared_norm(v));
  return {hull(x - radius, x + radius)};
}

/// Bounds the largest eigenvalue of every symmetric A in the box from above, where all its other
/// eigenvalues are proved to be at most mu: with unit v, q = v^T A v > mu and any x,
///
///   lambda_max <= q + ||Av - xv||^2 / (q - mu)
///
/// (Temple 1928, Kato 1949). Proof: (A - lambda_max)(A - mu) has no negative eigenvalue, so 0 <=
/// v^T (A - lambda_max)(A - mu) v = ||Av - qv||^2 + (q - lambda_max)(q - mu), and ||Av - qv|| is
/// the least of all ||Av - xv||. Returns the right side; the entire line unless certainly(q > mu).
template <IntervalNumber I>
I temple_bound(const RayleighBounds<I>& bounds, const I& mu) {
  const I& q = bounds.quotient;
  if (!certainly(q > mu)) return entire<I>(precision_of(q));
  return q + bounds.squared_residual / (q - mu);
}

}  // namespace rigor
