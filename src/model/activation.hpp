// Activation functions of residual networks.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace rigor {

enum class Activation { tanh, erf, gelu, sin, arctan, sigmoid, softplus, relu };

/// The names in the order of the enumeration: "tanh", "erf", "gelu", ...
const std::vector<std::string>& activation_names();
inline const std::string& activation_name(Activation activation) {
  return activation_names()[static_cast<std::size_t>(activation)];
}

}  // namespace rigor
