// Validated gradient flow of residual networks.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <vector>

#include "analysis/defect_flow.hpp"
#include "analysis/ode.hpp"
#include "model/residual_network.hpp"

namespace rigor {

/// Networks in a box, the data, and which ends are trained.
template <IntervalNumber I>
struct TrainingProblem {
  ResidualNetwork<I> start;
  std::vector<std::vector<I>> inputs;   ///< x_1, ..., x_n in R^d
  std::vector<std::vector<I>> targets;  ///< y_1, ..., y_n in R^d'
  bool trains_A = true;
  bool trains_B = true;
};

/// The trained weights as one vector x = (A, Z_1 / sqrt L, ..., Z_L / sqrt L, B), row by row and V
/// before W, without the frozen ends: |dx|_2 is the weighted norm |dth|_w, and the gradient flow
/// A' = -dl/dA, Z_k' = -L dl/dZ_k, B' = -dl/dB is x' = -grad_x l.
template <IntervalNumber I>
std::vector<I> weighted_coordinates(const TrainingProblem<I>& problem,
                                    const ResidualNetwork<I>& network);
/// The network with these coordinates; the frozen ends are those of the problem.
template <IntervalNumber I>
ResidualNetwork<I> network_at(const TrainingProblem<I>& problem, const std::vector<I>& x);

/// Encloses L max_{1 <= k < L} |Z_{k+1} - Z_k|, |Z|^2 = |V|_F^2 + |W|_F^2, of the networks in the
/// box; 0 for L = 1.
template <IntervalNumber I>
I largest_jump(const ResidualNetwork<I>& network);

/// The training on one step.
template <IntervalNumber I>
struct TrainingPiece {
  const TrainingProblem<I>* problem;
  const DefectPiece<I>* piece;  ///< in weighted coordinates

  const I& start() const { return piece->start; }
  const I& end() const { return piece->end; }
  /// The networks at all times in `time`, a part of the step.
  ResidualNetwork<I> network(const I& time) const;
  /// Encloses max over the times of the step of L max_{1 <= k < L} |Z_{k+1} - Z_k|; 0 for L = 1.
  I largest_jump() const;
  /// An upper bound of all |A_ij'|, |(Z_k)_ij'| and |B_ij'| on the step. A flow whose right-hand
  /// side is clipped at more than that, component by component, is this one.
  I largest_velocity() const;
};

/// Encloses the gradient flow of l = (1/n) sum_i |F(x_i) - y_i|^2 from every start in the box, for
/// smooth activations, by DefectFlow in weighted coordinates: a ball about a numerical solution,
/// which grows no faster than the bound of hessian_bound.hpp allows.
template <IntervalNumber I>
class ResidualTraining {
 public:
  /// Throws std::invalid_argument for shapes that disagree, no layer, no datum or ReLU.
  explicit ResidualTraining(TrainingProblem<I> problem, const OdeSettings& settings = {});

  const TrainingProblem<I>& problem() const { return *problem_; }
  const I& time() const { return flow_.time(); }
  ResidualNetwork<I> network() const;  ///< encloses the network now
  I loss() const;
  /// |th(time) - th(0)|_w.
  I distance() const;
  /// L max_{1 <= k < L} |Z_{k+1} - Z_k| now, |Z|^2 = |V|_F^2 + |W|_F^2; 0 for L = 1.
  I largest_jump() const;
  /// All trained weights now lie in a ball of this radius about a network, in the weighted norm.
  const I& error() const { return flow_.error(); }
  const DefectFlow<I>& flow() const { return flow_; }

  /// Steps until the end or until no step can be made; `tick` before each step, `see` after each.
  OdeStop run(const I& t_end, const std::function<void()>& tick,
              const std::function<void(const TrainingPiece<I>&)>& see = nullptr);

 private:
  std::shared_ptr<const TrainingProblem<I>> problem_;
  std::vector<I> start_;
  DefectFlow<I> flow_;
};

extern template std::vector<Interval> weighted_coordinates(const TrainingProblem<Interval>&,
                                                           const ResidualNetwork<Interval>&);
extern template std::vector<BigInterval> weighted_coordinates(const TrainingProblem<BigInterval>&,
                                                              const ResidualNetwork<BigInterval>&);
extern template ResidualNetwork<Interval> network_at(const TrainingProblem<Interval>&,
                                                     const std::vector<Interval>&);
extern template ResidualNetwork<BigInterval> network_at(const TrainingProblem<BigInterval>&,
                                                        const std::vector<BigInterval>&);
extern template Interval largest_jump(const ResidualNetwork<Interval>&);
extern template BigInterval largest_jump(const ResidualNetwork<BigInterval>&);
extern template struct TrainingPiece<Interval>;
extern template struct TrainingPiece<BigInterval>;
extern template class ResidualTraining<Interval>;
extern template class ResidualTraining<BigInterval>;

}  // namespace rigor
