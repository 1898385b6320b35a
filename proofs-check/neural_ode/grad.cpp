// NODE-GRAD-1: backpropagation through a residual network.
//
// p_L = 2 B^T r, p_k = p_{k+1} + d_1 f(h_k, Z_{k+1})^T p_{k+1} / L, with the Jacobian d_1 f of f by
// h and columns p; dl/dA = mean_i p_0 x^T, dl/dZ_k = (1/L) mean_i d_2 f(h_{k-1}, Z_k)^T p_k, dl/dB
// = 2 mean_i r h_L^T.
//
// Proof. For one datum, |r|^2 changes by 2 r . (dB h_L + B dh_L) = 2 r . dB h_L + p_L . dh_L. By
// dh_{k+1} = dh_k + (d_1 f dh_k + d_2 f dZ_{k+1}) / L, p_{k+1} . dh_{k+1} = p_k . dh_k + p_{k+1} .
// d_2 f dZ_{k+1} / L, where p_k is p_{k+1} times the transpose of I + d_1 f / L. So p_L . dh_L =
// p_0 . dA x + (1/L) sum_k p_k . d_2 f dZ_k, which is what the formulas say; l is the mean over the
// data. The only place where a matrix is transposed is the recursion of p: with d_1 f in its place
// p_k . dh_k is no part of the derivative, unless d_1 f is symmetric.
#include <utility>

#include "function/traced_value.hpp"
#include "model/residual_pass.hpp"
#include "proofs-check/common/refutation.hpp"
#include "proofs-check/neural_ode/claims.hpp"
#include "proofs-check/neural_ode/named_inputs.hpp"
#include "proofs-check/neural_ode/setting.hpp"
#include "proofs-check/second_engine/residual_network.hpp"

namespace rigor::neural_ode {
namespace {

constexpr std::size_t most_recorded = 100'000;  // weights times data
constexpr std::size_t most_evaluated = 300'000;

/// f of the entries of A, of V and W layer by layer, and of B.
template <class T, class F>
void for_each_entry(const Matrix<T>& A, const std::vector<LayerWeights<T>>& layers,
                    const Matrix<T>& B, const F& f) {
  const auto visit = [&](const Matrix<T>& part) {
    for (std::size_t i = 0; i < part.rows(); ++i) {
      for (std::size_t j = 0; j < part.columns(); ++j) f(part(i, j));
    }
  };
  visit(A);
  for (const LayerWeights<T>& layer : layers) {
    visit(layer.V);
    visit(layer.W);
  }
  visit(B);
}

/// The derivatives of the loss by all weights, A first: the forward pass is recorded step by step
/// and swept back, without the formulas.
template <IntervalNumber D>
std::vector<D> recorded_gradient(const ResidualNetwork<D>& network,
                                 const std::vector<std::vector<D>>& inputs,
                                 const std::vector<std::vector<D>>& targets, Precision precision) {
  using T = TracedValue<D>;
  GradientTape<D> tape;
  std::size_t count = 0;
  const auto variables = [&](const Matrix<D>& values) {
    Matrix<T> traced;
    if (values.rows() == 0) return traced;
    traced = Matrix<T>(values.rows(), values.columns(), T(values(0, 0)));
    for (std::size_t i = 0; i < values.rows(); ++i) {
      for (std::size_t j = 0; j < values.columns(); ++j) traced(i, j) = T(tape, values(i, j));
    }
    count += values.rows() * values.columns();
    return traced;
  };
  const auto constants = [](const std::vector<std::vector<D>>& vectors) {
    std::vector<std::vector<T>> traced;
    for (const auto& vector : vectors) {
      traced.emplace_back();
      for (const D& x : vector) traced.back().push_back(T(x));
    }
    return traced;
  };
  ResidualNetwork<T> traced{network.block, network.activation, variables(network.A), {}, {}};
  for (const LayerWeights<D>& layer : network.layers) {
    Matrix<T> V = variables(layer.V);
    traced.layers.push_back({std::move(V), variables(layer.W)});
  }
  traced.B = variables(network.B);
  const T value = loss(traced, constants(inputs), constants(targets));
  return tape.sweep(value.step(), count, precision);
}

std::string at_depth(const std::string& name, std::size_t depth) {
  return name + ", L = " + std::to_string(depth);
}

Outcome check_backpropagation(const Case& input, const Effort& effort) {
  return settle(
      input, effort, Needs{.targets = true}, []<class B>(const Setting<B>& s, Outcome& outcome) {
        using D = Decorated<B>;
        if (lacks_smoothness(s.input, outcome, "the activation is differentiable")) return;
        Truth agree = Truth::unsettled;
        for (const std::size_t L : s.input.depths) {
          const std::size_t weights = 2 * L * s.input.state_size() * s.input.width();
          if (weights * s.n() > most_evaluated) continue;
          s.effort.budget->step(static_cast<std::int64_t>(L * s.n()));
          const ResidualNetwork<D> network = s.network(L);
          const auto inputs = s.inputs(), targets = s.targets();
          const LossGradient<D> gradient = loss_gradient(network, inputs, targets);
          std::vector<D> formulas;
          for_each_entry(gradient.A, gradient.layers, gradient.B,
                         [&](const D& entry) { formulas.push_back(entry); });
          D largest = s.number(0);
          for (const D& entry : formulas) largest = max(largest, abs(entry));
          for (const auto& [name, value] :
               {std::pair{"l", gradient.loss}, {"largest entry of the gradient", largest}}) {
            outcome.quantities.push_back(contains_zero(value)
                                             ? bound(at_depth(name, L), value)
                                             : quantity(at_depth(name, L), value, s.effort.digits));
          }
          if (weights * s.n() > most_recorded) continue;
          const std::vector<D> recorded =
              recorded_gradient(network, inputs, targets, s.precision());
          D difference = s.number(0);
          for (std::size_t i = 0; i < formulas.size(); ++i) {
            if (is_defined(formulas[i]) && is_defined(recorded[i]) &&
                !overlaps(formulas[i], recorded[i])) {
              agree = Truth::no;
            }
            difference = max(difference, abs(formulas[i] - recorded[i]));
          }
          if (!certainly(!agree)) agree = Truth::yes;
          outcome.quantities.push_back(
              bound(at_depth("largest difference to the derivatives of the recorded loss", L),
                    hull(s.number(0), difference)));
        }
        outcome.rests_on = {"proofs-check/neural_ode/grad.cpp: the comment at its head"};
        conclude(outcome, Truth::yes, agree, Scope::unbounded);
      });
}

/// dl/dV of the first layer with p_k = p_{k+1} + d_1 f p_{k+1} / L.
template <IntervalNumber D>
Matrix<D> misprinted_gradient(const ResidualNetwork<D>& network,
                              const std::vector<std::vector<D>>& inputs,
                              const std::vector<std::vector<D>>& targets) {
  const NetworkScales<D> scales = network_scales(network);
  Matrix<D> sum;
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    const ForwardPass<D> pass = forward(network, inputs[i]);
    std::vector<D> r = residual_of(network, pass, targets[i]);
    for (D& component : r) component = 2 * component / static_cast<long>(inputs.size());
    std::vector<D> p = transposed_times(network.B, r);
    for (std::size_t k = network.depth(); k-- > 1;) {
      std::vector<D> inner = times(network.layers[k].W, p);
      for (std::size_t j = 0; j < inner.size(); ++j) {
        inner[j] = pass.slopes[k][j] * inner[j] * (scales.inner * scales.outer);
      }
      const std::vector<D> moved = times(network.layers[k].V, inner);
      for (std::size_t j = 0; j < p.size(); ++j) p[j] += moved[j];
    }
    add_to(sum, outer_product(p, pass.scaled[0]));
  }
  return sum;
}

second_engine::ResidualInstance second_t_sm(std::size_t depth) {
  const auto rows = [](const std::vector<std::vector<Rational>>& exact) {
    second_engine::BoundRows bounds;
    for (const auto& row : exact) {
      bounds.emplace_back();
      for (const Rational& q : row) bounds.back().push_back(second_engine::thin_bounds(q));
    }
    return bounds;
  };
  const Rational half(1, 2);
  second_engine::ResidualInstance t_sm;
  t_sm.A = t_sm.B = rows({{1, 0}, {0, 1}});
  t_sm.layers = second_engine::rotated_layers(depth);
  t_sm.inputs = rows({{1, -half}, {-half, half}});
  t_sm.targets = rows({{half, 0}, {0, half}});
  return t_sm;
}

// T-SM, L = 3: the entry in row 2, column 1 of dl/dV_1 even has the other sign.
Outcome refute_untransposed(const Case&, const Effort& effort) {
  const Case input = t_sm(3, "1");
  return settle(
      input, effort, Needs{.targets = true}, []<class B>(const Setting<B>& s, Outcome& outcome) {
        using D = Decorated<B>;
        const ResidualNetwork<D> network = s.network(3);
        const Matrix<D> printed = misprinted_gradient(network, s.inputs(), s.targets());
        const Matrix<D> exact = loss_gradient(network, s.inputs(), s.targets()).layers[0].V;
        outcome.quantities = {quantity("dl/dV_1[1][1] as printed", printed(0, 0), s.effort.digits),
                              quantity("dl/dV_1[1][1]", exact(0, 0), s.effort.digits)};
        refute(outcome, {{"L", "3"}, {"layer", "1"}, {"row of V", "2"}, {"column of V", "1"}},
               printed(1, 0), Stated::equal, exact(1, 0), [] {
                 const second_engine::WeightPlace place{'V', 1, 1, 0};
                 const auto instance = second_t_sm(3);
                 return SecondOpinion{misprinted_loss_derivative(instance, place),
                                      residual_loss_derivative(instance, place)};
               });
      });
}

}  // namespace

void add_grad(Registry& registry) {
  Claim claim;
  claim.base = "NODE-GRAD-1";
  claim.subject = Subject::residual;
  claim.title = "Backpropagation through a residual network";
  claim.statement =
      "p_L = 2 B^\\top r, \\quad p_k = p_{k+1} + \\frac{1}{L} \\partial_1 f(h_k, Z_{k+1})^\\top "
      "p_{k+1}, \\quad \\frac{\\partial l}{\\partial Z_k} = \\frac{1}{Ln} \\sum_i \\partial_2 "
      "f(h_{k-1,i}, Z_k)^\\top p_{k,i}, \\quad \\frac{\\partial l}{\\partial A} = \\frac{1}{n} "
      "\\sum_i p_{0,i} x_i^\\top, \\quad \\frac{\\partial l}{\\partial B} = \\frac{2}{n} \\sum_i "
      "r_i h_{L,i}^\\top";
  claim.hypotheses = {"the data have targets", "the activation is differentiable"};
  claim.source = residual_paper("p. 14, (13)-(16)");
  claim.scope = "every differentiable f, every network and depth L >= 1";
  claim.notes =
      "d_1 f is the Jacobian by h and p a column, so that d_1 f is transposed in the recursion. "
      "The identity rests on the proof; on the case the formulas meet the derivatives of the loss "
      "as it is computed step by step, within the difference that is given.";
  claim.check = check_backpropagation;
  registry.push_back(claim);

  Claim printed = printed_form(
      claim, "Backpropagation as printed",
      "p_k = p_{k+1} + \\frac{1}{L} \\partial_1 f(h_k, Z_{k+1}) p_{k+1}",
      printed_in_residual_paper("p. 14, (13)"),
      "Without the transpose the formula is right only where the Jacobian d_1 f by h is symmetric "
      "(or if d_1 f is read as the transposed Jacobian).",
      refute_untransposed);
  printed.own_input = true;
  printed.input_name = "T-SM, L = 3";
  printed.scope = "one instance";
  registry.push_back(printed);
}

}  // namespace rigor::neural_ode
