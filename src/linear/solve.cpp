#include "linear/solve.hpp"

#include <algorithm>
#include <cstddef>
#include <stdexcept>

#include "linear/enclosed_product.hpp"
#include "linear/guess.hpp"

namespace rigor {
namespace {

Matrix<Interval> guess_inverse_of(const Matrix<Interval>& a) {
  const std::size_t n = a.rows();
  Matrix<double> midpoints(n, n, 0.0);
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) midpoints(i, j) = midpoint(a(i, j)).lower();
  }
  const Matrix<double> guess = guess_inverse(midpoints);
  Matrix<Interval> inverse(n, n, Interval());
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) inverse(i, j) = Interval::point(guess(i, j));
  }
  return inverse;
}
Matrix<BigInterval> guess_inverse_of(const Matrix<BigInterval>& a) {
  Precision precision{53};
  for (std::size_t i = 0; i < a.rows(); ++i) {
    for (std::size_t j = 0; j < a.rows(); ++j) {
      precision = std::max(precision, precision_of(a(i, j)));
    }
  }
  return guess_inverse(a, precision);
}

template <IntervalNumber I>
std::vector<I> times(const Matrix<I>& a, const std::vector<I>& x) {
  std::vector<I> y;
  for (std::size_t i = 0; i < a.rows(); ++i) {
    I sum = a(i, 0) * x[0];
    for (std::size_t j = 1; j < x.size(); ++j) sum += a(i, j) * x[j];
    y.push_back(sum);
  }
  return y;
}

}  // namespace

template <IntervalNumber I>
std::optional<std::vector<I>> solve(const Matrix<I>& a, const std::vector<I>& b) {
  const std::size_t n = a.rows();
  if (n == 0 || a.columns() != n || b.size() != n) {
    throw std::invalid_argument(
        "a linear system needs a square matrix and a right side of its size");
  }
  const Matrix<I> r = guess_inverse_of(a);
  const Matrix<I> product = enclosed_product(r, a);
  I q = enclose<I>(0, precision_of(product(0, 0)));
  for (std::size_t i = 0; i < n; ++i) {
    I sum = magnitude(1 - product(i, i));
    for (std::size_t j = 0; j < n; ++j) {
      if (j != i) sum += magnitude(product(i, j));
    }
    q = max(q, sum);
  }
  if (!certainly(q < 1)) return std::nullopt;
  std::vector<I> y = times(r, b);
  for (I& x : y) x = midpoint(x);
  std::vector<I> defect = times(a, y);
  for (std::size_t i = 0; i < n; ++i) defect[i] = b[i] - defect[i];
  const std::vector<I> change = times(r, defect);
  I largest = magnitude(change[0]);
  for (const I& x : change) largest = max(largest, magnitude(x));
  const I factor = upper_point(q / (1 - q) * largest);
  if (is_empty(factor)) return std::nullopt;
  std::vector<I> x;
  for (std::size_t i = 0; i < n; ++i) x.push_back(y[i] + change[i] + hull(-factor, factor));
  return x;
}

template std::optional<std::vector<Interval>> solve(const Matrix<Interval>&,
                                                    const std::vector<Interval>&);
template std::optional<std::vector<BigInterval>> solve(const Matrix<BigInterval>&,
                                                       const std::vector<BigInterval>&);

}  // namespace rigor
