// Teeth of the lemmas on learning rates and on fully trained networks: perturbed constants fail.
#include "proofs-check/big_step/learning_rate.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "claims/claims_run.hpp"
#include "proofs-check/big_step/full_network_lemmas.hpp"
#include "proofs-check/big_step/sparse_variation.hpp"
#include "support/sampling.hpp"

namespace rigor::big_step {
namespace {

using D = Decorated<BigInterval>;
constexpr Precision k128{128};
constexpr Stable kForms[] = {Stable::critical_ae, Stable::critical, Stable::any_ae, Stable::any};

D number(const Rational& q) {
  return enclose<D>(q, k128);
}
bool proves(Truth truth) {
  return certainly(truth);
}

TEST(LearningRate, TranslationCurvature) {
  EXPECT_TRUE(proves(translation_curvature({})));
  EXPECT_TRUE(proves(translation_curvature({.linear = 3, .quadratic = 1, .slope = 2})));
  EXPECT_FALSE(proves(translation_curvature({.linear = Rational(199, 100)})));
  EXPECT_FALSE(proves(translation_curvature({.quadratic = Rational(49, 100)})));
  EXPECT_FALSE(proves(translation_curvature({.slope = Rational(99, 100)})));
}

TEST(LearningRate, LeastRiskSolvesItsInequality) {
  // t against the inequality of the form at rho^2 = least_risk(t): equality, and beyond it falls.
  test::Sampler random(3);
  for (int sample = 0; sample < test::sample_count(300, 3000); ++sample) {
    const Rational t = to_rational(random.uniform(0.0001, 0.9999));
    const auto residual = [&](Stable form, const D& risk) {
      const D rho = sqrt(risk);
      switch (form) {
        case Stable::critical_ae:
          return sqr(1 - risk) - number(t);
        case Stable::critical:
          return 1 - 5 * risk / 2 - number(t);
        case Stable::any_ae:
          return sqr(1 - rho) - number(t);
        case Stable::any:
          break;
      }
      return 1 - 2 * rho - risk / 2 - number(t);
    };
    for (const Stable form : kForms) {
      const D least = least_risk(form, number(t));
      EXPECT_TRUE(contains_zero(residual(form, least)));
      EXPECT_TRUE(proves(residual(form, least * number(Rational(999, 1000))) > number(0)))
          << "a smaller risk would break the inequality: the bound is not too small";
      EXPECT_TRUE(contains_zero(noise_to_rate(form, least) - number(t)));
      // With any constant changed for the worse the bound rises.
      EXPECT_TRUE(proves(least_risk(form, number(t),
                                    {Rational(19, 10), Rational(4, 10), Rational(9, 10)}) > least));
    }
  }
}

TEST(LearningRate, TheBoundsSayNothingAtSmallRates) {
  for (const Stable form : kForms) {
    for (const Rational& t : {Rational(1), Rational(2), Rational(3), Rational(100)}) {
      EXPECT_TRUE(contains(least_risk(form, number(t)), 0));
      EXPECT_TRUE(is_thin(least_risk(form, number(t)).value) || t == 1);
    }
  }
  // The root is undefined for eta < sigma^4 / 3; nothing undefined is computed there.
  EXPECT_TRUE(is_defined(least_risk(Stable::any, number(4))));
}

TEST(LearningRate, SeparatedExcess) {
  const Rational limit(836, 10000);
  const std::pair<Stable, Rational> proved[] = {{Stable::critical_ae, Rational(66, 100)},
                                                {Stable::critical, Rational(29, 100)},
                                                {Stable::any_ae, Rational(47, 100)},
                                                {Stable::any, Rational(96, 1000)}};
  for (const auto& [form, excess] : proved) {
    EXPECT_TRUE(proves(separated_excess<D>(form, 16, limit, excess, k128)));
    EXPECT_FALSE(proves(separated_excess<D>(form, 15, limit, excess + Rational(8, 1000), k128)));
    EXPECT_FALSE(proves(separated_excess<D>(form, 16, limit, excess + Rational(9, 1000), k128)));
    EXPECT_FALSE(proves(separated_excess<D>(form, 16, limit + Rational(9, 1000), excess, k128)));
    EXPECT_FALSE(proves(separated_excess<D>(form, 8, limit, excess, k128)));
  }
}

TEST(LearningRate, SmallNoiseExcess) {
  const auto holds = [](const SmallNoiseConstants& c) {
    return proves(small_noise_excess<D>(c, k128));
  };
  const SmallNoiseConstants good;
  EXPECT_TRUE(holds(good));
  SmallNoiseConstants bad = good;
  bad.rate = 4000;
  EXPECT_FALSE(holds(bad)) << "rate";
  bad = good;
  bad.product = 260;
  EXPECT_FALSE(holds(bad)) << "product";
  bad = good;
  bad.limit = Rational(837, 10000);
  EXPECT_FALSE(holds(bad)) << "limit";
  bad = good;
  bad.excess = Rational(961, 10000);
  EXPECT_FALSE(holds(bad)) << "excess";
  bad = good;
  bad.size = Rational(11000000000L);
  EXPECT_FALSE(holds(bad)) << "size";
  bad = good;
  bad.denominator = Rational(60000000000L);
  EXPECT_FALSE(holds(bad)) << "denominator";
}

TEST(FullNetworkLemmas, MeanGradient) {
  EXPECT_TRUE(proves(mean_full_gradient(2)));
  EXPECT_FALSE(proves(mean_full_gradient(Rational(201, 100))));
}

TEST(FullNetworkLemmas, Rate) {
  // n = 10: the sum of min(i-1, 9-i)^3 alone is 136, with which 147 would not be proved.
  EXPECT_EQ(least_variation_sum(10), 160);
  for (std::size_t n = 10; n <= 200; ++n) {
    EXPECT_TRUE(proves(full_network_rate<D>(n, 147, k128))) << n;
  }
  EXPECT_FALSE(proves(full_network_rate<D>(10, 124, k128)));
  EXPECT_FALSE(proves(full_network_rate<D>(8, 147, k128)));
}

TEST(FullNetworkLemmas, Level) {
  EXPECT_TRUE(proves(full_network_level<D>(Rational(1, 2), Rational(124, 1000), k128)));
  EXPECT_FALSE(proves(full_network_level<D>(Rational(49, 100), Rational(124, 1000), k128)));
  EXPECT_FALSE(proves(full_network_level<D>(Rational(1, 2), Rational(125, 1000), k128)));
}

TEST(SparseVariation, Alternation) {
  EXPECT_TRUE(proves(sparse_alternation(1, 2)));
  EXPECT_FALSE(proves(sparse_alternation(Rational(101, 100), 2)));
  EXPECT_FALSE(proves(sparse_alternation(1, Rational(201, 100))));
  // The sum behind it: sum over k < G of min(k - 1, G - k - 1) is floor((G - 2)^2 / 4).
  for (long G = 3; G < 60; ++G) {
    long sum = 0;
    for (long k = 1; k < G; ++k) sum += std::min(k - 1, G - k - 1);
    EXPECT_EQ(sum, (G - 2) * (G - 2) / 4) << G;
  }
}

}  // namespace
}  // namespace rigor::big_step
