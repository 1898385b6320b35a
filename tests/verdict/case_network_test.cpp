#include "verdict/case_network.hpp"

#include <gtest/gtest.h>

#include <string>

#include "expression/source_text.hpp"
#include "verdict/case_file.hpp"
#include "verdict/case_writer.hpp"

namespace rigor {
namespace {

const std::string kFrame =
    "[data]\npoints = [\"-1\", \"1\"]\n[noise]\nmu = \"1/2\"\nsigma = \"1/4\"\n";

Case parse(const std::string& tables) {
  return read_case_text(kFrame + tables, "x.toml", ".");
}

std::string error_of(const std::string& tables) {
  try {
    parse(tables);
  } catch (const InputError& error) {
    return error.what();
  }
  return "no error";
}

void expect_error(const std::string& tables, const std::string& part) {
  const std::string error = error_of(tables);
  EXPECT_NE(error.find(part), std::string::npos) << "whole message: " << error;
  EXPECT_EQ(error.rfind("x.toml:", 0), 0U) << error;
}

TEST(CaseNetwork, IsReadExactly) {
  const Case input = parse(
      "[network]\nsigns = [1, -1]\nweights = [0.1, \"1/3\"]\nkinks = [\"-2e-3\", 4]\n"
      "[training]\neta = \"1/50\"\n");
  ASSERT_TRUE(input.network);
  const Network& network = input.network->network;
  EXPECT_EQ(network.signs, (std::vector<int>{1, -1}));
  EXPECT_EQ(network.weights, (std::vector<Rational>{Rational(1, 10), Rational(1, 3)}));
  EXPECT_EQ(network.kinks, (std::vector<Rational>{Rational(-1, 500), Rational(4)}));
  EXPECT_FALSE(input.network->critical);
  EXPECT_EQ(input.network->radius, 0);
  EXPECT_EQ(*input.eta, Rational(1, 50));
}

TEST(CaseNetwork, BiasesAreKinksWithTheOppositeSignTimesEps) {
  const Case input = parse("[network]\nsigns = [1, -1]\nweights = [1, 2]\nbiases = [3, 5]\n");
  EXPECT_EQ(input.network->network.kinks, (std::vector<Rational>{-3, 5}));
}

TEST(CaseNetwork, CriticalAndRadius) {
  EXPECT_TRUE(parse("[network]\nsigns = [1]\nweights = [1]\nkinks = [0]\ncritical = true\n")
                  .network->critical);
  EXPECT_EQ(parse("[network]\nsigns = [1]\nweights = [1]\nkinks = [0]\nradius = \"1/8\"\n")
                .network->radius,
            Rational(1, 8));
}

TEST(CaseNetwork, FullNetwork) {
  const Case input = parse(
      "[full_network]\ninner_weights = [2, -1]\ninner_biases = [\"-1/2\", \"1/4\"]\n"
      "outer_weights = [-8, 5]\nouter_bias = \"1/3\"\n");
  ASSERT_TRUE(input.full_network);
  EXPECT_EQ(input.full_network->width(), 2U);
  EXPECT_EQ(input.full_network->outer_bias, Rational(1, 3));
}

TEST(CaseNetwork, BadInputNamesThePlaceAndWhatWasExpected) {
  const std::string good = "signs = [1, -1]\nweights = [1, 2]\n";
  expect_error("[network]\n" + good + "kinks = [1]\n", "kinks has 1 numbers, expected 2");
  expect_error("[network]\n" + good, "kinks is missing");
  expect_error("[network]\n" + good + "kinks = [1, 2]\nbiases = [1, 2]\n", "found both");
  expect_error("[network]\nsigns = [1, 2]\nweights = [1, 2]\nkinks = [1, 2]\n",
               "expected 1 or -1, found 2");
  expect_error("[network]\nsigns = []\nweights = []\nkinks = []\n", "signs is empty");
  expect_error("[network]\n" + good + "kinks = [nan, 1]\n", "nan");
  expect_error("[network]\n" + good + "kinks = 3\n", "expected an array of numbers");
  expect_error("[network]\n" + good + "kink = [1, 2]\n", "did you mean \"kinks\"?");
  expect_error("[network]\n" + good + "kinks = [1, 2]\ncritical = 1\n", "expected true or false");
  expect_error("[network]\n" + good + "kinks = [1, 2]\nradius = -1\n", "expected radius >= 0");
  expect_error("[network]\n" + good + "kinks = [1, 2]\nradius = 1\ncritical = true\n",
               "has no radius");
  expect_error("network = 3\n", "");
  expect_error("[network]\nfile = \"no-such.npz\"\n", "no such file");
  expect_error("[training]\neta = \"-1/50\"\n", "expected eta > 0");
  expect_error("[training]\neta = 0\n", "expected eta > 0");
  expect_error("[training]\n", "the learning rate");
  expect_error("[full_network]\ninner_weights = [0]\ninner_biases = [1]\nouter_weights = [1]\n",
               "has no kink");
}

TEST(CaseNetwork, NeedsDataOfDimensionOne) {
  const std::string text =
      "[data]\npoints = [[0, 1], [1, 1]]\n[noise]\nsigma = 1\n[network]\nsigns = [1]\nweights = "
      "[1]\nkinks = [0]\n";
  EXPECT_THROW(read_case_text(text, "x.toml", "."), InputError);
}

TEST(CaseText, IsReadBackAsTheSameCase) {
  Case input = parse(
      "[network]\nsigns = [1, -1]\nweights = [\"-0.000125\", \"1/3\"]\nkinks = [\"1e-3\", 4]\n"
      "critical = true\n[training]\neta = \"1/50\"\n");
  input.title = "a \"title\"\\";
  const Case again = read_case_text(case_text(input), "y.toml", ".");
  EXPECT_EQ(again.title, input.title);
  EXPECT_EQ(again.points, input.points);
  EXPECT_EQ(again.mu, input.mu);
  EXPECT_EQ(again.sigma.from, input.sigma.from);
  EXPECT_EQ(again.sigma.to, input.sigma.to);
  EXPECT_EQ(again.network->network.signs, input.network->network.signs);
  EXPECT_EQ(again.network->network.weights, input.network->network.weights);
  EXPECT_EQ(again.network->network.kinks, input.network->network.kinks);
  EXPECT_TRUE(again.network->critical);
  EXPECT_EQ(again.eta, input.eta);
}

TEST(CaseText, RangesVectorsAndFullNetworks) {
  const Case input = read_case_text(
      "[data]\npoints = [[0, \"1/3\"], [1, 2]]\n[noise]\nsigma = { from = 0, to = 0.1 }\n",
      "x.toml", ".");
  const Case again = read_case_text(case_text(input), "y.toml", ".");
  EXPECT_EQ(again.points, input.points);
  EXPECT_EQ(again.sigma.to, Rational(1, 10));
  EXPECT_TRUE(again.sigma.reaches_zero());
  const Case full = parse(
      "[full_network]\ninner_weights = [2]\ninner_biases = [3]\nouter_weights = [-4]\nouter_bias = "
      "5\n");
  const Case full_again = read_case_text(case_text(full), "y.toml", ".");
  EXPECT_EQ(full_again.full_network->outer_weights, full.full_network->outer_weights);
  EXPECT_EQ(full_again.full_network->outer_bias, 5);
}

}  // namespace
}  // namespace rigor
