// REG-GF-1: training by gradient flow in closed form; when it pays to stop early.
//
// At a fixed noise level v, s_theta = sum_k theta_k phi_k, L(theta) = theta^T A theta / 2 -
// b^T theta, A = E phi phi^T and b = -E phi' under p_N; R the same under the law with density
// N(0, 1 + v), with Abar and bbar. theta' = b - A theta, theta(0) = 0.
#include <algorithm>
#include <optional>

#include "linear/matrix_exponential.hpp"
#include "model/feature_flow.hpp"
#include "proofs-check/common/enclosed_curve.hpp"
#include "proofs-check/common/refutation.hpp"
#include "proofs-check/common/variants.hpp"
#include "proofs-check/memorization/claims.hpp"
#include "proofs-check/memorization/early_stopping.hpp"
#include "proofs-check/memorization/named_inputs.hpp"
#include "proofs-check/memorization/setting.hpp"
#include "proofs-check/second_engine/feature_training.hpp"

namespace rigor::memorization {
namespace {

std::vector<Rational> points_of(const Case& input) {
  std::vector<Rational> points;
  for (const auto& x : input.points) points.push_back(x.front());
  return points;
}

LinearFeatures features_of(const Case& input) {
  return linear_features(input.features->powers, input.features->variance, points_of(input));
}

/// theta(t) by the matrix exponential instead of the modes.
template <IntervalNumber B>
std::vector<B> theta_at(const LinearFeatures& f, const B& t) {
  const Precision precision = precision_of(t);
  const std::size_t m = f.powers.size();
  Matrix<B> a(m, m, enclose<B>(0L, precision));
  std::vector<B> b;
  for (std::size_t k = 0; k < m; ++k) {
    for (std::size_t l = 0; l < m; ++l) a(k, l) = -enclose<B>(f.train.gram(k, l), precision);
    b.push_back(enclose<B>(f.train.slope[k], precision));
  }
  return linear_flow(a, b, std::vector<B>(m, a(0, 0) - a(0, 0)), t);
}

/// Settles the case with the closed form of its flow.
template <class Body>
Outcome with_flow(const Case& input, const Effort& effort, const Body& body) {
  const Needs needs{.dimension = 1};
  return settle(input, effort, needs, [&]<class B>(const Setting<B>& s, Outcome& outcome) {
    const LinearFeatures f = features_of(input);
    const std::string moves = "the training risk is not least at theta = 0: b != 0";
    if (f.train.slope == std::vector<Rational>(f.powers.size())) {
      outcome = inapplicable(std::move(outcome), moves, "every feature is constant on average");
      return;
    }
    outcome.hypotheses.push_back({moves, Verdict::verified});
    const auto flow = feature_flow<B>(f, s.precision());
    if (!flow) {
      outcome.reason = "precision: the eigenvalues of A are not told apart yet";
      outcome.wants_precision = true;
      return;
    }
    body(s, f, *flow, outcome);
  });
}

// (a) A is positive definite: theta^T A theta = E s_theta^2 > 0, as a polynomial other than 0 has
// finitely many zeros and p_N has a density; so A theta_oo = b has one solution, here exact. z =
// theta_oo - theta solves z' = -Az, so z(t) = exp(-tA) theta_oo, and d/dt L(theta(t)) = -|b - A
// theta|^2 = -|A z(t)|^2, which is not 0 as A and exp(-tA) are regular and theta_oo != 0. Open:
// that the exact elimination found A regular and the rates are positive.
Outcome check_training(const Case& input, const Effort& effort) {
  return with_flow(
      input, effort,
      []<class B>(const Setting<B>& s, const LinearFeatures& f, const FeatureFlow<B>& flow,
                  Outcome& outcome) {
        const int digits = s.effort.digits;
        const B one = s.bare(1);
        Truth proved = proved_if(!f.limit.empty());
        for (const auto& mode : flow.modes) proved = proved && mode.rate > 0;
        const B start = flow.train.value(s.bare(0));
        const B at_one = flow.train.value(one), at_two = flow.train.value(2 * one);
        const auto shift = s.exact(1 / (2 * f.variance));
        for (std::size_t k = 0; k < flow.modes.size(); ++k) {
          outcome.quantities.push_back(
              quantity("rate lambda_" + std::to_string(k + 1) + " that occurs",
                       decorate(flow.modes[k].rate), digits));
        }
        outcome.quantities.push_back(
            quantity("training loss at t = 1, with 1/2v", decorate(at_one) + shift, digits));
        outcome.quantities.push_back(quantity("training loss at t = oo, with 1/2v",
                                              s.exact(f.train.at(f.limit)) + shift, digits));
        const std::vector<B> theta = theta_at(f, one);
        Truth agrees = Truth::yes;
        for (std::size_t j = 0; j < theta.size(); ++j) {
          B closed = s.bare(f.limit[j]);
          for (const auto& mode : flow.modes) {
            closed = closed - mode.weight * exp(-mode.rate) * mode.vector[j];
          }
          if (!overlaps(closed, theta[j])) agrees = Truth::no;
          outcome.quantities.push_back(quantity("theta_" + std::to_string(j + 1) + " at t = 1",
                                                decorate(intersection(closed, theta[j])), digits,
                                                decorate(one) + abs(s.exact(f.limit[j]))));
        }
        outcome.margin = to_enclosure(decorate(at_one - at_two));
        outcome.rests_on = {"proofs-check/memorization/reg_gf_1.cpp: check_training",
                            "theta(1) by the matrix exponential and by the modes agree"};
        conclude(outcome, proved, agrees && start > at_one && at_one > at_two, Scope::unbounded);
      });
}

// (b) R(theta(t)) - R(theta_oo) = -g . z + z^T Abar z / 2, g = Abar theta_oo - bbar, z(t) = sum_k
// c_k exp(-lambda_k t) u_k: with lambda the least rate that occurs, c and u its weight and vector,
// it is -exp(-lambda t) (c g . u + o(1)), negative for all late t if c g . u > 0. From what time on
// is read from R': beyond the end that DecaySum::critical_points proves, R' > 0, so R increases to
// its limit and stays below it.
Outcome check_early_stopping(const Case& input, const Effort& effort) {
  return with_flow(
      input, effort,
      []<class B>(const Setting<B>& s, const LinearFeatures& f, const FeatureFlow<B>& flow,
                  Outcome& outcome) {
        const int digits = s.effort.digits;
        const B gain = flow.early_stopping_gain();
        const std::string criterion =
            "c u . (Abar theta_oo - bbar) > 0 for the slowest mode of theta_oo";
        outcome.quantities.push_back(
            quantity("c u . (Abar theta_oo - bbar)", decorate(gain), digits));
        if (certainly(gain <= 0)) {
          outcome = inapplicable(std::move(outcome), criterion,
                                 "the test risk is above its limit at all late times");
          return;
        }
        const auto stop = early_stopping(flow, s.step());
        describe(outcome, stop, flow, s.bare(1 / (2 * (1 + f.variance))), digits);
        Truth at_instance = Truth::unsettled;
        if (stop.critical.end) {
          const B end = *stop.critical.end;
          const auto gap = decorate(flow.test.limit() - flow.test.value(end));
          outcome.quantities.push_back(bound(
              "R(oo) - R(t) > 0 for all t from " + to_string(lower_rational(end)) + " on; there",
              gap));
          outcome.margin = between(s.number(0), gap);
          at_instance = flow.test.value(end) < flow.test.limit();
        }
        outcome.hypotheses.push_back(
            {criterion, certainly(gain > 0) ? Verdict::verified : Verdict::inconclusive});
        outcome.rests_on = {"proofs-check/memorization/reg_gf_1.cpp: check_early_stopping",
                            "src/analysis/decay_sum.hpp: DecaySum::critical_points"};
        const Truth rises = proved_if(stop.critical.end && stop.critical.slope_beyond > 0);
        conclude(outcome, gain > 0 && rises, at_instance, Scope::unbounded);
      });
}

std::vector<Plot> plots_of(const Case& input) {
  if (input.dimension() != 1) return {};
  const LinearFeatures f = features_of(input);
  if (f.train.slope == std::vector<Rational>(f.powers.size())) return {};
  const Precision precision{128};
  const auto flow = feature_flow<BigInterval>(f, precision);
  if (!flow) return {};
  const auto stop = early_stopping(*flow, [] {});
  const Rational until =
      stop.best ? 4 * upper_rational(stop.critical.points[*stop.best].time) : Rational(4);
  const auto curve = [&](const std::string& name, const DecaySum<BigInterval>& sum,
                         const Rational& shift) {
    return enclosed_curve(name, 0, until, 200, [&](const Rational& a, const Rational& b) {
      const auto t = hull_of<BigInterval>(std::max(a, Rational(0)), b, precision);
      return to_interval(sum.value(t) + enclose<BigInterval>(shift, precision));
    });
  };
  return {{"Risks while training, v = " + to_string(f.variance),
           "t",
           "half mean squared error",
           {curve("excess test risk", flow->test, 1 / (2 * (1 + f.variance))),
            curve("training risk above its limit", flow->train, -f.train.at(f.limit))}}};
}

Case input_gf_a() {
  Case input = named_data("GF-A", points_A());
  input.features = FeaturesInput{{1, 3}, Rational(1, 4)};
  return input;
}

// GF-A: R(1) > R(1/25).
Outcome refute_monotone(const Case&, const Effort& effort) {
  const Case input = input_gf_a();
  return with_flow(
      input, effort,
      [&]<class B>(const Setting<B>& s, const LinearFeatures& f, const FeatureFlow<B>& flow,
                   Outcome& outcome) {
        const auto bayes = s.exact(1 / (2 * (1 + f.variance)));
        const Rational early(1, 25), late = 1;
        const auto risk = [&](const Rational& t) {
          return decorate(flow.test.value(s.bare(t))) + bayes;
        };
        refute(outcome, {{"s", to_string(early)}, {"t", to_string(late)}}, risk(late),
               Stated::at_most, risk(early), [&] {
                 const second_engine::FeatureModel model{f.powers, f.variance, points_of(input)};
                 return SecondOpinion{second_engine::excess_test_risk(model, late),
                                      second_engine::excess_test_risk(model, early)};
               });
      });
}

}  // namespace

void add_reg_gf_1(Registry& registry) {
  Claim a;
  a.base = "REG-GF-1";
  a.part = "a";
  a.subject = Subject::features;
  a.title = "Training linear features by gradient flow, in closed form";
  a.statement =
      "\\theta(t) = (1 - e^{-tA}) \\theta_\\infty, \\quad A \\theta_\\infty = b, \\quad "
      "\\frac{d}{dt} L(\\theta(t)) = -|A e^{-tA} \\theta_\\infty|^2 < 0";
  a.hypotheses = {"d = 1", "features are different powers of y", "b != 0"};
  a.source = memorization_paper("the regularization by early stopping");
  a.scope = "every time t >= 0";
  a.check = check_training;
  registry.push_back(a);

  Claim b = a;
  b.part = "b";
  b.title = "A criterion for early stopping, and the best time to stop";
  b.statement =
      "c \\, u \\cdot (\\bar{A} \\theta_\\infty - \\bar{b}) > 0 \\implies R(\\theta(t)) < "
      "R(\\theta_\\infty) \\text{ for all late } t";
  b.hypotheses.push_back("the criterion holds; u is the slowest mode of theta_oo");
  b.scope = "every time from a stated one on";
  b.notes =
      "The slowest mode is the eigenvector of A to the least eigenvalue that theta_oo is not "
      "orthogonal to: the least eigenvalue of A may be multiple or not occur. All local minima of "
      "the test risk on t >= 0 are listed.";
  b.check = check_early_stopping;
  b.plot = plots_of;
  registry.push_back(b);

  registry.push_back(false_variant(
      b, "false-a", "The test risk does not increase with training time",
      "s \\le t \\implies R(\\theta(t)) \\le R(\\theta(s))", "GF-A", refute_monotone));
}

}  // namespace rigor::memorization
