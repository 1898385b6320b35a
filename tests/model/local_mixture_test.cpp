// The mixture seen from any anchor, its strip bounds, and teeth for the dropped atoms.
#include "model/local_mixture.hpp"

#include <acb.h>
#include <gtest/gtest.h>

#include "model/mixture_oracle.hpp"
#include "model/random_mixture.hpp"

namespace rigor {
namespace {

using test::agrees;
using test::Arb;
using test::encloses;
using test::overlaps;
using test::RandomMixture;
using test::Sampler;

constexpr Precision k128{128};

TEST(LocalMixture, AnyAnchorIsValid) {
  Sampler random(51);
  for (int set = 0; set < test::sample_count(60, 600); ++set) {
    const RandomMixture data = test::random_mixture(random, random.integer(2, 8));
    const Mixture mixture = data.mixture();
    const auto sigma = enclose<BigInterval>(data.sigma, k128);
    const Rational y = test::random_position(random, data);
    const test::TrueMixture truth = test::true_mixture(data.centres, y, data.sigma);
    for (std::size_t anchor = 0; anchor < mixture.size(); ++anchor) {
      const LocalMixture<BigInterval> local(mixture, anchor, sigma);
      const Cumulants<BigInterval> x = local.cumulants(local.offset(y));
      EXPECT_TRUE(agrees(x.variance, truth.variance, truth.variance)) << anchor << data.text();
      EXPECT_TRUE(agrees(x.third, truth.third, truth.absolute_third)) << anchor << data.text();
    }
  }
}

/// The sum of e_k (c_k - c_a)^j at the complex point, by Arb: j = 0 ... 3, as absolute values.
Arb complex_sum(const std::vector<Rational>& centres, std::size_t anchor, int j, const Rational& u,
                const Rational& v, const Rational& sigma) {
  const Precision p{256};
  Arb re(0, p), im(0, p);
  for (const Rational& c : centres) {
    const Rational g = c - centres[anchor], s2 = sigma * sigma;
    Arb cosine(p), sine(p);
    arb_sin_cos(sine.get(), cosine.get(), Arb(Rational(g * v / s2), p).get(), p.bits);
    const Arb size = exp(Arb(Rational(g * (2 * u - g) / (2 * s2)), p)) * pow(Arb(g, p), j);
    re += size * cosine, im += size * sine;
  }
  return sqrt(sqr(re) + sqr(im));
}

TEST(LocalMixture, StripBoundsHoldAtComplexPoints) {
  Sampler random(52);
  int bounded = 0;
  for (int set = 0; set < test::sample_count(300, 3000); ++set) {
    const RandomMixture data = test::random_mixture(random, random.integer(2, 8));
    const Mixture mixture = data.mixture();
    const std::size_t anchor = mixture.nearest(test::random_position(random, data));
    const LocalMixture<BigInterval> local(mixture, anchor, enclose<BigInterval>(data.sigma, k128));
    const Rational low = data.sigma * to_rational(random.uniform(-2, 2));
    const Rational length = data.sigma * test::log_uniform(random, -3, 0.5);
    const Rational height =
        data.sigma * data.sigma / mixture.range() * test::log_uniform(random, -2, 0.7);
    const auto strip = local.strip(hull_of<BigInterval>(low, low + length, k128),
                                   enclose<BigInterval>(height, k128));
    if (!strip) continue;
    ++bounded;
    for (int k = 0; k < 6; ++k) {
      const Rational u = low + length * random.integer(0, 8) / 8;
      const Rational v = height * random.integer(-8, 8) / 8;
      const auto at = [&](int j) { return complex_sum(data.centres, anchor, j, u, v, data.sigma); };
      EXPECT_TRUE(surely_at_most(Arb(strip->S0_lower.lower()), at(0))) << data.text();
      for (int j = 0; j < 4; ++j) {
        EXPECT_FALSE(surely_less(Arb(strip->A[static_cast<std::size_t>(j)].upper()), at(j)))
            << data.text();
      }
    }
  }
  EXPECT_GT(bounded, 50);
}

// For two atoms S_0 vanishes at y = middle + i pi sigma^2 / d: a strip that reaches it has no
// bound.
TEST(LocalMixture, NoStripAcrossAPole) {
  const Mixture mixture({{0}, {1}}, 1);
  const LocalMixture<BigInterval> local(mixture, 0, enclose<BigInterval>(Rational(1, 2), k128));
  const auto middle = enclose<BigInterval>(Rational(1, 2), k128);
  EXPECT_TRUE(local.strip(middle, enclose<BigInterval>(Rational(1, 4), k128)).has_value());
  EXPECT_FALSE(local.strip(middle, enclose<BigInterval>(Rational(4, 5), k128)).has_value());
}

// Teeth: three atoms of which the third is dropped (its weight relative to the second is
// exp(-288)). Without the bound of the left-out sum T_0 would be exactly 1 and T_1 exactly g; the
// truth lies outside.
TEST(LocalMixture, DroppingTheTailWouldExcludeTheTruth) {
  const Mixture mixture({{0}, {1}, {2}}, 1);
  const Rational sigma(1, 12), t(0);
  const LocalMixture<BigInterval> local(mixture, 0, enclose<BigInterval>(sigma, k128));
  const Moments<BigInterval> m = local.moments(enclose<BigInterval>(t, k128));
  const Precision p{2048};
  const Arb far =
      exp(Arb(Rational((t - 1) * (t - 1) - (t - 2) * (t - 2)) / (2 * sigma * sigma), p));
  const Arb T0 = Arb(1, p) + far, T1 = Arb(1, p) + Arb(2, p) * far;
  EXPECT_TRUE(encloses(m.T[0], T0));
  EXPECT_TRUE(encloses(m.T[1], T1));
  const auto without = enclose<BigInterval>(1L, k128);
  EXPECT_FALSE(overlaps(without, T0));
  EXPECT_FALSE(overlaps(without, T1));
  EXPECT_LT(to_interval(width(m.T[4])).upper(), 1e-35);
}

TEST(LocalMixture, SignOfTheThirdCumulant) {
  const Mixture mixture({{0}, {1}}, 1);
  const LocalMixture<BigInterval> local(mixture, 0,
                                        enclose<BigInterval>(Rational(1, 100000), k128));
  const auto sign = [&](const Rational& a, const Rational& b) {
    return local.sign_of_third_cumulant(hull_of<BigInterval>(a, b, k128));
  };
  // k_3 itself underflows at the atoms: exp(-5 10^9).
  EXPECT_EQ(sign(-2, Rational(49, 100)), +1);
  EXPECT_EQ(sign(Rational(51, 100), 2), -1);
  EXPECT_EQ(sign(Rational(49, 100), Rational(51, 100)), 0);
  EXPECT_EQ(sign(Rational(1, 2), Rational(1, 2)), 0);
  EXPECT_EQ(local.sign_of_third_cumulant(empty<BigInterval>(k128)), 0);
  EXPECT_EQ(local.sign_of_third_cumulant(entire<BigInterval>(k128)), 0);
  const Mixture single({{0}}, 1);
  const LocalMixture<BigInterval> alone(single, 0, enclose<BigInterval>(1L, k128));
  EXPECT_EQ(alone.sign_of_third_cumulant(enclose<BigInterval>(1L, k128)), 0);
}

// Where k_4 keeps its sign a Newton step holds the zero of k_3: 1/2 for two atoms.
TEST(LocalMixture, NewtonStepHoldsTheZero) {
  const Mixture mixture({{0}, {1}}, 1);
  const LocalMixture<BigInterval> local(mixture, 0, enclose<BigInterval>(Rational(1, 4), k128));
  const auto zero = [&](const Rational& a, const Rational& b) {
    return local.zero_of_third_cumulant(hull_of<BigInterval>(a, b, k128));
  };
  const auto around = zero(Rational(495, 1000), Rational(508, 1000));
  ASSERT_TRUE(around.has_value());
  EXPECT_TRUE(contains(*around, Rational(1, 2)));
  EXPECT_LT(to_interval(width(*around)).upper(), 0.01);
  const auto beside = zero(Rational(51, 100), Rational(511, 1000));
  ASSERT_TRUE(beside.has_value());
  EXPECT_TRUE(is_empty(*beside));
  EXPECT_FALSE(zero(-1, 2).has_value());
  EXPECT_FALSE(local.zero_of_third_cumulant(entire<BigInterval>(k128)).has_value());
}

// The sign by monotonicity must be the sign of the truth at random points.
TEST(LocalMixture, SignsAgreeWithArb) {
  Sampler random(53);
  int settled = 0;
  for (int set = 0; set < test::sample_count(300, 3000); ++set) {
    const RandomMixture data = test::random_mixture(random, random.integer(2, 6));
    const Mixture mixture = data.mixture();
    const Rational low = test::random_position(random, data);
    const Rational length = data.sigma * test::log_uniform(random, -4, 0);
    const LocalMixture<BigInterval> local(mixture, mixture.nearest(low),
                                          enclose<BigInterval>(data.sigma, k128));
    const int sign =
        local.sign_of_third_cumulant(hull(local.offset(low), local.offset(low + length)));
    if (sign == 0) continue;
    ++settled;
    for (int j = 0; j <= 4; ++j) {
      const Arb k3 = test::true_mixture(data.centres, low + length * j / 4, data.sigma).third;
      EXPECT_FALSE(
          surely_less(k3 * Arb(static_cast<long>(sign), test::kOracle), Arb(0L, test::kOracle)))
          << data.text();
    }
  }
  EXPECT_GT(settled, 100);
}

}  // namespace
}  // namespace rigor
