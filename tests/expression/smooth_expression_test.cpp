#include "expression/smooth_expression.hpp"

#include <gtest/gtest.h>

#include <string>

#include "expression/source_text.hpp"
#include "function/taylor.hpp"
#include "number/decorated.hpp"

namespace rigor {
namespace {

using D = Decorated<Interval>;

D at(const std::string& text, const Rational& s) {
  return SmoothExpression(text)(enclose<D>(s, {53}));
}

TEST(SmoothExpression, EnclosesItsValues) {
  const auto expect = [](const std::string& text, const Rational& s, const Rational& value) {
    const D u = at(text, s);
    EXPECT_FALSE(certainly(u < enclose<D>(value, {53})) || certainly(u > enclose<D>(value, {53})))
        << text;
    EXPECT_TRUE(is_defined(u)) << text;
  };
  expect("1 + s", Rational(1, 2), Rational(3, 2));
  expect("s^2 - 2*s", 3, 3);
  expect("-s^-1", 4, Rational(-1, 4));
  expect("(1 + s)^(1/2)", 8, 3);
  expect("s^(2/3)", 8, 4);
  expect("cos(pi*s)", 1, -1);
  expect("2^s", 5, 32);
  expect("log(e^s)", 2, 2);
  expect("sqrt(3)/2 * sqrt(3)", 0, Rational(3, 2));
}

// d/ds and d^2/ds^2 of s exp(s) at 0: 1 and 2.
TEST(SmoothExpression, CarriesDerivatives) {
  const SmoothExpression u("s * exp(s)");
  const auto series = u(Taylor<D>::variable(enclose<D>(0L, {53}), 2));
  EXPECT_TRUE(contains_zero(series.derivative(1).value - enclose<Interval>(1L, {53})));
  EXPECT_TRUE(contains_zero(series.derivative(2).value - enclose<Interval>(2L, {53})));
  EXPECT_TRUE(certainly(abs(series.derivative(2) - 2) < enclose<D>(Rational(1, 1000), {53})));
}

TEST(SmoothExpression, FlagsWhatLeavesADomain) {
  EXPECT_FALSE(is_defined(at("1 / s", 0)));
  EXPECT_FALSE(is_defined(at("log(s - 2)", 1)));
}

TEST(SmoothExpression, KnowsConstants) {
  EXPECT_EQ(SmoothExpression("3/4 - 1").constant(), Rational(-1, 4));
  EXPECT_FALSE(SmoothExpression("s").constant());
  EXPECT_FALSE(SmoothExpression("sqrt(3)").constant());
  EXPECT_FALSE(SmoothExpression("sqrt(3)").depends_on_depth());
  EXPECT_TRUE(SmoothExpression("0*s").depends_on_depth());
}

TEST(SmoothExpression, WordsErrors) {
  const auto message = [](const std::string& text) -> std::string {
    try {
      const SmoothExpression u(text);
      return "no error";
    } catch (const InputError& fault) {
      return fault.what();
    }
  };
  EXPECT_NE(message("cos(t)").find("the depth, from 0 to 1, is called s"), std::string::npos);
  EXPECT_NE(message("abs(s)").find("smooth"), std::string::npos);
  EXPECT_NE(message("1 +").find("expected"), std::string::npos);
  EXPECT_NE(message("1 / 0").find("division by 0"), std::string::npos);
}

}  // namespace
}  // namespace rigor
