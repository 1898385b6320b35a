// Quick functions of doubles: they contain the tightest enclosures, and are little wider.
#include "function/quick_functions.hpp"

#include <gtest/gtest.h>

#include "function/constants.hpp"
#include "function/elementary.hpp"
#include "function/hyperbolic.hpp"
#include "function/trigonometric.hpp"
#include "support/sampling.hpp"

namespace rigor {
namespace {

using Function = Interval (*)(const Interval&);

struct Pair {
  const char* name;
  Function quick;
  Function tight;
  double lower, upper;  ///< where it is tested for its width too
};

Interval cubed(const Interval& x) {
  return quick_power(x, 3);
}
Interval tight_cube(const Interval& x) {
  return pown(x, 3);
}
Interval eleventh(const Interval& x) {
  return quick_power(x, 11);
}
Interval tight_eleventh(const Interval& x) {
  return pown(x, 11);
}
Interval fourth(const Interval& x) {
  return quick_power(x, 4);
}
Interval tight_fourth(const Interval& x) {
  return pown(x, 4);
}

const Pair kPairs[] = {
    {"log", quick_log, log, 1e-3, 1e3},         {"sin", quick_sin, sin, -100, 100},
    {"cos", quick_cos, cos, -100, 100},         {"tan", quick_tan, tan, -10, 10},
    {"asin", quick_asin, asin, -1, 1},          {"acos", quick_acos, acos, -1, 1},
    {"atan", quick_atan, atan, -20, 20},        {"sinh", quick_sinh, sinh, -20, 20},
    {"cosh", quick_cosh, cosh, -20, 20},        {"tanh", quick_tanh, tanh, -20, 20},
    {"x^3", cubed, tight_cube, -20, 20},        {"x^4", fourth, tight_fourth, -20, 20},
    {"x^11", eleventh, tight_eleventh, -20, 20}};

TEST(QuickFunctions, ContainTheTightestEnclosures) {
  test::Sampler random(11);
  for (const Pair& pair : kPairs) {
    for (int k = 0; k < test::sample_count(4000, 40000); ++k) {
      const double a = random.uniform(pair.lower, pair.upper);
      const double b = random.integer(0, 1) == 0 ? random.uniform(pair.lower, pair.upper)
                                                 : a + random.uniform(0, 1e-3);
      Interval x = Interval::bounds(std::fmin(a, b), std::fmax(a, b));
      if (k % 4 == 0) x = Interval::point(a);
      if (k % 16 == 1) x = random.interval();
      if (k % 16 == 2) x = Interval::point(a / (1 + std::fabs(a)) * std::ldexp(1, -k % 60));
      if (k % 16 == 3) x = Interval::point(std::nearbyint(a) * 1.5707963267948966);
      EXPECT_TRUE(subset(pair.tight(x), pair.quick(x)))
          << pair.name << x << pair.tight(x) << pair.quick(x);
    }
  }
}

TEST(QuickFunctions, AreLittleWider) {
  test::Sampler random(12);
  for (const Pair& pair : kPairs) {
    double worst = 0;
    for (int k = 0; k < 2000; ++k) {
      const Interval x = Interval::point(random.uniform(pair.lower, pair.upper));
      const Interval y = pair.quick(x);
      worst = std::fmax(worst, width(y).upper() / magnitude(y).lower());
    }
    // Where sin, cos, tan are near 0 they are relatively wider; 2000 points don't come nearer than
    // 1e-4 or so.
    EXPECT_LT(worst, 64 * 0x1p-53) << pair.name;
  }
}

TEST(QuickFunctions, ExactValuesAndDomains) {
  const auto is = [](const Interval& x, double value) {
    return x.lower() == value && x.upper() == value;
  };
  const Interval zero = Interval::point(0);
  const Interval one = Interval::point(1);
  EXPECT_TRUE(is(quick_log(one), 0));
  for (const Function f : {quick_sin, quick_tan, quick_asin, quick_atan, quick_sinh, quick_tanh}) {
    EXPECT_TRUE(is(f(zero), 0));
  }
  EXPECT_TRUE(is(quick_cos(zero), 1));
  EXPECT_TRUE(is(quick_cosh(zero), 1));
  EXPECT_TRUE(is(quick_acos(one), 0));
  EXPECT_TRUE(is_empty(quick_log(Interval::bounds(-2, 0))));
  EXPECT_TRUE(is_empty(quick_asin(Interval::bounds(2, 3))));
  EXPECT_TRUE(is_empty(quick_acos(Interval::bounds(-3, -2))));
  const Interval line = Interval::everything();
  for (const Pair& pair : kPairs) {
    EXPECT_TRUE(is_empty(pair.quick(Interval::nothing()))) << pair.name;
    EXPECT_TRUE(subset(pair.tight(line), pair.quick(line))) << pair.name;
    EXPECT_TRUE(subset(pair.tight(Interval::bounds(0, kInfinity)),
                       pair.quick(Interval::bounds(0, kInfinity))))
        << pair.name;
  }
  EXPECT_TRUE(contains(quick_sin(Interval::bounds(1, 2)), Rational(1)));
  EXPECT_TRUE(is_entire(quick_tan(Interval::bounds(1, 2))));
}

}  // namespace
}  // namespace rigor
