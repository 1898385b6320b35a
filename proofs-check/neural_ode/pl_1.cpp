// NODE-PL-1: where |grad l|^2 >= mu l on a ball, gradient flow converges.
//
// (a) The theorem and its proof stand above PlCertificate in src/model/pl_certificate.hpp. The
// gradient is that of the coordinates (A, Z_k / sqrt L, B): |grad l|^2 = |l_A|^2 + L sum_k
// |l_Z_k|^2
// + |l_B|^2, and mu is at least (4/n) times the least eigenvalue of the tangent kernel of any of
// the trained blocks on the ball.
//
// (b) Let the inequality hold on |dA|_F, |dB|_F, |dZ_k| <= M (all k), where |A| <= M_A, |B| <= M_B,
// |x_i| <= M_X, and K is at least K_1 = sup |d_1 f| and, for |h| <= exp(K_1) M_A M_X, |d_2 f|. On
// the ball mean |r_i| <= sqrt l, |p_k| <= 2 exp(K) M_B |r|, |h_k| <= exp(K) M_A M_X: |A'| <= 2
// exp(K) M_B M_X sqrt l, |B'| <= 2 exp(K) M_A M_X sqrt l, |Z_k'| = |mean d_2 f^T p| <= 2 exp(K) M_B
// K sqrt l. While the flow is in the ball, sqrt l <= exp(-mu t / 2) sqrt l(0), whose integral is at
// most 2 sqrt l(0) / mu: no weight moves by more than 4 exp(K) max(M_B K, M_B M_X, M_A M_X)
// sqrt(l(0)) / mu, which is at most M / 2 if mu >= max(...) 8 exp(K) sqrt(l(0)) / M. So the flow
// stays, and converges. QED
#include "proofs-check/neural_ode/pl_1.hpp"

#include "model/residual_bounds.hpp"
#include "model/tangent_kernel.hpp"
#include "proofs-check/neural_ode/certificates.hpp"
#include "proofs-check/neural_ode/claims.hpp"
#include "proofs-check/neural_ode/pl_lemmas.hpp"

namespace rigor::neural_ode {
namespace {

constexpr Needs needs_of_training{.two_layer = true, .smooth_activation = true, .targets = true};

// For kernels of at most so many outputs the least eigenvalue is compared with the rate.
constexpr std::size_t most_outputs = 64;

Outcome check_path(const Case& input, const Effort& effort) {
  return settle(
      input, effort, Needs{.targets = true}, []<class B>(const Setting<B>& s, Outcome& outcome) {
        using D = Decorated<B>;
        if (lacks_smoothness(s.input, outcome)) return;
        const std::size_t depth = s.input.depths.front();
        const LossGradient<D> at_start = start_gradient(s);
        const D square = weighted_square(at_start);
        const std::string where = ", L = " + std::to_string(depth);
        outcome.quantities = {quantity("l(0)" + where, at_start.loss, s.effort.digits),
                              quantity("|grad l|^2 at the start" + where, square, s.effort.digits)};
        if (certainly(at_start.loss > 0)) {
          outcome.quantities.push_back(quantity("rate |grad l|^2 / l at the start" + where,
                                                square / at_start.loss, s.effort.digits));
        }
        Truth holds = Truth::unsettled;
        if (s.n() * s.input.targets.front().size() <= most_outputs &&
            !is_too_large(s.input, depth, outcome)) {
          const Matrix<B> J = weighted_jacobian(proved(s.network(depth)), proved(s.inputs()),
                                                {s.input.trains_A, true, true, s.input.trains_B});
          const D least = 4 * decorate(tangent_kernel_eigenvalue(J)) / static_cast<long>(s.n());
          outcome.quantities.push_back(
              bound("(4/n) lambda_min of the tangent kernel" + where, least));
          outcome.margin = to_enclosure(square - least * at_start.loss);
          holds = square >= least * at_start.loss;
        }
        outcome.rests_on = {"src/model/pl_certificate.hpp: the comment above PlCertificate"};
        conclude(outcome, proves_convergence({}), holds, Scope::unbounded);
      });
}

Outcome check_proposition_8(const Case& input, const Effort& effort) {
  return settle(
      input, effort, needs_of_training, []<class B>(const Setting<B>& s, Outcome& outcome) {
        using D = Decorated<B>;
        outcome.rests_on = {"proofs-check/neural_ode/pl_1.cpp: (b) of the comment at its head"};
        if (s.input.starts_tied_at_zero()) {
          // On the case: the sup-norm ball of radius M lies in the weighted ball of radius rho.
          const TiedCertificate<B> found = tied_certificate(s);
          const ActivationBounds<B> bounds = activation_of(s);
          const auto constants = block_constants(bounds.slope, bounds.curvature, s.input.width(),
                                                 s.input.state_size());
          const B blocks = enclose<B>(1L + s.input.trains_A + s.input.trains_B, s.precision());
          const B M = enclose<B>(found.choice.radius, s.precision()) / sqrt(blocks);
          const B M_A = s.input.trains_A ? found.start.A_norm() + M : found.start.A_norm();
          const B M_B = s.input.trains_B ? found.start.B_norm() + M : found.start.B_norm();
          const B M_X = found.start.largest_input();
          const B v = M, w = found.start.weight_norm() + M;
          const B K_1 = constants.state_slope(v, w);
          const B K = max(K_1, constants.weight_slope(v, w, exp(K_1) * M_A * M_X));
          if (certainly(found.at.singular_value > 0)) {
            // log10 of the largest l(0) with mu >= max(...) 8 exp(K) sqrt(l(0)) / M.
            const D most = decorate(max(M_B * K, max(M_B * M_X, M_A * M_X)));
            const D exponent =
                2 * (log(decorate(found.at.rate) * decorate(M) / (8 * most)) - decorate(K)) /
                log(s.number(10));
            outcome.quantities = {
                bound("radius M of the ball", decorate(M)), bound("K on the ball", decorate(K)),
                bound("mu on the ball", decorate(found.at.rate)),
                bound("log10 of the largest l(0) that (22) admits", exponent),
                bound("log10 of the largest l(0) that NODE-PL-2.a admits at that radius",
                      2 * log(s.exact(found.choice.radius) * decorate(found.at.singular_value)) /
                              log(s.number(10)) -
                          log(s.number(static_cast<long>(s.n()))) / log(s.number(10)))};
            if (certainly(found.start.residual() > 0)) {
              outcome.quantities.push_back(
                  bound("log10 of l(0)",
                        log(sqr(decorate(found.start.residual())) / static_cast<long>(s.n())) /
                            log(s.number(10))));
            }
          }
        }
        conclude(outcome, proves_proposition_8({}), Truth::unsettled, Scope::unbounded);
      });
}

}  // namespace

void add_pl_1(Registry& registry) {
  Claim a;
  a.base = "NODE-PL-1";
  a.part = "a";
  a.subject = Subject::residual;
  a.title = "Where the squared gradient is at least mu l, gradient flow converges";
  a.statement =
      "|\\nabla l|_w^2 \\ge \\mu l \\text{ for } |\\theta - \\theta(0)|_w \\le \\rho, \\; 2 "
      "\\sqrt{\\frac{l(0)}{\\mu}} \\le \\rho \\implies l(t) \\le e^{-\\mu t} l(0), \\quad "
      "\\theta(t) "
      "\\to \\theta_\\infty, \\; l(\\theta_\\infty) = 0, \\quad |\\theta_\\infty - \\theta(t)|_w "
      "\\le 2 \\sqrt{\\frac{l(t)}{\\mu}}";
  a.hypotheses = {"the data have targets", "the activation is twice differentiable"};
  a.source = residual_paper("Proposition 8");
  a.scope = "every network, every depth L >= 1 and all t >= 0";
  a.notes =
      "The ball is that of the weighted norm, which does not grow with L; the path is shorter than "
      "in the paper by a factor that is exponential in the size of the network. mu is at least 4/n "
      "times the least eigenvalue of the tangent kernel on the ball: NODE-PL-2 proves that for "
      "networks.";
  a.check = check_path;
  registry.push_back(a);

  Claim b = a;
  b.part = "b";
  b.title = "Proposition 8, with the Euclidean norm of a layer";
  b.statement =
      "|\\nabla l|_w^2 \\ge \\mu l \\text{ for } |A - A(0)|, |B - B(0)|, |Z_k - Z_k(0)| \\le M, "
      "\\; "
      "\\mu \\ge \\max(M_B K, M_B M_X, M_A M_X) \\frac{8 e^K \\sqrt{l(0)}}{M} \\implies l(t) \\le "
      "e^{-\\mu t} l(0), \\quad |Z_k(t) - Z_k(0)| \\le \\frac{M}{2}";
  b.hypotheses = {"the blocks have two layers", "the activation is twice differentiable",
                  "the activation is 0 at 0", "the data have targets"};
  b.notes =
      "|Z|^2 = |V|^2 + |W|^2. K is at least K_1 = sup |d_1 f| on the ball, and |d_2 f| for |h| <= "
      "exp(K_1) M_A M_X. "
      "The condition on mu is (22) of the paper.";
  b.check = check_proposition_8;
  registry.push_back(b);

  Claim printed = printed_form(
      b, "Proposition 8, with the norm of section 3",
      "|l_A|^2 + L \\sum_k (|l_{V_k}| + |l_{W_k}|)^2 + |l_B|^2 \\ge \\mu l \\text{ on the ball, "
      "(22)} "
      "\\implies l(t) \\le e^{-\\mu t} l(0)",
      printed_in_residual_paper("Definition 1 and Proposition 8"),
      "Section 3 writes |Z| for the sum of the norms of V and W. With it the inequality promises "
      "up to twice the rate of the flow, which moves along the Euclidean gradient. On the network "
      "of the witness that is so for every L.",
      refute_literal_norm);
  printed.own_input = true;
  printed.input_name = "two branches that cancel";
  printed.scope = "one network, every L";
  registry.push_back(printed);

  registry.push_back(
      false_variant(a, "false-a", "The weights move by at most half the bound",
                    "|\\theta_\\infty - \\theta(0)|_w \\le \\sqrt{\\frac{l(0)}{\\mu}}",
                    "V = W = 0, y = 101/100", refute_half_path));
}

}  // namespace rigor::neural_ode
