#include "model/jump_growth.hpp"

#include <stdexcept>

#include "function/elementary.hpp"
#include "linear/norm.hpp"
#include "model/activation_bounds.hpp"
#include "model/residual_pass.hpp"

namespace rigor {
namespace {

template <IntervalNumber I>
BlockConstants<I> constants_of(const TrainingProblem<I>& problem) {
  const ResidualNetwork<I>& net = problem.start;
  if (net.block == Block::linear || !vanishes_at_zero(net.activation)) {
    throw std::invalid_argument("layers are compared for two-layer blocks with s(0) = 0");
  }
  const ActivationBounds<I> bounds =
      activation_bounds<I>(net.activation, precision_of(net.A(0, 0)));
  return block_constants(bounds.slope, bounds.curvature, net.layers.at(0).V.columns(),
                         net.state_size());
}

}  // namespace

template <IntervalNumber I>
TrainingSizes<I> training_sizes(const TrainingProblem<I>& problem,
                                const ResidualNetwork<I>& network) {
  const I zero = enclose<I>(0L, precision_of(network.A(0, 0)));
  TrainingSizes<I> sizes{zero, zero, zero, zero};
  for (const LayerWeights<I>& layer : network.layers) {
    sizes.V = max(sizes.V, operator_norm(layer.V));
    sizes.W = max(sizes.W, operator_norm(layer.W));
  }
  std::vector<I> adjoints(network.depth() + 1, zero);
  for (std::size_t i = 0; i < problem.inputs.size(); ++i) {
    const ForwardPass<I> pass = forward(network, problem.inputs[i]);
    for (const std::vector<I>& h : pass.states) sizes.state = max(sizes.state, vector_norm(h));
    std::vector<I> last =
        transposed_times(network.B, residual_of(network, pass, problem.targets[i]));
    for (I& p : last) p *= 2;
    const BackwardPass<I> back = backward(network, pass, last);
    for (std::size_t k = 0; k < adjoints.size(); ++k) adjoints[k] += vector_norm(back.adjoints[k]);
  }
  for (const I& sum : adjoints) {
    sizes.adjoint = max(sizes.adjoint, I(sum / static_cast<long>(problem.inputs.size())));
  }
  return {upper_point(sizes.V), upper_point(sizes.W), upper_point(sizes.state),
          upper_point(sizes.adjoint)};
}

template <IntervalNumber I>
JumpGrowth<I>::JumpGrowth(const TrainingProblem<I>& problem)
    : problem_(problem),
      constants_(constants_of(problem)),
      sizes_(training_sizes(problem, problem.start)),
      bound_(upper_point(largest_jump(problem.start))) {}

template <IntervalNumber I>
void JumpGrowth<I>::follow(const TrainingPiece<I>& piece, int parts) {
  I from = piece.start();
  for (int part = 1; part <= parts; ++part) {
    const I to = part == parts
                     ? piece.end()
                     : midpoint(I(piece.start() + (piece.end() - piece.start()) * part / parts));
    const TrainingSizes<I> s = training_sizes(problem_, piece.network(hull(from, to)));
    const I& H = s.state;
    const I rate = s.adjoint * constants_.weight_slope_by_weights(s.V, H);
    const I source =
        s.adjoint * constants_.state_slope(s.V, s.W) *
        (constants_.weight_slope_by_state(s.V, s.W, H) * H + constants_.weight_slope(s.V, s.W, H));
    const I length = upper_point(I(to - from));
    const I x = upper_point(I(rate * length));
    // (e^x - 1) / x increases with x, and is at most e^x.
    const I mean = certainly(x > 0) ? min(I(expm1(x) / x), exp(x)) : exp(x);
    bound_ = upper_point(I(exp(x) * bound_ + source * length * mean));
    sizes_ = {max(sizes_.V, s.V), max(sizes_.W, s.W), max(sizes_.state, s.state),
              max(sizes_.adjoint, s.adjoint)};
    from = to;
  }
}

template TrainingSizes<Interval> training_sizes(const TrainingProblem<Interval>&,
                                                const ResidualNetwork<Interval>&);
template TrainingSizes<BigInterval> training_sizes(const TrainingProblem<BigInterval>&,
                                                   const ResidualNetwork<BigInterval>&);
template class JumpGrowth<Interval>;
template class JumpGrowth<BigInterval>;

}  // namespace rigor
