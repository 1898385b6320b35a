// INC-STAB-1: the learning rate against the sharpness of the minimum that memorizes.
//
// R(theta) = E |s_theta(Y) - T|^2 / 2 with T = (x_I - Y) / v; E |s_N|^2 = d / v - J_v(s_N), as
// J_v(0) = d / v = J_v(s_N) + E |s_N|^2 (MEM-MIN-1).
#include <algorithm>

#include "model/posterior.hpp"
#include "proofs-check/common/refutation.hpp"
#include "proofs-check/common/variants.hpp"
#include "proofs-check/memorization/claims.hpp"
#include "proofs-check/memorization/least_training_loss.hpp"
#include "proofs-check/memorization/loss_lemmas.hpp"
#include "proofs-check/memorization/named_inputs.hpp"

namespace rigor::memorization {
namespace {

/// a = E |s_N|^2, and eta_c = 2 / a where a is proved positive.
template <IntervalNumber B>
struct Sharpness {
  LeastLoss<B> loss;
  Decorated<B> a;
  std::optional<Decorated<B>> critical_rate;
};

/// The noise variance of the training: that of [features], or where the flow starts.
template <IntervalNumber B>
Decorated<B> training_variance(const Setting<B>& s) {
  return s.input.features ? s.exact(s.input.features->variance) : s.start_variance();
}
template <IntervalNumber B>
std::string at_training(const Setting<B>& s) {
  return s.input.features ? at_variance(s.input.features->variance) : at_start(s);
}

template <IntervalNumber B>
Sharpness<B> sharpness_at_the_minimum(const Setting<B>& s) {
  const Decorated<B> v = training_variance(s);
  Sharpness<B> result{least_loss(s, v), s.number(0), std::nullopt};
  result.a = static_cast<long>(s.d()) / v - result.loss.enclosure();
  if (certainly(result.a > 0)) result.critical_rate = 2 / result.a;
  return result;
}

template <IntervalNumber B>
void report_sharpness(const Setting<B>& s, Outcome& outcome, const Sharpness<B>& sharp) {
  const int digits = s.effort.digits;
  if (!sharp.critical_rate) return;
  if (sharp.loss.integral) {
    outcome.quantities = {quantity("J_v(s_N)" + at_training(s), *sharp.loss.integral, digits),
                          quantity("E |s_N|^2 = d / v - J_v(s_N)", sharp.a, digits),
                          quantity("eta_c = 2 / (d / v - J_v(s_N))", *sharp.critical_rate, digits)};
  } else {
    outcome.quantities = {bound("E |s_N|^2 = d / v - J_v(s_N)", sharp.a),
                          bound("eta_c = 2 / (d / v - J_v(s_N))", *sharp.critical_rate)};
  }
}

/// body(setting, outcome, sharpness, eta) for a case with a learning rate.
template <class Body>
Outcome settle_rate(const Case& input, const Effort& effort, const Body& body) {
  const std::string text = "the case has a learning rate eta";
  if (!input.eta) return inapplicable({}, text, "it has none");
  return settle(input, effort, {.equal_weights = true},
                [&]<class B>(const Setting<B>& s, Outcome& outcome) {
                  outcome.hypotheses.push_back({text, Verdict::verified});
                  const Sharpness<B> sharp = sharpness_at_the_minimum(s);
                  report_sharpness(s, outcome, sharp);
                  body(s, outcome, sharp, s.exact(*input.eta));
                  try_integrals_next(s, outcome);
                });
}

/// Where the learning rate isn't told apart from eta_c: more bits help if J is an integral.
template <IntervalNumber B>
void not_settled(const Setting<B>& s, Outcome& outcome, const Sharpness<B>& sharp) {
  const bool can_gain = s.effort.is_double() || sharp.loss.integral.has_value();
  outcome.verdict = Verdict::inconclusive;
  outcome.reason = can_gain ? "precision: eta is not told apart from eta_c"
                            : "J_v(s_N) is known between bounds only, and eta lies between theirs";
  outcome.wants_precision = can_gain;
}

// (a) Let s_theta = alpha t_theta be a model with an output scale alpha among its parameters, and
// s_theta* = s_N at alpha. The second derivative of R along the parameters is E [grad s (grad s)^T]
// + E <s_N - T, Hess s>, and the last term is 0 as E[T | Y] = s_N. Along alpha, grad s = s_N /
// alpha, so lambda_max >= E |s_N|^2 / alpha^2, and I - eta Hess R has an eigenvalue below -1 for
// eta > 2 alpha^2 / E |s_N|^2: GD is linearly unstable there. Here alpha = 1. []
Outcome check_instability(const Case& input, const Effort& effort) {
  return settle_rate(
      input, effort, [](const auto& s, Outcome& outcome, const auto& sharp, const auto& eta) {
        const std::string text = "eta > 2 / (d / v - J_v(s_N))";
        const auto growth = eta * sharp.a;
        if (certainly(growth <= 2)) {
          outcome = inapplicable(std::move(outcome), text, "eta is at most this");
          return;
        }
        if (!certainly(growth > 2)) {
          outcome.hypotheses.push_back({text, Verdict::inconclusive});
          not_settled(s, outcome, sharp);
          return;
        }
        outcome.hypotheses.push_back({text, Verdict::verified});
        outcome.quantities.push_back(
            bound("1 - eta lambda_max is at most", upper_point(1 - growth)));
        outcome.margin = to_enclosure(lower_point(growth) - 2);
        outcome.rests_on = {"proofs-check/memorization/inc_stab.cpp: check_instability",
                            "MEM-MIN-1: E |s_N|^2 = d / v - J_v(s_N)"};
        conclude(outcome, growth > s.number(2), Truth::unsettled, Scope::unbounded);
      });
}

// (b) s_theta = theta s_N: R(theta) = (theta - 1)^2 a / 2 + J_v(s_N) / 2, a = E |s_N|^2 > 0, and GD
// is theta_{k+1} - 1 = (1 - eta a) (theta_k - 1). It converges to 1 from a theta_0 != 1 iff |1 -
// eta a| < 1, that is 0 < eta < 2 / a; it diverges for eta > 2 / a. []
Outcome check_one_parameter(const Case& input, const Effort& effort) {
  return settle_rate(
      input, effort, [](const auto& s, Outcome& outcome, const auto& sharp, const auto& eta) {
        const auto factor = 1 - eta * sharp.a;
        if (sharp.loss.integral) {
          outcome.quantities.push_back(
              quantity("1 - eta a, the factor of theta - 1 a step", factor, s.effort.digits));
        } else {
          outcome.quantities.push_back(bound("1 - eta a, the factor of theta - 1 a step", factor));
        }
        outcome.rests_on = {"proofs-check/memorization/inc_stab.cpp: check_one_parameter",
                            "MEM-MIN-1: E |s_N|^2 = d / v - J_v(s_N)"};
        const bool converges = certainly(abs(factor) < 1), diverges = certainly(abs(factor) > 1);
        if (!converges && !diverges) {
          not_settled(s, outcome, sharp);
          return;
        }
        outcome.parts = {{"eta = " + to_string(*s.input.eta) +
                              (converges ? ": converges from every theta_0"
                                         : ": diverges from every theta_0 != 1"),
                          Verdict::verified, ""}};
        outcome.margin = to_enclosure(abs(abs(factor) - 1));
        const auto critical = *sharp.critical_rate;
        conclude(outcome, Truth::yes, converges ? eta < critical : eta > critical,
                 Scope::unbounded);
      });
}

// (c) At the midpoint m_i of neighbours on the line, x_i and x_{i+1} are the nearest data, so their
// weights are equal and largest, at least 1/N each: by two_equal_masses Var_w >= D_i^2 / 2N, and
// s_N' = (Var_w / v - 1) / v. []
Outcome check_slopes(const Case& input, const Effort& effort) {
  const Needs needs{.least_points = 2, .dimension = 1, .equal_weights = true};
  return settle(input, effort, needs, []<class B>(const Setting<B>& s, Outcome& outcome) {
    using D = Decorated<B>;
    const D v = s.start_variance();
    const Mixture mixture(s.data.points(), 1);
    const Posterior<B> posterior(mixture, sqrt(v).value);
    const auto N = static_cast<long>(s.N());
    std::optional<D> least, steepest;
    Truth holds = Truth::yes;
    for (std::size_t i = 0; i + 1 < s.N(); ++i) {
      s.effort.budget->step();
      const D slope = decorate(posterior.score_derivative(mixture.midpoint(i)));
      const Rational gap = mixture.gap(i);
      const D below = (s.exact(gap * gap / (2 * N)) / v - 1) / v;
      const D slack = slope - below;
      holds = holds && slack >= 0;
      least = least ? min(*least, slack) : slack;
      steepest = steepest ? max(*steepest, slope) : slope;
    }
    outcome.quantities = {
        quantity("largest s_N'(m_i)" + at_start(s), *steepest, s.effort.digits, 1 / sqr(v)),
        quantity("least slack of the bound", *least, s.effort.digits, 1 / sqr(v))};
    outcome.margin = Enclosure{"0", to_enclosure(max(*least, s.number(0))).upper};
    outcome.rests_on = {"proofs-check/memorization/loss_lemmas.hpp: two_equal_masses"};
    // For N = 2 the two sides agree.
    conclude(outcome, two_equal_masses(Rational(1, 2)), s.N() == 2 ? Truth::unsettled : holds,
             Scope::unbounded);
  });
}

// DS-A, v = 1/4, eta = 7/10: |1 - eta a| = 1.0317, so theta leaves 1.
Outcome refute_convergence(const Case&, const Effort& effort) {
  const Case input = named_flow("DS-A", points_A(), "1/4", "0");
  const Rational eta(7, 10);
  return settle(input, effort, {}, [&]<class B>(const Setting<B>& s, Outcome& outcome) {
    if (waits_for_integrals(s, outcome)) return;
    const Sharpness<B> sharp = sharpness_at_the_minimum(s);
    report_sharpness(s, outcome, sharp);
    const auto factor = abs(1 - s.exact(eta) * sharp.a);
    refute(outcome, {{"x", "(-1, 1)"}, {"v", "1/4"}, {"eta", "7/10"}}, factor, Stated::at_most,
           s.number(1), [&] {
             // eta (d / v - J) - 1, from eta d / v - 1 = 9/5
             const auto J = second_engine::minimal_risk({{-1, 1}, Rational(1, 2)});
             return SecondOpinion{{4 * eta - 1 - eta * J.upper, 4 * eta - 1 - eta * J.lower},
                                  exact_bounds(1)};
           });
  });
}

}  // namespace

void add_inc_stab(Registry& registry) {
  Claim a;
  a.base = "INC-STAB-1";
  a.part = "a";
  a.title = "Large learning rates are unstable at the score that memorizes";
  a.statement =
      "\\eta > \\frac{2}{d/v - J_v(s_N)} \\implies \\eta \\lambda_{\\max}(\\nabla^2 R(\\theta^*)) "
      "> "
      "2 \\quad \\text{where } s_{\\theta^*} = s_N";
  a.hypotheses = {"the case has a learning rate eta", "the exact score", "no condition",
                  "eta > 2 / (d/v - J_v(s_N))"};
  a.source = rethinking_paper("Section 2.2");
  a.scope = "every model with an output scale that represents s_N at the scale 1";
  a.notes =
      "Linear instability of gradient descent on R = E |s - T|^2 / 2 at the noise variance of the "
      "features of the case, or else of the start of its flow. At the output scale alpha the "
      "threshold is alpha^2 times as large.";
  a.subject = Subject::flow;
  a.check = check_instability;
  registry.push_back(a);

  Claim b = a;
  b.part = "b";
  b.title = "The exact threshold of the learning rate for the model theta s_N";
  b.statement =
      "\\theta_k \\to 1 \\text{ from some } \\theta_0 \\ne 1 \\iff 0 < \\eta < \\eta_c = "
      "\\frac{2}{d/v - J_v(s_N)}";
  b.hypotheses = {"the case has a learning rate eta", "the exact score", "no condition"};
  b.scope = "the learning rate of the case, every start theta_0";
  b.notes = "For the risk without the factor 1/2, halve eta.";
  b.check = check_one_parameter;
  registry.push_back(b);

  registry.push_back(
      false_variant(b, "false-a", "Gradient descent with eta = 7/10 reaches the memorizing score",
                    "|1 - \\eta (d/v - J_v(s_N))| \\le 1", "DS-A, v = 1/4", refute_convergence));

  Claim c = a;
  c.part = "c";
  c.title = "The score that memorizes is steep between neighbouring data";
  c.statement =
      "s_N'(m_i) \\ge \\frac{1}{v} \\left( \\frac{(x_{i+1} - x_i)^2}{2 N v} - 1 \\right), \\quad "
      "m_i "
      "= \\frac{x_i + x_{i+1}}{2}";
  c.hypotheses = {"d = 1", "N >= 2", "the exact score", "no condition"};
  c.source = {"2502.03435", 0, "Proposition 2"};
  c.scope = "every pair of neighbours, every v > 0";
  c.notes = "";
  c.check = check_slopes;
  registry.push_back(c);
}

}  // namespace rigor::memorization
