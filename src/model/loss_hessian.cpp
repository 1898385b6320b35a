#include "model/loss_hessian.hpp"

#include <cstddef>
#include <stdexcept>
#include <utility>

#include "function/taylor.hpp"

namespace rigor {
namespace {

template <IntervalNumber I>
using Line = Taylor<I, 1>;

template <IntervalNumber I>
Matrix<Line<I>> constant_lines(const Matrix<I>& values) {
  if (values.rows() == 0) return {};
  Matrix<Line<I>> lines(values.rows(), values.columns(), Line<I>::constant(values(0, 0)));
  for (std::size_t i = 0; i < values.rows(); ++i) {
    for (std::size_t j = 0; j < values.columns(); ++j) {
      lines(i, j) = Line<I>::constant(values(i, j));
    }
  }
  return lines;
}
template <IntervalNumber I>
std::vector<std::vector<Line<I>>> constant_lines(const std::vector<std::vector<I>>& vectors) {
  std::vector<std::vector<Line<I>>> lines;
  for (const std::vector<I>& vector : vectors) {
    lines.emplace_back();
    for (const I& x : vector) lines.back().push_back(Line<I>::constant(x));
  }
  return lines;
}

/// The entries in the order of the coordinates, each with its factor d(weight) / d(coordinate): 1
/// at the ends, sqrt L in the layers.
template <class T, class F>
void for_each_coordinate(Matrix<T>& A, std::vector<LayerWeights<T>>& layers, Matrix<T>& B,
                         const TrainedEnds& ends, const F& f) {
  const auto visit = [&](Matrix<T>& part, bool is_layer) {
    for (std::size_t i = 0; i < part.rows(); ++i) {
      for (std::size_t j = 0; j < part.columns(); ++j) f(part(i, j), is_layer);
    }
  };
  if (ends.A) visit(A, false);
  for (LayerWeights<T>& layer : layers) {
    visit(layer.V, true);
    visit(layer.W, true);
  }
  if (ends.B) visit(B, false);
}

}  // namespace

template <IntervalNumber I>
Matrix<I> loss_hessian(const ResidualNetwork<I>& network, const std::vector<std::vector<I>>& inputs,
                       const std::vector<std::vector<I>>& targets, const TrainedEnds& ends,
                       const std::function<void()>& step) {
  if (network.block == Block::two_layer && network.activation == Activation::relu) {
    throw std::invalid_argument("relu has no second derivative");
  }
  ResidualNetwork<Line<I>> lines{
      network.block, network.activation, constant_lines(network.A), constant_lines(network.B), {}};
  for (const LayerWeights<I>& layer : network.layers) {
    lines.layers.push_back({constant_lines(layer.V), constant_lines(layer.W)});
  }
  const auto x = constant_lines(inputs);
  const auto y = constant_lines(targets);
  std::vector<std::pair<Line<I>*, bool>> coordinates;
  for_each_coordinate(lines.A, lines.layers, lines.B, ends, [&](Line<I>& entry, bool is_layer) {
    coordinates.emplace_back(&entry, is_layer);
  });
  if (coordinates.empty()) throw std::invalid_argument("a Hessian without weights");
  const Precision precision = precision_of((*coordinates[0].first)[0]);
  const I zero = enclose<I>(0L, precision);
  const I one = enclose<I>(1L, precision);
  const I root = sqrt(enclose<I>(static_cast<long>(network.depth()), precision));
  const std::size_t P = coordinates.size();
  Matrix<I> hessian(P, P, zero);
  for (std::size_t row = 0; row < P; ++row) {
    step();
    auto [entry, is_layer] = coordinates[row];
    (*entry)[1] = is_layer ? root : one;
    LossGradient<Line<I>> gradient = loss_gradient(lines, x, y, ends);
    (*entry)[1] = zero;
    std::size_t column = 0;
    for_each_coordinate(gradient.A, gradient.layers, gradient.B, ends,
                        [&](const Line<I>& derivative, bool of_layer) {
                          I second = of_layer ? derivative[1] * root : derivative[1];
                          // The rows before have computed the entries below the diagonal as well.
                          if (column < row) second = intersection(second, hessian(column, row));
                          hessian(row, column) = second;
                          if (column < row) hessian(column, row) = second;
                          ++column;
                        });
  }
  return hessian;
}

template Matrix<Interval> loss_hessian(const ResidualNetwork<Interval>&,
                                       const std::vector<std::vector<Interval>>&,
                                       const std::vector<std::vector<Interval>>&,
                                       const TrainedEnds&, const std::function<void()>&);
template Matrix<BigInterval> loss_hessian(const ResidualNetwork<BigInterval>&,
                                          const std::vector<std::vector<BigInterval>>&,
                                          const std::vector<std::vector<BigInterval>>&,
                                          const TrainedEnds&, const std::function<void()>&);

}  // namespace rigor
