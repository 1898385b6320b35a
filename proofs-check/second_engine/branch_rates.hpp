// The second engine: decay of the loss near a network of two branches that cancel.
#pragma once

#include "second_engine/arb_mixture.hpp"

namespace rigor::second_engine {

/// The network h -> h + (V_1 tanh(W_1 h) + V_2 tanh(W_2 h)) / (L sqrt 2) from A to B h_L, with A,
/// B, V_1, V_2 within M of 1, W_1 and W_2 within M of w and -w, in every layer its own, for every
/// L.
struct BranchBounds {
  Bounds rate;     ///< |grad F|^2 times 4, layers counted by their mean
  Bounds literal;  ///< with (|F_V| + |F_W|)^2 in place of |F_V|^2 + |F_W|^2
};

/// Throws std::range_error if the states are not proved to stay near 1.
BranchBounds branch_bounds(const Rational& w, const Rational& M);

}  // namespace rigor::second_engine
