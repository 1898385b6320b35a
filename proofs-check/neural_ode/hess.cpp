// NODE-HESS-1: second derivatives of a residual network by all of its weights.
//
// |D^2 F_i[d, d]| <= H_i |d|_w^2 with H_i = output_curvature, whose theorem and proof stand in
// src/model/output_curvature.hpp. Hess l = (2/n) sum_i (J_i^T J_i + r_i . D^2 F_i), and J_i^T J_i
// >= 0: so -Hess l <= (2/n) sum_i |r_i| H_i <= 2 sqrt(l) (mean H_i^2)^{1/2} by Cauchy-Schwarz. On a
// ball of radius rho, with H_i for all of it, J of all data changes by at most (sum H_i^2)^{1/2}
// rho (mean value theorem): that is what certificates of convergence need.
#include <algorithm>
#include <string>
#include <utility>

#include "linear/eigenvalues.hpp"
#include "model/loss_hessian.hpp"
#include "model/output_curvature.hpp"
#include "proofs-check/common/refutation.hpp"
#include "proofs-check/neural_ode/claims.hpp"
#include "proofs-check/neural_ode/named_inputs.hpp"
#include "proofs-check/neural_ode/setting.hpp"
#include "proofs-check/second_engine/arb_mixture.hpp"

namespace rigor::neural_ode {
namespace {

constexpr std::size_t most_weights = 96;     // whose Hessian is enclosed entry by entry
constexpr std::size_t most_layers = 20'000;  // times data
constexpr double most_operations = 4e6;      // of a bound, for all of them

std::string at_depth(const std::string& name, std::size_t depth) {
  return name + ", L = " + std::to_string(depth);
}

std::size_t weights_of(const ResidualInput& input, std::size_t depth) {
  const std::size_t q = input.state_size();
  const std::size_t layer = input.block == Block::linear ? q * q : 2 * q * input.width();
  return depth * layer + (input.trains_A ? q * input.A.columns() : 0) +
         (input.trains_B ? q * input.B.rows() : 0);
}

Outcome check_curvature(const Case& input, const Effort& effort) {
  return settle(
      input, effort, Needs{.targets = true}, []<class B>(const Setting<B>& s, Outcome& outcome) {
        using D = Decorated<B>;
        if (lacks_smoothness(s.input, outcome)) return;
        const TrainedEnds ends{s.input.trains_A, s.input.trains_B};
        const auto inputs = enclose_vectors<B>(s.input.inputs, s.precision());
        const auto targets = enclose_vectors<B>(s.input.targets, s.precision());
        const B zero = enclose<B>(0L, s.precision());
        Truth holds = Truth::yes;
        for (const std::size_t L : s.input.depths) {
          const auto size = static_cast<double>(std::max(s.input.state_size(), s.input.width()));
          if (L * s.n() > most_layers ||
              static_cast<double>(L * s.n()) * size * size * size > most_operations) {
            continue;
          }
          s.effort.budget->step(static_cast<std::int64_t>(L * s.n()));
          const ResidualNetwork<B> network = residual_network<B>(s.input, L, s.precision());
          D squares = s.number(0), around = s.number(0);
          for (const auto& x : inputs) {
            squares += sqr(decorate(output_curvature(network, x, zero, ends)));
            if (!s.input.radius) continue;
            const B radius = enclose<B>(*s.input.radius, s.precision());
            around += sqr(decorate(output_curvature(network, x, radius, ends)));
          }
          const D N = decorate(loss_concavity(network, inputs, targets, ends));
          outcome.quantities.push_back(
              bound(at_depth("(sum H_i^2)^{1/2} at the start", L), sqrt(squares)));
          if (s.input.radius && is_bounded(around)) {
            outcome.quantities.push_back(
                bound(at_depth("(sum H_i^2)^{1/2} in the ball of the case", L), sqrt(around)));
          }
          outcome.quantities.push_back(bound(at_depth("bound of -Hess l at the start", L), N));
          if (weights_of(s.input, L) > most_weights) continue;
          const Matrix<B> hessian = loss_hessian(network, inputs, targets, ends, s.step());
          const D least = decorate(smallest_eigenvalue(hessian));
          outcome.quantities.push_back(bound(at_depth("least eigenvalue of Hess l", L), least));
          outcome.quantities.push_back(bound(at_depth("largest eigenvalue of Hess l", L),
                                             decorate(largest_eigenvalue(hessian))));
          outcome.margin = to_enclosure(N + least);
          holds = holds && least >= -N;
        }
        outcome.rests_on = {"proofs-check/neural_ode/hess.cpp: the comment at its head",
                            "src/model/output_curvature.hpp: the comment above output_curvature"};
        conclude(outcome, Truth::yes, holds, Scope::unbounded);
      });
}

// F(b, z, a) = b (1 + z) a on the line at (1, 0, 1), in the direction (1, 1, 1): (1 + t)^3 has the
// second derivative 6. By the theorem, lambda = 0, b_0 = beta_0 c_0 = 1, c_1^2 = 2: H' = 2, H = 1 +
// sqrt 3.
Outcome refute_half(const Case&, const Effort& effort) {
  const Case input =
      named_case("1 + z",
                 "[residual_network]\nblock = \"linear\"\nZ = [[0]]\ndepth = 1\ninputs = [[1]]\n"
                 "targets = [[1]]\n");
  return settle(
      input, effort, Needs{.targets = true}, []<class B>(const Setting<B>& s, Outcome& outcome) {
        const auto network = residual_network<B>(s.input, 1, s.precision());
        const B zero = enclose<B>(0L, s.precision());
        const auto inputs = enclose_vectors<B>(s.input.inputs, s.precision());
        const auto H = decorate(output_curvature(network, inputs[0], zero, {}));
        refute(outcome, {{"B", "1"}, {"Z", "0"}, {"A", "1"}, {"d", "(1, 1, 1)"}}, s.number(6),
               Stated::at_most, 3 * H / 2, [] {
                 const auto root = second_engine::square_root(3);
                 return SecondOpinion{exact_bounds(6),
                                      scaled({1 + root.lower, 1 + root.upper}, Rational(3, 2))};
               });
      });
}

}  // namespace

void add_hess(Registry& registry) {
  Claim claim;
  claim.base = "NODE-HESS-1";
  claim.subject = Subject::residual;
  claim.title = "Second derivatives of a residual network by all weights";
  claim.statement =
      "|D^2 F_i[d, d]| \\le H_i |d|_w^2, \\quad -\\nabla^2 l \\le \\frac{2}{n} \\sum_i |r_i| H_i "
      "\\le 2 \\sqrt{l} \\left( \\frac{1}{n} \\sum_i H_i^2 \\right)^{1/2}";
  claim.hypotheses = {"the data have targets", "the activation is twice differentiable"};
  claim.source = residual_paper("beside Proposition 8");
  claim.scope = "every network, every depth L >= 1; the bounds are evaluated for the case";
  claim.notes =
      "H_i comes from one pass forward and one backward: its cost is linear in L. It is what "
      "certificates of convergence and the error bound of training flows use. For small networks "
      "the eigenvalues of the Hessian itself are enclosed for comparison.";
  claim.check = check_curvature;
  registry.push_back(claim);

  registry.push_back(false_variant(claim, "false-a", "Half of the bound holds as well",
                                   "|D^2 F[d, d]| \\le \\frac{H}{2} |d|_w^2",
                                   "F = B (1 + Z) A, all weights 1 or 0", refute_half));
}

}  // namespace rigor::neural_ode
