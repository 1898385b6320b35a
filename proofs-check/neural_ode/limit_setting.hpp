// A residual network with smooth weights and its neural ODE at the start of training.
#pragma once

#include <vector>

#include "analysis/supremum.hpp"
#include "function/taylor.hpp"
#include "model/activation_bounds.hpp"
#include "model/depth_limit.hpp"
#include "model/depth_norms.hpp"
#include "model/depth_velocity.hpp"
#include "proofs-check/neural_ode/setting.hpp"

namespace rigor::neural_ode {

template <IntervalNumber B>
Matrix<B> bare(const Matrix<Decorated<B>>& a) {
  Matrix<B> result(a.rows(), a.columns(), a(0, 0).value);
  for (std::size_t i = 0; i < a.rows(); ++i) {
    for (std::size_t j = 0; j < a.columns(); ++j) result(i, j) = a(i, j).value;
  }
  return result;
}
template <IntervalNumber B>
std::vector<std::vector<B>> bare(const std::vector<std::vector<Decorated<B>>>& vectors) {
  std::vector<std::vector<B>> result;
  for (const auto& vector : vectors) {
    result.emplace_back();
    for (const auto& x : vector) result.back().push_back(x.value);
  }
  return result;
}

inline DepthModel depth_model(const ResidualInput& input) {
  return {input.block, input.activation, *input.smooth};
}

template <IntervalNumber B>
DepthProblem<B> depth_problem(const Setting<B>& s) {
  return {depth_model(s.input), enclose_matrix<B>(s.input.A, s.precision()),
          enclose_matrix<B>(s.input.B, s.precision()), bare<B>(s.inputs()), bare<B>(s.targets())};
}

/// Encloses the supremum over 0 <= s <= 1 of the Euclidean norm of all entries of the matrices, or
/// of their derivatives; the entire line unless these are proved smooth.
template <IntervalNumber B>
B largest_euclidean(const std::vector<const Matrix<SmoothExpression>*>& matrices, bool of_slope,
                    const Setting<B>& s) {
  using D = Decorated<B>;
  const std::function<B(const std::vector<B>&)> range = [&](const std::vector<B>& box) {
    const auto at = Taylor<D>::variable(decorate(box[0]), of_slope ? 1 : 0);
    D sum = s.number(0);
    for (const auto* matrix : matrices) {
      for (std::size_t i = 0; i < matrix->rows(); ++i) {
        for (std::size_t j = 0; j < matrix->columns(); ++j) {
          sum += sqr((*matrix)(i, j)(at)[of_slope ? 1 : 0]);
        }
      }
    }
    return sum.domain == Domain::continuous ? B(sqrt(sum.value)) : entire<B>(s.precision());
  };
  return enclose_supremum(range, {hull_of<B>(0, 1, s.precision())},
                          {.digits = 9, .most_boxes = 200, .step = s.step()});
}

/// Bounds at the time 0, of the neural ODE and of the networks of every depth: enclosures of
/// numbers whose upper ends are what is proved.
template <IntervalNumber B>
struct LimitStart {
  explicit LimitStart(const Setting<B>& s)
      : problem(depth_problem(s)), velocity(problem, s.step()) {
    const Precision p = s.precision();
    const ResidualInput& input = s.input;
    norms = depth_norms<B>(problem.model, p, {.digits = 9, .most_boxes = 200, .step = s.step()});
    const LayerWeights<SmoothExpression>& Z = problem.model.weights;
    jump = largest_euclidean<B>({&Z.V, &Z.W}, true, s);
    A_norm = operator_norm(problem.A);
    B_norm = operator_norm(problem.B);
    largest_input = enclose<B>(0L, p);
    for (const auto& x : problem.inputs) {
      B sum = enclose<B>(0L, p);
      for (const B& c : x) sum += sqr(c);
      largest_input = max(largest_input, sqrt(sum));
    }
    root_loss = sqrt(velocity.loss());
    const bool is_linear = input.block == Block::linear;
    if (!is_linear) {
      const auto activation = activation_bounds<B>(input.activation, p);
      block = block_constants(activation.slope, activation.curvature, problem.model.width(),
                              problem.model.state_size());
    }
    const B growth = is_linear ? norms.V : block.state_slope(norms.V, norms.W);
    const B state = exp(growth) * A_norm * largest_input;
    sizes.block = is_linear ? linear_slopes(norms.V, state)
                            : two_layer_slopes(block, norms.V, norms.W, state);
    sizes.growth = growth;
    sizes.state = state;
    sizes.adjoint = 2 * exp(growth) * B_norm * root_loss;
    sizes.jump = jump;
    sizes.B_norm = B_norm;
    sizes.root_loss = root_loss;
    sizes.largest_input = largest_input;
    sizes.trains_A = input.trains_A;
    sizes.trains_B = input.trains_B;
  }

  /// Then all constants that are made of these are finite.
  Truth are_finite() const {
    return proved_if(is_bounded(sizes.state) && is_bounded(sizes.adjoint) && is_bounded(jump) &&
                     is_bounded(sizes.block.state));
  }

  DepthProblem<B> problem;
  DepthVelocity<B> velocity;
  DepthNorms<B> norms;
  BlockConstants<B> block{};  ///< of two-layer blocks
  B jump{};                   ///< K >= |Z'(s)|
  B A_norm{};
  B B_norm{};
  B largest_input{};
  B root_loss{};  ///< of the neural ODE
  LimitSizes<B> sizes{};
};

/// Says why if the neural ODE isn't enclosed; then true.
inline bool lacks_paths(Outcome& outcome, bool is_complete, const std::string& reason) {
  if (is_complete) return false;
  outcome.reason = "the neural ODE is not enclosed: " + reason;
  outcome.wants_precision = true;
  return true;
}

}  // namespace rigor::neural_ode
