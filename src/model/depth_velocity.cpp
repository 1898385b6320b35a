#include "model/depth_velocity.hpp"

#include <cstddef>
#include <utility>

namespace rigor {
namespace {

template <IntervalNumber I>
void subtract(Matrix<I>& sum, const Matrix<I>& term, long n) {
  for (std::size_t i = 0; i < sum.rows(); ++i) {
    for (std::size_t j = 0; j < sum.columns(); ++j) sum(i, j) -= term(i, j) / n;
  }
}

template <IntervalNumber I>
I norm(const std::vector<I>& x) {
  I sum = sqr(x[0]);
  for (std::size_t i = 1; i < x.size(); ++i) sum += sqr(x[i]);
  return sqrt(sum);
}

}  // namespace

template <IntervalNumber I>
DepthVelocity<I>::DepthVelocity(const DepthProblem<I>& problem, const std::function<void()>& step)
    : model_(problem.model), loss_(enclose<I>(0L, precision_of(problem.A(0, 0)))) {
  const I one = enclose<I>(1L, precision_of(loss_));
  for (std::size_t i = 0; i < problem.inputs.size() && is_complete(); ++i) {
    states_.push_back(follow_depth(model_, times(problem.A, problem.inputs[i]), false, step));
    reason_ = states_.back().reason();
    if (!is_complete()) break;
    const std::vector<I> last = states_.back().at(one);
    std::vector<I> residual = times(problem.B, last);
    for (std::size_t j = 0; j < residual.size(); ++j) {
      residual[j] -= problem.targets[i][j];
      loss_ += sqr(residual[j]) / static_cast<long>(problem.inputs.size());
      residual[j] = 2 * residual[j];
    }
    adjoints_.push_back(follow_adjoint(model_, last, transposed_times(problem.B, residual), step));
    reason_ = adjoints_.back().reason();
  }
}

template <IntervalNumber I>
std::vector<I> DepthVelocity<I>::state(std::size_t i, const I& s) const {
  std::vector<I> state = states_[i].at(s);
  const std::vector<I> both = adjoints_[i].at(s);
  for (std::size_t j = 0; j < state.size(); ++j) state[j] = intersection(state[j], both[j]);
  return state;
}

template <IntervalNumber I>
std::vector<I> DepthVelocity<I>::adjoint(std::size_t i, const I& s) const {
  const std::vector<I> both = adjoints_[i].at(s);
  return {both.begin() + static_cast<std::ptrdiff_t>(model_.state_size()), both.end()};
}

template <IntervalNumber I>
I DepthVelocity<I>::largest_state(const I& s) const {
  I largest = norm(state(0, s));
  for (std::size_t i = 1; i < states_.size(); ++i) largest = max(largest, norm(state(i, s)));
  return largest;
}

template <IntervalNumber I>
I DepthVelocity<I>::mean_adjoint(const I& s) const {
  I sum = norm(adjoint(0, s));
  for (std::size_t i = 1; i < states_.size(); ++i) sum += norm(adjoint(i, s));
  return sum / static_cast<long>(states_.size());
}

template <IntervalNumber I>
LayerWeights<I> DepthVelocity<I>::at(const I& s) const {
  const LayerWeights<I> weights = weights_at(model_, s);
  const I zero = enclose<I>(0L, precision_of(s));
  LayerWeights<I> velocity{Matrix<I>(weights.V.rows(), weights.V.columns(), zero), {}};
  if (weights.W.rows() != 0) {
    velocity.W = Matrix<I>(weights.W.rows(), weights.W.columns(), zero);
  }
  for (std::size_t i = 0; i < states_.size(); ++i) {
    const LayerWeights<I> gradient =
        BlockAt<I>(model_, weights, state(i, s)).weights_transposed(adjoint(i, s));
    const auto n = static_cast<long>(states_.size());
    subtract(velocity.V, gradient.V, n);
    subtract(velocity.W, gradient.W, n);
  }
  return velocity;
}

template class DepthVelocity<Interval>;
template class DepthVelocity<BigInterval>;

}  // namespace rigor
