// Power series of the gradient of the loss of a residual network, layer by layer.
#pragma once

#include <cstddef>
#include <vector>

#include "model/activation.hpp"
#include "number/interval_number.hpp"

namespace rigor {

template <IntervalNumber I>
struct TrainingProblem;

/// The coefficients of the velocity -grad_x l along a path x(t) of weighted coordinates
/// (residual_training.hpp), one after the other: coefficient k from those of x up to k. With the
/// coefficients of h_k, u = W h / sqrt q, s(u), s'(u), F = B h_L, r = F - y and of the adjoint
///   p_L = 2 B^T r,   p_k = p_{k+1} + (1/L) (W^T / sqrt q) (s'(u) o (V^T / sqrt m) p_{k+1}),
/// the velocities are
///   of A: -mean_i p_0 x_i^T,   of B: -2 mean_i r h_L^T,
///   of V / sqrt L: -(1 / sqrt(L m)) mean_i p s(u)^T,
///   of W / sqrt L: -(1 / sqrt(L q)) mean_i (s'(u) o (V^T / sqrt m) p) h^T
/// with p = p_{k+1} and h = h_k in layer k + 1 (chain rule). A coefficient k costs k + 1 products
/// for each one of the gradient.
template <IntervalNumber I>
class GradientSeries {
 public:
  /// The problem outlives it. Throws std::invalid_argument for shapes that disagree, no layer, no
  /// datum or ReLU.
  explicit GradientSeries(const TrainingProblem<I>& problem);

  std::size_t dimension() const { return dimension_; }
  /// Forgets all coefficients; at most `order` + 1 will come.
  void begin(int order);
  /// Coefficient k of x, k = 0, 1, ...; then that of the velocity is known.
  void push(const std::vector<I>& x);
  const std::vector<I>& velocity() const { return velocity_; }

 private:
  using Series = I*;

  Series series(std::vector<I>& all, std::size_t index) { return all.data() + index * orders_; }
  std::size_t layer_entry(std::size_t layer) const { return offset_ + layer * per_layer_; }
  void read_weights(const std::vector<I>& x);
  void forward(std::size_t i);
  void backward(std::size_t i);
  void block_forward(std::size_t i, std::size_t layer);
  void block_backward(std::size_t i, std::size_t layer);
  void extend_activation(std::size_t neuron);
  void collect();
  I convolve(const I* u, const I* v) const;

  const TrainingProblem<I>& problem_;
  bool is_linear_;
  std::size_t n_, q_, m_, inputs_, outputs_, depth_;
  std::size_t offset_;     ///< of the first layer in x
  std::size_t per_layer_;  ///< coordinates of a layer
  std::size_t dimension_;
  I zero_, root_depth_, outer_, inner_;  ///< sqrt L, sqrt(L / m), sqrt(L / q)

  std::size_t orders_ = 0;
  std::size_t k_ = 0;
  // Series: of the weights, scaled as they enter; of a datum's states; of its neurons.
  std::vector<I> A_, B_, V_, W_;
  std::vector<I> h_;                              ///< [(i, k, component)], k = 0, ..., L
  std::vector<I> u_, s_, slope_, aux_1_, aux_2_;  ///< [(i, layer, neuron)]
  std::vector<I> back_, gate_;                    ///< V^T p / sqrt m, and s' o that
  std::vector<I> r_;                              ///< [(i, output)]
  std::vector<I> p_;                              ///< as h_
  std::vector<I> velocity_;
};

extern template class GradientSeries<Interval>;
extern template class GradientSeries<BigInterval>;

}  // namespace rigor
