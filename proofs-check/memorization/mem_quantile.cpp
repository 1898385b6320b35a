// MEM-ODE-5: on the line the reverse flow conserves quantiles. The proofs stand in
// src/model/quantile_flow.hpp and in line_flow.hpp.
#include "function/normal.hpp"
#include "model/mixture_moments.hpp"
#include "proofs-check/common/refutation.hpp"
#include "proofs-check/memorization/claims.hpp"
#include "proofs-check/memorization/line_flow.hpp"
#include "proofs-check/memorization/named_inputs.hpp"
#include "proofs-check/second_engine/line_flow.hpp"

namespace rigor::memorization {
namespace {

const Needs on_line = {.least_points = 1, .dimension = 1, .equal_weights = true};

// (a) The derivative of F_v(x(v)) along the trajectory, times 2v / (W p_v(x) sqrt v): the part from
// v is -sum p_i phi_i (x - x_i) / sum p_i phi_i, phi_i = phi((x - x_i) / sqrt v), the one from x is
// x - m(x, v). The mean m is that of the softmax, another formula.
template <IntervalNumber B>
Decorated<B> conservation_defect(const LineFlow<B>& line, const B& x, const B& v) {
  const auto& s = line.s;
  B moment = s.bare(0), mass = s.bare(0);
  for (std::size_t i = 0; i < line.flow.size(); ++i) {
    const B offset = x - s.bare(line.flow.point(i));
    const B density = line.flow.weight(i) * normal_pdf(offset / sqrt(v));
    moment += density * offset;
    mass += density;
  }
  const B mean = enclose_posterior_mean<B>(s.data, {x}, v)[0];
  return decorate((x - mean - moment / mass) / sqrt(v));
}

Outcome check_conservation(const Case& input, const Effort& effort) {
  return settle(input, effort, on_line, []<class B>(const Setting<B>& s, Outcome& outcome) {
    const LineFlow<B> line(s);
    const Rational start = (s.flow().start_from[0] + s.flow().start_to[0]) / 2;
    const QuantileLevel<B> level = line.level_of(start);
    outcome.quantities = {
        quantity(s.flow().starts_at_point() ? "q" : "q from the middle of the starts",
                 line.q(level), s.effort.digits)};
    Truth holds = Truth::yes;
    B v = line.v;
    for (int k = 0; k < 3; ++k, v = v / 4) {
      const auto defect = conservation_defect(line, line.flow.position(level, v), v);
      outcome.quantities.push_back(
          quantity("defect of d q / d log v at v = v0 / 4^" + std::to_string(k), defect,
                   s.effort.digits, s.number(1)));
      holds = holds && abs(defect) <= 0;
    }
    outcome.rests_on = {"src/model/quantile_flow.hpp: quantiles are conserved"};
    conclude(outcome, Truth::yes, holds, Scope::unbounded);
  });
}

Outcome check_limit(const Case& input, const Effort& effort) {
  return settle(input, effort, on_line, []<class B>(const Setting<B>& s, Outcome& outcome) {
    conclude_limits(LineFlow<B>(s), outcome);
  });
}

Outcome check_separatrices(const Case& input, const Effort& effort) {
  Needs needs = on_line;
  needs.least_points = 2;
  return settle(input, effort, needs, []<class B>(const Setting<B>& s, Outcome& outcome) {
    conclude_separatrices(LineFlow<B>(s), outcome);
  });
}

// DS-B, v0 = 1: F(1/2) = 0.3357 is not 1/3.
Outcome refute_midpoints(const Case&, const Effort& effort) {
  const Case input = named_flow("DS-B", points_B(), "1", "1/2");
  return settle(input, effort, on_line, []<class B>(const Setting<B>& s, Outcome& outcome) {
    const LineFlow<B> line(s);
    refute(outcome, {{"x", "1/2"}, {"v0", "1"}}, line.q(line.level()), Stated::equal,
           s.exact(Rational(1, 3)), [&] {
             return SecondOpinion{second_engine::mixture_distribution({0, 1, 3}, 1, Rational(1, 2)),
                                  exact_bounds(Rational(1, 3))};
           });
  });
}

}  // namespace

void add_mem_quantile(Registry& registry) {
  Claim a;
  a.base = "MEM-ODE-5";
  a.part = "a";
  a.title = "On the line the reverse flow conserves quantiles";
  a.statement =
      "\\frac{d}{dv} F_v(x(v)) = 0, \\quad F_v(x) = \\frac{1}{N} \\sum_{i=1}^N \\Phi \\left( "
      "\\frac{x - x_i}{\\sqrt{v}} \\right)";
  a.hypotheses = {"d = 1", "the exact score", "no condition"};
  a.source = memorization_paper("the sampler by the reverse ODE");
  a.scope = "every trajectory, all v";
  a.subject = Subject::flow;
  a.check = check_conservation;
  registry.push_back(a);

  Claim b = a;
  b.part = "b";
  b.title = "The quantile of the start tells which datum is returned, and how";
  b.statement =
      "\\frac{i-1}{N} < q < \\frac{i}{N} \\implies x(v) \\to x_i, \\quad \\frac{x(v) - "
      "x_i}{\\sqrt{v}} \\to \\Phi^{-1}(N q - i + 1), \\quad q = F_{v_0}(x(v_0))";
  b.hypotheses.push_back("q is no cumulative weight");
  b.scope = "the start, or all starts of the box";
  b.notes = "The basin of x_i is the interval between two separatrices, exactly.";
  b.check = check_limit;
  b.plot = line_plots;
  registry.push_back(b);

  Claim c = a;
  c.part = "c";
  c.title = "Exactly N - 1 starts return no datum: they end halfway between neighbours";
  c.statement =
      "q = \\frac{k}{N} \\implies x(v) \\to m_k = \\frac{x_k + x_{k+1}}{2}, \\quad -\\frac{v "
      "\\log(N-k)}{x_{k+1} - x_k} \\le \\xi_k(v) - m_k \\le \\frac{v \\log k}{x_{k+1} - x_k}, "
      "\\quad \\xi_k(v) = F_v^{-1} \\left( \\frac{k}{N} \\right)";
  c.hypotheses = {"d = 1", "N >= 2", "the exact score", "no condition"};
  c.scope = "every k, all v";
  c.notes =
      "With data on a line the separatrices of the flow are the quantiles k/N of the noisy law.";
  c.check = check_separatrices;
  registry.push_back(c);

  registry.push_back(false_variant(c, "false-a", "The separatrices are the midpoints",
                                   "F_v \\left( \\frac{x_k + x_{k+1}}{2} \\right) = \\frac{k}{N}",
                                   "DS-B, v0 = 1", refute_midpoints));
}

}  // namespace rigor::memorization
