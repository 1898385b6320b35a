// REG-EB-1: the empirical-Bayes regularizer. The score
//   s(x, v) = sum_i e_i (x_i - x) / (v max(sum_j e_j, tau)),   e_i = exp(-|x - x_i|^2 / 2v),
// returns the datum after all for tau < 1, from starts near it.
#include <optional>
#include <utility>

#include "function/constants.hpp"
#include "function/exponential_integral.hpp"
#include "model/empirical_bayes.hpp"
#include "model/mixture_trap.hpp"
#include "proofs-check/common/enclosed_curve.hpp"
#include "proofs-check/common/refutation.hpp"
#include "proofs-check/memorization/claims.hpp"
#include "proofs-check/memorization/named_inputs.hpp"
#include "proofs-check/memorization/regularized.hpp"
#include "proofs-check/second_engine/departure.hpp"

namespace rigor::memorization {
namespace {

const Needs kNeeds{.regularization = Regularization::empirical_bayes, .equal_weights = true};

// Part a. The proof stands at the head of src/model/empirical_bayes.hpp. It leaves open on which
// side of l = log(1 / tau) the start lies, and the integral. That is held against the first terms
// of its series: with q = e^-l0 / tau,
//   E_1(l0) / tau <= sum tau^-k E_1(k l0) <= E_1(l0) / (tau (1 - q)),
// the right side because 1 / (tau e^l - 1) = e^-l / (tau (1 - e^-l / tau)).
template <IntervalNumber D>
D crude_limit(const D& z, const D& v0, const D& tau, bool from_above) {
  const D l0 = sqr(z) / (2 * v0), q = exp(-l0) / tau;
  const D exponent = from_above ? expint1(l0) / tau : expint1(l0) / (tau * (1 - q));
  return z * exp(exponent / -2);
}

template <IntervalNumber B>
Truth agrees_with_first_terms(const Decorated<B>& limit, const Decorated<B>& z,
                              const Decorated<B>& v0, const Decorated<B>& tau) {
  const auto low = lower_point(z), high = upper_point(z);
  return lower_point(limit) <= crude_limit(low, v0, tau, true) &&
         upper_point(limit) >= crude_limit(high, v0, tau, false);
}

Outcome check_one_datum(const Case& input, const Effort& effort) {
  return settle(input, effort, kNeeds, []<class B>(const Setting<B>& s, Outcome& outcome) {
    using D = Decorated<B>;
    if (lacks_one_datum(outcome, s.input) || lacks_exploding_variance(outcome, s.input)) return;
    const D z = start_distance(s, 0), v0 = s.start_variance();
    const Rational& threshold = s.flow().strength;
    const D tau = s.exact(threshold), lambda = -log(tau), l0 = sqr(z) / (2 * v0);
    const auto limit = departure_limit(z.value, v0.value, tau.value, s.effort.digits + 1, s.step());
    const D distance = decorate(limit.distance);
    outcome.rests_on = {"src/model/empirical_bayes.hpp: the flow of one datum"};
    if (threshold < 1) {
      outcome.quantities.push_back(quantity("largest |x(v0) - x_1| from which x_1 is returned",
                                            sqrt(2 * v0 * lambda), s.effort.digits));
    }
    const bool is_point = s.flow().starts_at_point();
    const std::string name = is_point ? "lim |x(v) - x_1|" : "lim |x(v) - x_1| over the starts";
    outcome.quantities.push_back(is_point ? quantity(name, distance, s.effort.digits)
                                          : bound(name, distance));
    outcome.margin = to_enclosure(certainly(limit.is_memorized) ? lambda - l0 : distance);
    const Truth holds = certainly(!limit.is_memorized)
                            ? distance > 0 && agrees_with_first_terms(distance, z, v0, tau)
                            : Truth::yes;
    conclude(
        outcome,
        proved_if(limit.is_settled) && (distance > 0 || truth_of(!certainly(!limit.is_memorized))),
        holds, scope_of(s.flow()));
    if (!limit.is_settled) {
      outcome.reason = "precision: |x(v0) - x_1|^2 / 2 v0 is not told from log(1 / tau)";
    }
  });
}

// Part b. Let tau < 1, R = sqrt(2 log(1 / tau)), r = R sqrt(v0) < D_ij / 2 for all j. While |zeta|
// <= R, zeta = (x - x_i) / sqrt(v), sum_j e_j >= e_i >= tau: the score is the exact one, and |x -
// x_i| <= r, so |d zeta/ds| <= v^{-1/2} eps_i(r, v) (src/model/mixture_trap.hpp). Up to a v > 0
// where that has held, zeta has moved by less than K_i(r, v0), or not at all for N = 1. So from
// |zeta(v0)| <= R - K_i the bound |zeta| <= R is never left: x(v) -> x_i, at the rate sqrt(v). That
// the ball is invariant needs no hypothesis. Any v1 <= v0 serves as v0: where the start isn't that
// near, the flow is followed until it is (src/model/empirical_bayes_flow.cpp). Open: the two
// inequalities.
template <IntervalNumber B>
struct Captured {
  Decorated<B> zeta, drift, slack;
};
template <IntervalNumber B>
std::optional<Captured<B>> captured_by(const Setting<B>& s, std::size_t i, const Decorated<B>& R) {
  const auto v0 = s.start_variance();
  const auto zeta = start_distance(s, i) / sqrt(v0);
  const MixtureAtoms<B> atoms(s.data, i, s.precision());
  const auto trap = enclose_ball_trap(atoms, i, (R * sqrt(v0)).value, v0.value);
  if (!trap) return std::nullopt;
  const auto drift = decorate(trap->drift);
  return Captured<B>{zeta, drift, R - drift - zeta};
}

/// Followed from the start, as far as it takes to see whether a datum is returned.
template <IntervalNumber B>
RegularizedEnd<B> follow_bayes(const Setting<B>& s) {
  std::vector<B> start;
  for (const auto& x : s.start()) start.push_back(x.value);
  RegularizedGoal goal = regularized_goal(s);
  goal.digits = 6;
  return follow_regularized<B>(s.data, Regularization::empirical_bayes, s.bare(s.flow().strength),
                               s.start_variance().value, start, goal, s.step());
}

Outcome check_any_data(const Case& input, const Effort& effort) {
  return settle(input, effort, kNeeds, []<class B>(const Setting<B>& s, Outcome& outcome) {
    using D = Decorated<B>;
    if (lacks_exploding_variance(outcome, s.input)) return;
    if (s.flow().strength >= 1) {
      outcome = inapplicable(std::move(outcome), "tau < 1", "tau >= 1");
      return;
    }
    outcome.hypotheses.push_back({"tau < 1", Verdict::verified});
    const D R = sqrt(-2 * log(s.exact(s.flow().strength)));
    const std::size_t i = propose_nearest(s.input);
    const std::string near = "|x(v1) - x_i| <= sqrt(v1) (R - K_i(R sqrt(v1), v1))";
    outcome.rests_on = {"proofs-check/memorization/reg_eb.cpp: part b"};
    outcome.quantities = {quantity("R", R, s.effort.digits)};
    const Scope scope = scope_of(s.flow());
    if (const auto captured = captured_by(s, i, R); captured && certainly(captured->slack >= 0)) {
      outcome.hypotheses.push_back(
          {near + " at v1 = v0, i = " + std::to_string(i + 1), Verdict::verified});
      outcome.quantities.push_back(quantity("K_i", captured->drift, s.effort.digits));
      outcome.quantities.push_back(bound("|x(v0) - x_i| / sqrt(v0)", captured->zeta));
      outcome.margin = to_enclosure(captured->slack);
      conclude(outcome, Truth::yes, Truth::yes, scope);
      return;
    }
    const std::string later = near + " at some v1 <= v0, for some i";
    const RegularizedEnd<B> end = follow_bayes(s);
    const D distance = decorate(end.distance);
    if (!end.end.empty() && !end.is_copy && certainly(distance > 0)) {
      outcome = inapplicable(
          std::move(outcome), later,
          "the flow ends at least " + decimal(distance, 6).first + " away from the data");
      return;
    }
    outcome.hypotheses.push_back({later, end.is_copy ? Verdict::verified : Verdict::inconclusive});
    outcome.rests_on.push_back("src/analysis/ode.hpp: the integration down to v1");
    conclude(outcome, proved_if(end.is_copy), Truth::yes, scope);
    if (end.is_copy) return;
    outcome.reason = end.reason.empty() ? "precision: whether a datum is returned" : end.reason;
    // A flow that needs more time needs no more bits.
    const bool is_late = end.is_late && !s.effort.is_double();
    outcome.wants_precision = s.flow().starts_at_point() && !is_late;
  });
}

// Part c. With p = (2 pi v)^{-d/2} e^-l in place of e the factor is min(1, p / tau), which is 1
// while l <= log(1 / (tau (2 pi v)^{d/2})). There l stays; the right side increases as v decreases.
// Open: the inequality at the start.
Outcome check_density(const Case& input, const Effort& effort) {
  return settle(input, effort, kNeeds, []<class B>(const Setting<B>& s, Outcome& outcome) {
    using D = Decorated<B>;
    if (lacks_one_datum(outcome, s.input) || lacks_exploding_variance(outcome, s.input)) return;
    const D v0 = s.start_variance(), tau = s.exact(s.flow().strength);
    const D l0 = sqr(start_distance(s, 0)) / (2 * v0);
    const D d = s.number(static_cast<long>(s.d()));
    const D two_pi = 2 * decorate(pi<B>(s.precision()));
    const D room = -log(tau) - d / 2 * log(two_pi * v0);
    const std::string text = "|x(v0) - x_1|^2 / 2 v0 <= log(1 / (tau (2 pi v0)^{d/2}))";
    const Truth holds = l0 <= room;
    if (certainly(!holds)) {
      outcome = inapplicable(std::move(outcome), text, "the density at the start is below tau");
      return;
    }
    outcome.hypotheses.push_back(
        {text, certainly(holds) ? Verdict::verified : Verdict::inconclusive});
    outcome.rests_on = {"proofs-check/memorization/reg_eb.cpp: part c"};
    outcome.quantities = {quantity("largest |x(v0) - x_1| / sqrt(v0) from which x_1 is returned",
                                   sqrt(2 * room), s.effort.digits),
                          quantity("below this noise variance starts near x_1 are memorized",
                                   exp(-2 * log(tau) / d) / two_pi, s.effort.digits)};
    outcome.margin = to_enclosure(room - l0);
    conclude(outcome, holds, Truth::yes, scope_of(s.flow()));
  });
}

// One datum at 0 of R, v0 = 1, x(v0) = 1.
Case named_bayes(const std::string& name, const std::string& threshold) {
  Case input = named_flow(name, {"0"}, "1", "1");
  input.flow->regularization = Regularization::empirical_bayes;
  input.flow->strength = literal(threshold);
  return input;
}

// A positive limit of |x(v) - x_1| would make sqrt(v) / |x(v) - x_1| tend to 0. It stays at
// sqrt(v0) / |z0|, since e^-l0 > tau.
Outcome refute_prevention(const Case&, const Effort& effort) {
  const Case input = named_bayes("tau = 1/2", "1/2");
  return settle(input, effort, kNeeds, [&]<class B>(const Setting<B>& s, Outcome& outcome) {
    const auto z = start_distance(s, 0), v0 = s.start_variance();
    const auto l0 = sqr(z) / (2 * v0);
    const bool stays = certainly(l0 <= -log(s.exact(s.flow().strength)));
    const auto quotient = stays ? sqrt(v0) / z : decorate(entire<B>(s.precision()));
    outcome.quantities = {
        bound("exp(-l_0) / tau, at least 1", exp(-l0) / s.exact(s.flow().strength))};
    refute(outcome, {{"x_1", "0"}, {"v0", "1"}, {"x(v0)", "1"}, {"tau", "1/2"}}, quotient,
           Stated::equal, s.number(0), [] {
             const bool confirmed = second_engine::evidence_ratio(1, 1, Rational(1, 2)).lower >= 1;
             return SecondOpinion{exact_bounds(confirmed ? 1 : 0), exact_bounds(0)};
           });
  });
}

Outcome refute_memorization(const Case&, const Effort& effort) {
  const Case input = named_bayes("tau = 2", "2");
  return settle(input, effort, kNeeds, [&]<class B>(const Setting<B>& s, Outcome& outcome) {
    const auto limit = departure_limit(start_distance(s, 0).value, s.start_variance().value,
                                       s.bare(s.flow().strength), s.effort.digits + 1, s.step());
    refute(outcome, {{"x_1", "0"}, {"v0", "1"}, {"x(v0)", "1"}, {"tau", "2"}},
           decorate(limit.distance), Stated::equal, s.number(0), [] {
             return SecondOpinion{second_engine::departure_limit(1, 1, 2), exact_bounds(0)};
           });
  });
}

// The limit as a function of |x(v0) - x_1|, from 0 to beyond the starts.
std::vector<Plot> limit_plot(const Case& input) {
  const FlowInput* flow = input.flow ? &*input.flow : nullptr;
  if (flow == nullptr || input.points.size() != 1 || flow->schedule != Schedule::ve ||
      flow->regularization != Regularization::empirical_bayes) {
    return {};
  }
  const Precision precision{53};
  const Interval v0 = enclose<Interval>(flow->variance, precision);
  const Interval tau = enclose<Interval>(flow->strength, precision);
  const double reach = 4 * sqrt(v0).upper();
  const Rational to(reach);
  return {Plot{
      "What the empirical-Bayes flow leaves of the distance to the datum",
      "|x(v0) - x_1|",
      "lim |x(v) - x_1|",
      {enclosed_curve("lim |x(v) - x_1|", 0, to, 160, [&](const Rational& a, const Rational& b) {
        return departure_limit(hull_of<Interval>(a, b, precision), v0, tau, 8, [] {}).distance;
      })}}};
}

}  // namespace

void add_reg_eb(Registry& registry) {
  Claim a;
  a.base = "REG-EB-1";
  a.part = "a";
  a.subject = Subject::flow;
  a.title = "One datum under the empirical-Bayes regularizer: returned near it, and never else";
  a.statement =
      "\\lim_{v \\to 0} |x(v) - x_1| = 0 \\text{ if } \\tau e^{\\ell_0} \\le 1 \\text{ or } "
      "\\ell_0 "
      "= 0, \\quad |x(v_0) - x_1| \\exp \\left( -\\frac{1}{2} \\sum_{k \\ge 1} \\tau^{-k} E_1(k "
      "\\ell_0) \\right) > 0 \\text{ otherwise}, \\quad \\ell_0 = \\frac{|x(v_0) - x_1|^2}{2 v_0}";
  a.hypotheses = {"N = 1", "VE schedule", "the score has the denominator max(sum e_j, tau)"};
  a.source = memorization_paper("Section 5.2");
  a.scope = "every start of the case";
  a.notes =
      "With tau >= 1 no start but the datum itself returns it. With tau < 1 those within "
      "sqrt(v0) R do, R = sqrt(2 log(1/tau)), and no others.";
  a.check = check_one_datum;
  a.plot = limit_plot;
  registry.push_back(a);

  registry.push_back(false_variant(a, "false-a", "The threshold tau = 1/2 prevents memorization",
                                   "\\tau = \\frac{1}{2},\\ x(v_0) \\ne x_1 \\implies \\lim_{v "
                                   "\\to 0} \\frac{\\sqrt{v}}{|x(v) - "
                                   "x_1|} = 0",
                                   "tau = 1/2", refute_prevention));
  registry.push_back(false_variant(a, "false-b", "The threshold tau = 2 memorizes",
                                   "\\tau = 2 \\implies \\lim_{v \\to 0} |x(v) - x_1| = 0",
                                   "tau = 2", refute_memorization));

  Claim b = a;
  b.part = "b";
  b.title = "Near a datum the empirical-Bayes regularizer with tau < 1 changes nothing";
  b.statement =
      "\\tau < 1,\\ R = \\sqrt{2 \\log(1/\\tau)},\\ r = R \\sqrt{v_1} < \\min_{j \\ne i} "
      "\\frac{D_{ij}}{2},\\ |x(v_1) - x_i| \\le \\sqrt{v_1} (R - K_i(r, v_1)) \\implies \\lim_{v "
      "\\to 0} x(v) = x_i";
  b.hypotheses = {"tau < 1", "VE schedule",
                  "at some v1 <= v0 the trajectory is that near to a datum",
                  "the score has the denominator max(sum e_j, tau)"};
  b.notes =
      "K_i is the constant of MEM-ODE-3: the sum over j of sqrt(pi / b_j) D_ij erfc(sqrt(b_j / "
      "v1)) / 2, b_j = D_ij (D_ij - 2r) / 2. That the ball is invariant follows.";
  b.check = check_any_data;
  b.plot = nullptr;
  registry.push_back(b);

  Claim c = a;
  c.part = "c";
  c.title = "With the density in the maximum every threshold memorizes at small noise";
  c.statement =
      "|x(v_0) - x_1|^2 \\le 2 v_0 \\log \\frac{1}{\\tau (2 \\pi v_0)^{d/2}} \\implies x(v) - x_1 "
      "= "
      "\\sqrt{v / v_0} \\, (x(v_0) - x_1)";
  c.hypotheses = {"N = 1", "VE schedule", "the start lies that near to the datum"};
  c.notes =
      "The score is p s_N / max(p, tau) with the density p = p_N in place of the unnormalised sum; "
      "tau is that of the case.";
  c.check = check_density;
  c.plot = nullptr;
  registry.push_back(c);
}

}  // namespace rigor::memorization
