#include "model/critical_point.hpp"

#include <gtest/gtest.h>

#include <stdexcept>
#include <string>
#include <vector>

#include "model/network_risk.hpp"
#include "model/printed_digits.hpp"

namespace rigor {
namespace {

Network network(std::vector<int> signs, const std::vector<std::string>& weights,
                const std::vector<std::string>& kinks) {
  Network net{std::move(signs), {}, {}};
  for (const std::string& w : weights) net.weights.push_back(*parse_rational(w));
  for (const std::string& tau : kinks) net.kinks.push_back(*parse_rational(tau));
  return net;
}

Mixture two_atoms() {
  return {{{-1}, {1}}, Rational(1, 2)};
}
/// Centres 0, 1/2, 2.
Mixture three_atoms() {
  return {{{0}, {Rational(5, 8)}, {Rational(5, 2)}}, Rational(4, 5)};
}
const Rational kNoise(1, 4);

template <class I>
std::optional<CriticalPoint<I>> prove(const Mixture& mixture, const Network& guess, int bits) {
  return prove_critical_point(mixture, enclose<I>(kNoise, Precision{bits}), guess);
}

/// The widest one of the parameters, relative to the size of its kind: 16 m and 1.
BigInterval spread(const NetworkBox<BigInterval>& box) {
  BigInterval widest = width(box.kinks.front());
  for (std::size_t l = 0; l < box.width(); ++l) {
    widest = max(widest, width(box.weights[l]) / static_cast<long>(16 * box.width()));
    widest = max(widest, width(box.kinks[l]));
  }
  return widest;
}

void expect_zero_gradient(const Mixture& mixture, const CriticalPoint<BigInterval>& point) {
  const auto sigma = enclose<BigInterval>(kNoise, precision_of(point.network.kinks.front()));
  for (const BigInterval& slope :
       NetworkRisk<BigInterval>(mixture, sigma, point.network).gradient()) {
    EXPECT_TRUE(contains_zero(slope)) << slope;
  }
}

void expect_overlap(const NetworkBox<BigInterval>& outer, const NetworkBox<BigInterval>& inner) {
  for (std::size_t l = 0; l < outer.width(); ++l) {
    EXPECT_TRUE(overlaps(outer.weights[l], inner.weights[l]));
    EXPECT_TRUE(overlaps(outer.kinks[l], inner.kinks[l]));
  }
}

// Four neurons on three atoms; the Hessian has the condition 1.3e11.
TEST(CriticalPoint, IllConditioned) {
  const Mixture mixture = three_atoms();
  const Network guess =
      network({-1, -1, -1, -1},
              {"425.235204132685", "33.6549494410105", "-460.295830423630", "62.8427521405106"},
              {"1.18497759265", "-0.147239949085", "1.35450345262", "2.00258744991"});
  const auto point = prove<BigInterval>(mixture, guess, 128);
  ASSERT_TRUE(point && point->is_strict_minimum);
  expect_zero_gradient(mixture, *point);
  const std::vector<std::string> weights = {"425.23520413268502459189", "33.654949441010540199334",
                                            "-460.29583042363002095473",
                                            "62.842752140510583380933"};
  for (std::size_t l = 0; l < 4; ++l) {
    test::expect_meets(point->network.weights[l], weights[l], "w");
  }
  const auto finer = prove<BigInterval>(mixture, guess, 256);
  ASSERT_TRUE(finer && finer->is_strict_minimum);
  expect_overlap(point->network, finer->network);
  EXPECT_TRUE(certainly(spread(point->network) < scale2(enclose<BigInterval>(1L, {64}), -80)));
  EXPECT_TRUE(certainly(spread(finer->network) < scale2(enclose<BigInterval>(1L, {64}), -200)));
}

// Condition 2e13: doubles know too little of the gradient, and say nothing.
TEST(CriticalPoint, DoublesFailWhereMoreDigitsDoNot) {
  const Mixture mixture = three_atoms();
  const Network guess = network(
      {-1, -1, 1, -1}, {"345.484743842", "161.717709433", "-63.9999986668", "-475.573199094"},
      {"1.17821614032", "1.21006717334", "1.99999999288", "1.25067763998"});
  EXPECT_FALSE(prove<Interval>(mixture, guess, 53));
  const auto point = prove<BigInterval>(mixture, guess, 128);
  ASSERT_TRUE(point && point->is_strict_minimum);
  expect_zero_gradient(mixture, *point);
}

// n = 1 and s = -y / sigma^2: both kinks are at the atom, and each may pass the other.
TEST(CriticalPoint, CoincidingKinks) {
  const Mixture mixture({{0}}, 1);
  const auto point =
      prove<BigInterval>(mixture, network({1, -1}, {"-31", "33"}, {"0.01", "0.02"}), 128);
  ASSERT_TRUE(point && point->is_strict_minimum);
  for (const int l : {0, 1}) {
    const auto at = static_cast<std::size_t>(l);
    EXPECT_TRUE(contains_zero(point->network.kinks[at]));
    EXPECT_TRUE(contains(point->network.weights[at], l == 0 ? -32 : 32));
  }
  const auto risk =
      NetworkRisk<BigInterval>(mixture, enclose<BigInterval>(kNoise, {128}), point->network).risk();
  EXPECT_TRUE(contains_zero(risk));
}

// Minima and saddles from rough starts; every proved box contains a zero of the gradient.
TEST(CriticalPoint, SaddlesAreNoMinima) {
  const Mixture mixture = two_atoms();
  // A neuron of weight 0 at a place where E r phi = 0, beside a critical one.
  const auto saddle =
      prove<BigInterval>(mixture, network({1, 1}, {"-32", "0"}, {"0.5", "0.4993"}), 128);
  ASSERT_TRUE(saddle);
  EXPECT_FALSE(saddle->is_strict_minimum);
  EXPECT_TRUE(contains_zero(saddle->network.weights[1]));
  expect_zero_gradient(mixture, *saddle);
  test::expect_meets(saddle->network.kinks[1], "0.499274943449", "kink");
}

// Two equal neurons may share their weight in any way: no critical point is isolated.
TEST(CriticalPoint, NothingWhereTheHessianIsSingular) {
  const Mixture mixture = two_atoms();
  const Network twins =
      network({1, 1}, {"-16", "-16"}, {"0.4998567817956950", "0.4998567817956950"});
  EXPECT_FALSE(prove<Interval>(mixture, twins, 53));
  EXPECT_FALSE(prove<BigInterval>(mixture, twins, 128));
  const Network idle = network({1, -1}, {"0", "0"}, {"1000000", "-1000000"});
  EXPECT_FALSE(prove<Interval>(mixture, idle, 53));
  EXPECT_FALSE(prove<BigInterval>(mixture, idle, 128));
}

TEST(CriticalPoint, RefusesNonsense) {
  EXPECT_THROW(prove<Interval>(two_atoms(), {{1, 1}, {1}, {0, 1}}, 53), std::invalid_argument);
  EXPECT_THROW(prove<Interval>(two_atoms(), {{1}, {1}, {}}, 53), std::invalid_argument);
  EXPECT_THROW(prove<Interval>(two_atoms(), {{}, {}, {}}, 53), std::invalid_argument);
}

TEST(CriticalPoint, StepMayGiveUp) {
  int left = 5;
  const auto step = [&left] {
    if (--left < 0) throw std::runtime_error("spent");
  };
  EXPECT_THROW(prove_critical_point(two_atoms(), Interval::point(0.25),
                                    network({1, -1}, {"-32", "32"}, {"0.5", "-0.5"}), step),
               std::runtime_error);
}

}  // namespace
}  // namespace rigor
