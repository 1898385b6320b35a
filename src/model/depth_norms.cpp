#include "model/depth_norms.hpp"

#include <optional>
#include <utility>
#include <vector>

#include "function/taylor.hpp"
#include "linear/eigenvalues.hpp"
#include "linear/product.hpp"
#include "number/decorated.hpp"

namespace rigor {
namespace {

template <IntervalNumber I>
using Coefficients = std::vector<Matrix<I>>;

/// The Taylor coefficients of A, or of A', at all s of the box, up to the order; none unless it is
/// proved smooth there.
template <IntervalNumber I>
std::optional<Coefficients<I>> expanded(const Matrix<SmoothExpression>& matrix, bool of_slope,
                                        const I& s, int order) {
  const int first = of_slope ? 1 : 0;
  const auto entries =
      weights_at(matrix, Taylor<Decorated<I>>::variable(decorate(s), order + first));
  Coefficients<I> result(static_cast<std::size_t>(order) + 1,
                         Matrix<I>(entries.rows(), entries.columns(), s));
  for (std::size_t i = 0; i < entries.rows(); ++i) {
    for (std::size_t j = 0; j < entries.columns(); ++j) {
      for (int k = 0; k <= order; ++k) {
        const Decorated<I>& c = entries(i, j)[k + first];
        if (c.domain != Domain::continuous || is_empty(c) || !is_bounded(c)) return std::nullopt;
        result[static_cast<std::size_t>(k)](i, j) = of_slope ? c.value * (k + 1) : c.value;
      }
    }
  }
  return result;
}

/// The coefficient k of A^T A or A A^T, the smaller of the two.
template <IntervalNumber I>
Matrix<I> gram_coefficient(const Coefficients<I>& a, std::size_t k) {
  const bool by_columns = a[0].columns() <= a[0].rows();
  Matrix<I> sum;
  for (std::size_t i = 0; i <= k; ++i) {
    Matrix<I> term =
        by_columns ? multiply(transpose(a[i]), a[k - i]) : multiply(a[i], transpose(a[k - i]));
    if (i == 0) {
      sum = std::move(term);
      continue;
    }
    for (std::size_t r = 0; r < sum.rows(); ++r) {
      for (std::size_t c = 0; c < sum.columns(); ++c) sum(r, c) += term(r, c);
    }
  }
  return sum;
}

template <IntervalNumber I>
I norm_from_gram(const Matrix<I>& gram) {
  const I zero = enclose<I>(0L, precision_of(gram(0, 0)));
  return sqrt(max(gram.rows() == 1 ? gram(0, 0) : largest_eigenvalue(gram), zero));
}

template <IntervalNumber I>
I norm_over(const Matrix<SmoothExpression>& matrix, bool of_slope, const I& s, int order) {
  const I c = midpoint(s);
  const auto over_box = expanded(matrix, of_slope, s, order);
  if (!over_box) return entire<I>(precision_of(s));
  const auto at_centre = expanded(matrix, of_slope, c, order - 1);
  if (!at_centre) return entire<I>(precision_of(s));
  const I h = s - c;
  Matrix<I> gram = gram_coefficient(*over_box, static_cast<std::size_t>(order));
  for (std::size_t k = static_cast<std::size_t>(order); k-- > 0;) {
    const Matrix<I> next = gram_coefficient(*at_centre, k);
    for (std::size_t i = 0; i < gram.rows(); ++i) {
      for (std::size_t j = 0; j < gram.columns(); ++j) gram(i, j) = gram(i, j) * h + next(i, j);
    }
  }
  return norm_from_gram(gram);
}

bool depends_on_depth(const Matrix<SmoothExpression>& matrix) {
  for (std::size_t i = 0; i < matrix.rows(); ++i) {
    for (std::size_t j = 0; j < matrix.columns(); ++j) {
      if (matrix(i, j).depends_on_depth()) return true;
    }
  }
  return false;
}

}  // namespace

template <IntervalNumber I>
I enclose_largest_norm(const Matrix<SmoothExpression>& matrix, bool of_slope, Precision precision,
                       const SupremumGoal& goal) {
  const I zero = enclose<I>(0L, precision);
  if (matrix.rows() == 0) return zero;
  if (!depends_on_depth(matrix)) return norm_over(matrix, of_slope, zero, 1);
  const int order = precision.bits == 53 ? 10 : precision.bits / 8;
  return enclose_supremum<I>(
      [&](const std::vector<I>& s) { return norm_over(matrix, of_slope, s[0], order); },
      {hull_of<I>(0, 1, precision)}, goal);
}

template <IntervalNumber I>
DepthNorms<I> depth_norms(const DepthModel& model, Precision precision, const SupremumGoal& goal) {
  return {enclose_largest_norm<I>(model.weights.V, false, precision, goal),
          enclose_largest_norm<I>(model.weights.W, false, precision, goal),
          enclose_largest_norm<I>(model.weights.V, true, precision, goal),
          enclose_largest_norm<I>(model.weights.W, true, precision, goal)};
}

template DepthNorms<Interval> depth_norms(const DepthModel&, Precision, const SupremumGoal&);
template DepthNorms<BigInterval> depth_norms(const DepthModel&, Precision, const SupremumGoal&);

}  // namespace rigor
