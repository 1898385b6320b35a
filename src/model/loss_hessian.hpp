// The Hessian of the training loss of a residual network.
#pragma once

#include <functional>
#include <vector>

#include "model/residual_pass.hpp"
#include "number/interval_number.hpp"

namespace rigor {

/// The second derivatives of l by the weighted coordinates (A, Z_1 / sqrt L, ..., Z_L / sqrt L, B),
/// row by row of each matrix, V before W, without the frozen ends; symmetric. Encloses them for all
/// networks and data in the boxes. One row is the derivative of the gradient in a direction, by
/// series of order 1: P times the cost of a gradient, so quadratic in the number P of weights, and
/// the eigenvalues are cubic. `step` is called before each row. Throws std::invalid_argument for
/// relu, and if shapes disagree.
template <IntervalNumber I>
Matrix<I> loss_hessian(const ResidualNetwork<I>& network, const std::vector<std::vector<I>>& inputs,
                       const std::vector<std::vector<I>>& targets, const TrainedEnds& ends,
                       const std::function<void()>& step);

}  // namespace rigor
