#include "verdict/case_residual.hpp"

#include <gtest/gtest.h>

#include <string>

#include "expression/source_text.hpp"
#include "verdict/case_file.hpp"
#include "verdict/words.hpp"

namespace rigor {
namespace {

const std::string kData = "inputs = [[1, \"-1/2\"]]\ntargets = [[0.5, 0]]\n";
const std::string kWeights =
    "V = [[\"cos(s)\", \"-sin(s)\"], [\"sin(s)\", 1]]\nW = [[\"1 + s\", \"-1/2\"], [\"s^2\", 1]]\n";

Case parse(const std::string& text) {
  return read_case_text(text, "x.toml", ".");
}

std::string error_of(const std::string& text) {
  try {
    parse(text);
  } catch (const InputError& caught) {
    return caught.what();
  }
  return "no error";
}

void expect_error(const std::string& text, const std::string& part) {
  const std::string error = error_of(text);
  EXPECT_NE(error.find(part), std::string::npos) << "whole message: " << error;
  EXPECT_EQ(error.rfind("x.toml:", 0), 0U) << error;
}

TEST(CaseResidual, IsReadExactly) {
  const Case input = parse("[residual_network]\nactivation = \"gelu\"\ndepth = [16, 4]\n" +
                           kWeights + kData + "frozen = [\"B\"]\ntime = \"1/2\"\nclip = 3\n");
  ASSERT_TRUE(input.residual);
  const ResidualInput& network = *input.residual;
  EXPECT_EQ(network.activation, Activation::gelu);
  EXPECT_EQ(network.depths, (std::vector<std::size_t>{4, 16}));
  ASSERT_TRUE(network.smooth);
  EXPECT_EQ(network.smooth->V(0, 1).text(), "-sin(s)");
  EXPECT_EQ(network.smooth->W(0, 1).constant(), Rational(-1, 2));
  EXPECT_EQ(network.inputs[0][1].constant(), Rational(-1, 2));
  EXPECT_EQ(network.targets[0][0].constant(), Rational(1, 2));
  EXPECT_TRUE(network.trains_A);
  EXPECT_FALSE(network.trains_B);
  EXPECT_EQ(network.time, Rational(1, 2));
  EXPECT_EQ(network.clip, Rational(3));
  EXPECT_FALSE(input.has_noise());
  EXPECT_EQ(case_words(input),
            "gelu residual network, q = 2, m = 2, L = 4, 16, n = 1, B frozen, T = 1/2, clipped at "
            "3");
}

TEST(CaseResidual, EndsAreIdentitiesUnlessGiven) {
  const Case input = parse(
      "[residual_network]\ndepth = 2\nV = \"0\"\nW = [[1, 2, 3]]\ninputs = [[1]]\ntargets = "
      "[[2]]\n");
  const ResidualInput& network = *input.residual;
  EXPECT_EQ(network.width(), 1U);
  EXPECT_EQ(network.A.rows(), 3U);
  EXPECT_EQ(network.A(0, 0), 1);
  EXPECT_EQ(network.A(2, 0), 0);
  EXPECT_EQ(network.B(0, 2), 1);
  EXPECT_EQ(network.B(0, 0), 0);
  EXPECT_TRUE(network.starts_tied_at_zero());
}

TEST(CaseResidual, LayersAndLinearBlocks) {
  const Case listed = parse(
      "[residual_network]\nlayers = [{ V = [[1]], W = [[2]] }, { V = [[3]], W = [[\"1/4\"]] }]\n"
      "inputs = [[1]]\n");
  EXPECT_EQ(listed.residual->depths, std::vector<std::size_t>{2});
  EXPECT_EQ(listed.residual->layers[1].W(0, 0), Rational(1, 4));
  const Case linear =
      parse("[residual_network]\nblock = \"linear\"\nZ = [[\"s\"]]\ndepth = 8\ninputs = [[1]]\n");
  EXPECT_EQ(linear.residual->block, Block::linear);
  EXPECT_EQ(linear.residual->smooth->V(0, 0).text(), "s");
}

TEST(CaseResidual, WeightsNeedToExistAtTheLayersOnly) {
  const Case input = parse(
      "[residual_network]\ndepth = [1, 5]\nV = \"0\"\nW = [[\"1/s + log(s)\"]]\n"
      "inputs = [[\"sqrt(3)\"]]\n");
  EXPECT_EQ(input.residual->depths.size(), 2U);
}

TEST(CaseResidual, OtherTables) {
  const Case input = parse(
      "[random_weights]\nmean = 0\nvariance = 1\ndepth = [64, 4]\n[wide_network]\nactivation = "
      "\"erf\"\ndata = 2\nstate_size = 4\nwidth = 100\ndepth = 10\ncorrelation = \"1/2\"\n"
      "[relu_chain]\nfactor = 2\npoint = \"1/2\"\ndepth = 4\ntime = 1\n");
  EXPECT_EQ(input.random_weights->depths.front(), 4U);
  EXPECT_EQ(input.wide->correlation, Rational(1, 2));
  EXPECT_EQ(input.wide->hermite, 3U);
  EXPECT_EQ(input.relu->factor, 2);
}

TEST(CaseResidual, ErrorsNameTheirPlace) {
  const std::string head = "[residual_network]\n";
  expect_error(head + "depth = 0\n" + kWeights + kData, "expected an integer from 1");
  expect_error(head + "depth = [4, 4]\n" + kWeights + kData, "stands twice");
  expect_error(head + kWeights + kData, "the number L of layers");
  expect_error(head + "depth = 4\nactivation = \"tanhh\"\n" + kWeights + kData,
               "did you mean \"tanh\"?");
  expect_error(head + "depth = 4\ndepht = 5\n" + kWeights + kData, "depth");
  expect_error(head + "depth = 4\nV = [[1, 2]]\nW = [[1, 2]]\n" + kData,
               "V is 1 x 2, expected 2 x 1");
  expect_error(head + "depth = 4\nV = [[\"cos(t)\", 0], [0, 1]]\nW = [[1, 0], [0, 1]]\n" + kData,
               "called s");
  expect_error(head + "depth = 4\nV = [[1, 0], [0]]\nW = [[1, 0], [0, 1]]\n" + kData,
               "this row has 1 entries");
  expect_error(head + "depth = 4\nV = \"1\"\nW = [[1, 0], [0, 1]]\n" + kData, "or \"0\"");
  expect_error(head + "depth = 4\n" + kWeights + "inputs = [[1, 2, 3]]\n", "expected A, a matrix");
  expect_error(head + "depth = 4\n" + kWeights + "inputs = [[1, 2], [1]]\n",
               "different dimensions");
  expect_error(head + "depth = 4\n" + kWeights + "inputs = [[1, \"s\"]]\n", "don't depend");
  expect_error(head + "depth = 4\n" + kWeights + "inputs = [[1, 2]]\ntargets = [[1], [2]]\n",
               "one for each input");
  expect_error(head + "depth = 4\n" + kWeights + kData + "A = [[1, 2]]\n",
               "A is 1 x 2, expected 2 x 2");
  expect_error(head + "depth = 4\n" + kWeights + kData + "frozen = [\"C\"]\n", "\"A\" or \"B\"");
  expect_error(head + "depth = 4\n" + kWeights + kData + "time = 0\n", "expected time > 0");
  expect_error(head + "depth = 4\nlayers = [{ V = [[1]], W = [[2]] }]\ninputs = [[1]]\n",
               "expected no layers");
  expect_error(head + "layers = [{ V = [[1]], W = [[2, 3]] }]\ninputs = [[1]]\n", "layer 1 has");
  expect_error(head + "file = \"none.npz\"\ninputs = [[1]]\n", "no such file");
  expect_error(head +
                   "block = \"linear\"\nactivation = \"tanh\"\nZ = [[1]]\ndepth = 1\ninputs = "
                   "[[1]]\n",
               "no activation");
  expect_error(head + "block = \"linear\"\nZ = [[1, 2]]\ndepth = 1\ninputs = [[1]]\n",
               "Z is 1 x 2");
  expect_error(head +
                   "depth = 1000000\nV = \"0\"\nW = [[1,0,0,0,0,0,0,0,0,0],[1,0,0,0,0,0,0,0,0,0],"
                   "[1,0,0,0,0,0,0,0,0,0],[1,0,0,0,0,0,0,0,0,0],[1,0,0,0,0,0,0,0,0,0],[1,0,0,0,0,"
                   "0,0,0,0,0]]\ninputs = [[1]]\n",
               "more than 50000000 weights");
  expect_error(head + "depth = 4\n" + kWeights + "inputs = [[1, \"sqrt(1 - pi)\"]]\n",
               "this number is not defined");
  expect_error(head + "depth = 4\nV = \"0\"\nW = [[\"log(s - 1/2)\"]]\ninputs = [[1]]\n",
               "is not defined at s = 1/4");
  expect_error("[relu_chain]\nfactor = 1\npoint = 1\ndepth = 4\ntime = 1\n", "factor > 1");
  expect_error("[wide_network]\nhermite = 1\ndata = 2\nstate_size = 4\nwidth = 1\ndepth = 1\n",
               "r >= 2");
  expect_error("[random_weights]\nmean = 0\nvariance = 0\ndepth = 4\n", "variance > 0");
}

}  // namespace
}  // namespace rigor
