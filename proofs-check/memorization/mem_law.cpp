// MEM-LAW-1: the law of the generated points.
//
// Proof of (b). The flow and the SDE carry p_T to p_v for all v < T (continuity and Fokker-Planck
// equation). The balls of the trapping lemma have p_v-mass -> 1, and the one about x_i has mass ->
// p_i; they are trapped, and the SDE ends as MEM-SDE-1 says.
// Proof of (a). Under p_T the flow fails to memorize with probability 0 by (b); p_T has a positive
// density, so the set of such starts is null for every law with a density. For the SDE, MEM-SDE-1
// gives probability sum_i w_i(x, T) = 1 from every x.
// Proof of (c). A map, or a Markov kernel, doesn't increase TV. TV is convex, and for two normal
// laws of variance T I it is 2 Phi(|x| / 2 sqrt T) - 1 <= |x| / sqrt(2 pi T), as Phi' <= 1 / sqrt(2
// pi). For VP, TV^2 <= KL / 2 (Pinsker) with KL(N(alpha x, sigma^2 I) | N(0, I)) = (d (sigma^2 - 1
// - log sigma^2) + alpha^2 |x|^2) / 2. The mass of p_v within rho of the data is at least P_d(rho /
// sqrt v).
#include <algorithm>

#include "function/chi_square.hpp"
#include "function/constants.hpp"
#include "function/normal.hpp"
#include "model/initial_variation.hpp"
#include "proofs-check/common/refutation.hpp"
#include "proofs-check/memorization/claims.hpp"
#include "proofs-check/memorization/label_weights.hpp"
#include "proofs-check/memorization/law_lemmas.hpp"
#include "proofs-check/memorization/line_flow.hpp"
#include "proofs-check/memorization/named_inputs.hpp"
#include "proofs-check/memorization/trapping_lemma.hpp"
#include "proofs-check/second_engine/line_flow.hpp"

namespace rigor::memorization {
namespace {

constexpr std::size_t most_listed = 24;
constexpr const char* kProof = "proofs-check/memorization/mem_law.cpp: the comment at its head";

Outcome check_memorizes(const Case& input, const Effort& effort) {
  const Needs needs = {.least_points = 2};
  return settle(input, effort, needs, []<class B>(const Setting<B>& s, Outcome& outcome) {
    using D = Decorated<B>;
    const Trapping constants;
    const auto N = static_cast<long>(s.N());
    const Rational squared = s.data.least_squared_distance();
    const D radius = s.exact(constants.share) * sqrt(s.exact(squared));
    Rational least = s.data.log_weight(0), most = least;
    for (std::size_t i = 1; i < s.N(); ++i) {
      least = std::min(least, s.data.log_weight(i));
      most = std::max(most, s.data.log_weight(i));
    }
    const Rational L = most - least;
    const D v1 = s.exact(squared / constants.level) / (log(s.exact(4 * N)) + s.exact(L));
    const D mass = chi_cdf(static_cast<int>(s.d()), radius / sqrt(v1));
    outcome.quantities = {bound("radius of trapped balls about all data", radius),
                          bound("v1 below which they are trapped", v1),
                          bound("mass of p_N(., v1) in them, at least", mass)};
    outcome.rests_on = {kProof, "proofs-check/memorization/trapping_lemma.hpp"};
    const Truth trapped = balls_are_trapped<D>(N, L, constants, s.precision());
    conclude(outcome, trapped, mass <= 1, Scope::unbounded);
  });
}

Outcome check_equal_shares(const Case& input, const Effort& effort) {
  return settle(input, effort, Needs{}, []<class B>(const Setting<B>& s, Outcome& outcome) {
    const auto p = label_weights(s);
    for (std::size_t i = 0; i < std::min(s.N(), most_listed); ++i) {
      outcome.quantities.push_back(
          quantity("P(lim = x_" + std::to_string(i + 1) + ")", p[i], s.effort.digits));
    }
    // On the line the basins are between separatrices, whose levels are Pi_k.
    Truth holds = Truth::yes;
    if (s.d() == 1 && s.N() <= most_listed) {
      const LineFlow<B> line(s);
      for (std::size_t k = 1; k < s.N(); ++k) {
        const B xi = line.flow.separatrix(k, line.v);
        const auto defect = decorate(line.flow.cdf(xi, line.v) - line.flow.cumulative_weight(k));
        holds = holds && abs(defect) <= 0;
      }
    }
    outcome.rests_on = {kProof};
    conclude(outcome, Truth::yes, holds, Scope::unbounded);
  });
}

/// The two bounds of TV(mu, p_T), the sharper one first: VE from N(0, T I), VP from N(0, I).
template <IntervalNumber B>
std::vector<Decorated<B>> variation_bounds(const Setting<B>& s) {
  using D = Decorated<B>;
  const auto pi = decorate(rigor::pi<B>(s.precision()));
  const D T = s.start_variance();
  D first = s.number(0), second = s.number(0);
  const std::vector<D> p = label_weights(s);
  const bool is_ve = s.flow().schedule == Schedule::ve;
  const D decay = is_ve ? s.number(1) : exp(s.exact(-2 * s.flow().time));  // alpha^2 = 1 - sigma^2
  for (std::size_t i = 0; i < s.N(); ++i) {
    Rational squared = 0;
    for (const Rational& c : s.data.point(i)) squared += c * c;
    const D norm = sqrt(s.exact(squared));
    if (is_ve) {
      first += p[i] * erf(norm / sqrt(8 * T));
      second += p[i] * norm / sqrt(2 * pi * T);
    } else {
      const D kl = (static_cast<long>(s.d()) * (-decay - log1p(-decay)) + decay * sqr(norm)) / 2;
      first += p[i] * sqrt(max(kl, s.number(0)) / 2);
    }
  }
  if (is_ve) return {first, second};
  return {first};
}

/// Phi(b) - Phi(a) for a <= b, by the smaller tails.
template <IntervalNumber D>
D normal_mass(const D& a, const D& b) {
  return certainly(a >= 0) ? normal_cdf(-a) - normal_cdf(-b) : normal_cdf(b) - normal_cdf(a);
}

/// P(lim = x_i) for the points in increasing order, from N(0, T) (VE) or N(0, 1) in z (VP), d = 1.
template <IntervalNumber B>
std::vector<Decorated<B>> basin_masses(const LineFlow<B>& line) {
  using D = Decorated<B>;
  const D deviation = line.is_ve() ? decorate(sqrt(line.v)) : line.s.number(1);
  std::vector<D> masses;
  std::optional<D> left;
  for (std::size_t i = 0; i < line.flow.size(); ++i) {
    std::optional<D> right;
    if (i + 1 < line.flow.size()) right = line.separatrix(i + 1) / deviation;
    masses.push_back(left && right ? normal_mass(*left, *right)
                     : right       ? normal_cdf(*right)
                     : left        ? normal_cdf(-*left)
                                   : line.s.number(1));
    left = right;
  }
  return masses;
}

Outcome check_wrong_start(const Case& input, const Effort& effort) {
  return settle(input, effort, Needs{}, []<class B>(const Setting<B>& s, Outcome& outcome) {
    using D = Decorated<B>;
    const std::vector<D> bounds = variation_bounds(s);
    const bool is_ve = s.flow().schedule == Schedule::ve;
    outcome.quantities.push_back(quantity(is_ve ? "bound of TV by erf" : "bound of TV by KL",
                                          bounds[0], s.effort.digits, s.number(1)));
    Truth holds = Truth::yes;
    if (is_ve) {
      outcome.quantities.push_back(bound("simple bound of TV", bounds[1]));
      holds = bounds[0] <= bounds[1];
    }
    D most = min(bounds[0], s.number(1));
    if (s.d() == 1 && is_ve) {
      const D exact =
          decorate(enclose_initial_variation<B>(s.data, s.start_variance().value, s.step()));
      outcome.quantities.push_back(quantity("TV", exact, s.effort.digits, s.number(1)));
      outcome.margin = to_enclosure(bounds[0] - exact);
      holds = holds && exact <= most;
      most = exact;
    }
    if (s.d() == 1 && s.N() <= most_listed) {
      const LineFlow<B> line(s);
      const std::vector<D> masses = basin_masses(line), p = label_weights(s);
      D farthest = s.number(0);
      for (std::size_t i = 0; i < s.N(); ++i) {
        const std::size_t at = line.flow.index(i);
        outcome.quantities.push_back(quantity("P(lim = x_" + std::to_string(at + 1) + ")",
                                              masses[i], s.effort.digits, s.number(1)));
        farthest = max(farthest, abs(masses[i] - p[at]));
      }
      outcome.quantities.push_back(bound("max |P(lim = x_i) - p_i|", farthest));
      holds = holds && farthest <= most;
    }
    outcome.rests_on = {kProof};
    const Truth proved = is_ve ? shifts_of_normal_laws(Rational(2)) : pinsker(Rational(1, 2));
    outcome.rests_on.push_back("proofs-check/memorization/law_lemmas.hpp");
    conclude(outcome, proved, holds, Scope::unbounded);
  });
}

// DS-B, T = 1: xi_1 lies between 0.4913 and 0.4914, so P(lim = 0) = Phi(xi_1) = 0.688.
Outcome refute_equal_shares(const Case&, const Effort& effort) {
  const Case input = named_flow("DS-B", points_B(), "1", "0");
  return settle(input, effort, Needs{}, []<class B>(const Setting<B>& s, Outcome& outcome) {
    const Rational third(1, 3);
    refute(outcome, {{"i", "1"}, {"x_i", "0"}, {"T", "1"}}, basin_masses(LineFlow<B>(s))[0],
           Stated::equal, s.exact(third), [&] {
             const Rational low(4913, 10000), high(4914, 10000);
             const std::vector<Rational> points = {0, 1, 3};
             if (second_engine::mixture_distribution(points, 1, low).upper >= third ||
                 second_engine::mixture_distribution(points, 1, high).lower <= third) {
               throw std::logic_error("the second engine does not confirm a separatrix");
             }
             return SecondOpinion{{second_engine::normal_distribution(low).lower,
                                   second_engine::normal_distribution(high).upper},
                                  exact_bounds(third)};
           });
  });
}

}  // namespace

void add_mem_law(Registry& registry) {
  Claim a;
  a.base = "MEM-LAW-1";
  a.part = "a";
  a.title = "Sampling with the exact score returns data points with probability 1";
  a.statement =
      "P \\left( \\lim_{v \\to 0} X_v \\in \\{ x_1, \\ldots, x_N \\} \\right) = 1 \\quad "
      "\\text{for "
      "the ODE from every law with a density, and for the SDE from every law}";
  a.hypotheses = {"N >= 2", "the exact score"};
  a.source = memorization_paper("the memorization results");
  a.scope = "every law of the start";
  a.subject = Subject::flow;
  a.check = check_memorizes;
  registry.push_back(a);

  Claim b = a;
  b.part = "b";
  b.title = "From the noisy law of the data each datum is returned with its own weight";
  b.statement =
      "X_T \\sim p_N(\\cdot, T) \\implies X_v \\sim p_N(\\cdot, v), \\quad P \\left( \\lim_{v \\to "
      "0} "
      "X_v = x_i \\right) = p_i = \\frac{1}{N}";
  b.hypotheses = {"the exact score"};
  b.notes = "With a condition on a label, p_i are its kernel weights.";
  b.scope = "every T and v";
  b.check = check_equal_shares;
  registry.push_back(b);

  Claim c = b;
  c.part = "c";
  c.title = "A wrong start changes which datum is returned, by at most its total variation";
  c.statement =
      "\\left| P \\left( \\lim_{v \\to 0} X_v = x_i \\right) - p_i \\right| \\le TV(\\mu, "
      "p_N(\\cdot, "
      "T)), \\quad TV(N(0, T I), p_N(\\cdot, T)) \\le \\sum_i p_i \\left( 2 \\Phi \\left( "
      "\\frac{|x_i|}{2 \\sqrt{T}} \\right) - 1 \\right) \\le \\sum_i \\frac{p_i |x_i|}{\\sqrt{2 "
      "\\pi "
      "T}}, \\quad P \\left( \\min_i |X_v - x_i| \\le \\rho \\right) \\ge P_d \\left( "
      "\\frac{\\rho}{\\sqrt{v}} \\right) - TV(\\mu, p_N(\\cdot, T))";
  c.notes =
      "For VP from N(0, I) the bound is sum_i p_i sqrt(KL_i / 2), KL_i = (d (sigma^2 - 1 - log "
      "sigma^2) + alpha^2 |x_i|^2) / 2. The start of the case plays no part.";
  c.scope = "every T, rho and v";
  c.check = check_wrong_start;
  registry.push_back(c);

  registry.push_back(false_variant(
      c, "false-a", "Each datum is generated with probability 1/N from N(0, T)",
      "X_T \\sim N(0, T) \\implies P \\left( \\lim_{v \\to 0} X_v = x_i \\right) = \\frac{1}{N}",
      "DS-B, T = 1", refute_equal_shares));
}

}  // namespace rigor::memorization
