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

/// Reads the bytes of a file called `name`: .npz (numpy.savez, see npz_file.hpp) or .safetensors
/// (safetensors_file.hpp). Every number is the exact binary fraction that it is.
///
/// The weights stand in arrays V of the shape (L, q, m) and W of the shape (L, m, q), or Z of the
/// shape (L, q, q) for linear blocks; or in one array a layer, with two axes, as state_dict() names
/// the parameters of PyTorch modules: "blocks.3.V", "net.layers.3.W", "V.3", "blocks.3.V.weight"
/// (of a torch.nn.Linear). Such a name has one part that is a number, the index of the layer, from
/// 0 or from 1 without gaps. If they are there, A (q, d) and B (d', q), also "net.A", "A.weight".
/// A bias ("blocks.3.V.bias") must be zero, as residual networks have none here. Arrays of other
/// names are faults.
LayerFile parse_layer_file(const std::string& bytes, const std::string& name, Block block);

}  // namespace rigor
