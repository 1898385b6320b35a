#include "model/propose_network.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

#include "model/network_risk.hpp"
#include "number/interval_number.hpp"

namespace rigor {
namespace {

const Mixture& data_a() {
  static const Mixture mixture({{-1}, {1}}, Rational(1, 2));
  return mixture;
}
const Rational kSigma(1, 4);

TrainingResult train(const TrainingPlan& plan) {
  const auto result = propose_network(data_a(), kSigma, plan, [] {});
  if (!result) throw std::runtime_error("diverged");
  return *result;
}

double enclosed_risk(const Network& network) {
  const Interval sigma = enclose<Interval>(kSigma, Precision{53});
  const NetworkRisk<Interval> risk(data_a(), sigma,
                                   enclose_network<Interval>(network, Precision{53}));
  return risk.risk().upper();
}

TEST(ProposeNetwork, ItsRiskIsNearTheEnclosedOne) {
  for (const std::uint64_t steps : {0U, 10U, 1000U}) {
    const TrainingResult result = train({.width = 6, .eta = 1e-4, .steps = steps, .seed = 3});
    EXPECT_NEAR(result.risk / enclosed_risk(result.network), 1, 1e-3) << steps;
  }
}

TEST(ProposeNetwork, LearnsBelowTheZeroFunction) {
  // The zero function has R = 1/sigma^2 = 16, the least risk is 4.39.
  const TrainingResult result = train({.width = 20, .eta = 5e-4, .steps = 20000, .seed = 1});
  EXPECT_LT(enclosed_risk(result.network), 13);
  EXPECT_GT(enclosed_risk(result.network), 4.39);
}

TEST(ProposeNetwork, TheSeedDeterminesIt) {
  const TrainingPlan plan{.width = 5, .eta = 1e-4, .steps = 100, .seed = 7};
  const TrainingResult one = train(plan), two = train(plan);
  EXPECT_EQ(one.network.weights, two.network.weights);
  EXPECT_EQ(one.network.kinks, two.network.kinks);
  TrainingPlan other = plan;
  other.seed = 8;
  EXPECT_NE(one.network.weights, train(other).network.weights);
}

TEST(ProposeNetwork, DivergenceIsSaid) {
  EXPECT_FALSE(
      propose_network(data_a(), kSigma, {.width = 5, .eta = 1e3, .steps = 1000, .seed = 1}, [] {}));
}

}  // namespace
}  // namespace rigor
