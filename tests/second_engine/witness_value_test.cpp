#include "second_engine/witness_value.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace rigor::second_engine {
namespace {

TEST(Witness, IsEvaluatedWithDigits) {
  const WitnessValue value =
      evaluate_at_witness("var 0\nexp 0\nnum 1\nsub 1 2\n", {Rational(1)}, 30);
  EXPECT_TRUE(value.defined);
  EXPECT_EQ(value.lower.substr(0, 30), "1.7182818284590452353602874713");
  EXPECT_EQ(value.upper.substr(0, 30), "1.7182818284590452353602874713");
  EXPECT_LT(value.lower, value.upper);
  const WitnessValue nothing = evaluate_at_witness("var 0\nlog 0\n", {Rational(-1)}, 20);
  EXPECT_FALSE(nothing.defined);
  EXPECT_THROW(evaluate_at_witness("var 1\n", {Rational(1)}, 20), std::invalid_argument);
  // 1 - cos(10^-20) cancels 40 digits.
  const WitnessValue small = evaluate_at_witness(
      "var 0\ncos 0\nnum 1\nsub 2 1\n", {Rational(1) / Rational("100000000000000000000")}, 20);
  EXPECT_EQ(small.lower.substr(0, 6), "4.9999");
}

}  // namespace
}  // namespace rigor::second_engine
