// A residual network with smooth weights and its neural ODE at the start of training.
#pragma once

#include <vector>

#include "analysis/mean_exponential.hpp"
#include "analysis/supremum.hpp"
#include "function/taylor.hpp"
#include "linear/norm.hpp"
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
    if (!velocity.is_complete()) return;
    const SupremumGoal goal{.digits = 6, .most_boxes = 200, .step = s.step()};
    const std::vector<B> depths = {hull_of<B>(0, 1, p)};
    const auto supremum = [&](const std::function<B(const B&)>& value) {
      return enclose_supremum<B>([&](const std::vector<B>& box) { return value(box[0]); }, depths,
                                 goal);
    };
    const B state = supremum([&](const B& at) { return velocity.largest_state(at); });
    const auto slopes = [&](const B& H) {
      return is_linear ? linear_slopes(norms.V, H) : two_layer_slopes(block, norms.V, norms.W, H);
    };
    sizes.block = slopes(state);
    sizes.growth = sizes.block.state;
    sizes.accumulated = mean_exponential(sizes.growth);
    sizes.state = state;
    sizes.adjoint = supremum([&](const B& at) { return velocity.mean_adjoint(at); });
    sizes.jump = jump;
    sizes.B_norm = B_norm;
    sizes.root_loss = root_loss;
    sizes.largest_input = largest_input;
    sizes.trains_A = input.trains_A;
    sizes.trains_B = input.trains_B;
    // eta at e = 0 speaks of H(s) only. Networks from some depth on are that near.
    const B eta = limit_bounds(sizes).state.depth / static_cast<long>(first_bounded_depth);
    sizes.state += eta;
    largest_root_loss = root_loss + B_norm * eta;
    for (std::size_t L = 1; L < first_bounded_depth; ++L) {
      s.effort.budget->step();
      include(residual_network<B>(input, L, p));
    }
    sizes.block = slopes(sizes.state);
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
  B root_loss{};          ///< sqrt l of the neural ODE
  B largest_root_loss{};  ///< and of all networks
  LimitSizes<B> sizes{};

 private:
  /// Networks of fewer layers are evaluated.
  static constexpr std::size_t first_bounded_depth = 32;

  void include(const ResidualNetwork<B>& network) {
    std::vector<std::vector<B>> residuals;
    for (std::size_t i = 0; i < problem.inputs.size(); ++i) {
      const ForwardPass<B> pass = forward(network, problem.inputs[i]);
      for (const std::vector<B>& h : pass.states) {
        B sum = enclose<B>(0L, precision_of(root_loss));
        for (const B& x : h) sum += sqr(x);
        sizes.state = max(sizes.state, sqrt(sum));
      }
      residuals.push_back(residual_of(network, pass, problem.targets[i]));
    }
    largest_root_loss = max(largest_root_loss, sqrt(mean_square(residuals)));
  }
};

/// Says why if the neural ODE isn't enclosed; then true.
inline bool lacks_paths(Outcome& outcome, bool is_complete, const std::string& reason) {
  if (is_complete) return false;
  outcome.reason = "the neural ODE is not enclosed: " + reason;
  outcome.wants_precision = true;
  return true;
}

}  // namespace rigor::neural_ode
