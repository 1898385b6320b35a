// Whether the numbers of a residual case exist.
#pragma once

#include <cstddef>

#include "expression/smooth_expression.hpp"

namespace rigor {

/// Whether a number that does not depend on s is proved to be defined, such as sqrt(3), and not
/// sqrt(-3).
bool is_defined_number(const SmoothExpression& number);

/// The first layer k of a network of this depth at which the weight is not proved to be defined at
/// s = k / depth; 0 if there is none.
std::size_t undefined_layer(const SmoothExpression& weight, std::size_t depth);

}  // namespace rigor
