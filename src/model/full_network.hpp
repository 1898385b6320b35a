// Two-layer ReLU networks of one variable all of whose parameters are trained.
#pragma once

#include <cstddef>
#include <vector>

#include "number/rational.hpp"

namespace rigor {

/// f(y) = c0 + sum_j a_j relu(w_j y + b_j); the parameters are (w, b, a, c0).
struct FullNetwork {
  std::vector<Rational> inner_weights;  ///< w_j
  std::vector<Rational> inner_biases;   ///< b_j
  std::vector<Rational> outer_weights;  ///< a_j
  Rational outer_bias;                  ///< c0

  std::size_t width() const { return inner_weights.size(); }
};

}  // namespace rigor
