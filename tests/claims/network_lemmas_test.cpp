// Teeth of the lemmas on networks: with the constants of the statements each is proved, and with
// any constant changed for the worse it is not.
#include "proofs-check/big_step/network_lemmas.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace rigor::big_step {
namespace {

using D = Decorated<BigInterval>;
constexpr Precision k128{128};

bool proves(Truth truth) {
  return certainly(truth);
}

TEST(NetworkLemmas, MeanGradient) {
  EXPECT_TRUE(proves(mean_gradient(2)));
  EXPECT_FALSE(proves(mean_gradient(Rational(201, 100))));
  EXPECT_TRUE(proves(rayleigh_ritz(2)));
  EXPECT_FALSE(proves(rayleigh_ritz(Rational(201, 100))));
}

TEST(NetworkLemmas, Translation) {
  EXPECT_TRUE(proves(translation(1, 1)));
  EXPECT_FALSE(proves(translation(Rational(101, 100), 1)));
  EXPECT_FALSE(proves(translation(1, Rational(99, 100))));
  const Rational half(1, 2);
  EXPECT_TRUE(proves(translation_of_risk(1, 2, half)));
  EXPECT_FALSE(proves(translation_of_risk(Rational(101, 100), 2, half)));
  EXPECT_FALSE(proves(translation_of_risk(1, Rational(199, 100), half)));
  EXPECT_FALSE(proves(translation_of_risk(1, 2, Rational(49, 100))));
}

TEST(NetworkLemmas, BalancedTranslation) {
  EXPECT_TRUE(proves(balanced_translation(1, 1)));
  EXPECT_FALSE(proves(balanced_translation(Rational(101, 100), 1)));
  EXPECT_FALSE(proves(balanced_translation(1, Rational(99, 100))));
  EXPECT_TRUE(proves(balanced_translation_of_risk(1, Rational(5, 2))));
  EXPECT_FALSE(proves(balanced_translation_of_risk(Rational(101, 100), Rational(5, 2))));
  EXPECT_FALSE(proves(balanced_translation_of_risk(1, Rational(249, 100))));
}

TEST(NetworkLemmas, ActiveNeurons) {
  EXPECT_TRUE(proves(active_neurons(1)));
  EXPECT_FALSE(proves(active_neurons(Rational(101, 100))));
}

TEST(NetworkLemmas, VariationBySharpness) {
  const Rational quarter(1, 4), half(1, 2), less(24, 100);
  EXPECT_TRUE(proves(variation_by_sharpness(quarter, half, quarter)));
  EXPECT_FALSE(proves(variation_by_sharpness(less, half, quarter)));
  EXPECT_FALSE(proves(variation_by_sharpness(quarter, Rational(49, 100), quarter)));
  EXPECT_FALSE(proves(variation_by_sharpness(quarter, half, less)));
}

TEST(NetworkLemmas, KinkTermByRisk) {
  EXPECT_TRUE(proves(kink_term_by_risk<D>(2, 1, k128)));
  EXPECT_TRUE(proves(kink_term_by_risk<D>(2, Rational(3, 4), k128)));
  // sqrt(2 pi) * 60 / (4 * 19) = 1.97892...
  EXPECT_TRUE(proves(kink_term_by_risk<D>(Rational(198, 100), 1, k128)));
  EXPECT_FALSE(proves(kink_term_by_risk<D>(Rational(197, 100), 1, k128)));
  EXPECT_FALSE(proves(kink_term_by_risk<D>(2, Rational(74, 100), k128)));
}

TEST(NetworkLemmas, AlternatingSlopes) {
  EXPECT_TRUE(proves(alternating_slopes(Rational(1, 2), 1)));
  EXPECT_FALSE(proves(alternating_slopes(Rational(51, 100), 1)));
  EXPECT_FALSE(proves(alternating_slopes(Rational(1, 2), Rational(101, 100))));
}

TEST(NetworkLemmas, SlowFall) {
  EXPECT_TRUE(proves(slow_fall(1)));
  EXPECT_FALSE(proves(slow_fall(Rational(101, 100))));
}

TEST(NetworkLemmas, ExplicitVariation) {
  const Rational level(1, 16);
  EXPECT_TRUE(proves(explicit_variation<D>(Rational(1, 512), level, 8, k128)));
  EXPECT_TRUE(proves(explicit_variation<Decorated<Interval>>(Rational(1, 512), level, 8, {53})));
  // Tight at n = 5: (1 - 0.353754) Phi(4) 2 / 625 = 1.0588 / 512.
  EXPECT_TRUE(proves(explicit_variation<D>(Rational(10587, 5120000), level, 8, k128)));
  EXPECT_FALSE(proves(explicit_variation<D>(Rational(10589, 5120000), level, 8, k128)));
  EXPECT_FALSE(proves(explicit_variation<D>(Rational(1, 512), Rational(2, 25), 8, k128)));
  EXPECT_FALSE(proves(explicit_variation<D>(Rational(1, 512), level, 4, k128)));
  // kappa >= 1.
  EXPECT_FALSE(proves(explicit_variation<D>(0, Rational(1, 2), 8, k128)));
}

TEST(NetworkLemmas, SumsOfTheExplicitBound) {
  // sum_i min(i-1, n-i-1)^3 is what the proof takes for n = 4 and 5, and at least (N^2 - 1)^2/32.
  for (long n = 4; n <= 200; ++n) {
    Rational sum = 0;
    for (long i = 1; i < n; ++i) {
      const Rational least = std::min(i - 1, n - i - 1);
      sum += least * least * least;
    }
    if (n == 4) {
      EXPECT_EQ(sum, 1);
    }
    if (n == 5) {
      EXPECT_EQ(sum, 2);
    }
    const Rational N = n - 2, root = N * N - 1;
    EXPECT_GE(sum, root * root / 32) << n;
  }
}

TEST(NetworkLemmas, NormalSecondMoment) {
  const std::vector<std::string> digits = {
      "0.198748043098799197574804705393", "0.738535870050889377797177924024",
      "0.970709113465111767893082254288", "0.998866015710214677343299862579"};
  for (long lambda = 1; lambda <= 4; ++lambda) {
    const D value = normal_second_moment<D>(lambda, k128);
    const Rational d = parse_rational(digits[static_cast<std::size_t>(lambda - 1)]).value();
    EXPECT_LE(lower_rational(value), d + Rational(1, pow(Integer(10), 30U)));
    EXPECT_GE(upper_rational(value), d - Rational(1, pow(Integer(10), 30U)));
    EXPECT_LE(upper_rational(value) - lower_rational(value), Rational(1, pow(Integer(10), 30U)));
  }
}

}  // namespace
}  // namespace rigor::big_step
