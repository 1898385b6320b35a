#include "model/tangent_kernel.hpp"

#include <cstddef>
#include <stdexcept>
#include <utility>

#include "linear/eigenvalues.hpp"
#include "model/residual_pass.hpp"

namespace rigor {
namespace {

template <IntervalNumber I>
void append(std::vector<I>& row, const Matrix<I>& part) {
  for (std::size_t i = 0; i < part.rows(); ++i) {
    for (std::size_t j = 0; j < part.columns(); ++j) row.push_back(part(i, j));
  }
}

/// One row of J: of the output p . h_L, whose derivative by B is `output` h_L^T. The derivative by
/// Z / sqrt L is that by Z times sqrt L, which scales the adjoints of the layers.
template <IntervalNumber I>
std::vector<I> jacobian_row(const ResidualNetwork<I>& network, const ForwardPass<I>& pass,
                            const std::vector<I>& input, const std::vector<I>& output,
                            const WeightBlocks& blocks) {
  const I root = activations::root_of(input[0], network.depth());
  std::vector<I> last = transposed_times(network.B, output);
  for (I& p : last) p *= root;
  const BackwardPass<I> back = backward(network, pass, std::move(last));
  std::vector<I> row;
  if (blocks.A) {
    std::vector<I> first = back.adjoints[0];
    for (I& p : first) p /= root;
    append(row, outer_product(first, input));
  }
  for (const LayerWeights<I>& layer : back.layers) {
    if (blocks.V) append(row, layer.V);
    if (blocks.W) append(row, layer.W);
  }
  if (blocks.B) append(row, outer_product(output, pass.last()));
  return row;
}

}  // namespace

template <IntervalNumber I>
Matrix<I> weighted_jacobian(const ResidualNetwork<I>& network,
                            const std::vector<std::vector<I>>& inputs, const WeightBlocks& blocks) {
  if (inputs.empty() || inputs[0].empty()) {
    throw std::invalid_argument("a tangent kernel without data");
  }
  const Precision precision = precision_of(inputs[0][0]);
  const std::size_t outputs = network.B.rows();
  Matrix<I> jacobian;
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    const ForwardPass<I> pass = forward(network, inputs[i]);
    for (std::size_t j = 0; j < outputs; ++j) {
      std::vector<I> output(outputs, enclose<I>(0L, precision));
      output[j] = enclose<I>(1L, precision);
      std::vector<I> row = jacobian_row(network, pass, inputs[i], output, blocks);
      if (row.empty()) throw std::invalid_argument("a tangent kernel of no weights");
      if (jacobian.rows() == 0) {
        jacobian = Matrix<I>(inputs.size() * outputs, row.size(), enclose<I>(0L, precision));
      }
      for (std::size_t c = 0; c < row.size(); ++c) {
        jacobian(i * outputs + j, c) = std::move(row[c]);
      }
    }
  }
  return jacobian;
}

template <IntervalNumber I>
Matrix<I> tangent_kernel(const Matrix<I>& jacobian) {
  if (jacobian.rows() == 0) throw std::invalid_argument("a tangent kernel without data");
  Matrix<I> kernel(jacobian.rows(), jacobian.rows(), jacobian(0, 0));
  for (std::size_t i = 0; i < jacobian.rows(); ++i) {
    for (std::size_t j = 0; j <= i; ++j) {
      I sum = enclose<I>(0L, precision_of(jacobian(0, 0)));
      for (std::size_t c = 0; c < jacobian.columns(); ++c) {
        sum += i == j ? sqr(jacobian(i, c)) : jacobian(i, c) * jacobian(j, c);
      }
      kernel(i, j) = kernel(j, i) = sum;
    }
  }
  return kernel;
}

template <IntervalNumber I>
I tangent_kernel_eigenvalue(const Matrix<I>& jacobian) {
  const I zero = enclose<I>(0L, precision_of(jacobian(0, 0)));
  return max(smallest_eigenvalue(tangent_kernel(jacobian)), zero);
}

template Matrix<Interval> weighted_jacobian(const ResidualNetwork<Interval>&,
                                            const std::vector<std::vector<Interval>>&,
                                            const WeightBlocks&);
template Matrix<Interval> tangent_kernel(const Matrix<Interval>&);
template Interval tangent_kernel_eigenvalue(const Matrix<Interval>&);
template Matrix<BigInterval> weighted_jacobian(const ResidualNetwork<BigInterval>&,
                                               const std::vector<std::vector<BigInterval>>&,
                                               const WeightBlocks&);
template Matrix<BigInterval> tangent_kernel(const Matrix<BigInterval>&);
template BigInterval tangent_kernel_eigenvalue(const Matrix<BigInterval>&);

}  // namespace rigor
