// Residual networks in Arb's balls. Private to this folder.
#pragma once

#include <cstddef>
#include <vector>

#include "second_engine/network.hpp"
#include "second_engine/residual_network.hpp"

namespace rigor::second_engine {

inline constexpr long kResidualBits = 384;

struct ArbLayer {
  ArbRows V;
  ArbRows W;
};

/// An instance as balls.
class ArbResidual {
 public:
  explicit ArbResidual(const ResidualInstance& instance);

  std::size_t depth() const { return layers.size(); }
  std::size_t size() const { return A.size(); }
  /// The block at h, and the derivative of the block there in the direction dh of the state and dZ
  /// of the weights (an empty matrix is 0).
  ArbVector block(std::size_t layer, const ArbVector& h) const;
  ArbVector block_derivative(std::size_t layer, const ArbVector& h, const ArbVector& dh,
                             const ArbRows& dV, const ArbRows& dW) const;
  /// h_0, ..., h_L.
  ArbRows states(std::size_t index) const;
  ArbVector residual(std::size_t index, const ArbVector& last) const;

  bool is_linear;
  ArbRows A;
  ArbRows B;
  std::vector<ArbLayer> layers;
  ArbRows inputs;
  ArbRows targets;

 private:
  ArbVector inner(std::size_t layer, const ArbVector& h) const;  ///< W h / sqrt q
};

Arb tanh(const Arb& x);
ArbVector product(const ArbRows& a, const ArbVector& x);
ArbRows balls(const BoundRows& rows, long bits);

}  // namespace rigor::second_engine
