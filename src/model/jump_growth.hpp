// How the differences of neighbouring layers grow while a residual network is trained.
#pragma once

#include "model/residual_bounds.hpp"
#include "model/residual_training.hpp"

namespace rigor {

/// Upper bounds for all networks in a box of two-layer blocks and all data.
template <IntervalNumber I>
struct TrainingSizes {
  I V;        ///< max_k |V_k|, operator norms
  I W;        ///< max_k |W_k|
  I state;    ///< max_{k, i} |h_k|
  I adjoint;  ///< max_k mean_i |p_k|, where p_L = 2 B^T r
};
template <IntervalNumber I>
TrainingSizes<I> training_sizes(const TrainingProblem<I>& problem,
                                const ResidualNetwork<I>& network);

/// An upper bound of L max_k |Z_{k+1}(t) - Z_k(t)| along a training that is followed step by step.
///
/// With v, w, H, P >= the sizes above on a part of a step, z = sqrt(v^2 + w^2) and s(0) = 0: two
/// layers in a row have |h_k - h_{k-1}| <= kap v w H / L and |p_{k+1} - p_k| <= kap v w |p_{k+1}| /
/// L, so by the bounds of BlockConstants the largest difference D of layers obeys
///   D' <= c_1 D + c_2 / L,   c_1 = kap P H (1 + chi v H),   c_2 = kap^2 P H v w (2 z + chi v w H),
/// and L D(t + h) <= e^{c_1 h} L D(t) + c_2 (e^{c_1 h} - 1) / c_1 (Gronwall).
template <IntervalNumber I>
class JumpGrowth {
 public:
  /// At the start of the training. The problem outlives it. Throws std::invalid_argument for linear
  /// blocks, and where s(0) is not 0.
  explicit JumpGrowth(const TrainingProblem<I>& problem);

  /// Over the next step of the training, cut into `parts`.
  void follow(const TrainingPiece<I>& piece, int parts = 4);
  const I& bound() const { return bound_; }
  /// Those of all steps so far.
  const TrainingSizes<I>& sizes() const { return sizes_; }

 private:
  const TrainingProblem<I>& problem_;
  BlockConstants<I> constants_;
  TrainingSizes<I> sizes_;
  I bound_;
};

extern template TrainingSizes<Interval> training_sizes(const TrainingProblem<Interval>&,
                                                       const ResidualNetwork<Interval>&);
extern template TrainingSizes<BigInterval> training_sizes(const TrainingProblem<BigInterval>&,
                                                          const ResidualNetwork<BigInterval>&);
extern template class JumpGrowth<Interval>;
extern template class JumpGrowth<BigInterval>;

}  // namespace rigor
