#include "linear/norm.hpp"

#include <algorithm>
#include <stdexcept>

#include "linear/eigenvalues.hpp"
#include "linear/product.hpp"

namespace rigor {
namespace {

// A A^T, symmetric, of rows of the matrix; squares on the diagonal.
template <IntervalNumber I>
Matrix<I> row_gram(const Matrix<I>& a) {
  Matrix<I> gram(a.rows(), a.rows(), enclose<I>(0L, precision_of(a(0, 0))));
  for (std::size_t i = 0; i < a.rows(); ++i) {
    for (std::size_t j = 0; j <= i; ++j) {
      I sum = i == j ? sqr(a(i, 0)) : a(i, 0) * a(j, 0);
      for (std::size_t k = 1; k < a.columns(); ++k) {
        sum += i == j ? sqr(a(i, k)) : a(i, k) * a(j, k);
      }
      gram(i, j) = gram(j, i) = sum;
    }
  }
  return gram;
}

}  // namespace

template <IntervalNumber I>
I frobenius_norm(const Matrix<I>& a, Precision precision) {
  I sum = enclose<I>(0L, precision);
  for (std::size_t i = 0; i < a.rows(); ++i) {
    for (std::size_t j = 0; j < a.columns(); ++j) sum += sqr(a(i, j));
  }
  return sqrt(sum);
}

template <IntervalNumber I>
I operator_norm(const Matrix<I>& a) {
  if (a.rows() == 0 || a.columns() == 0) {
    throw std::invalid_argument("the norm of an empty matrix");
  }
  const Precision precision = precision_of(a(0, 0));
  const I frobenius = frobenius_norm(a, precision);
  if (std::min(a.rows(), a.columns()) == 1) return frobenius;
  const Matrix<I> gram = a.rows() <= a.columns() ? row_gram(a) : row_gram(transpose(a));
  const I zero = enclose<I>(0L, precision);
  const I largest = gram.rows() == 2
                        ? (gram(0, 0) + gram(1, 1)) / 2 +
                              sqrt(sqr((gram(0, 0) - gram(1, 1)) / 2) + sqr(gram(0, 1)))
                        : largest_eigenvalue(gram);
  return min(sqrt(max(largest, zero)), frobenius);
}

template Interval frobenius_norm(const Matrix<Interval>&, Precision);
template BigInterval frobenius_norm(const Matrix<BigInterval>&, Precision);
template Interval operator_norm(const Matrix<Interval>&);
template BigInterval operator_norm(const Matrix<BigInterval>&);

}  // namespace rigor
