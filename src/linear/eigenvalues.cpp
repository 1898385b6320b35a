#include "linear/eigenvalues.hpp"

#include <algorithm>
#include <utility>

#include "linear/eigenbasis.hpp"
#include "linear/interval_matrix.hpp"
#include "linear/product.hpp"
#include "linear/rayleigh.hpp"
#include "linear/symmetric_box.hpp"

namespace rigor {
namespace {

// Numbers below_k <= (k-th eigenvalue) <= above_k for every symmetric matrix in the box, from its
// diagonal and the row sums of the sizes of the other entries. Nothing where one is unbounded.
template <IntervalNumber I>
struct OrderedBounds {
  std::vector<I> below;
  std::vector<I> above;
};

template <IntervalNumber I>
OrderedBounds<I> ordered_bounds(const Matrix<I>& c) {
  OrderedBounds<I> bounds;
  for (std::size_t i = 0; i < c.rows(); ++i) {
    I sum = enclose<I>(0, precision_of(c(i, i)));
    for (std::size_t j = 0; j < c.rows(); ++j) {
      if (j != i) sum += magnitude(c(i, j));
    }
    const I box = hull(c(i, i) - sum, c(i, i) + sum);
    if (is_empty(box) || !is_bounded(box)) return {};
    bounds.below.push_back(lower_point(box));
    bounds.above.push_back(upper_point(box));
  }
  const auto is_less = [](const I& x, const I& y) { return certainly(x < y); };
  std::sort(bounds.below.begin(), bounds.below.end(), is_less);
  std::sort(bounds.above.begin(), bounds.above.end(), is_less);
  return bounds;
}

// X^T A X and X^T X.
template <IntervalNumber I>
struct Congruence {
  Matrix<I> form;
  Matrix<I> gram;
};

Congruence<Interval> congruence(const Matrix<Interval>& a, const Matrix<Interval>& x) {
  const IntervalMatrix right = interval_matrix(x);
  const IntervalMatrix left = interval_matrix(transpose(x));
  return {intervals(multiply(left, multiply(interval_matrix(a), right))),
          intervals(multiply(left, right))};
}
Congruence<BigInterval> congruence(const Matrix<BigInterval>& a, const Matrix<BigInterval>& x) {
  const Matrix<BigInterval> left = transpose(x);
  return {multiply(left, multiply(a, x)), multiply(left, x)};
}

template <IntervalNumber I>
std::vector<I> column(const Matrix<I>& a, std::size_t j) {
  std::vector<I> v;
  for (std::size_t i = 0; i < a.rows(); ++i) v.push_back(a(i, j));
  return v;
}

// All of a regular box: enclosures of the eigenvalues in order, and of unit eigenvectors to those
// that are proved to be isolated.
template <IntervalNumber I>
struct Spectrum {
  std::vector<I> values;
  std::vector<std::vector<I>> vectors;  // empty where nothing is proved
};

// Sharpens the enclosure of an eigenvalue that is proved to be the only one in (low, high), and
// encloses its eigenvector, from a vector v. See the theorems in the header.
template <IntervalNumber I>
bool sharpen(const Matrix<I>& entries, const std::vector<I>& v, const I& low, const I& high,
             I& value, std::vector<I>& vector) {
  const RayleighBounds<I> bounds = rayleigh_bounds(entries, v);
  const I& q = bounds.quotient;
  if (!certainly(low < q) || !certainly(q < high)) return false;
  const I above = q + bounds.squared_residual / (q - low);
  const I below = q - bounds.squared_residual / (high - q);
  const I both = intersection(value, hull(lower_point(below), upper_point(above)));
  if (is_empty(both) || !is_bounded(both)) return false;
  value = both;
  const I length = sqrt(squared_norm(v));
  const I sine = sqrt(bounds.squared_residual) / min(q - low, high - q);
  const I distance = upper_point(sqrt(enclose<I>(2, precision_of(q))) * sine);
  vector.clear();
  for (const I& x : v) vector.push_back(x / length + hull(-distance, distance));
  return true;
}

template <IntervalNumber I>
Spectrum<I> spectrum_of_regular(const Matrix<I>& entries) {
  const std::size_t n = entries.rows();
  const Matrix<I> x = guess_eigenbasis(entries);
  const Congruence<I> c = congruence(entries, x);
  const OrderedBounds<I> form = ordered_bounds(c.form);
  const OrderedBounds<I> gram = ordered_bounds(c.gram);
  const I bound = row_bound(entries);
  Spectrum<I> result{std::vector<I>(n, hull(-bound, bound)), std::vector<std::vector<I>>(n)};
  if (form.below.empty() || gram.below.empty() || !certainly(gram.below.front() > 0)) return result;
  const I scale = hull(gram.below.front(), gram.above.back());
  for (std::size_t k = 0; k < n; ++k) {
    const I box = hull(form.below[k], form.above[k]) / scale;
    result.values[k] = intersection(result.values[k], box);
  }
  // The columns of x are about in order, so that the k-th belongs to the k-th eigenvalue; if one
  // doesn't, it proves nothing.
  const std::vector<I> first = result.values;
  const I outside = 2 * bound + 1;
  for (std::size_t k = 0; k < n; ++k) {
    const I low = k == 0 ? -outside : upper_point(first[k - 1]);
    const I high = k + 1 == n ? outside : lower_point(first[k + 1]);
    if (!certainly(low < first[k]) || !certainly(first[k] < high)) continue;
    sharpen(entries, column(x, k), low, high, result.values[k], result.vectors[k]);
  }
  return result;
}

template <IntervalNumber I>
Spectrum<I> spectrum(const Matrix<I>& symmetric) {
  const SymmetricBox<I> box = symmetric_box(symmetric);
  using Kind = typename SymmetricBox<I>::Kind;
  const Precision precision = largest_precision(symmetric);
  const std::size_t n = symmetric.rows();
  const auto all = [&](const I& x) {
    return Spectrum<I>{std::vector<I>(n, x), std::vector<std::vector<I>>(n)};
  };
  if (box.kind == Kind::empty) return all(empty<I>(precision));
  if (box.kind == Kind::unbounded) return all(entire<I>(precision));
  if (box.kind == Kind::zero) return all(enclose<I>(0, precision));
  if (n == 1) return {{symmetric(0, 0)}, {{enclose<I>(1, precision)}}};
  Spectrum<I> result = spectrum_of_regular(box.entries);
  for (I& x : result.values) x = convert<I>(scale2(x, box.exponent), precision);
  for (std::vector<I>& v : result.vectors) {
    for (I& x : v) x = convert<I>(x, precision);
  }
  return result;
}

}  // namespace

template <IntervalNumber I>
std::vector<I> eigenvalues(const Matrix<I>& symmetric) {
  return spectrum(symmetric).values;
}

template <IntervalNumber I>
std::vector<EigenvalueCluster<I>> eigenvalue_clusters(const Matrix<I>& symmetric) {
  const std::vector<I> boxes = eigenvalues(symmetric);
  std::vector<EigenvalueCluster<I>> clusters;
  for (std::size_t k = 0; k < boxes.size(); ++k) {
    if (clusters.empty() || certainly(clusters.back().box < boxes[k])) {
      clusters.push_back({boxes[k], k, 1});
    } else {
      clusters.back().box = hull(clusters.back().box, boxes[k]);
      ++clusters.back().count;
    }
  }
  return clusters;
}

template <IntervalNumber I>
std::vector<IsolatedEigenpair<I>> isolated_eigenpairs(const Matrix<I>& symmetric) {
  Spectrum<I> all = spectrum(symmetric);
  std::vector<IsolatedEigenpair<I>> pairs;
  for (std::size_t k = 0; k < all.values.size(); ++k) {
    if (!all.vectors[k].empty()) {
      pairs.push_back({k, std::move(all.values[k]), std::move(all.vectors[k])});
    }
  }
  return pairs;
}

template std::vector<Interval> eigenvalues(const Matrix<Interval>&);
template std::vector<BigInterval> eigenvalues(const Matrix<BigInterval>&);
template std::vector<EigenvalueCluster<Interval>> eigenvalue_clusters(const Matrix<Interval>&);
template std::vector<EigenvalueCluster<BigInterval>> eigenvalue_clusters(
    const Matrix<BigInterval>&);
template std::vector<IsolatedEigenpair<Interval>> isolated_eigenpairs(const Matrix<Interval>&);
template std::vector<IsolatedEigenpair<BigInterval>> isolated_eigenpairs(
    const Matrix<BigInterval>&);

}  // namespace rigor
