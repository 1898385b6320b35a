// Integrals against Arb's own rigorous integration of the defining formulas, and against
// identities.
#include "model/mixture_integrals.hpp"

#include <gtest/gtest.h>

#include "model/arb_integrals.hpp"
#include "model/local_mixture.hpp"
#include "model/mixture_oracle.hpp"
#include "model/random_mixture.hpp"

namespace rigor {
namespace {

using test::Arb;
using test::crude_variation;
using test::encloses;
using test::Integrand;
using test::integrate;
using test::overlaps;
using test::RandomMixture;
using test::Sampler;

constexpr Precision k128{128};

std::vector<Rational> ends_of(const RandomMixture& data, const Rational& beyond) {
  std::vector<Rational> ends;
  if (beyond > 0) ends.push_back(data.centres.front() - beyond);
  for (std::size_t k = 0; k < data.centres.size(); ++k) {
    if (k > 0) ends.push_back((data.centres[k - 1] + data.centres[k]) / 2);
    ends.push_back(data.centres[k]);
  }
  if (beyond > 0) ends.push_back(data.centres.back() + beyond);
  return ends;
}

RandomMixture moderate_mixture(Sampler& random, int n) {
  RandomMixture data;
  data.mu = Rational(random.integer(1, 4), 4);
  Rational x = random.integer(-3, 3);
  for (int k = 0; k < n; ++k) {
    data.points.push_back({x});
    data.centres.push_back(data.mu * x);
    x += Rational(random.integer(2, 16), 8);
  }
  data.sigma = data.mu * Rational(random.integer(3, 12), 16);
  return data;
}

TEST(MixtureIntegrals, MomentsAgainstArbIntegration) {
  Sampler random(21);
  for (int set = 0; set < test::sample_count(6, 60); ++set) {
    const RandomMixture data = moderate_mixture(random, random.integer(2, 5));
    // What is left outside is below exp(-18^2/2) times a small power of the range: 10^-60.
    const auto ends = ends_of(data, data.sigma * 18);
    const auto big = enclose<BigInterval>(data.sigma, k128);
    const Mixture mixture = data.mixture();
    const MixtureIntegrals<BigInterval> integrals(mixture, big, 15, [] {});
    const MixtureIntegrals<Interval> quick(mixture, enclose<Interval>(data.sigma, {}), 6, [] {});
    const auto check = [&](Integrand::Kind kind, const BigInterval& x, const Interval& rough) {
      const Arb truth = integrate({kind, data.centres, data.sigma}, ends, 25);
      EXPECT_TRUE(encloses(x, truth)) << kind << " " << x << " " << truth.text() << data.text();
      EXPECT_TRUE(encloses(rough, truth)) << kind << " " << rough << data.text();
      EXPECT_LT(to_interval(width(x) / magnitude(x)).upper(), 1e-15) << kind << data.text();
    };
    check(Integrand::risk, integrals.minimal_risk(), quick.minimal_risk());
    check(Integrand::score, integrals.score_second_moment(), quick.score_second_moment());
    check(Integrand::slope, integrals.slope_second_moment(), quick.slope_second_moment());
  }
}

TEST(MixtureIntegrals, RiskIsInverseVarianceLessTheScoresMoment) {
  Sampler random(22);
  for (int set = 0; set < test::sample_count(8, 80); ++set) {
    const RandomMixture data = moderate_mixture(random, random.integer(1, 7));
    const Mixture mixture = data.mixture();
    const auto sigma = enclose<BigInterval>(data.sigma, k128);
    const MixtureIntegrals<BigInterval> integrals(mixture, sigma, 20, [] {});
    const BigInterval risk = integrals.minimal_risk();
    const BigInterval stein = 1 / sqr(sigma) - integrals.score_second_moment();
    EXPECT_TRUE(overlaps(risk, stein)) << risk << stein << data.text();
    EXPECT_LT(to_interval(width(stein) * sqr(sigma)).upper(), 1e-18) << data.text();
  }
}

// s*' rises from -16 to 48 and falls again: the variation is 2 (48 + 16) in all.
TEST(MixtureIntegrals, VariationOfTwoPointsIsExactly128) {
  const Mixture mixture({{-1}, {1}}, Rational(1, 2));
  const auto sigma = enclose<BigInterval>(Rational(1, 4), k128);
  const BigInterval x = MixtureIntegrals<BigInterval>(mixture, sigma, 20, [] {}).variation();
  EXPECT_TRUE(contains(x, 128)) << x;
  EXPECT_LT(to_interval(width(x)).upper(), 1e-18);
  const auto rough = enclose<Interval>(Rational(1, 4), {});
  EXPECT_TRUE(contains(MixtureIntegrals<Interval>(mixture, rough, 8, [] {}).variation(), 128));
}

TEST(MixtureIntegrals, OneAtomHasNoVariation) {
  const Mixture mixture({{3}}, 1);
  const MixtureIntegrals<BigInterval> x(mixture, enclose<BigInterval>(Rational(1, 3), k128), 15,
                                        [] {});
  for (const BigInterval& zero : {x.minimal_risk(), x.variation(), x.inner_variation(),
                                  x.variation_under_pi(), x.variation_under_g()}) {
    EXPECT_TRUE(is_thin(zero) && contains_zero(zero));
  }
  EXPECT_TRUE(contains(x.score_second_moment(), 9));
  EXPECT_TRUE(contains(x.slope_second_moment(), 81));
}

// For two atoms s*'' > 0 and g = g^- left of the middle, and the other half is the mirror image.
TEST(MixtureIntegrals, WeightedVariationsOfTwoAtomsAgainstArbIntegration) {
  Sampler random(23);
  for (int set = 0; set < test::sample_count(4, 30); ++set) {
    const RandomMixture data = moderate_mixture(random, 2);
    const Mixture mixture = data.mixture();
    const MixtureIntegrals<BigInterval> x(mixture, enclose<BigInterval>(data.sigma, k128), 15,
                                          [] {});
    const Rational a = data.centres[0], middle = mixture.midpoint(0);
    const auto twice = [&](Integrand::Kind kind, const std::vector<Rational>& ends) {
      return Arb(2, {160}) * integrate({kind, data.centres, data.sigma}, ends, 25);
    };
    const Arb pi = twice(Integrand::under_pi, {a, middle});
    const Arb g = twice(Integrand::under_g, {a - 30 * data.sigma, a, middle});
    EXPECT_TRUE(encloses(x.variation_under_pi(), pi)) << pi.text() << data.text();
    EXPECT_TRUE(encloses(x.variation_under_g(), g)) << g.text() << data.text();
    EXPECT_LT(
        to_interval(width(x.variation_under_pi()) / magnitude(x.variation_under_pi())).upper(),
        1e-15);
  }
}

TEST(MixtureIntegrals, WeightedVariationsAgainstCrudeSums) {
  Sampler random(24);
  for (int set = 0; set < test::sample_count(2, 20); ++set) {
    const RandomMixture data = moderate_mixture(random, random.integer(3, 4));
    const Mixture mixture = data.mixture();
    const MixtureIntegrals<BigInterval> x(mixture, enclose<BigInterval>(data.sigma, k128), 8,
                                          [] {});
    const Rational h = data.sigma / 200, beyond = 30 * data.sigma;
    const Rational &a = data.centres.front(), &b = data.centres.back();
    const Arb pi = crude_variation({Integrand::under_pi, data.centres, data.sigma}, a, b, h);
    const Arb g =
        crude_variation({Integrand::under_g, data.centres, data.sigma}, a - beyond, b + beyond, h);
    for (const auto& [fine, crude] :
         {std::pair{x.variation_under_pi(), pi}, {x.variation_under_g(), g}}) {
      EXPECT_TRUE(overlaps(fine, crude)) << fine << " " << crude.text() << data.text();
      EXPECT_FALSE(overlaps(fine * 2, crude)) << fine << " " << crude.text() << data.text();
    }
  }
}

// A noise level known to three digits: the enclosure holds the values at all its members.
TEST(MixtureIntegrals, OverAnIntervalOfSigma) {
  const std::vector<Rational> centres = {0, Rational(1, 2), 2};
  const Mixture mixture({{0}, {Rational(1, 2)}, {2}}, 1);
  const Rational low(1, 4), high(251, 1000);
  const MixtureIntegrals<BigInterval> over(mixture, hull_of<BigInterval>(low, high, k128), 3,
                                           [] {});
  const BigInterval risk = over.minimal_risk(), inner = over.inner_variation();
  for (const Rational& sigma : {low, Rational(2505, 10000), high}) {
    const MixtureIntegrals<BigInterval> at(mixture, enclose<BigInterval>(sigma, k128), 15, [] {});
    EXPECT_TRUE(subset(at.minimal_risk(), risk)) << risk;
    EXPECT_TRUE(subset(at.inner_variation(), inner)) << inner;
  }
  EXPECT_LT(to_interval(width(risk) / magnitude(risk)).upper(), 0.3);
}

// The budget's exception passes through.
TEST(MixtureIntegrals, StepMayGiveUp) {
  struct Spent {};
  const Mixture mixture({{0}, {1}}, 1);
  int steps = 0;
  const auto step = [&] {
    if (++steps > 3) throw Spent();
  };
  const MixtureIntegrals<Interval> x(mixture, enclose<Interval>(Rational(1, 10), {}), 10, step);
  EXPECT_THROW(x.variation_under_g(), Spent);
}

// The bound of what lies beyond T, (2 / sigma^4) S_2(T), holds already where it isn't small; with
// half of it (no factor 2 for |k_3| <= 2 E |c - c_a|^3, and V <= S_2) it would still hold for two
// atoms, where the variation beyond T is V(T) / sigma^4, but not with a 100th.
TEST(MixtureIntegrals, TailBoundExceedsTheTail) {
  const Mixture mixture({{0}, {1}}, 1);
  const Rational sigma(1, 4), T(1, 8);
  const LocalMixture<BigInterval> local(mixture, 1, enclose<BigInterval>(sigma, k128));
  const Moments<BigInterval> m = local.moments(enclose<BigInterval>(T, k128));
  const Arb tail = test::true_mixture({0, 1}, 1 + T, sigma).variance;
  EXPECT_TRUE(surely_at_most(tail, Arb((2 * m.w * m.T[2]).lower())));
  EXPECT_FALSE(surely_at_most(tail, Arb((m.w * m.T[2] / 100).upper())));
}

}  // namespace
}  // namespace rigor
