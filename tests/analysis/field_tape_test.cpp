#include <gtest/gtest.h>

#include <cmath>

#include "analysis/field_trace.hpp"
#include "function/function_table.hpp"
#include "support/sampling.hpp"

namespace rigor {
namespace {

using test::Arb;
using test::ArbSeries;
using test::Sampler;

// x' = g(t), for every function: coefficient k + 1 of x is that of g over k + 1.
TEST(FieldTape, KnowsEveryFunction) {
  constexpr int kOrder = 14;
  Sampler sampler(71);
  test::for_each_smooth_function<FieldTrace<Interval>>(
      [&](const char* name, const auto& g, const auto& oracle, double lo, double hi) {
        const double at = sampler.uniform(lo, hi);
        const auto field = record_field<Interval>(
            [&](const auto& t, const auto&) { return std::vector{g(t)}; }, 1, {53});
        SolutionCoefficients<Interval> c;
        ASSERT_TRUE(field->expand(Interval::point(at), {Interval::point(2)}, kOrder, true, c))
            << name;
        const ArbSeries expected = oracle(ArbSeries({to_rational(at), 1}, kOrder));
        for (int k = 1; k <= kOrder; ++k) {
          const Arb exact = expected[k - 1] / Arb(k, ArbSeries::kBits);
          EXPECT_TRUE(overlaps(c.value(k, 0), exact)) << name << " c_" << k;
          EXPECT_LT(width(c.value(k, 0)).upper(), 1e-5 * (1 + magnitude(c.value(k, 0)).upper()))
              << name << " c_" << k;
          EXPECT_TRUE(identical(c.tangent(k, 0, 0), Interval::point(0)));
        }
      });
}

// The derivatives of the coefficients are limits of quotients, and slopes are quotients. The
// quotients come from the values at 400 bits.
TEST(FieldTape, TangentsAndSlopesAreQuotients) {
  constexpr int kOrder = 9;
  constexpr Precision kFine{400};
  Sampler sampler(72);
  test::for_each_smooth_function<FieldTrace<Interval>, FieldTrace<BigInterval>>(
      [&](const char* name, const auto& g, const auto&, double lo, double hi) {
        const auto f = [&](const auto& t, const auto& x) {
          const auto w = g(x[0]);
          return std::vector{w * x[1] - x[0], t * x[1] / (2 + sqr(w)) + w};
        };
        const auto coarse = record_field<Interval>(f, 2, {53});
        const auto fine = record_field<BigInterval>(f, 2, kFine);
        const auto fine_at = [&](const std::vector<Rational>& y) {
          SolutionCoefficients<BigInterval> c;
          EXPECT_TRUE(
              fine->expand(enclose<BigInterval>(Rational(1, 4), kFine),
                           {enclose<BigInterval>(y[0], kFine), enclose<BigInterval>(y[1], kFine)},
                           kOrder, false, c));
          return c;
        };
        const double radius = 0x1p-10 * (hi - lo);
        const double at = sampler.uniform(lo + radius, hi - radius);
        const std::vector<double> y{at, sampler.uniform(-1, 1)};
        const std::vector<Rational> exact{to_rational(y[0]), to_rational(y[1])};
        const Interval t = Interval::point(0.25);
        SolutionCoefficients<Interval> thin;
        ASSERT_TRUE(
            coarse->expand(t, {Interval::point(y[0]), Interval::point(y[1])}, kOrder, true, thin));
        const Rational step = to_rational(0x1p-90);
        for (std::size_t j = 0; j < 2; ++j) {
          std::vector<Rational> above = exact;
          std::vector<Rational> below = exact;
          above[j] += step;
          below[j] -= step;
          const auto c = fine_at(above);
          const auto d = fine_at(below);
          for (int k = 0; k <= kOrder; ++k) {
            for (std::size_t i = 0; i < 2; ++i) {
              const BigInterval quotient =
                  (c.value(k, i) - d.value(k, i)) / enclose<BigInterval>(2 * step, kFine);
              EXPECT_TRUE(overlaps(thin.tangent(k, i, j), to_interval(quotient)))
                  << name << " order " << k << " " << thin.tangent(k, i, j) << quotient;
            }
          }
        }

        const std::vector<Interval> middle{Interval::point(y[0]), Interval::point(y[1])};
        const std::vector<Interval> box{middle[0] + Interval::bounds(-radius, radius),
                                        middle[1] + Interval::bounds(-radius, radius)};
        SolutionCoefficients<Interval> centre;
        SolutionCoefficients<Interval> over;
        SolutionCoefficients<Interval> derivatives;
        ASSERT_TRUE(coarse->expand_about(t, middle, box, kOrder, centre, over)) << name;
        ASSERT_TRUE(coarse->expand(t, box, kOrder, true, derivatives)) << name;
        const auto at_centre = fine_at(exact);
        for (int n = 0; n < 4; ++n) {
          std::vector<Rational> x;
          for (const Interval& side : box) {
            x.push_back(to_rational(sampler.uniform(side.lower(), side.upper())));
          }
          const auto c = fine_at(x);
          for (int k = 0; k <= kOrder; ++k) {
            for (std::size_t i = 0; i < 2; ++i) {
              Interval change = Interval::point(0);
              double narrowness = 0;
              for (std::size_t j = 0; j < 2; ++j) {
                change +=
                    over.tangent(k, i, j) * enclose<Interval>(Rational(x[j] - exact[j]), {53});
                narrowness += width(derivatives.tangent(k, i, j)).upper() * 1.01 -
                              width(over.tangent(k, i, j)).upper();
              }
              const BigInterval difference = c.value(k, i) - at_centre.value(k, i);
              EXPECT_TRUE(subset(to_interval(difference), change))
                  << name << " order " << k << " " << difference << change;
              EXPECT_GE(narrowness, -1e-10) << name << " order " << k;
            }
          }
        }
      });
}

// Outside the domain, or not surely inside, nothing is claimed.
TEST(FieldTape, NeedsTheDomain) {
  const auto is_defined = [](const auto& g, double lo, double hi) {
    const auto field = record_field<Interval>(
        [&](const auto&, const auto& x) { return std::vector{g(x[0])}; }, 1, {53});
    SolutionCoefficients<Interval> c;
    return field->expand(Interval::point(0), {Interval::bounds(lo, hi)}, 3, true, c);
  };
  const auto root = [](const auto& x) { return sqrt(x); };
  EXPECT_TRUE(is_defined(root, 0.5, 1));
  EXPECT_FALSE(is_defined(root, 0, 1));
  EXPECT_FALSE(is_defined(root, -1, 1));
  EXPECT_FALSE(is_defined(root, -2, -1));
  const auto logarithm = [](const auto& x) { return log(x); };
  EXPECT_TRUE(is_defined(logarithm, 0.5, 1));
  EXPECT_FALSE(is_defined(logarithm, 0, 1));
  EXPECT_FALSE(is_defined(logarithm, -2, -1));
  const auto reciprocal = [](const auto& x) { return 1 / x; };
  EXPECT_TRUE(is_defined(reciprocal, -2, -1));
  EXPECT_FALSE(is_defined(reciprocal, 0, 0));
  EXPECT_FALSE(is_defined(reciprocal, 0, 1));
  EXPECT_FALSE(is_defined(reciprocal, -1, 1));
  const auto arc = [](const auto& x) { return asin(x); };
  EXPECT_TRUE(is_defined(arc, -0.5, 0.5));
  EXPECT_FALSE(is_defined(arc, 0.5, 1));
  EXPECT_FALSE(is_defined(arc, 2, 3));
  const auto power = [](const auto& x) {
    using I = ScalarOf<decltype(x)>;
    return pow(x, enclose<I>(Rational(3, 2), precision_of(x)));
  };
  EXPECT_TRUE(is_defined(power, 0.5, 1));
  EXPECT_FALSE(is_defined(power, 0, 1));
  EXPECT_FALSE(is_defined(power, -2, -1));
  const auto hyperbolic = [](const auto& x) { return acosh(x) + atanh(1 / (1 + x)) + log1p(x); };
  EXPECT_TRUE(is_defined(hyperbolic, 1.5, 2));
  EXPECT_FALSE(is_defined(hyperbolic, 1, 2));
  EXPECT_FALSE(is_defined(hyperbolic, -3, -2));
  EXPECT_FALSE(is_defined([](const auto& x) { return tan(x); }, 1, 2));
  EXPECT_FALSE(is_defined([](const auto& x) { return exp(x); }, 1, kInfinity));
  EXPECT_FALSE(is_defined([](const auto& x) { return exp(x); }, 700, 800));
}

TEST(FieldTape, WantsAsManyDerivativesAsComponents) {
  const auto f = [](const auto&, const auto& x) { return std::vector{x[0]}; };
  EXPECT_THROW(record_field<Interval>(f, 2, {53}), std::invalid_argument);
}

}  // namespace
}  // namespace rigor
