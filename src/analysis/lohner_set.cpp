#include "analysis/lohner_set.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>
#include <utility>

#include "analysis/series_evaluation.hpp"
#include "linear/product.hpp"

namespace rigor {
namespace {

template <IntervalNumber I>
I point_of(double x, Precision p) {
  return convert<I>(Interval::point(x), p);
}

template <IntervalNumber I>
std::vector<I> product(const Matrix<I>& a, const std::vector<I>& b, std::vector<I> sum) {
  for (std::size_t i = 0; i < a.rows(); ++i) {
    for (std::size_t j = 0; j < a.columns(); ++j) sum[i] += a(i, j) * b[j];
  }
  return sum;
}

/// An orthonormal basis of the columns, by Gram and Schmidt twice, the longest first. Not verified;
/// unit vectors take the place of columns that depend on others.
Matrix<double> guess_basis(const Matrix<double>& columns) {
  const std::size_t n = columns.rows();
  const auto dot = [n](const Matrix<double>& a, std::size_t i, const Matrix<double>& b,
                       std::size_t j) {
    double sum = 0;
    for (std::size_t k = 0; k < n; ++k) sum += a(k, i) * b(k, j);
    return sum;
  };
  std::vector<double> lengths(n);
  for (std::size_t j = 0; j < n; ++j) lengths[j] = dot(columns, j, columns, j);
  std::vector<std::size_t> order(n);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t i, std::size_t j) { return lengths[i] > lengths[j]; });
  Matrix<double> basis(n, n, 0.0);
  // Column `place` becomes the candidate's part orthogonal to the columns before it, unless next to
  // nothing is left of it.
  const auto accept = [&](std::size_t place, const auto& candidate) {
    double before = 0;
    for (std::size_t k = 0; k < n; ++k) {
      basis(k, place) = candidate(k);
      before += candidate(k) * candidate(k);
    }
    if (!(before > 0) || !std::isfinite(before)) return false;
    for (int round = 0; round < 2; ++round) {
      for (std::size_t i = 0; i < place; ++i) {
        const double share = dot(basis, i, basis, place);
        for (std::size_t k = 0; k < n; ++k) basis(k, place) -= share * basis(k, i);
      }
    }
    const double after = dot(basis, place, basis, place);
    if (!(after > 0x1p-80 * before)) return false;
    const double length = std::sqrt(after);
    for (std::size_t k = 0; k < n; ++k) basis(k, place) /= length;
    return true;
  };
  std::size_t unit = 0;
  for (std::size_t place = 0; place < n; ++place) {
    const std::size_t j = order[place];
    if (accept(place, [&](std::size_t k) { return columns(k, j); })) continue;
    while (unit < n && !accept(place, [&](std::size_t k) { return k == unit ? 1.0 : 0.0; })) ++unit;
    ++unit;
  }
  return basis;
}

/// Encloses the inverse of the point matrix q; the second is false where that isn't proved.
template <IntervalNumber I>
std::pair<Matrix<I>, bool> enclose_inverse(const Matrix<I>& q) {
  const std::size_t n = q.rows();
  Matrix<I> inverse = transpose(q);
  const Matrix<I> gram = multiply(inverse, q);
  const Precision p = precision_of(q(0, 0));
  I error = enclose<I>(0, p);
  for (std::size_t i = 0; i < n; ++i) {
    I row = enclose<I>(0, p);
    for (std::size_t j = 0; j < n; ++j) row += abs(gram(i, j) - (i == j ? 1 : 0));
    error = max(error, upper_point(row));
  }
  if (!certainly(2 * error < 1)) return {inverse, false};
  const I bound = upper_point(error / (1 - error));
  const I correction = hull(-bound, bound);
  for (std::size_t j = 0; j < n; ++j) {
    I column = enclose<I>(0, p);
    for (std::size_t i = 0; i < n; ++i) column += abs(q(j, i));
    for (std::size_t i = 0; i < n; ++i) inverse(i, j) += correction * column;
  }
  return {inverse, true};
}

}  // namespace

template <IntervalNumber I>
LohnerSet<I>::LohnerSet(const std::vector<I>& box) {
  const std::size_t n = box.size();
  bool is_point = true;
  for (const I& side : box) {
    centre_.push_back(midpoint(side));
    start_radii_.push_back(side - centre_.back());
    is_point = is_point && is_thin(side);
  }
  const Precision p = precision_of(box[0]);
  const auto unit = [&] {
    Matrix<I> e(n, n, enclose<I>(0, p));
    for (std::size_t i = 0; i < n; ++i) e(i, i) = enclose<I>(1, p);
    return e;
  };
  if (is_point) {
    start_radii_.clear();
  } else {
    start_frame_ = unit();
  }
  error_frame_ = unit();
  errors_.assign(n, enclose<I>(0, p));
}

template <IntervalNumber I>
std::vector<I> LohnerSet<I>::hull() const {
  return product(error_frame_, errors_, product(start_frame_, start_radii_, centre_));
}

template <IntervalNumber I>
std::vector<I> LohnerSet<I>::image(const Matrix<I>& a) const {
  const I zero = enclose<I>(0, precision_of(centre_[0]));
  std::vector<I> sum(a.rows(), zero);
  if (!start_radii_.empty()) sum = product(multiply(a, start_frame_), start_radii_, std::move(sum));
  return product(multiply(a, error_frame_), errors_, std::move(sum));
}

template <IntervalNumber I>
void LohnerSet<I>::map(const std::vector<I>& centre, std::vector<I> fresh, const Matrix<I>& slope) {
  const std::size_t n = centre_.size();
  const Precision p = precision_of(centre_[0]);
  centre_ = centre;
  if (!start_radii_.empty()) {
    Matrix<I> moved = multiply(slope, start_frame_);
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t j = 0; j < n; ++j) {
        start_frame_(i, j) = midpoint(moved(i, j));
        fresh[i] += (moved(i, j) - start_frame_(i, j)) * start_radii_[j];
      }
    }
  }
  const Matrix<I> moved = multiply(slope, error_frame_);
  Matrix<double> edges(n, n, 0.0);
  for (std::size_t j = 0; j < n; ++j) {
    const double size = guess_of(magnitude(errors_[j]));
    for (std::size_t i = 0; i < n; ++i) edges(i, j) = guess_of(moved(i, j)) * size;
  }
  // Lengths far from 1 would over- or underflow when squared.
  double largest = 0;
  for (std::size_t i = 0; i < n * n; ++i)
    largest = std::max(largest, std::abs(edges(i / n, i % n)));
  if (largest > 0 && std::isfinite(largest)) {
    for (std::size_t i = 0; i < n * n; ++i) edges(i / n, i % n) /= largest;
  }
  const Matrix<double> basis = guess_basis(edges);
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) error_frame_(i, j) = point_of<I>(basis(i, j), p);
  }
  const auto [inverse, is_proved] = enclose_inverse(error_frame_);
  const std::vector<I> zeros(n, enclose<I>(0, p));
  if (is_proved) {
    errors_ = product(multiply(inverse, moved), errors_, product(inverse, fresh, zeros));
  } else {
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t j = 0; j < n; ++j) error_frame_(i, j) = enclose<I>(i == j ? 1 : 0, p);
    }
    errors_ = product(moved, errors_, fresh);
  }
}

template class LohnerSet<Interval>;
template class LohnerSet<BigInterval>;

}  // namespace rigor
