// MEM-ODE-1 and MEM-ODE-2: the sets that the reverse flow is drawn to, and those it doesn't leave.
//
// MEM-ODE-1: the lemma hull_attraction.
//
// MEM-ODE-2. (a) If K is closed and convex and m(K, v) lies in K for all v <= v0, then m - x is in
// the tangent cone of K at x: by Nagumo's theorem K is invariant. C, the hull of the data, is such
// a set for every v0. (b) |x - x_j|^2 - |x - x_i|^2 = D_ij^2 - 2 <x - x_i, x_j - x_i> >= D_ij (D_ij
// - 2 r) on B(x_i, r), and |m - x_i| <= sum (w_j / w_i) D_ij (src/model/mixture_trap.hpp). (c) The
// lemma simultaneous_traps. (d) The derivative of m in x is Var_w / v >= 0, so m maps [a, b]
// between m(a) and m(b); and where m(b, v) > b the trajectory from b leaves.
#include <algorithm>

#include "model/critical_variance.hpp"
#include "model/hull_distance.hpp"
#include "model/mixture_moments.hpp"
#include "model/mixture_trap.hpp"
#include "proofs-check/common/refutation.hpp"
#include "proofs-check/memorization/case_flow.hpp"
#include "proofs-check/memorization/claims.hpp"
#include "proofs-check/memorization/flow_lemmas.hpp"
#include "proofs-check/memorization/named_inputs.hpp"
#include "proofs-check/second_engine/flow.hpp"

namespace rigor::memorization {
namespace {

constexpr const char* kProof =
    "proofs-check/memorization/mem_ode_hull.cpp: the comment at its head";
constexpr const char* kLemmas = "proofs-check/memorization/flow_lemmas.hpp";
constexpr long kMostVariances =
    4096;  // of the search for a critical variance, in units of its start

/// The position at s = 1.
template <IntervalNumber B>
std::vector<B> later_position(const Setting<B>& s) {
  return flow_position<B>(s.data, start_variance<B>(s.flow(), s.precision()),
                          start_position<B>(s.flow(), s.precision()), s.bare(1), s.step());
}

Outcome check_attraction(const Case& input, const Effort& effort) {
  return settle(input, effort, Needs{}, []<class B>(const Setting<B>& s, Outcome& outcome) {
    using D = Decorated<B>;
    outcome.rests_on = {std::string(kLemmas) + ": hull_attraction",
                        "src/analysis/ode.hpp: validated integration of the flow"};
    const D before =
        decorate(enclose_hull_distance(s.data, start_position<B>(s.flow(), s.precision())));
    const D after = decorate(enclose_hull_distance(s.data, later_position(s)));
    const D allowed = before * exp(s.number(-1));
    outcome.quantities = {bound("dist(x(v0), C)", before),
                          bound("dist(x(v), C) at v = v0 e^-2", after),
                          bound("e^-1 dist(x(v0), C)", allowed)};
    outcome.margin = to_enclosure(allowed - after);
    conclude(outcome, hull_attraction(Rational(1, 2)), after <= allowed, Scope::unbounded);
  });
}

/// dist(x(1/4), C) = 1/2 for one datum, 0, and x(1) = 1.
Outcome refute_arrival(const Case&, const Effort& effort) {
  return settle(
      named_flow("N = 1", {"0"}, "1", "1"), effort, Needs{},
      []<class B>(const Setting<B>& s, Outcome& outcome) {
        const B elapsed = log(s.bare(2));
        const auto x = flow_position<B>(s.data, s.bare(1), {s.bare(1)}, elapsed, s.step());
        refute(outcome, {{"v0", "1"}, {"x(v0)", "1"}, {"v", "1/4"}},
               decorate(enclose_hull_distance(s.data, x)), Stated::at_most, s.number(0), [] {
                 return SecondOpinion{second_engine::square_root(Rational(1, 4)), exact_bounds(0)};
               });
      });
}

Outcome check_convex_sets(const Case& input, const Effort& effort) {
  return settle(input, effort, Needs{}, []<class B>(const Setting<B>& s, Outcome& outcome) {
    outcome.rests_on = {kProof};
    // The data themselves are in C; so the posterior mean at the start has to be.
    const B v0 = start_variance<B>(s.flow(), s.precision());
    const auto mean =
        enclose_posterior_mean<B>(s.data, start_position<B>(s.flow(), s.precision()), v0);
    const auto distance = decorate(enclose_hull_distance(s.data, mean));
    outcome.quantities = {bound("dist(m(x(v0), v0), C), which is 0", distance)};
    conclude(outcome, hull_attraction(Rational(1, 2)), distance <= s.number(0), Scope::unbounded);
  });
}

/// The datum nearest to the middle of the start, exactly in x for VE and in z for VP.
template <IntervalNumber B>
std::size_t nearest_to_start(const Setting<B>& s) {
  const auto start = start_position<B>(s.flow(), s.precision());
  const MixtureAtoms<B> atoms(s.data, 0, s.precision());
  std::vector<B> z;
  for (std::size_t k = 0; k < s.d(); ++k) {
    z.push_back(midpoint(start[k]) - s.bare(s.data.point(0)[k]));
  }
  return atoms.propose_heaviest(z, s.bare(1000000));
}

/// The least distance of x_i to another datum, squared.
Rational local_gap(const WeightedPoints& data, std::size_t i) {
  Rational least = 0;
  for (std::size_t j = 0; j < data.size(); ++j) {
    if (j == i) continue;
    const Rational square = data.squared_distance(i, j);
    if (least == 0 || square < least) least = square;
  }
  return least;
}

/// The largest v, found by bisection, at which eps_i(r, v) <= r is proved; from there to where it
/// is proved false.
template <IntervalNumber B>
B ball_variance(const Setting<B>& s, const MixtureAtoms<B>& atoms, const B& r) {
  const auto holds = [&](const B& v) {
    s.effort.budget->step();
    const auto trap = enclose_ball_trap(atoms, atoms.origin(), r, v);
    return trap ? trap->pull <= r : Truth::unsettled;
  };
  B low = sqr(r), high = low;
  while (!certainly(holds(low))) low = low / 2;
  int doublings = 0;
  while (doublings < 60 && !certainly(!holds(high))) {
    high = high * 2;
    ++doublings;
  }
  // With weights the ball may be invariant for every v.
  if (doublings == 60) return low + abs(entire<B>(s.precision()));
  for (int k = 0; k < s.precision().bits; ++k) {
    const B middle = midpoint(hull(low, high));
    const Truth there = holds(middle);
    if (certainly(there)) {
      low = middle;
    } else if (certainly(!there)) {
      high = middle;
    } else {
      break;
    }
  }
  return hull(low, high);
}

Outcome check_ball(const Case& input, const Effort& effort) {
  return settle(
      input, effort, Needs{.least_points = 2}, []<class B>(const Setting<B>& s, Outcome& outcome) {
        using D = Decorated<B>;
        outcome.rests_on = {kProof};
        const std::size_t i = nearest_to_start(s);
        const MixtureAtoms<B> atoms(s.data, i, s.precision());
        const B gap = sqrt(s.bare(local_gap(s.data, i))), r = gap / 4;
        const D v0 = decorate(ball_variance(s, atoms, r));
        const B proved = lower_point(v0.value);
        const auto trap = enclose_ball_trap(atoms, i, r, proved);
        const D eps = decorate(trap->pull);
        const std::string name = datum_name(i);
        outcome.quantities = {
            bound("r: a quarter of the distance of " + name + " to the next datum", decorate(r)),
            bound("largest v0 with eps_i(r, v0) <= r", v0)};
        outcome.margin = to_enclosure(decorate(r) - eps);
        // m on the ball, at a point of its boundary.
        std::vector<B> z(s.d(), s.bare(0));
        z[0] = r;
        const D pull = length(enclose_moments(atoms, z, recip(proved)).mean);
        conclude(outcome, eps <= decorate(r), pull <= decorate(r), Scope::unbounded);
      });
}

Outcome check_all_balls(const Case& input, const Effort& effort) {
  return settle(
      input, effort, Needs{.least_points = 2, .equal_weights = true},
      []<class B>(const Setting<B>& s, Outcome& outcome) {
        using D = Decorated<B>;
        outcome.rests_on = {std::string(kLemmas) + ": simultaneous_traps"};
        const D gap = sqrt(s.exact(s.data.least_squared_distance()));
        const D v0 = sqr(gap) / (4 * log(s.number(4 * static_cast<long>(s.N() - 1))));
        const int digits = s.effort.digits;
        outcome.quantities = {quantity("D_-", gap, digits),
                              quantity("v0 = D_-^2 / (4 log(4 (N - 1)))", v0, digits)};
        const std::size_t i = nearest_to_start(s);
        const MixtureAtoms<B> atoms(s.data, i, s.precision());
        const auto trap = enclose_ball_trap(atoms, i, gap.value / 4, v0.value);
        Truth holds = Truth::unsettled;
        if (trap) {
          const D eps = decorate(trap->pull);
          outcome.quantities.push_back(bound("eps_i(D_-/4, v0) of " + datum_name(i), eps));
          outcome.margin = to_enclosure(gap / 4 - eps);
          holds = eps <= gap / 4;
        }
        conclude(outcome, simultaneous_traps<D>(Rational(1, 4), 4, 4, s.precision()), holds,
                 Scope::unbounded);
      });
}

/// Between the datum and the next one: quarters of the gap.
Outcome check_intervals(const Case& input, const Effort& effort) {
  return settle(
      input, effort, Needs{.least_points = 2, .dimension = 1},
      []<class B>(const Setting<B>& s, Outcome& outcome) {
        using D = Decorated<B>;
        outcome.rests_on = {kProof, "src/model/critical_variance.hpp"};
        const std::size_t i = nearest_to_start(s);
        const MixtureAtoms<B> atoms(s.data, i, s.precision());
        const B r = sqrt(s.bare(local_gap(s.data, i))) / 4;
        const auto critical = enclose_critical_variance<B>(atoms, r, kMostVariances, s.step());
        const std::string set = "[" + datum_name(i) + " - r, " + datum_name(i) + " + r]";
        outcome.quantities = {bound("r: a quarter of the gap at " + datum_name(i), decorate(r))};
        if (critical) {
          const D v = decorate(*critical);
          outcome.quantities.push_back(
              quantity("largest v0 with m(., v) in " + set + " for v <= v0", v, s.effort.digits));
          outcome.margin = to_enclosure(v);
          conclude(outcome, v > 0, Truth::unsettled, Scope::unbounded);
          return;
        }
        // The ball criterion at least, for the interval.
        const D v = decorate(lower_point(ball_variance(s, atoms, r)));
        outcome.quantities.push_back(
            {set + " is invariant for v <= v0, v0 at least", {to_enclosure(v).lower, "inf"}, true});
        conclude(outcome, v > 0, Truth::unsettled, Scope::unbounded);
      });
}

// x = 1/2 is on the boundary of B(1, 1/2); m(1/2, 1) = tanh(1/2) < 1/2, so x decreases.
Outcome refute_large_ball(const Case&, const Effort& effort) {
  return settle(
      named_flow("A", points_A(), "1", "1/2"), effort, Needs{},
      []<class B>(const Setting<B>& s, Outcome& outcome) {
        const auto mean = enclose_posterior_mean<B>(s.data, {s.bare(Rational(1, 2))}, s.bare(1));
        refute(outcome, {{"v", "1"}, {"x", "1/2"}}, decorate(mean[0]), Stated::at_least,
               s.exact(Rational(1, 2)), [] {
                 return SecondOpinion{second_engine::posterior_mean({{-1, 1}, 1}, Rational(1, 2)),
                                      exact_bounds(Rational(1, 2))};
               });
      });
}

Claim trap_claim(const std::string& part, const std::string& title, const std::string& statement) {
  Claim claim;
  claim.base = "MEM-ODE-2";
  claim.part = part;
  claim.title = title;
  claim.statement = statement;
  claim.subject = Subject::flow;
  claim.source = memorization_paper("Assumption 4.1");
  claim.hypotheses = {"N >= 2", "the score is the exact one"};
  return claim;
}

}  // namespace

void add_mem_ode_hull(Registry& registry) {
  Claim hull;
  hull.base = "MEM-ODE-1";
  hull.title = "Trajectories are drawn to the convex hull of the data at the rate sqrt(v)";
  hull.statement =
      "\\operatorname{dist}(x(v), C) \\le \\sqrt{\\frac{v}{v_0}} \\operatorname{dist}(x(v_0), C), "
      "\\quad "
      "v \\le v_0";
  hull.hypotheses = {"N >= 1", "the score is the exact one"};
  hull.source = memorization_paper("the convergence of trajectories to the data");
  hull.scope = "every start and all v <= v0";
  hull.subject = Subject::flow;
  hull.check = check_attraction;
  registry.push_back(hull);
  registry.push_back(false_variant(
      hull, "false-a", "From outside the hull is reached at a positive noise variance",
      "\\operatorname{dist}(x(v), C) = 0 \\text{ for some } v > 0", "N = 1", refute_arrival));

  Claim convex =
      trap_claim("a", "A convex set that the posterior mean maps into itself is not left",
                 "m(K, v) \\subseteq K \\text{ for } v \\le v_0 \\implies (x(v_0) \\in K \\implies "
                 "x(v) \\in K "
                 "\\text{ for } v \\le v_0)");
  convex.hypotheses.front() = "N >= 1";
  convex.scope = "every closed convex K; the hull of the data for all v";
  convex.check = check_convex_sets;
  registry.push_back(convex);

  Claim ball =
      trap_claim("b", "A ball about a datum is invariant if the other data pull too weakly",
                 "\\varepsilon_i(r, v) = \\sum_{j \\ne i} \\frac{p_j}{p_i} D_{ij} e^{-D_{ij} "
                 "(D_{ij} - 2 r) / 2 v} "
                 "\\le r < \\tfrac{1}{2} \\min_j D_{ij} \\implies m(B(x_i, r), v') \\subseteq "
                 "B(x_i, r) \\text{ "
                 "for all } v' \\le v");
  ball.scope = "all v up to the reported one, every start in the ball";
  ball.check = check_ball;
  registry.push_back(ball);
  registry.push_back(false_variant(ball, "false-a", "B(1, 1/2) is invariant for all v <= 1",
                                   "m(\\tfrac{1}{2}, 1) \\ge \\tfrac{1}{2}", "A",
                                   refute_large_ball));

  Claim all = trap_claim(
      "c", "All balls of radius D_-/4 are invariant from a noise variance on",
      "v \\le v_0 = \\frac{D_-^2}{4 \\log(4 (N - 1))} \\implies m(B(x_i, D_-/4), v) \\subseteq "
      "B(x_i, D_-/4) \\text{ for all } i");
  all.hypotheses.emplace_back("all data weigh the same");
  all.scope = "all data, all v <= v0";
  all.check = check_all_balls;
  registry.push_back(all);

  Claim line = trap_claim(
      "d", "On the line an interval is invariant exactly if its ends move inward",
      "m([a, b], v) \\subseteq [a, b] \\iff m(a, v) \\ge a \\text{ and } m(b, v) \\le b");
  line.hypotheses.emplace_back("d = 1");
  line.scope = "all v up to the reported one";
  line.notes =
      "For the data -1, 1 and r < 1 the critical noise variance is (1 - r) / atanh(1 - r).";
  line.check = check_intervals;
  registry.push_back(line);
}

}  // namespace rigor::memorization
