// The objectives of the search, in plain doubles, against Arb.
#include "proofs-check/big_step/guess_network.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "analysis/seeded_random.hpp"
#include "proofs-check/second_engine/arb_network.hpp"

namespace rigor::test {
namespace {

using namespace rigor::big_step;

void expect_near(double guess, const second_engine::Bounds& value) {
  const auto exact = static_cast<double>(value.lower);
  EXPECT_NEAR(guess, exact, 1e-9 * std::max(1.0, std::abs(exact)));
}

second_engine::Bounds at(double x) {
  return {to_rational(x), to_rational(x)};
}

TEST(GuessNetwork, IsNearArb) {
  SeededRandom random(3);
  for (int trial = 0; trial < 60; ++trial) {
    PlainMixture mixture{{}, random.uniform(0.05, 0.5)};
    second_engine::NetworkInstance network{{{}, to_rational(mixture.sigma)}, {}, {}, {}};
    double c = random.uniform(-2, 0);
    for (int left = random.integer(2, 4); left > 0; --left) {
      mixture.centres.push_back(c);
      network.data.centres.push_back(to_rational(c));
      c += random.uniform(0.2, 1);
    }
    std::vector<NeuronGroup> groups;
    for (int left = random.integer(1, 4); left > 0; --left) {
      const NeuronGroup group{random.below(2) == 0 ? 1 : -1, random.uniform(0.1, 2),
                              random.uniform(-2, 2), random.integer(1, 3)};
      groups.push_back(group);
      for (int copy = 0; copy < group.count; ++copy) {
        network.signs.push_back(group.sign);
        network.weights.push_back(at(group.weight));
        network.kinks.push_back(at(group.kink));
      }
    }
    const NetworkGuess guess(mixture, groups);
    const auto m = static_cast<double>(network.signs.size());
    using second_engine::NetworkMatrix;
    expect_near(guess.largest_gram_eigenvalue() / (m * m),
                second_engine::largest_eigenvalue(network, NetworkMatrix::gram));
    double variation = 0, ramps = 0, risk = 1 / (mixture.sigma * mixture.sigma);
    for (std::size_t g = 0; g < groups.size(); ++g) {
      const NeuronGroup& a = groups[g];
      variation += a.count * a.weight * guess_pi(mixture, a.kink) / m;
      ramps += a.count * a.weight * guess.ramp(g) * guess.active(g) / m;
      risk += 2 * a.count * a.weight * a.sign * guess.active(g) / m;
      for (std::size_t h = 0; h < groups.size(); ++h) {
        const NeuronGroup& b = groups[h];
        risk += a.count * a.weight * b.count * b.weight * guess.ramp_product(g, h) / (m * m);
      }
    }
    expect_near(variation, second_engine::network_variation_under_pi(network));
    expect_near(ramps, second_engine::ramp_variation(network));
    expect_near(risk, second_engine::network_risk(network));
  }
}

}  // namespace
}  // namespace rigor::test
