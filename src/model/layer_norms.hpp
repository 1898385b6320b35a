// Upper bounds of the norms of the layers of a network, one layer after another.
#pragma once

#include <cstddef>

#include "model/wide_forward.hpp"

namespace rigor {

struct BlockNorms {
  double V = 0;  ///< operator norms
  double W = 0;
  double V_frobenius = 0;
  double W_frobenius = 0;
};

/// The bounds of wide_forward, which explains them. W counts as 0 in a linear block.
class LayerNorms {
 public:
  /// Operator norms whose product is at most `enough` are not sharpened beyond Frobenius norms.
  LayerNorms(const WideNetwork& network, double enough) : network_(network), enough_(enough) {}

  /// Of layer k, where k = 1, 2, ... in ascending order; `layer` refers to that layer.
  BlockNorms at(std::size_t k, const LayerWeights<double>*& layer);

 private:
  /// What layer k has been rounded to, with bounds of its norms: a matrix near it serves as well.
  struct Reference {
    std::size_t k = 0;
    LayerWeights<float> weights;
    BlockNorms norms;
  };
  static Reference rounded(std::size_t k, const LayerWeights<double>& layer);
  static void sharpen(Reference& reference);
  BlockNorms interpolated(std::size_t k, const LayerWeights<double>& layer) const;
  void extend(std::size_t k);

  const WideNetwork& network_;
  double enough_;
  Reference left_;
  Reference right_;
  std::size_t length_ = 0;  ///< layers between them
};

}  // namespace rigor
