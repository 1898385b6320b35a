// Files of the weights of residual networks.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/residual_network.hpp"
#include "number/rational.hpp"

namespace rigor {

/// The weights in a file, or what is wrong with it.
struct LayerFile {
  std::vector<LayerWeights<Rational>> layers;
  std::optional<Matrix<Rational>> A;
  std::optional<Matrix<Rational>> B;
  std::string fault;
};

/// Reads the bytes of an .npz file (numpy.savez): arrays V of the shape (L, q, m) and W of the
/// shape (L, m, q), or Z of the shape (L, q, q) for linear blocks, and, if they are there, A (q, d)
/// and B (d', q). Every number is the exact binary fraction that it is.
LayerFile parse_layer_file(const std::string& bytes, const std::string& name, Block block);

}  // namespace rigor
