#include "model/activation.hpp"

namespace rigor {

const std::vector<std::string>& activation_names() {
  static const std::vector<std::string> names = {"tanh",   "erf",     "gelu",     "sin",
                                                 "arctan", "sigmoid", "softplus", "relu"};
  return names;
}

}  // namespace rigor
