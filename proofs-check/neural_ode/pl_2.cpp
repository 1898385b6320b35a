// NODE-PL-2: certificates that gradient flow converges to a global minimum.
//
// (a) From V = 0 and one W in all layers, for every depth L at once: the least singular value of
// the tangent kernel on the ball of radius rho is at least s(rho) (src/model/tied_start.hpp), and
// |R(0)|_F <= rho s(rho) is what the convergence theorem (src/model/pl_certificate.hpp) asks for.
// In the initialisation of the paper A = (I; 0), B = (0, I) with q >= d + d', so that B A = 0 and
// |R(0)|_F = |Y|_F; here A and B are any matrices.
#include "proofs-check/neural_ode/pl_2.hpp"

#include "proofs-check/common/enclosed_curve.hpp"
#include "proofs-check/neural_ode/certificates.hpp"
#include "proofs-check/neural_ode/claims.hpp"

namespace rigor::neural_ode {
namespace {

constexpr Needs needs_of_training{.two_layer = true, .smooth_activation = true, .targets = true};

Outcome check_initialisation(const Case& input, const Effort& effort) {
  return settle(
      input, effort, needs_of_training, []<class B>(const Setting<B>& s, Outcome& outcome) {
        if (lacks(outcome, s.input.starts_tied_at_zero(), "V = 0, and W is the same in all layers",
                  "the weights of the case are others")) {
          return;
        }
        const TiedCertificate<B> found = tied_certificate(s);
        outcome.quantities = {
            quantity("least eigenvalue of the tangent kernel at the start, blocks " +
                         block_words("V", found.choice.used),
                     decorate(found.kernel), s.effort.digits)};
        report_certificate(s, outcome, found.at, found.start.residual(), "0", "");
        outcome.rests_on = {"src/model/tied_start.hpp: the comment above TiedStart",
                            "src/model/pl_certificate.hpp: the comment above PlCertificate"};
        conclude_certificate(s, outcome, found.at, found.start.residual(), start_gradient(s),
                             Scope::unbounded, {"this initialisation", "every depth L", "t"});
      });
}

constexpr int boxes_a_curve = 120;
constexpr std::int64_t most_plot_steps = 1000;

/// What the certificate allows at each radius, beside |R(0)|: it closes where the first is above.
std::vector<Plot> plot_radii(const Case& input) {
  const ResidualInput& network = *input.residual;
  if (!network.has_targets() || !network.starts_tied_at_zero() ||
      network.activation == Activation::relu || !vanishes_at_zero(network.activation)) {
    return {};
  }
  Budget budget(most_plot_steps);
  const Effort effort{.precision = Precision{}, .budget = &budget};
  const TiedCertificate<Interval> found = tied_certificate(Setting<Interval>{network, effort});
  if (found.choice.radius <= 0) return {};
  const Rational last = 2 * found.choice.radius;
  const Interval least = sqrt(max(found.kernel, Interval::point(0)));
  const auto allowed = [&](const Rational& from, const Rational& to) {
    const Interval r = hull_of<Interval>(from, to, Precision{});
    const Interval start = lower_point(r), end = upper_point(r);
    // The deviation increases with the radius.
    return r * (least - hull(found.start.deviation(found.choice.used, start),
                             found.start.deviation(found.choice.used, end)));
  };
  const auto needed = [&](const Rational&, const Rational&) { return found.start.residual(); };
  return {{"What the certificate allows at the radius rho, and what it needs",
           "rho",
           "length",
           {enclosed_curve("rho s(rho)", 0, last, boxes_a_curve, allowed),
            enclosed_curve("|R(0)|", 0, last, boxes_a_curve, needed)}}};
}

}  // namespace

void add_pl_2(Registry& registry) {
  Claim a;
  a.base = "NODE-PL-2";
  a.part = "a";
  a.subject = Subject::residual;
  a.title = "From V = 0 gradient flow converges to a global minimum, for every depth";
  a.statement =
      "|R(0)|_F \\le \\rho \\, s(\\rho) \\implies l(t) \\le e^{-\\mu t} l(0), \\quad "
      "|\\theta(t) - \\theta(0)|_w \\le 2 \\sqrt{\\frac{l(0)}{\\mu}}, \\quad \\mu = "
      "\\frac{4 s(\\rho)^2}{n}, \\quad s(\\rho) = \\sqrt{\\lambda_{\\min}(K_0)} - D(\\rho)";
  a.hypotheses = {"the blocks have two layers", "the activation is twice differentiable",
                  "the activation is 0 at 0", "the data have targets",
                  "V = 0, and W is the same in all layers"};
  a.source = residual_paper("Theorem 6");
  a.scope = "every depth L >= 1 and all t >= 0";
  a.notes =
      "K_0 = S^T S / m (x) B B^T + X^T X (x) B B^T + (AX)^T AX (x) I, S = s(W A X / sqrt q), is "
      "the "
      "tangent kernel at the start, for every L; its terms belong to V, A and B, and those of the "
      "ends may be left out. R(0) = B A X - Y. With e = kap (|W| rho + rho^2 / 2), D_h = (exp(e) - "
      "1)(|A| + rho) + rho, D_q the same with |B|: D = sqrt(D_V^2 + (D_q |X|)^2 + (D_h |X|_F)^2), "
      "D_V = (|S| D_q + exp(e) (|B| + rho)(K / sqrt q) |X|_F (rho exp(e) (|A| + rho) + |W| D_h)) / "
      "sqrt m, without the terms of the ends that are left out, and without the rho of those that "
      "are frozen. The paper asks for a width of some 10^7 n. Where the certificate does not "
      "close, "
      "nothing is said against convergence.";
  a.check = check_initialisation;
  a.plot = plot_radii;
  registry.push_back(a);

  Claim b = a;
  b.part = "b";
  b.title = "Gradient flow from a network of any weights converges to a global minimum";
  b.statement =
      "|R(0)|_F \\le \\rho \\, (s_* - \\rho \\bar{H}) \\implies l(t) \\le e^{-\\mu t} l(0), \\quad "
      "|\\theta(t) - \\theta(0)|_w \\le 2 \\sqrt{\\frac{l(0)}{\\mu}}, \\quad \\mu = \\frac{4}{n} "
      "(s_* - \\rho \\bar{H})^2";
  b.hypotheses = {"the data have targets", "the activation is twice differentiable"};
  b.scope = "each depth of the case and all t >= 0";
  b.notes =
      "s_* is the least singular value of the derivative of the outputs by the trained weights, "
      "and "
      "the square of H-bar is the sum over the data of the squared bounds of their second "
      "derivatives on the ball of radius rho.";
  b.check = check_start;
  b.plot = nullptr;
  registry.push_back(b);

  Claim c = b;
  c.part = "c";
  c.title = "After some training, gradient flow is certain to converge to a global minimum";
  c.statement =
      "|R(T)|_F \\le \\rho \\, (s_* - \\rho \\bar{H}) \\implies l(t) \\le e^{-\\mu (t - T)} l(T), "
      "\\quad |\\theta(t) - \\theta(T)|_w \\le 2 \\sqrt{\\frac{l(T)}{\\mu}} \\text{ for } t \\ge T";
  c.hypotheses = {"the data have targets", "a training time T is given",
                  "the activation is twice differentiable"};
  c.scope = "each depth of the case and all t >= T, the time of the case";
  c.notes = "The network at time T is enclosed by validated integration of the gradient flow.";
  c.check = check_trained;
  registry.push_back(c);

  registry.push_back(false_variant(a, "false-a", "Networks of every width train to loss 0",
                                   "m \\ge 1 \\implies \\lim_{t \\to \\infty} l(t) = 0",
                                   "m = 2, d = 1, n = 4", refute_narrow));
}

}  // namespace rigor::neural_ode
