// MEM-ODE-3 and MEM-ODE-4: where trajectories of the reverse flow end, and how fast.
//
// MEM-ODE-3. In an invariant set about x_i for v <= v1 on which |m - x_i| <= sum_j D_ij p_j / p_i
// e^{-b_j / v}, b_j > 0 (src/model/mixture_trap.hpp), zeta = (x - x_i) / sqrt v has d zeta/ds = e^s
// (m - x_i), so |zeta(v) - zeta(v1)| <= K = sum_j D_ij p_j / p_i times the integral of e^{-b_j u^2}
// over u >= v1^{-1/2}, which gaussian_tail bounds. So zeta converges to a zeta_*, and |x(v) - x_i|
// / sqrt v to |zeta_*|: the rate sqrt v is exact unless zeta_* = 0.
//
// MEM-ODE-4. (a) A trajectory is bounded, as its distance to the hull C of the data doesn't grow;
// all its limit points lie in C (MEM-ODE-1). If one of them, x*, is nearer to x_i than to all other
// data, then x comes near x* at arbitrarily small v, and the convex hull of a small ball about x*
// and one about x_i is invariant: the least of (|x - x_j|^2 - |x - x_i|^2) / 2 on it is positive,
// and the sum of D_ij p_j / p_i e^{-b_j / v} tends to 0 with v. So x(v) -> x_i, and x* = x_i. Else
// all of them lie on the Voronoi boundary. (b) is the same set, about a box that the trajectories
// are in. (c) The flow carries p_N(., v0) to p_N(., v), which gives the balls B(x_i, D_-/4) a mass
// of at least P_d(D_- / 4 sqrt v) -> 1; they are invariant for small v (MEM-ODE-2.c). So the starts
// that reach no datum have mass 0 under p_N(., v0), whose density is positive. (d) For two data of
// equal weight m is their midpoint on the bisector, so x - midpoint = e^{-s} (x_0 - midpoint)
// solves the flow.
#include <algorithm>
#include <optional>
#include <utility>

#include "function/chi_square.hpp"
#include "model/mixture_symmetry.hpp"
#include "proofs-check/memorization/basins.hpp"
#include "proofs-check/memorization/case_flow.hpp"
#include "proofs-check/memorization/claims.hpp"
#include "proofs-check/memorization/flow_lemmas.hpp"
#include "proofs-check/memorization/limit_refutations.hpp"

namespace rigor::memorization {
namespace {

constexpr const char* kProof =
    "proofs-check/memorization/mem_ode_limit.cpp: the comment at its head";
constexpr const char* kTrapProof =
    "src/model/mixture_trap.hpp: the convex hull of a box and a ball about a datum is invariant";
constexpr const char* kIntegration = "src/analysis/ode.hpp: validated integration of the flow";
constexpr const char* kEnters = "the trajectory enters an invariant set about a datum";

/// For a start that isn't followed to a datum: what is proved instead, or why nothing is.
template <IntervalNumber B>
bool lacks_datum(const Setting<B>& s, const FlowLimit<B>& limit, Outcome& outcome) {
  if (limit.datum) {
    outcome.hypotheses.push_back({kEnters, Verdict::verified});
    return false;
  }
  if (!limit.limit.empty()) {
    outcome = inapplicable(std::move(outcome), kEnters,
                           "a symmetry of the data keeps it on a bisector, where it ends");
    return true;
  }
  outcome.hypotheses.push_back({kEnters, Verdict::inconclusive});
  outcome.reason = limit.reason;
  // A flow that needs more time needs no more bits.
  const bool is_late = limit.is_late && !s.effort.is_double();
  outcome.wants_precision = s.flow().starts_at_point() && !is_late;
  return true;
}

/// Many data take long with many digits; those are computed where they are asked for.
template <IntervalNumber B>
int wanted_digits(const Setting<B>& s) {
  return s.N() <= 8 || s.effort.digits > 15 ? s.effort.digits : std::min(10, s.effort.digits);
}

/// Each rung of the ladder enters at a step of its own.
template <IntervalNumber D>
Quantity entering_variance(const D& v) {
  return {"noise variance at which an invariant set is entered: at least",
          {to_enclosure(v).lower, "inf"},
          true};
}

template <IntervalNumber B>
void report_limit(const Setting<B>& s, const std::vector<Rational>& limit, const std::string& name,
                  Outcome& outcome) {
  for (std::size_t k = 0; k < limit.size(); ++k) {
    outcome.quantities.push_back(
        bound("coordinate " + std::to_string(k + 1) + " of the limit " + name, s.exact(limit[k])));
  }
}

Outcome check_rate(const Case& input, const Effort& effort) {
  return settle(input, effort, Needs{}, []<class B>(const Setting<B>& s, Outcome& outcome) {
    using D = Decorated<B>;
    outcome.rests_on = {kProof, kTrapProof, kIntegration};
    if (s.flow().question == Question::basin && !s.flow().starts_at_point()) {
      outcome =
          inapplicable(std::move(outcome), "the case asks for one limit", "it asks for basins");
      return;
    }
    FlowGoal goal = flow_goal(s);
    goal.digits = wanted_digits(s);
    const FlowLimit<B> limit = follow_case(s, goal);
    if (lacks_datum(s, limit, outcome)) return;
    const std::string name = datum_name(*limit.datum);
    report_limit(s, limit.limit, name, outcome);
    const D one = s.number(1), size = length(limit.zeta);
    const bool is_point = s.flow().starts_at_point();
    const auto add = [&](const std::string& what, const D& x) {
      outcome.quantities.push_back(is_point ? quantity(what, x, goal.digits, one)
                                            : bound(what + " over the starts", x));
    };
    for (std::size_t k = 0; k < limit.zeta.size(); ++k) {
      add("zeta_" + std::to_string(k + 1) + ", the limit of coordinate " + std::to_string(k + 1) +
              " of (x(v) - " + name + ") / sqrt(v)",
          decorate(limit.zeta[k]));
    }
    add("lim |x(v) - " + name + "| / sqrt(v)", size);
    const D variance = decorate(*limit.variance_at_trap);
    outcome.quantities.push_back(entering_variance(variance));
    const Truth defined = proved_if(is_defined(size) && is_bounded(size));
    conclude(outcome, gaussian_tail(Rational(1, 2)) && variance > 0 && defined, defined,
             scope_of(s.flow()));
  });
}

/// Whether at least two data are nearest to the point, exactly.
bool is_on_voronoi_boundary(const WeightedPoints& data, const std::vector<Rational>& x) {
  std::vector<Rational> squares;
  for (std::size_t i = 0; i < data.size(); ++i) {
    Rational sum = 0;
    for (std::size_t k = 0; k < x.size(); ++k) {
      sum += (x[k] - data.point(i)[k]) * (x[k] - data.point(i)[k]);
    }
    squares.push_back(sum);
  }
  const Rational least = *std::min_element(squares.begin(), squares.end());
  return std::count(squares.begin(), squares.end(), least) >= 2;
}

Outcome check_dichotomy(const Case& input, const Effort& effort) {
  return settle(input, effort, Needs{}, []<class B>(const Setting<B>& s, Outcome& outcome) {
    outcome.rests_on = {kProof, kTrapProof};
    Truth holds = Truth::unsettled;
    if (s.flow().question != Question::basin) {
      FlowGoal goal = flow_goal(s);
      goal.digits = 0;
      const FlowLimit<B> limit = follow_case(s, goal);
      if (!limit.limit.empty()) {
        outcome.rests_on.emplace_back(kIntegration);
        holds = limit.datum ? Truth::yes : truth_of(is_on_voronoi_boundary(s.data, limit.limit));
        report_limit(s, limit.limit,
                     limit.datum ? datum_name(*limit.datum) : "on the Voronoi boundary", outcome);
      }
    }
    conclude(outcome, hull_attraction(Rational(1, 2)), holds, Scope::unbounded);
  });
}

/// The datum that all parts of a box of starts reach, if the box is cut.
template <IntervalNumber B>
std::optional<std::size_t> common_datum(const Setting<B>& s) {
  const BasinGoal goal{.most_halvings = 8, .most_cells = 100};
  const auto cells = case_basins(s.input, goal, s.step());
  for (const BasinCell& cell : cells) {
    if (!cell.datum || cell.datum != cells.front().datum) return std::nullopt;
  }
  return cells.front().datum;
}

Outcome check_limit(const Case& input, const Effort& effort) {
  if (input.flow->question == Question::basin && !input.flow->starts_at_point()) {
    return check_basins(input, effort);
  }
  return settle(input, effort, Needs{}, []<class B>(const Setting<B>& s, Outcome& outcome) {
    outcome.rests_on = {kTrapProof, kIntegration};
    FlowGoal goal = flow_goal(s);
    goal.digits = 2;
    const FlowLimit<B> limit = follow_case(s, goal);
    if (limit.limit.empty() && !s.flow().starts_at_point() && s.d() > 1) {
      if (const auto datum = common_datum(s)) {
        outcome.hypotheses.push_back({kEnters, Verdict::verified});
        outcome.rests_on.push_back("the box of starts was cut, each part was followed");
        report_limit(s, s.data.point(*datum), datum_name(*datum), outcome);
        conclude(outcome, Truth::yes, Truth::yes, Scope::box);
        return;
      }
    }
    if (lacks_datum(s, limit, outcome)) return;
    report_limit(s, limit.limit, datum_name(*limit.datum), outcome);
    const auto variance = decorate(*limit.variance_at_trap);
    outcome.quantities.push_back(entering_variance(variance));
    conclude(outcome, variance > 0, Truth::yes, scope_of(s.flow()));
  });
}

Outcome check_null_set(const Case& input, const Effort& effort) {
  const Needs needs{.least_points = 2, .equal_weights = true};
  return settle(input, effort, needs, []<class B>(const Setting<B>& s, Outcome& outcome) {
    using D = Decorated<B>;
    outcome.rests_on = {kProof, "proofs-check/memorization/flow_lemmas.hpp: simultaneous_traps"};
    const D least = sqrt(s.exact(s.data.least_squared_distance()));
    const D v0 = sqr(least) / (4 * log(s.number(4 * static_cast<long>(s.N() - 1))));
    const D mass = chi_cdf(static_cast<int>(s.d()), least / (4 * sqrt(v0 / 16)));
    outcome.quantities = {
        bound("D_-", least),
        bound("P(X_v is in an invariant ball about a datum) for v <= D_-^2 / (64 log(4 (N-1))): "
              "at least",
              mass)};
    conclude(outcome, simultaneous_traps<D>(Rational(1, 4), 4, 4, s.precision()) && mass > 0,
             mass > 0, Scope::unbounded);
  });
}

/// A start on the bisector: the middle of the case's start, projected.
std::vector<Rational> projected_start(const Case& input) {
  const auto &a = input.points[0], &b = input.points[1];
  std::vector<Rational> x;
  Rational offset = 0, square = 0;
  for (std::size_t k = 0; k < a.size(); ++k) {
    x.push_back((input.flow->start_from[k] + input.flow->start_to[k]) / 2);
    offset += (x[k] - (a[k] + b[k]) / 2) * (b[k] - a[k]);
    square += (b[k] - a[k]) * (b[k] - a[k]);
  }
  for (std::size_t k = 0; k < a.size(); ++k) x[k] -= offset * (b[k] - a[k]) / square;
  return x;
}

Outcome check_bisector(const Case& input, const Effort& effort) {
  if (input.points.size() != 2) {
    return inapplicable({}, "N = 2", "N = " + std::to_string(input.points.size()));
  }
  const Needs needs{.least_points = 2, .equal_weights = true};
  return settle(input, effort, needs, []<class B>(const Setting<B>& s, Outcome& outcome) {
    outcome.rests_on = {kProof, "src/model/mixture_symmetry.hpp: the flow stays on the bisector"};
    const std::vector<Rational> start = projected_start(s.input);
    FlowGoal goal;
    goal.digits = 0;
    goal.exact_start = start;
    std::vector<B> x;
    std::vector<Rational> midpoint;
    for (std::size_t k = 0; k < s.d(); ++k) {
      x.push_back(s.bare(start[k]));
      midpoint.push_back((s.data.point(0)[k] + s.data.point(1)[k]) / 2);
    }
    const auto limit =
        follow<B>(s.data, start_variance<B>(s.flow(), s.precision()), x, goal, s.step());
    report_limit(s, midpoint, "of all starts on the bisector", outcome);
    const bool is_reduced = reduce_by_reflections(s.data, start).is_reduced;
    conclude(outcome, proved_if(is_reduced),
             limit.limit.empty() ? Truth::unsettled : truth_of(limit.limit == midpoint),
             Scope::unbounded);
  });
}

Claim flow_claim(const std::string& base, const std::string& part, const std::string& title) {
  Claim claim;
  claim.base = base;
  claim.part = part;
  claim.title = title;
  claim.subject = Subject::flow;
  claim.source = memorization_paper("Assumption 4.1, the figures of the dynamics");
  return claim;
}

}  // namespace

void add_mem_ode_limit(Registry& registry) {
  Claim rate = flow_claim("MEM-ODE-3", "",
                          "Trajectories reach the datum at the rate sqrt(v), with a constant");
  rate.statement =
      "|x - x_i| \\le r \\text{ at } v_0, \\; \\varepsilon_i(r, v_0) \\le r < \\tfrac{1}{2} "
      "\\min_j "
      "D_{ij} \\implies \\frac{x(v) - x_i}{\\sqrt{v}} \\to \\zeta_*, \\quad \\left| \\zeta_* - "
      "\\zeta(v_0) \\right| \\le \\sum_{j \\ne i} \\frac{p_j}{p_i} D_{ij} \\frac{\\sqrt{\\pi}}{2 "
      "\\sqrt{b_j}} \\operatorname{erfc}\\left( \\sqrt{b_j / v_0} \\right)";
  rate.hypotheses = {"N >= 1", "the score is the exact one", kEnters};
  rate.scope = "every start of the case, v -> 0";
  rate.notes =
      "b_j = D_ij (D_ij - 2 r) / 2; the same holds in the larger sets that the check uses, with "
      "b_j "
      "the least of (|x - x_j|^2 - |x - x_i|^2) / 2 there";
  rate.check = check_rate;
  registry.push_back(rate);
  Claim faster =
      false_variant(rate, "false-a", "The distance to the datum is O(v)",
                    "\\lim_{v \\to 0} \\frac{x(v) - x_i}{\\sqrt{v}} = 0", "A", refute_faster_rate);
  registry.push_back(faster);

  Claim dichotomy =
      flow_claim("MEM-ODE-4", "a",
                 "A trajectory reaches a datum, or its limit points lie on the Voronoi boundary");
  dichotomy.statement =
      "x(v) \\to x_i \\text{ for some } i, \\text{ or every limit point } x^* \\text{ has } |x^* - "
      "x_i| = |x^* - x_j| = \\min_k |x^* - x_k| \\text{ for some } i \\ne j";
  dichotomy.hypotheses = {"N >= 1", "the score is the exact one"};
  dichotomy.scope = "every start";
  dichotomy.check = check_dichotomy;
  registry.push_back(dichotomy);

  Claim limit = flow_claim("MEM-ODE-4", "b", "Which datum the trajectories reach");
  limit.statement =
      "\\sum_{j \\ne i} \\frac{p_j}{p_i} D_{ij} e^{-b_j / v_1} \\le \\eta \\implies x(v) \\to x_i "
      "\\text{ from all of } X \\text{ at } v_1, \\quad b_j = \\min_{x \\in X \\cup B(x_i, \\eta)} "
      "\\frac{|x - x_j|^2 - |x - x_i|^2}{2} > 0";
  limit.hypotheses = {"N >= 1", "the score is the exact one", kEnters};
  limit.scope = "every start of the case: a point, a box, or a box cut into basins";
  limit.check = check_limit;
  limit.plot = plot_basins;
  registry.push_back(limit);
  registry.push_back(false_variant(limit, "false-a", "Every trajectory converges to a datum",
                                   "\\lim_{v \\to 0} \\min_i |x(v) - x_i| \\le 0", "A x R",
                                   refute_every_trajectory));
  registry.push_back(false_variant(limit, "false-b",
                                   "A trajectory converges to the datum nearest to its start",
                                   "\\lim_{v \\to 0} x(v) \\le 0", "B", refute_nearest));

  Claim null = flow_claim("MEM-ODE-4", "c", "Almost every start is memorized");
  null.statement =
      "\\text{the starts } x(v_0) \\text{ from which no datum is reached have measure } 0";
  null.hypotheses = {"N >= 2", "the score is the exact one", "all data weigh the same"};
  null.scope = "almost every start";
  null.check = check_null_set;
  registry.push_back(null);

  Claim bisector =
      flow_claim("MEM-ODE-4", "d", "Between two data the bisector flows to the midpoint");
  bisector.statement =
      "|x(v_0) - x_1| = |x(v_0) - x_2| \\implies x(v) - \\frac{x_1 + x_2}{2} = "
      "\\sqrt{\\frac{v}{v_0}} "
      "\\left( x(v_0) - \\frac{x_1 + x_2}{2} \\right)";
  bisector.hypotheses = {"N = 2", "the score is the exact one", "all data weigh the same"};
  bisector.scope = "every start on the bisector";
  bisector.check = check_bisector;
  registry.push_back(bisector);
}

}  // namespace rigor::memorization
