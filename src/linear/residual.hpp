// Av - xv, enclosed as sharply as double arithmetic allows.
#pragma once

#include <cstddef>
#include <stdexcept>
#include <vector>

#include "linear/matrix.hpp"
#include "number/interval_number.hpp"

namespace rigor {

/// Encloses Av - xv for every member of the boxes, n x n, n and 1, by the arithmetic of I.
template <IntervalNumber I>
std::vector<I> plain_residual(const Matrix<I>& a, const std::vector<I>& v, const I& x) {
  std::vector<I> residual;
  for (std::size_t i = 0; i < v.size(); ++i) {
    I entry = -(x * v[i]);
    for (std::size_t j = 0; j < v.size(); ++j) entry += a(i, j) * v[j];
    residual.push_back(entry);
  }
  return residual;
}

/// The same with about twice the precision, where v and x are thin and no number is very large or
/// very small: the cancellation in Av - xv costs no digits. By compensated dot products (Ogita,
/// Rump, Oishi, Accurate sum and dot product, SIAM J. Sci. Comput. 26, 2005): every product and
/// every sum is split into its rounded value and its exact error, and the errors are added up.
///
/// With N terms a_k b_k, p_k + e_k = a_k b_k, partial sums s with errors q_k, the exact value is
/// s + sum(e_k + q_k). As |e_k| <= u |p_k| and |q_k| <= u |s|, the sum of all sizes is at most
/// (N + 1) u S (1 + small) with S = sum |a_k b_k|, and adding up in any order, two operations a
/// term, is off by at most (2 N + 2) u times that: less than 3 (N + 2)^2 u^2 S, which is added to
/// the enclosure with something for underflow. The radius of A adds radius |v|.
std::vector<Interval> compensated_residual(const Matrix<Interval>& a,
                                           const std::vector<Interval>& v, const Interval& x);

/// The sharper of the two for Interval. Throws std::invalid_argument if the shapes disagree or n =
/// 0.
template <IntervalNumber I>
std::vector<I> residual(const Matrix<I>& a, const std::vector<I>& v, const I& x) {
  if (v.empty() || a.rows() != v.size() || a.columns() != v.size()) {
    throw std::invalid_argument("a square matrix and a vector of its size are needed");
  }
  if constexpr (std::same_as<I, Interval>) {
    return compensated_residual(a, v, x);
  } else {
    return plain_residual(a, v, x);
  }
}

}  // namespace rigor
