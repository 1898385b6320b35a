// How large and how smooth in depth the weights of residual networks are.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "expression/smooth_expression.hpp"
#include "model/residual_network.hpp"
#include "number/interval_number.hpp"

namespace rigor {

/// Of matrices with more rows and columns than this, the Frobenius norm stands for the operator
/// norm.
inline constexpr std::size_t largest_exact_norm = 32;

/// Of the layers of networks; of linear blocks, Z is V and W is 0.
template <IntervalNumber I>
struct StartSizes {
  I V_mean;  ///< ((1/L) sum_k |V_k|^2)^(1/2), operator norms
  I W_mean;  ///< and for W_k
  I V_most;  ///< max_k |V_k|_F
  I W_most;  ///< max_k |W_k|_F
  I Z_most;  ///< max_k |Z_k|, |Z|^2 = |V|_F^2 + |W|_F^2
  I jump;    ///< L max_k |Z_{k+1} - Z_k|; 0 for L = 1
};

/// Encloses the sizes of the layers, L >= 1, for every member of the box.
template <IntervalNumber I>
StartSizes<I> start_sizes(const std::vector<LayerWeights<I>>& layers);

/// The same for the layers Z(k / L), k = 1, ..., L, of all L >= 1 at once: encloses the suprema
/// over s in [0, 1] of |V|, |W| in place of the means, of |V|_F, |W|_F and |Z|, and of |Z'| in
/// place of the jump; they bound the sizes, as L |Z((k + 1) / L) - Z(k / L)| <= sup |Z'|. By
/// enclosures of Z and Z' on `pieces` parts of [0, 1]; nullopt if Z is not proved differentiable
/// there.
template <IntervalNumber I>
std::optional<StartSizes<I>> start_sizes(const LayerWeights<SmoothExpression>& weights,
                                         std::size_t pieces, Precision precision);

}  // namespace rigor
