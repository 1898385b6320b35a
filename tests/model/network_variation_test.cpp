#include "model/network_variation.hpp"

#include <gtest/gtest.h>

#include <map>
#include <stdexcept>
#include <string>

#include "model/mixture_oracle.hpp"
#include "model/random_network.hpp"

namespace rigor {
namespace {

using test::Arb;
using test::kOracle;
using test::RandomMixture;
using test::Sampler;

constexpr Precision k128{128};

struct TrueVariation {
  Arb under_pi, under_g, under_tail;
};

Arb smaller(const Arb& a, const Arb& b) {
  return surely_less(a, b) ? a : b;
}

/// Kink by kink, each with the exact sum of its weights.
TrueVariation true_variation(const std::vector<Rational>& centres, const Rational& sigma,
                             const Network& net) {
  std::map<Rational, Rational> jumps;
  for (std::size_t l = 0; l < net.width(); ++l) jumps[net.kinks[l]] += net.weights[l];
  TrueVariation t{Arb(0, kOracle), Arb(0, kOracle), Arb(0, kOracle)};
  for (const auto& [tau, jump] : jumps) {
    const Arb size(Rational(abs(jump) / static_cast<long>(net.width())), kOracle);
    if (centres.front() <= tau && tau <= centres.back() && centres.size() > 1) {
      t.under_pi += size * test::true_pi(centres, tau, sigma);
    }
    t.under_g += size * smaller(test::true_noisy_weight(centres, -1, tau, sigma),
                                test::true_noisy_weight(centres, +1, tau, sigma));
    Arb below(0, kOracle), above(0, kOracle);
    for (const Rational& c : centres) {
      below += test::true_cdf(Arb(Rational((tau - c) / sigma), kOracle));
      above += test::true_cdf(Arb(Rational((c - tau) / sigma), kOracle));
    }
    t.under_tail += size * smaller(below, above) / Arb(static_cast<long>(centres.size()), kOracle);
  }
  return t;
}

template <class I>
void expect_encloses(const I& x, const Arb& truth, const std::string& what) {
  EXPECT_TRUE(agrees(x, truth, Arb(1, kOracle))) << what << ": " << x << " misses " << truth.text();
}

template <class I>
void expect_encloses_all(const RandomMixture& data, const NetworkBox<I>& box, const Network& net) {
  const auto v = network_variation(data.mixture(), enclose<I>(data.sigma, k128), box);
  const TrueVariation truth = true_variation(data.centres, data.sigma, net);
  expect_encloses(v.under_pi, truth.under_pi, "TV_pi");
  expect_encloses(v.under_g, truth.under_g, "TV_g");
  expect_encloses(v.under_tail, truth.under_tail, "under the tails");
}

TEST(NetworkVariation, RandomNetworksAgainstArb) {
  Sampler random(51);
  for (int index = 0; index < test::sample_count(200, 2000); ++index) {
    const RandomMixture data = test::random_mixture(random, random.integer(1, 5));
    const Network net = test::random_network(random, data, random.integer(1, 6));
    SCOPED_TRACE("seed 51, index " + std::to_string(index) + ": " + data.text() + ";" +
                 test::text(net));
    expect_encloses_all(data, enclose_network<Interval>(net, k128), net);
    expect_encloses_all(data, enclose_network<BigInterval>(net, k128), net);
    if (testing::Test::HasFailure()) return;
  }
}

TEST(NetworkVariation, Boxes) {
  Sampler random(52);
  for (int index = 0; index < test::sample_count(100, 1000); ++index) {
    const RandomMixture data = test::random_mixture(random, random.integer(1, 5));
    const Network centre = test::random_network(random, data, random.integer(1, 6));
    const Rational radius = data.sigma * test::log_uniform(random, -9, 1);
    const auto box = enclose_network<Interval>(centre, k128, radius);
    Network net = centre;
    for (std::size_t l = 0; l < net.width(); ++l) {
      net.weights[l] += radius * random.integer(-2, 2) / 2;
      net.kinks[l] += radius * random.integer(-2, 2) / 2;
    }
    SCOPED_TRACE("seed 52, index " + std::to_string(index) + ": " + data.text() + ";" +
                 test::text(net));
    expect_encloses_all(data, box, net);
    if (testing::Test::HasFailure()) return;
  }
}

// Kinks at 1/8 that cancel, or that may, or that do not.
TEST(NetworkVariation, CoincidingKinks) {
  const RandomMixture data{
      {{-1}, {1}}, Rational(1, 2), Rational(1, 4), {Rational(-1, 2), Rational(1, 2)}};
  const auto sigma = enclose<Interval>(data.sigma, k128);
  const auto at = [&](const Rational& first, const Rational& second, const Rational& radius) {
    const Network net{{1, -1}, {Rational(8), Rational(-8)}, {first, second}};
    return network_variation(data.mixture(), sigma, enclose_network<Interval>(net, k128, radius));
  };
  const Rational eighth(1, 8), tiny(1, 1000000);
  const NetworkVariation<Interval> cancelling = at(eighth, eighth, 0);
  EXPECT_TRUE(identical(cancelling.under_pi, Interval::point(0)));
  EXPECT_TRUE(identical(cancelling.under_g, Interval::point(0)));
  EXPECT_TRUE(identical(cancelling.under_tail, Interval::point(0)));
  const NetworkVariation<Interval> apart = at(eighth, eighth + tiny, 0);
  const NetworkVariation<Interval> either = at(eighth, eighth + tiny, tiny);
  for (const auto weight :
       {&NetworkVariation<Interval>::under_pi, &NetworkVariation<Interval>::under_g,
        &NetworkVariation<Interval>::under_tail}) {
    EXPECT_GT((apart.*weight).lower(), 1e-3);
    EXPECT_LT((apart.*weight).upper() - (apart.*weight).lower(), 1e-12);
    EXPECT_EQ((either.*weight).lower(), 0);
    EXPECT_TRUE(subset(apart.*weight, either.*weight));
    EXPECT_LT((either.*weight).upper(), (apart.*weight).upper() * 1.001);
  }
}

// pi counts from the first to the last atom, both included.
TEST(NetworkVariation, KinksAtTheEndAtoms) {
  const RandomMixture data{{{0}, {1}, {3}}, 1, Rational(1, 2), {0, 1, 3}};
  const auto sigma = enclose<Interval>(data.sigma, k128);
  const auto pi_at = [&](const Rational& tau, const Rational& radius) {
    const auto box = enclose_network<Interval>({{1}, {Rational(1)}, {tau}}, k128, radius);
    return network_variation(data.mixture(), sigma, box).under_pi;
  };
  const Rational tiny(1, 1000000);
  EXPECT_GT(pi_at(0, 0).lower(), 0.01);
  EXPECT_GT(pi_at(3, 0).lower(), 0.01);
  EXPECT_TRUE(identical(pi_at(-tiny, 0), Interval::point(0)));
  EXPECT_TRUE(identical(pi_at(3 + tiny, 0), Interval::point(0)));
  EXPECT_EQ(pi_at(0, tiny).lower(), 0);
  EXPECT_GT(pi_at(0, tiny).upper(), 0.01);
}

// 1/10 is no binary number: only the exact network knows that its kinks are equal.
TEST(NetworkVariation, EqualKinksOfAnExactNetworkCoincide) {
  const Mixture mixture({{-1}, {1}}, Rational(1, 2));
  const Interval sigma = Interval::point(0.25);
  const Rational kink(1, 10);
  const Network cancelling{{1, -1, 1}, {3, -3, 5}, {kink, kink, Rational(1, 5)}};
  const Network rest{{1, 1, 1}, {5, 0, 0}, {Rational(1, 5), 0, 0}};
  const auto variation = network_variation(mixture, sigma, cancelling);
  const auto expected = network_variation(mixture, sigma, rest);
  EXPECT_TRUE(overlaps(variation.under_g, expected.under_g));
  EXPECT_LT(width(variation.under_g).upper(), 1e-12);
  EXPECT_LT(width(variation.under_tail).upper(), 1e-12);
  const auto unknown =
      network_variation(mixture, sigma, enclose_network<Interval>(cancelling, Precision{53}));
  EXPECT_TRUE(subset(variation.under_pi, unknown.under_pi));
  EXPECT_GT(width(unknown.under_g).upper(), 1e-3);
}

TEST(NetworkVariation, RefusesNonsense) {
  const Mixture mixture({{-1}, {1}}, Rational(1, 2));
  const NetworkBox<Interval> box{{1}, {Interval::point(1)}, {Interval::everything()}};
  EXPECT_THROW(network_variation(mixture, Interval::point(0.25), box), std::invalid_argument);
  EXPECT_THROW(network_variation(mixture, Interval::point(0), {{1}, box.weights, box.weights}),
               std::invalid_argument);
}

}  // namespace
}  // namespace rigor
