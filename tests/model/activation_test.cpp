// Activations: against Arb's formulas, series, and sampled suprema.
#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

#include "analysis/field_trace.hpp"
#include "function/taylor.hpp"
#include "model/activate.hpp"
#include "model/activation_bounds.hpp"
#include "model/printed_digits.hpp"
#include "support/arb.hpp"
#include "support/sampling.hpp"

namespace rigor {
namespace {

using namespace test;

constexpr Precision k53{53};
const std::vector<Activation> kSmooth = {
    Activation::tanh,   Activation::erf,     Activation::gelu,    Activation::sin,
    Activation::arctan, Activation::sigmoid, Activation::softplus};

/// From the definitions.
Arb oracle(Activation activation, const Arb& u) {
  Arb r(u.precision());
  const long bits = u.precision().bits;
  switch (activation) {
    case Activation::tanh:
      return tanh(u);
    case Activation::erf:
      return erf(u);
    case Activation::gelu:
      return u * erfc(-u / sqrt(Arb(2))) / Arb(2);
    case Activation::sin:
      arb_sin(r.get(), u.get(), bits);
      return r;
    case Activation::arctan:
      arb_atan(r.get(), u.get(), bits);
      return r;
    case Activation::sigmoid:
      return Arb(1) / (Arb(1) + exp(-u));
    case Activation::softplus:
      return log(Arb(1) + exp(u));
    default:
      return abs(u) / Arb(2) + u / Arb(2);
  }
}

double middle(const Arb& x) {
  return arf_get_d(arb_midref(x.get()), ARF_RND_NEAR);
}

TEST(Activation, EnclosesTheDefinition) {
  Sampler random(71);
  for (int run = 0; run < sample_count(400, 4000); ++run) {
    const double u = run % 4 == 0 ? random.uniform(-60, 60) : random.uniform(-4, 4);
    const double radius = run % 3 == 0 ? 0 : std::ldexp(1.0, random.integer(-30, 1));
    const Interval box = Interval::bounds(u - radius, u + radius);
    const double inside = random.uniform(box.lower(), box.upper());
    for (Activation activation : kSmooth) {
      const Arb exact = oracle(activation, Arb(inside));
      const auto at = activate_to_second(activation, box);
      const double value = middle(exact);
      const double slack = 1e-15 * (1 + std::fabs(value));
      EXPECT_LE(at.value.lower(), value + slack);
      EXPECT_GE(at.value.upper(), value - slack);
      EXPECT_NEAR(activate(activation, inside), value, 1e-13 * (1 + std::fabs(value)));
      // The slope is between difference quotients of the oracle, by the mean value theorem.
      if (radius > 0) {
        const double quotient =
            middle((oracle(activation, Arb(box.upper())) - oracle(activation, Arb(box.lower()))) /
                   (Arb(box.upper()) - Arb(box.lower())));
        EXPECT_LE(at.slope.lower(), quotient + 1e-15);
        EXPECT_GE(at.slope.upper(), quotient - 1e-15);
      }
    }
  }
}

// The derivatives are those of the power series of s, which share no formula with them.
TEST(Activation, DerivativesAreThoseOfTheSeries) {
  Sampler random(72);
  for (int run = 0; run < sample_count(300, 3000); ++run) {
    const Interval u = Interval::point(random.uniform(-9, 9));
    for (Activation activation : kSmooth) {
      const auto series = activate(activation, Taylor<Interval, 2>::variable(u));
      const auto at = activate_to_second(activation, u);
      EXPECT_TRUE(overlaps(series[0], at.value)) << u;
      EXPECT_TRUE(overlaps(series[1], at.slope)) << u << series[1] << at.slope;
      EXPECT_TRUE(overlaps(2 * series[2], at.curvature)) << u << series[2] << at.curvature;
      EXPECT_LT(width(at.slope).upper(), 1e-13);
      EXPECT_LT(width(at.curvature).upper(), 1e-12);
    }
  }
}

TEST(Activation, IsTightOnWideIntervals) {
  const Interval box = Interval::bounds(-1, 1);
  for (Activation activation : kSmooth) {
    const Interval slope = activate_slope(activation, box);
    double lower = 2, upper = -2;
    for (int i = -100; i <= 100; ++i) {
      const double at = activate_slope(activation, i / 100.0);
      lower = std::min(lower, at);
      upper = std::max(upper, at);
    }
    EXPECT_LE(slope.lower(), lower);
    EXPECT_GE(slope.upper(), upper);
    EXPECT_LT(width(slope).upper(), 2.6 * (upper - lower));
  }
}

TEST(Activation, SoftplusDoesNotOverflow) {
  const Interval u = Interval::bounds(-2000, 2000);
  EXPECT_EQ(activate(Activation::softplus, u).upper(), std::nextafter(2000.0, 3000.0));
  EXPECT_EQ(activate(Activation::softplus, 2000.0), 2000);
  const auto series =
      activate(Activation::softplus, Taylor<Interval, 2>::variable(Interval::point(2000)));
  EXPECT_NEAR(series[0].upper(), 2000, 1e-9);
  EXPECT_NEAR(series[1].upper(), 1, 1e-12);
}

TEST(Activation, ReluHasAGeneralizedSlope) {
  const Interval box = Interval::bounds(-1, 2);
  const auto at = activate_with_slope(Activation::relu, box);
  EXPECT_EQ(at.value.lower(), 0);
  EXPECT_EQ(at.value.upper(), 2);
  EXPECT_EQ(at.slope.lower(), 0);
  EXPECT_EQ(at.slope.upper(), 1);
  EXPECT_EQ(activate_slope(Activation::relu, Interval::bounds(1, 2)).lower(), 1);
  EXPECT_THROW(activate_to_second(Activation::relu, box), std::invalid_argument);
  EXPECT_THROW((activate(Activation::relu, Taylor<Interval, 2>::variable(box))),
               std::invalid_argument);
}

TEST(ActivationBounds, HaveTheirDigits) {
  constexpr Precision k192{192};
  const auto bounds = [&](Activation a) { return activation_bounds<BigInterval>(a, k192); };
  expect_meets_tightly(bounds(Activation::tanh).curvature, "0.769800358919501019345531707336",
                       "tanh");
  expect_meets_tightly(bounds(Activation::erf).slope, "1.12837916709551257389615890312", "erf");
  expect_meets_tightly(bounds(Activation::erf).curvature, "0.967882898076573399191320771742", "erf");
  expect_meets_tightly(bounds(Activation::gelu).slope, "1.12890414518515478634074444226", "gelu");
  expect_meets_tightly(bounds(Activation::gelu).curvature, "0.797884560802865355879892119869",
                       "gelu");
  expect_meets_tightly(bounds(Activation::arctan).curvature, "0.649519052838328985072792378065", "");
  expect_meets_tightly(bounds(Activation::sigmoid).curvature, "0.09622504486493762741819146", "");
  EXPECT_FALSE(bounds(Activation::gelu).value);
  EXPECT_FALSE(bounds(Activation::softplus).value);
  EXPECT_THROW(bounds(Activation::relu), std::invalid_argument);
}

// They hold wherever one looks, and are attained, or approached at infinity.
TEST(ActivationBounds, AreTheSuprema) {
  for (Activation activation : kSmooth) {
    const auto bounds = activation_bounds<Interval>(activation, k53);
    double slope = 0, curvature = 0, value = 0;
    for (int i = -40000; i <= 40000; ++i) {
      const auto at = activate_to_second(activation, i / 1000.0);
      slope = std::max(slope, std::fabs(at.slope));
      curvature = std::max(curvature, std::fabs(at.curvature));
      value = std::max(value, std::fabs(at.value));
    }
    EXPECT_LE(slope, bounds.slope.upper() * (1 + 1e-14));
    EXPECT_GE(slope, bounds.slope.lower() * (1 - 1e-6));
    EXPECT_LE(curvature, bounds.curvature.upper() * (1 + 1e-14));
    EXPECT_GE(curvature, bounds.curvature.lower() * (1 - 1e-6));
    if (bounds.value) {
      EXPECT_LE(value, bounds.value->upper() * (1 + 1e-14));
      EXPECT_GE(value, bounds.value->lower() * (1 - 2e-2));
    }
    const double at_zero = activate(activation, 0.0);
    EXPECT_EQ(vanishes_at_zero(activation), at_zero == 0);
  }
}

}  // namespace
}  // namespace rigor
