// REG-UP-1 (a), (c), (d): what a score model with few features can't learn; (b) is in
// reg_up_affine.cpp.
//
// E(s) = E_{p_N} |s - s_N|^2, not halved, d = 1. With E |s_N|^2 = 1/v - J, J = J_v(s_N) the least
// denoising risk (MEM-MIN-1), and E s_theta s_N = b^T theta: min E(s_theta) = 1/v - J - b^T A^-1 b.
#include <algorithm>

#include "linear/solve.hpp"
#include "model/linear_features.hpp"
#include "model/mixture.hpp"
#include "model/mixture_integrals.hpp"
#include "proofs-check/common/refutation.hpp"
#include "proofs-check/common/variants.hpp"
#include "proofs-check/memorization/claims.hpp"
#include "proofs-check/memorization/named_inputs.hpp"
#include "proofs-check/memorization/reg_up_lemmas.hpp"
#include "proofs-check/memorization/setting.hpp"
#include "proofs-check/second_engine/feature_training.hpp"

namespace rigor::memorization {
namespace {

std::vector<Rational> points_of(const Case& input) {
  std::vector<Rational> points;
  for (const auto& x : input.points) points.push_back(x.front());
  return points;
}

/// b^T A^-1 b, exact.
Rational learned(const LinearFeatures& f) {
  Rational sum = 0;
  for (std::size_t k = 0; k < f.limit.size(); ++k) sum += f.limit[k] * f.train.slope[k];
  return sum;
}

/// (1 / 2N v^2) sum over i < j of D_ij^2 exp(-D_ij^2 / 8v), an upper bound of J_v(s_N).
template <IntervalNumber B>
Decorated<B> denoising_risk_bound(const Setting<B>& s, const Rational& variance) {
  auto sum = s.number(0);
  for (std::size_t i = 0; i < s.N(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      s.effort.budget->step();
      const Rational square = s.data.squared_distance(i, j);
      sum += s.exact(square) * exp(s.exact(-square / (8 * variance)));
    }
  }
  return sum * s.exact(1 / (2 * variance * variance * s.N()));
}

/// J_v(s_N): by quadrature, or from 0 to its upper bound where that is beyond all digits wanted
/// beside 1/v.
template <IntervalNumber B>
Decorated<B> denoising_risk(const Setting<B>& s, const Rational& variance) {
  if (s.N() == 1) return s.number(0);
  const auto most = denoising_risk_bound(s, variance);
  if (certainly(most * s.exact(variance) <= pown(s.number(10), -s.effort.digits - 30))) {
    return hull(s.number(0), most);
  }
  const Mixture mixture(s.input.points, 1);
  const B sigma = sqrt(s.bare(variance));
  return decorate(
      MixtureIntegrals<B>(mixture, sigma, s.effort.digits + 2, s.step()).minimal_risk());
}

template <IntervalNumber B>
struct BestExcess {
  LinearFeatures features;
  Decorated<B> J;
  Decorated<B> value;  ///< 1/v - J - b^T A^-1 b
};
template <IntervalNumber B>
BestExcess<B> best_excess(const Setting<B>& s) {
  const FeaturesInput& input = *s.input.features;
  LinearFeatures f = linear_features(input.powers, input.variance, points_of(s.input));
  const auto J = denoising_risk(s, input.variance);
  const auto value = s.exact(1 / f.variance - learned(f)) - J;
  return {std::move(f), J, value};
}

template <IntervalNumber B>
void describe(Outcome& outcome, const BestExcess<B>& best, const Setting<B>& s) {
  const int digits = s.effort.digits;
  outcome.quantities = {quantity("least excess training risk of the features", best.value, digits),
                        quantity("share of 1/v that is not learned",
                                 best.value * s.exact(best.features.variance), digits),
                        quantity("J_v(s_N)", best.J, digits, s.exact(1 / best.features.variance)),
                        bound("b^T A^-1 b", s.exact(learned(best.features)))};
}

// (a) J = v^-2 sum over i < j of D_ij^2 E w_i w_j, E w_i w_j = int p_i p_j / (N^2 p_N), and N p_N
// >= p_i + p_j >= 2 sqrt(p_i p_j) gives E w_i w_j <= exp(-D_ij^2 / 8v) / 2N.
Outcome check_bound(const Case& input, const Effort& effort) {
  return settle(input, effort, Needs{.dimension = 1},
                []<class B>(const Setting<B>& s, Outcome& outcome) {
                  const BestExcess<B> best = best_excess(s);
                  const auto most = denoising_risk_bound(s, best.features.variance);
                  describe(outcome, best, s);
                  outcome.quantities.push_back(
                      bound("lower bound of it",
                            s.exact(1 / best.features.variance - learned(best.features)) - most));
                  outcome.margin = to_enclosure(max(most - best.J, s.number(0)));
                  outcome.rests_on = {"proofs-check/memorization/reg_up.cpp: check_bound"};
                  conclude(outcome, Truth::yes, best.J <= most, Scope::unbounded);
                });
}

// (c) As v -> 0 A and b tend to A_0 = (1/N) sum phi(x_i) phi(x_i)^T and b_0; with A_0 regular b^T
// A^-1 b stays bounded, and v J -> 0. For all variances w <= v_0: b^T A^-1 b <= B by a verified
// solution of the linear system over the range of w, and w J <= (1/2N) sum D^2 exp(-D^2 / 8w) / w,
// which increases with w while w <= D_-^2 / 8 (x exp(-x) decreases for x >= 1).
Outcome check_limit(const Case& input, const Effort& effort) {
  return settle(
      input, effort, Needs{.dimension = 1}, [&]<class B>(const Setting<B>& s, Outcome& outcome) {
        const std::vector<int>& powers = input.features->powers;
        const std::vector<Rational> points = points_of(input);
        const std::string regular = "A_0 is regular";
        if (exact_rank(noiseless_gram(powers, points)) < powers.size()) {
          outcome = inapplicable(std::move(outcome), regular,
                                 "a combination of the features vanishes at all data");
          return;
        }
        outcome.hypotheses.push_back({regular, Verdict::verified});
        const BestExcess<B> best = best_excess(s);
        describe(outcome, best, s);
        const Rational v = best.features.variance;
        const Rational square = s.data.least_squared_distance();
        Rational v0 = s.N() == 1 ? v : std::min<Rational>(v, square / 8);
        std::optional<B> most;
        for (int k = 0; !most && k < 60; ++k) {
          s.effort.budget->step();
          if (k > 0) v0 /= 2;
          most = learned_at_most<B>(powers, points, v0, s.precision());
        }
        outcome.rests_on = {"proofs-check/memorization/reg_up.cpp: check_limit",
                            "proofs-check/memorization/reg_up_lemmas.hpp: learned_at_most"};
        if (!most) {
          outcome.reason = "precision: A is not proved regular for all small v";
          outcome.wants_precision = true;
          return;
        }
        const auto lost = s.exact(v0) * (decorate(*most) + denoising_risk_bound(s, v0));
        outcome.quantities.push_back({"share of 1/v that is not learned, for all v <= " +
                                          to_string(v0) + " (to 1 as v -> 0)",
                                      between(1 - lost, s.number(1)), true});
        const auto share = best.value * s.exact(v);
        outcome.margin = to_enclosure(lost);
        const Truth inside = share <= 1 && (v == v0 ? share >= 1 - lost : Truth::yes);
        conclude(outcome, proved_if(is_bounded(*most)), inside, Scope::unbounded);
      });
}

// (d) reg_up_lemmas.hpp: two_odd_powers, in the unit a.
Outcome check_two_powers(const Case& input, const Effort& effort) {
  return settle(
      input, effort, Needs{.dimension = 1}, [&]<class B>(const Setting<B>& s, Outcome& outcome) {
        std::vector<int> powers = input.features->powers;
        std::sort(powers.begin(), powers.end());
        const std::string features = "the features are y and y^3";
        if (powers != std::vector<int>{1, 3}) {
          outcome = inapplicable(std::move(outcome), features, "they are others");
          return;
        }
        const std::vector<Rational> points = points_of(input);
        const std::string pair = "the data are two points -a and a";
        if (points.size() != 2 || points[0] + points[1] != 0) {
          outcome = inapplicable(std::move(outcome), pair, "they are others");
          return;
        }
        outcome.hypotheses.push_back({features, Verdict::verified});
        outcome.hypotheses.push_back({pair, Verdict::verified});
        const BestExcess<B> best = best_excess(s);
        describe(outcome, best, s);
        const auto most = s.exact(Rational(9, 2) / (points[0] * points[0]));
        outcome.quantities.push_back(bound("9 / 2 a^2", most));
        outcome.margin = to_enclosure(most - best.value);
        outcome.rests_on = {"proofs-check/memorization/reg_up_lemmas.hpp: two_odd_powers"};
        conclude(outcome, two_odd_powers(Rational(9, 2)), best.value <= most, Scope::unbounded);
      });
}

Case input_of(const std::vector<int>& powers) {
  Case input = named_data("DS-A", points_A());
  input.features = FeaturesInput{powers, Rational(1, 25)};
  return input;
}

/// The excess of the named input in Arb's arithmetic: 1/v - J - b^T A^-1 b.
second_engine::Bounds second_excess(const Case& input) {
  const second_engine::FeatureModel model{input.features->powers, input.features->variance,
                                          points_of(input)};
  const auto fit = second_engine::best_fit(model);
  // sigma = sqrt(v) is rational for the named inputs: v = 1/25.
  const auto J = second_engine::minimal_risk({model.points, Rational(1, 5)});
  const Rational head = 1 / model.variance;
  return {head - J.upper - fit.upper, head - J.lower - fit.lower};
}

/// v E against `level`, in the relation that the variant claims.
Outcome refute_share(const std::vector<int>& powers, Stated relation, const Rational& level,
                     const Effort& effort) {
  const Case input = input_of(powers);
  return settle(
      input, effort, Needs{.dimension = 1}, [&]<class B>(const Setting<B>& s, Outcome& outcome) {
        const BestExcess<B> best = best_excess(s);
        const Rational v = best.features.variance;
        refute(outcome, {{"v", to_string(v)}}, best.value * s.exact(v), relation, s.exact(level),
               [&] {
                 return SecondOpinion{scaled(second_excess(input), v), exact_bounds(level)};
               });
      });
}

}  // namespace

void add_reg_up(Registry& registry) {
  Claim a;
  a.base = "REG-UP-1";
  a.part = "a";
  a.subject = Subject::features;
  a.title = "What the best linear combination of features leaves of the empirical score";
  a.statement =
      "\\min_\\theta E_{p_N} |s_\\theta - s_N|^2 = \\frac{1}{v} - J_v(s_N) - b^\\top A^{-1} b \\ge "
      "\\frac{1}{v} - \\frac{1}{2Nv^2} \\sum_{i<j} D_{ij}^2 e^{-D_{ij}^2/8v} - b^\\top A^{-1} b";
  a.hypotheses = {"d = 1", "features are different powers of y"};
  a.source = memorization_paper("the regularization by under-parameterization");
  a.scope = "every theta";
  a.check = check_bound;
  registry.push_back(a);

  add_reg_up_affine(registry);

  Claim c = a;
  c.part = "c";
  c.title = "Features that are independent on the data learn nothing of the singular score";
  c.statement =
      "\\rank \\frac{1}{N} \\sum_i \\phi(x_i) \\phi(x_i)^\\top = m \\implies \\lim_{v \\to 0} v "
      "\\min_\\theta E_{p_N} |s_\\theta - s_N|^2 = 1";
  c.hypotheses.push_back("A_0 is regular (which needs m <= N)");
  c.scope = "all v up to a stated one";
  c.check = check_limit;
  registry.push_back(c);

  Claim d = a;
  d.part = "d";
  d.title = "No more features than data are not enough for that: y and y^3 on two points";
  d.statement =
      "\\{x_i\\} = \\{-a, a\\} \\implies \\min_\\theta E_{p_N} |\\theta_1 y + \\theta_2 y^3 - "
      "s_N|^2 "
      "\\le \\frac{9}{2 a^2}";
  d.hypotheses = {"d = 1", "the features are y and y^3", "the data are two points -a and a"};
  d.scope = "all v > 0";
  d.notes = "The left side tends to 9 / 2 a^2 as v -> 0, while 1/v grows: the features memorize.";
  d.check = check_two_powers;
  registry.push_back(d);

  registry.push_back(false_variant(
      c, "false-a", "No more features than data can't memorize",
      "m \\le N \\implies v \\min_\\theta E_{p_N} |s_\\theta - s_N|^2 \\ge \\frac{1}{2}", "DS-A",
      [](const Case&, const Effort& effort) {
        return refute_share({1, 3}, Stated::at_least, Rational(1, 2), effort);
      }));
  registry.push_back(false_variant(d, "false-a", "One feature is enough to memorize two points",
                                   "\\{x_i\\} = \\{-1, 1\\} \\implies v \\min_\\theta E_{p_N} "
                                   "|\\theta y - s_N|^2 \\le \\frac{9}{2} "
                                   "v",
                                   "DS-A", [](const Case&, const Effort& effort) {
                                     return refute_share({1}, Stated::at_most, Rational(9, 50),
                                                         effort);
                                   }));
}

}  // namespace rigor::memorization
