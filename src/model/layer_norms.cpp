#include "model/layer_norms.hpp"

#include <algorithm>
#include <utility>

#include "linear/matrix_vector.hpp"
#include "number/rounding.hpp"

namespace rigor {

LayerNorms::Reference LayerNorms::reference_at(std::size_t k) const {
  Reference reference{k, network_.layer(k), 0, 0};
  reference.V = spectral_bound(reference.weights.V);
  reference.W = spectral_bound(reference.weights.W);
  return reference;
}

/// Any two shares from 0 to 1 give bounds; no rounding of theirs matters.
BlockNorms LayerNorms::interpolated(std::size_t k, const LayerWeights<double>& layer) const {
  const double share = left_.k == right_.k ? 1
                                           : static_cast<double>(k - left_.k) /
                                                 static_cast<double>(right_.k - left_.k);
  const auto bound = [&](const Matrix<double> LayerWeights<double>::*part, double left,
                         double right) {
    const double defect =
        distance_bound(layer.*part, left_.weights.*part, 1 - share, right_.weights.*part, share);
    return add_up(defect, add_up(mul_up(1 - share, left), mul_up(share, right)));
  };
  BlockNorms norms;
  norms.V = bound(&LayerWeights<double>::V, left_.V, right_.V);
  norms.W = bound(&LayerWeights<double>::W, left_.W, right_.W);
  return norms;
}

/// Makes the references enclose layer k.
void LayerNorms::extend(std::size_t k) {
  if (left_.k == 0 || right_.k + 1 < k) {
    // The first layer, or the first after some whose Frobenius norms were enough.
    left_ = reference_at(k);
    right_ = left_;
    return;
  }
  left_ = std::move(right_);
  const std::size_t remaining = network_.depth - left_.k;
  length_ = length_ == 0 ? remaining : std::min(remaining, 2 * length_);
  right_ = Reference{left_.k + length_, network_.layer(left_.k + length_), left_.V, left_.W};
  while (length_ > 1) {
    const std::size_t half = length_ / 2;
    LayerWeights<double> middle = network_.layer(left_.k + half);
    const BlockNorms norms = interpolated(left_.k + half, middle);
    if (norms.V <= 1.25 * left_.V && norms.W <= 1.25 * left_.W) break;
    right_.weights = std::move(middle);
    right_.k = left_.k + half;
    length_ = half;
  }
  right_.V = spectral_bound(right_.weights.V);
  right_.W = spectral_bound(right_.weights.W);
}

BlockNorms LayerNorms::at(std::size_t k, const LayerWeights<double>*& layer) {
  layer = &network_.layer(k);
  const double V = frobenius_bound(layer->V);
  const double W = frobenius_bound(layer->W);
  BlockNorms norms{V, W, V, W};
  if (mul_up(V, network_.block == Block::linear ? 1 : W) <= enough_) return norms;
  if (k > right_.k) {
    extend(k);
    layer = &network_.layer(k);
  }
  const BlockNorms found = interpolated(k, *layer);
  norms.V = std::min(norms.V, found.V);
  norms.W = std::min(norms.W, found.W);
  return norms;
}

}  // namespace rigor
