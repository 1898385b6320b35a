#include "model/start_sizes.hpp"

#include <algorithm>

#include "function/taylor.hpp"
#include "linear/norm.hpp"
#include "number/decorated.hpp"

namespace rigor {
namespace {

template <IntervalNumber I>
Matrix<I> difference(const Matrix<I>& a, const Matrix<I>& b) {
  Matrix<I> result = a;
  for (std::size_t i = 0; i < a.rows(); ++i) {
    for (std::size_t j = 0; j < a.columns(); ++j) result(i, j) = a(i, j) - b(i, j);
  }
  return result;
}

/// The operator norm, or the Frobenius norm of a matrix whose eigenvalues take long.
template <IntervalNumber I>
I norm_of(const Matrix<I>& a, Precision precision) {
  if (a.rows() == 0) return enclose<I>(0L, precision);
  const bool is_large = std::min(a.rows(), a.columns()) > largest_exact_norm;
  return is_large ? frobenius_norm(a, precision) : operator_norm(a);
}
template <IntervalNumber I>
I norm_of(const LayerWeights<I>& Z, Precision precision) {
  return sqrt(sqr(frobenius_norm(Z.V, precision)) + sqr(frobenius_norm(Z.W, precision)));
}

template <IntervalNumber I>
StartSizes<I> zero_sizes(Precision precision) {
  const I zero = enclose<I>(0L, precision);
  return {zero, zero, zero, zero, zero, zero};
}

/// The weights on a part of [0, 1], by the mean value form where it is narrower, and their
/// derivatives; false where they are not proved to be differentiable.
template <IntervalNumber I>
bool enclose_part(const Matrix<SmoothExpression>& weights, const I& s, Matrix<I>& value,
                  Matrix<I>& slope) {
  if (weights.rows() == 0) return true;
  const Precision precision = precision_of(s);
  value = slope = Matrix<I>(weights.rows(), weights.columns(), enclose<I>(0L, precision));
  const auto jet = Taylor<Decorated<I>>::variable(decorate(s), 1);
  const I middle = midpoint(s);
  for (std::size_t i = 0; i < weights.rows(); ++i) {
    for (std::size_t j = 0; j < weights.columns(); ++j) {
      const auto w = weights(i, j)(jet);
      if (w[1].domain != Domain::continuous) return false;
      slope(i, j) = w[1].value;
      value(i, j) = intersection(w[0].value, weights(i, j)(middle) + w[1].value * (s - middle));
    }
  }
  return true;
}

bool depends_on_depth(const Matrix<SmoothExpression>& weights) {
  for (std::size_t i = 0; i < weights.rows(); ++i) {
    for (std::size_t j = 0; j < weights.columns(); ++j) {
      if (weights(i, j).depends_on_depth()) return true;
    }
  }
  return false;
}

}  // namespace

template <IntervalNumber I>
StartSizes<I> start_sizes(const std::vector<LayerWeights<I>>& layers) {
  const Precision precision = precision_of(layers.front().V(0, 0));
  const auto depth = static_cast<long>(layers.size());
  StartSizes<I> sizes = zero_sizes<I>(precision);
  for (std::size_t k = 0; k < layers.size(); ++k) {
    const LayerWeights<I>& Z = layers[k];
    sizes.V_mean += sqr(norm_of(Z.V, precision));
    sizes.W_mean += sqr(norm_of(Z.W, precision));
    sizes.V_most = max(sizes.V_most, frobenius_norm(Z.V, precision));
    sizes.W_most = max(sizes.W_most, frobenius_norm(Z.W, precision));
    sizes.Z_most = max(sizes.Z_most, norm_of(Z, precision));
    if (k == 0) continue;
    const LayerWeights<I> step{difference(Z.V, layers[k - 1].V), difference(Z.W, layers[k - 1].W)};
    sizes.jump = max(sizes.jump, depth * norm_of(step, precision));
  }
  sizes.V_mean = sqrt(sizes.V_mean / depth);
  sizes.W_mean = sqrt(sizes.W_mean / depth);
  return sizes;
}

template <IntervalNumber I>
std::optional<StartSizes<I>> start_sizes(const LayerWeights<SmoothExpression>& weights,
                                         std::size_t pieces, Precision precision) {
  const auto count = static_cast<long>(
      depends_on_depth(weights.V) || depends_on_depth(weights.W) ? pieces : std::size_t{1});
  StartSizes<I> sizes = zero_sizes<I>(precision);
  for (long k = 0; k < count; ++k) {
    const I s = hull_of<I>(Rational(k, count), Rational(k + 1, count), precision);
    LayerWeights<I> Z, slope;
    if (!enclose_part(weights.V, s, Z.V, slope.V) || !enclose_part(weights.W, s, Z.W, slope.W)) {
      return std::nullopt;
    }
    sizes.V_mean = max(sizes.V_mean, norm_of(Z.V, precision));
    sizes.W_mean = max(sizes.W_mean, norm_of(Z.W, precision));
    sizes.V_most = max(sizes.V_most, frobenius_norm(Z.V, precision));
    sizes.W_most = max(sizes.W_most, frobenius_norm(Z.W, precision));
    sizes.Z_most = max(sizes.Z_most, norm_of(Z, precision));
    sizes.jump = max(sizes.jump, norm_of(slope, precision));
  }
  return sizes;
}

template StartSizes<Interval> start_sizes(const std::vector<LayerWeights<Interval>>&);
template StartSizes<BigInterval> start_sizes(const std::vector<LayerWeights<BigInterval>>&);
template std::optional<StartSizes<Interval>> start_sizes(const LayerWeights<SmoothExpression>&,
                                                         std::size_t, Precision);
template std::optional<StartSizes<BigInterval>> start_sizes(const LayerWeights<SmoothExpression>&,
                                                            std::size_t, Precision);

}  // namespace rigor
