#include "linear/matrix_square_root.hpp"

#include <cstddef>

#include "linear/eigenbasis.hpp"
#include "linear/eigenvalues.hpp"
#include "linear/enclosed_product.hpp"
#include "linear/symmetric_box.hpp"

namespace rigor {
namespace {

/// V sqrt(V^T A V) V^T with the guessed eigenvectors V of the midpoints, as thin entries;
/// symmetric.
template <IntervalNumber I>
Matrix<I> guess_root(const Matrix<I>& a) {
  const std::size_t n = a.rows();
  Matrix<I> middle = a;
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) middle(i, j) = midpoint(a(i, j));
  }
  const Matrix<I> v = guess_eigenbasis(middle);
  const Matrix<I> image = enclosed_product(middle, v);
  Matrix<I> scaled = v;
  for (std::size_t j = 0; j < n; ++j) {
    I value = enclose<I>(0L, precision_of(a(0, 0)));
    for (std::size_t i = 0; i < n; ++i) value += v(i, j) * image(i, j);
    const I root = midpoint(sqrt(abs(value)));
    for (std::size_t i = 0; i < n; ++i) scaled(i, j) = midpoint(v(i, j) * root);
  }
  Matrix<I> guess = enclosed_product(scaled, transpose(v));
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j <= i; ++j) guess(i, j) = guess(j, i) = midpoint(guess(i, j));
  }
  return guess;
}

}  // namespace

template <IntervalNumber I>
std::optional<Matrix<I>> matrix_square_root(const Matrix<I>& symmetric) {
  // Four to the power of half the exponent comes out of the root exactly.
  const SymmetricBox<I> box = symmetric_box(symmetric);
  if (box.kind != SymmetricBox<I>::Kind::regular) return std::nullopt;
  const int half = box.exponent >= 0 ? (box.exponent + 1) / 2 : box.exponent / 2;
  const std::size_t n = symmetric.rows();
  Matrix<I> a = box.entries;
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) a(i, j) = scale2(a(i, j), box.exponent - 2 * half);
  }
  Matrix<I> root = guess_root(a);
  const I least = smallest_eigenvalue(a), least_guess = smallest_eigenvalue(root);
  if (!certainly(least > 0) || !certainly(least_guess > 0)) return std::nullopt;
  const Matrix<I> square = enclosed_product(root, root);
  I defect = enclose<I>(0L, precision_of(a(0, 0)));
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) defect += sqr(a(i, j) - square(i, j));
  }
  const I error = upper_point(sqrt(defect) / (sqrt(lower_point(least)) + lower_point(least_guess)));
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) {
      root(i, j) = scale2(root(i, j) + hull(-error, error), half);
    }
  }
  return root;
}

template std::optional<Matrix<Interval>> matrix_square_root(const Matrix<Interval>&);
template std::optional<Matrix<BigInterval>> matrix_square_root(const Matrix<BigInterval>&);

}  // namespace rigor
