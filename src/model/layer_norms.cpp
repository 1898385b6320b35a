#include "model/layer_norms.hpp"

#include <algorithm>
#include <utility>

#include "linear/matrix_vector.hpp"
#include "number/rounding.hpp"

namespace rigor {
namespace {

template <class To, class From>
Matrix<To> converted(const Matrix<From>& a) {
  Matrix<To> result(a.rows(), a.columns(), To{0});
  for (std::size_t i = 0; i < a.rows(); ++i) {
    for (std::size_t j = 0; j < a.columns(); ++j) result(i, j) = static_cast<To>(a(i, j));
  }
  return result;
}

}  // namespace

/// With Frobenius norms in place of operator norms.
LayerNorms::Reference LayerNorms::rounded(std::size_t k, const LayerWeights<double>& layer) {
  Reference reference{k, {converted<float>(layer.V), converted<float>(layer.W)}, {}};
  const double V = frobenius_bound(converted<double>(reference.weights.V));
  const double W = frobenius_bound(converted<double>(reference.weights.W));
  reference.norms = {V, W, V, W};
  return reference;
}

void LayerNorms::sharpen(Reference& reference) {
  reference.norms.V = spectral_bound(converted<double>(reference.weights.V));
  reference.norms.W = spectral_bound(converted<double>(reference.weights.W));
}

/// Any two shares from 0 to 1 give bounds; no rounding of theirs matters.
BlockNorms LayerNorms::interpolated(std::size_t k, const LayerWeights<double>& layer) const {
  const double share = left_.k == right_.k ? 1
                                           : static_cast<double>(k - left_.k) /
                                                 static_cast<double>(right_.k - left_.k);
  const auto bound = [&](const DistanceBounds& found, double left, double right) {
    const double norm =
        add_up(found.distance, add_up(mul_up(1 - share, left), mul_up(share, right)));
    return std::min(found.size, norm);
  };
  const BlockNorms& left = left_.norms;
  const BlockNorms& right = right_.norms;
  const DistanceBounds V = distance_bounds(layer.V, left_.weights.V, 1 - share, right_.weights.V,
                                           share, add_up(left.V_frobenius, right.V_frobenius));
  const DistanceBounds W = distance_bounds(layer.W, left_.weights.W, 1 - share, right_.weights.W,
                                           share, add_up(left.W_frobenius, right.W_frobenius));
  return {bound(V, left.V, right.V), bound(W, left.W, right.W), V.size, W.size};
}

/// Makes the references enclose layer k.
void LayerNorms::extend(std::size_t k) {
  if (left_.k == 0 || right_.k + 1 < k) {
    // The first layer, or the first after some whose Frobenius norms were enough.
    left_ = rounded(k, network_.layer(k));
    sharpen(left_);
    right_ = left_;
    return;
  }
  left_ = std::move(right_);
  const std::size_t remaining = network_.depth - left_.k;
  length_ = length_ == 0 ? remaining : std::min(remaining, 2 * length_);
  right_ = rounded(left_.k + length_, network_.layer(left_.k + length_));
  while (length_ > 1) {
    // Whether the middle is near enough, for a norm on the right like that on the left.
    const std::size_t half = length_ / 2;
    Reference middle = rounded(left_.k + half, network_.layer(left_.k + half));
    right_.norms.V = left_.norms.V;
    right_.norms.W = left_.norms.W;
    const BlockNorms norms = interpolated(middle.k, network_.layer(middle.k));
    if (norms.V <= 1.25 * left_.norms.V && norms.W <= 1.25 * left_.norms.W) break;
    right_ = std::move(middle);
    length_ = half;
  }
  sharpen(right_);
}

BlockNorms LayerNorms::at(std::size_t k, const LayerWeights<double>*& layer) {
  layer = &network_.layer(k);
  if (k <= right_.k) return interpolated(k, *layer);
  const double V = frobenius_bound(layer->V);
  const double W = frobenius_bound(layer->W);
  if (mul_up(V, network_.block == Block::linear ? 1 : W) <= enough_) return {V, W, V, W};
  extend(k);
  layer = &network_.layer(k);
  return interpolated(k, *layer);
}

}  // namespace rigor
