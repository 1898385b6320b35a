#include "model/regularized_flow.hpp"

#include <memory>
#include <stdexcept>
#include <utility>

#include "model/regularized_field.hpp"
#include "model/regularized_trajectory.hpp"
#include "number/big_interval.hpp"
#include "number/interval.hpp"

namespace rigor {
namespace {

/// The exact flow from noise variance `from` down to `to`.
template <IntervalNumber I>
RegularizedEnd<I> follow_exact(const WeightedPoints& data, const I& from, const I& to,
                               const std::vector<I>& start, const RegularizedGoal& goal,
                               const std::function<void()>& step) {
  RegularizedTrajectory<I> trajectory(data, start, goal, precision_of(from), true);
  const I zero = trajectory.exact(0);
  const I last = log(from / to) / 2;
  if (certainly(last <= 0)) {
    trajectory.finish(trajectory.start());
    return std::move(trajectory.result());
  }
  if (!certainly(last > 0)) {
    trajectory.result().reason = "precision: whether the sampler starts above delta";
    return std::move(trajectory.result());
  }
  OdeFlow<I> flow(std::make_shared<TikhonovField<I>>(trajectory.atoms(), from, zero), zero,
                  trajectory.start());
  while (true) {
    step();
    if (!flow.step(last)) break;
    trajectory.keep(flow.piece());
  }
  if (flow.stop() == OdeStop::reached) {
    trajectory.finish(flow.state());
  } else {
    trajectory.result().reason = "the integration stopped: " + describe(flow.stop());
  }
  return std::move(trajectory.result());
}

}  // namespace

template <IntervalNumber I>
RegularizedEnd<I> follow_regularized(const WeightedPoints& data, Regularization kind,
                                     const I& strength, const I& v0, const std::vector<I>& start,
                                     const RegularizedGoal& goal,
                                     const std::function<void()>& step) {
  if (!certainly(v0 > 0)) throw std::invalid_argument("a flow starts at a noise variance v0 > 0");
  if (!certainly(strength > 0)) throw std::invalid_argument("a regularization has a strength > 0");
  if (start.size() != data.dimension()) {
    throw std::invalid_argument("the start must have the dimension of the data");
  }
  switch (kind) {
    case Regularization::tikhonov:
      return follow_tikhonov(data, strength, v0, start, goal, step);
    case Regularization::empirical_bayes:
      if (!data.has_equal_weights()) {
        throw std::invalid_argument("the empirical-Bayes score is that of equal weights");
      }
      return follow_empirical_bayes(data, strength, v0, start, goal, step);
    case Regularization::bandwidth:
      return follow_exact(data, I(v0 + strength), strength, start, goal, step);
    case Regularization::stopping:
      return follow_exact(data, v0, strength, start, goal, step);
    case Regularization::none:
      break;
  }
  throw std::invalid_argument("the exact flow has no strength: mixture_flow.hpp follows it");
}

template RegularizedEnd<Interval> follow_regularized(const WeightedPoints&, Regularization,
                                                     const Interval&, const Interval&,
                                                     const std::vector<Interval>&,
                                                     const RegularizedGoal&,
                                                     const std::function<void()>&);
template RegularizedEnd<BigInterval> follow_regularized(const WeightedPoints&, Regularization,
                                                        const BigInterval&, const BigInterval&,
                                                        const std::vector<BigInterval>&,
                                                        const RegularizedGoal&,
                                                        const std::function<void()>&);

}  // namespace rigor
