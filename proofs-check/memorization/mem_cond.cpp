// MEM-COND-1: generation under a condition on a label y; the data are pairs (x_i, y_i).
//
// (a) The loss sum_i E |s(x_i + sqrt(v) Z, y_i, v) + Z / sqrt v|^2 / N with labels that differ asks
// of s(., y_i, v) only the score of the one normal law N(x_i, v I): s = (x_i - x) / v. The flow is
// x' = (x - x_i) / 2v, so (x - x_i) / sqrt v is constant.
// (b) With the kernel weights pi_i the law is sum_i pi_i N(x_i, v I): the statements about the flow
// hold with weights, and their proofs are written with weights (src/model/quantile_flow.hpp,
// mem_law.cpp).
// (c) pi_nn = 1 / (1 + sum_{j != nn} exp(-(|y - y_j|^2 - |y - y_nn|^2) / 2h^2)), and every
// difference is at least the gap.
#include <algorithm>
#include <set>

#include "proofs-check/common/refutation.hpp"
#include "proofs-check/memorization/claims.hpp"
#include "proofs-check/memorization/label_weights.hpp"
#include "proofs-check/memorization/line_flow.hpp"
#include "proofs-check/memorization/named_inputs.hpp"
#include "proofs-check/second_engine/line_flow.hpp"

namespace rigor::memorization {
namespace {

constexpr std::size_t most_listed = 24;
constexpr const char* kProof = "proofs-check/memorization/mem_cond.cpp: the comment at its head";

/// False, with the outcome told so, unless the flow of the case is conditioned.
template <IntervalNumber B>
bool has_condition(const Setting<B>& s, Outcome& outcome) {
  const std::string text = "the flow is conditioned on a label";
  if (!s.flow().condition) {
    outcome = inapplicable(std::move(outcome), text, "the case has no condition");
    return false;
  }
  outcome.hypotheses.push_back({text, Verdict::verified});
  return true;
}

/// |y - y_i|^2 for all i.
std::vector<Rational> label_distances(const Condition& condition) {
  std::vector<Rational> squares;
  for (const std::vector<Rational>& label : condition.labels) {
    Rational sum = 0;
    for (std::size_t k = 0; k < label.size(); ++k) {
      sum += (condition.at[k] - label[k]) * (condition.at[k] - label[k]);
    }
    squares.push_back(sum);
  }
  return squares;
}
std::size_t nearest_label(const std::vector<Rational>& squares) {
  return static_cast<std::size_t>(std::min_element(squares.begin(), squares.end()) -
                                  squares.begin());
}

Outcome check_exact_copy(const Case& input, const Effort& effort) {
  return settle(input, effort, Needs{}, []<class B>(const Setting<B>& s, Outcome& outcome) {
    using D = Decorated<B>;
    if (!has_condition(s, outcome)) return;
    const Condition& condition = *s.flow().condition;
    const std::string differ = "the labels differ";
    if (std::set(condition.labels.begin(), condition.labels.end()).size() != s.N()) {
      outcome = inapplicable(std::move(outcome), differ, "two data have the same label");
      return;
    }
    outcome.hypotheses.push_back({differ, Verdict::verified});
    // The flow under the label next to y, by the formula and by quantiles of the one normal law.
    const std::size_t i = nearest_label(label_distances(condition));
    const std::string name = std::to_string(i + 1);
    const D v0 = s.start_variance(), factor = exp(s.number(-2));
    const std::vector<D> x0 = s.start();
    Truth holds = Truth::yes;
    D squared = s.number(0);
    for (std::size_t k = 0; k < s.d(); ++k) {
      const Rational& to = s.data.point(i)[k];
      const D x = s.exact(to) + factor * (x0[k] - s.exact(to));
      squared += sqr(x - s.exact(to));
      const QuantileFlow<B> flow(WeightedPoints({{to}}), s.precision(), s.step());
      const B at = midpoint(x0[k].value);
      const D other = decorate(flow.position(flow.level(at, v0.value), (v0 * sqr(factor)).value));
      holds = holds && abs(other - s.exact(to) - factor * (decorate(at) - s.exact(to))) <= 0;
      outcome.quantities.push_back(
          bound("limit under the label y_" + name + ", coordinate " + std::to_string(k + 1),
                s.exact(to)));
    }
    outcome.quantities.push_back(bound("|x(v) - x_" + name + "| at v = v0 exp(-4)", sqrt(squared)));
    outcome.rests_on = {kProof};
    conclude(outcome, Truth::yes, holds, Scope::unbounded);
  });
}

Outcome check_kernel(const Case& input, const Effort& effort) {
  return settle(input, effort, Needs{}, []<class B>(const Setting<B>& s, Outcome& outcome) {
    if (!has_condition(s, outcome)) return;
    const auto p = label_weights(s);
    for (std::size_t i = 0; i < std::min(s.N(), most_listed); ++i) {
      outcome.quantities.push_back(
          quantity("pi_" + std::to_string(i + 1) + " = basin mass", p[i], s.effort.digits));
    }
    outcome.rests_on = {kProof};
    if (s.d() != 1) return conclude(outcome, Truth::yes, Truth::unsettled, Scope::unbounded);
    const LineFlow<B> line(s);
    if (s.N() <= most_listed) {
      for (std::size_t k = 1; k < s.N(); ++k) {
        outcome.quantities.push_back(
            quantity("xi_" + std::to_string(k), line.separatrix(k), s.effort.digits, line.scale()));
      }
    }
    conclude_limits(line, outcome);
  });
}

Outcome check_nearest(const Case& input, const Effort& effort) {
  const Needs needs = {.least_points = 2};
  return settle(input, effort, needs, []<class B>(const Setting<B>& s, Outcome& outcome) {
    if (!has_condition(s, outcome)) return;
    const Rational& h = s.flow().condition->bandwidth;
    std::vector<Rational> squares = label_distances(*s.flow().condition);
    const auto weight = label_weights(s)[nearest_label(squares)];
    std::sort(squares.begin(), squares.end());
    const Rational gap = squares[1] - squares[0];
    const auto least = 1 / (1 + (static_cast<long>(s.N()) - 1) * exp(s.exact(-gap / (2 * h * h))));
    outcome.quantities = {quantity("pi_nn(y)", weight, s.effort.digits), bound("gap", s.exact(gap)),
                          quantity("lower bound", least, s.effort.digits)};
    outcome.margin =
        Enclosure{"0", decimal(max(weight - least, s.number(0)), outcome_digits).second};
    outcome.rests_on = {kProof};
    conclude(outcome, Truth::yes, weight >= least, Scope::unbounded);
  });
}

// Data 0, 1, 3 with the labels 0, 1, 2, y = 7/10, h = 1/2: pi_2 = 0.671.
Outcome refute_certainty(const Case&, const Effort& effort) {
  Case input = named_flow("DS-B with labels", points_B(), "1", "0");
  input.flow->condition = Condition{{{0}, {1}, {2}}, {Rational(7, 10)}, Rational(1, 2)};
  return settle(input, effort, Needs{}, []<class B>(const Setting<B>& s, Outcome& outcome) {
    refute(outcome, {{"y", "7/10"}, {"h", "1/2"}}, label_weights(s)[1], Stated::equal, s.number(1),
           [] {
             return SecondOpinion{second_engine::posterior_weight({{0}, {1}, {2}}, Rational(1, 4),
                                                                  {Rational(7, 10)}, 1),
                                  exact_bounds(1)};
           });
  });
}

}  // namespace

void add_mem_cond(Registry& registry) {
  Claim a;
  a.base = "MEM-COND-1";
  a.part = "a";
  a.title = "Under the label of a datum the conditional model returns that datum";
  a.statement =
      "s(x, y_i, v) = \\frac{x_i - x}{v}, \\quad x(v) - x_i = \\sqrt{\\frac{v}{v_0}} \\, (x(v_0) - "
      "x_i)";
  a.hypotheses = {"the exact score", "the flow is conditioned on a label", "the labels differ"};
  a.source = memorization_paper("the conditioned setting");
  a.scope = "every datum, every start, all v";
  a.notes = "The minimizer of the empirical conditional loss is determined at the labels only.";
  a.subject = Subject::flow;
  a.check = check_exact_copy;
  registry.push_back(a);

  Claim b = a;
  b.part = "b";
  b.title = "With a kernel in the label, data are returned with the weights of their labels";
  b.statement =
      "P \\left( \\lim_{v \\to 0} X_v = x_i \\mid y \\right) = \\pi_i(y) = \\frac{e^{-|y - y_i|^2 "
      "/ "
      "2h^2}}{\\sum_j e^{-|y - y_j|^2 / 2h^2}}, \\quad d = 1: \\quad \\Pi_{i-1} < F_{v_0}(x(v_0)) "
      "< "
      "\\Pi_i \\implies x(v) \\to x_i";
  b.hypotheses = {"the exact score", "the flow is conditioned on a label",
                  "d = 1: q is no cumulative weight"};
  b.scope = "the start, or all starts of the box; for d > 1 the masses";
  b.notes = "F_v and Pi are those of the weighted data.";
  b.check = check_kernel;
  b.plot = [](const Case& input) {
    return input.flow && input.flow->condition ? line_plots(input) : std::vector<Plot>{};
  };
  registry.push_back(b);

  Claim c = a;
  c.part = "c";
  c.title = "The weight of the nearest label";
  c.statement =
      "\\pi_{nn}(y) \\ge \\frac{1}{1 + (N - 1) e^{-g / 2h^2}}, \\quad g = |y - y_{(2)}|^2 - |y - "
      "y_{(1)}|^2";
  c.hypotheses = {"N >= 2", "the flow is conditioned on a label"};
  c.scope = "every y and h";
  c.notes = "An equality for N = 2.";
  c.check = check_nearest;
  registry.push_back(c);

  registry.push_back(false_variant(
      c, "false-a", "The conditional model returns the datum of the nearest label for every h > 0",
      "\\pi_{nn}(y) = 1", "DS-B with the labels 0, 1, 2, y = 7/10, h = 1/2", refute_certainty));
}

}  // namespace rigor::memorization
