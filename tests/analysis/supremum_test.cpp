// Suprema by branch and bound: known maxima at ends, inside and on a part of the box; and numbers
// with derivatives, against Taylor series.
#include "analysis/supremum.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

#include "analysis/dual.hpp"
#include "analysis/mean_exponential.hpp"
#include "expression/smooth_expression.hpp"
#include "function/elementary.hpp"
#include "function/taylor.hpp"
#include "function/trigonometric.hpp"

namespace rigor {
namespace {

using Box = std::vector<Interval>;

const SupremumGoal kGoal{12, 400, [] {}};
const Interval kUnit = hull_of<Interval>(0, 1, {53});

Interval constant(const Rational& x) {
  return enclose<Interval>(x, {53});
}

TEST(Supremum, EndsAndInside) {
  const auto at_end =
      enclose_supremum<Interval>([](const Box& x) { return exp(x[0]); }, {kUnit}, kGoal);
  EXPECT_TRUE(subset(exp(constant(1)), at_end));
  EXPECT_LT(width(at_end).upper(), 1e-11);
  const auto inside = enclose_supremum<Interval>(
      [](const Box& x) { return 1 - sqr(x[0] - constant(Rational(1, 3))); }, {kUnit}, kGoal);
  EXPECT_TRUE(contains(inside, Rational(1)));
  EXPECT_LT(width(inside).upper(), 1e-11);
  const auto flat =
      enclose_supremum<Interval>([](const Box&) { return constant(7); }, {kUnit, kUnit}, kGoal);
  EXPECT_TRUE(is_thin(flat) && contains(flat, Rational(7)));
}

TEST(Supremum, PartsOutsideTheDomainDontCount) {
  // x + 2 y over x + y <= 1: 2, at (0, 1).
  const auto sum = enclose_supremum<Interval>(
      [](const Box& x) {
        if (lower_rational(x[0]) + lower_rational(x[1]) > 1) return empty<Interval>({53});
        return min(x[0], 1 - x[1]) + 2 * min(x[1], 1 - x[0]);
      },
      {kUnit, kUnit}, kGoal);
  EXPECT_TRUE(contains(sum, Rational(2)));
  EXPECT_LT(width(sum).upper(), 1e-9);
}

TEST(Supremum, WithoutABoundItIsTheEntireLine) {
  const auto pole = enclose_supremum<Interval>(
      [](const Box& x) { return recip(x[0] - constant(Rational(1, 3))); }, {kUnit}, kGoal);
  EXPECT_TRUE(is_entire(pole));
  EXPECT_THROW(enclose_supremum<Interval>([](const Box& x) { return x[0]; }, {}, kGoal),
               std::invalid_argument);
  int steps = 0;
  const SupremumGoal few{15, 10, [&] { ++steps; }};
  const auto rough =
      enclose_supremum<Interval>([](const Box& x) { return x[0] - sqr(x[0]); }, {kUnit}, few);
  EXPECT_LE(steps, 10);
  EXPECT_TRUE(contains(rough, Rational(1, 4)));
}

TEST(MeanExponential, IsOneAtZeroAndIncreases) {
  EXPECT_TRUE(contains(mean_exponential(constant(0)), Rational(1)));
  EXPECT_LT(width(mean_exponential(constant(0))).upper(), 1e-300);
  EXPECT_TRUE(overlaps(mean_exponential(constant(1)), exp(constant(1)) - 1));
  const Rational tiny = parse_rational("1e-200").value();
  EXPECT_LT(width(mean_exponential(constant(tiny))).upper(), 1e-15);
  const Interval around = mean_exponential(hull_of<Interval>(-1, 1, {53}));
  EXPECT_TRUE(contains(around, Rational(6322, 10000)) && contains(around, Rational(17182, 10000)));
  EXPECT_LT(width(around).upper(), 1.1);
}

// The derivative that Dual carries is the second coefficient of the Taylor series.
TEST(Dual, AgreesWithTaylorSeries) {
  const char* texts[] = {
      "s^3 - 2*s", "s^(-2)",  "s^(5/2)", "s^s",      "sqrt(s)/(1 + s)", "exp(-s)",  "exp2(s)",
      "expm1(s)",  "log(s)",  "log2(s)", "log1p(s)", "sin(s)*cos(s)",   "tan(s)",   "asin(s)",
      "acos(s)",   "atan(s)", "sinh(s)", "cosh(s)",  "tanh(s)",         "asinh(s)", "acosh(1 + s)",
      "atanh(s)",  "erf(s)",  "erfc(s)", "Phi(s)",   "2^s + pi*e",      "s^0",      "-s"};
  for (const char* text : texts) {
    const SmoothExpression u(text);
    for (int k = 1; k < 10; ++k) {
      const Interval s = constant(Rational(k, 11));
      const auto dual = u(Dual<Interval>::variable(s));
      const auto series = u(Taylor<Interval>::variable(s, 1));
      EXPECT_TRUE(overlaps(dual.value(), series[0])) << text;
      EXPECT_TRUE(overlaps(dual.slope(), series[1])) << text;
      EXPECT_LT(width(dual.slope()).upper(), 1e-11) << text;
    }
  }
}

}  // namespace
}  // namespace rigor
