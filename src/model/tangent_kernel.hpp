// The tangent kernel of a residual network.
#pragma once

#include <vector>

#include "model/residual_network.hpp"
#include "number/interval_number.hpp"

namespace rigor {

/// Some of the weights. Of linear blocks, Z is V.
struct WeightBlocks {
  bool A = true;
  bool V = true;
  bool W = true;
  bool B = true;
};

/// The derivative J of (F(x_1), ..., F(x_n)) by the coordinates (A, Z_1 / sqrt L, ..., Z_L / sqrt
/// L, B), restricted to the blocks: n d' rows, output j of datum i in row i d' + j; the columns row
/// by row of each matrix, V before W of a layer. In these coordinates the gradient flow of l is x'
/// = -grad l, |dx| is the weighted norm, and grad l = (2/n) J^T r with the residuals r. Encloses it
/// for all networks and inputs in the boxes. Throws std::invalid_argument without data or blocks,
/// or if shapes disagree.
template <IntervalNumber I>
Matrix<I> weighted_jacobian(const ResidualNetwork<I>& network,
                            const std::vector<std::vector<I>>& inputs,
                            const WeightBlocks& blocks = {});

/// J J^T = J_A J_A^T + L sum_k J_{Z_k} J_{Z_k}^T + J_B J_B^T, without the blocks left out, where
/// J_Z is the derivative by Z itself. |grad l|^2 >= (4/n) lambda_min l.
template <IntervalNumber I>
Matrix<I> tangent_kernel(const Matrix<I>& jacobian);

/// The least eigenvalue of J J^T, enclosed for every J in the box; at least 0.
template <IntervalNumber I>
I tangent_kernel_eigenvalue(const Matrix<I>& jacobian);

}  // namespace rigor
