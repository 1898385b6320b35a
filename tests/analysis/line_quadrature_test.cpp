#include "analysis/line_quadrature.hpp"

#include <acb.h>
#include <gtest/gtest.h>

#include <random>
#include <stdexcept>
#include <string>

#include "function/constants.hpp"
#include "function/elementary.hpp"
#include "function/hyperbolic.hpp"
#include "function/trigonometric.hpp"

namespace rigor {
namespace {

template <class I>
bool meets(const I& x, const std::string& digits) {
  const Rational d = *parse_rational(digits);
  Rational unit = 1;
  for (std::size_t k = digits.find('.') + 1; k < digits.size(); ++k) unit /= 10;
  return lower_rational(x) <= d + unit && d - unit <= upper_rational(x);
}

using AcbFunction = void (*)(acb_t, const acb_t, slong);

/// Whether the value of the function at the complex double (x, y) by Arb meets the rectangle.
bool holds_value(const ComplexInterval& z, AcbFunction function, double x, double y) {
  acb_t at;
  acb_init(at);
  acb_set_d_d(at, x, y);
  function(at, at, 200);
  const auto ball_meets = [](arb_srcptr ball, const Interval& bounds) {
    arb_t other;
    arb_init(other);
    arf_t lower, upper;
    arf_init(lower);
    arf_init(upper);
    arf_set_d(lower, bounds.lower());
    arf_set_d(upper, bounds.upper());
    arb_set_interval_arf(other, lower, upper, 200);
    const bool meets_it = arb_overlaps(ball, other) != 0;
    arf_clear(lower);
    arf_clear(upper);
    arb_clear(other);
    return meets_it;
  };
  const bool holds = ball_meets(acb_realref(at), z.re) && ball_meets(acb_imagref(at), z.im);
  acb_clear(at);
  return holds;
}

TEST(ComplexInterval, EnclosesTheFunctionsOfArb) {
  std::mt19937_64 random(7);
  const auto uniform = [&](double a, double b) {
    return std::uniform_real_distribution<double>(a, b)(random);
  };
  int narrow = 0;
  for (int trial = 0; trial < 400; ++trial) {
    const double x = uniform(-4, 4), y = uniform(-9, 9), w = trial % 2 == 0 ? 0.0 : uniform(0, 0.5);
    const ComplexInterval z{Interval::bounds(x - w, x + w), Interval::bounds(y - w, y + w), true};
    const double px = uniform(x - w, x + w), py = uniform(y - w, y + w);
    const auto check = [&](const ComplexInterval& value, AcbFunction function) {
      if (!is_proved_analytic(value)) return;
      EXPECT_TRUE(holds_value(value, function, px, py)) << value.re << value.im << px << " " << py;
      if (width(value.re).upper() < 1e-5) ++narrow;
    };
    check(exp(z), acb_exp);
    check(sin(z), acb_sin);
    check(cos(z), acb_cos);
    check(tanh(z), acb_tanh);
    check(log(z), acb_log);
    check(recip(z), acb_inv);
    check(sqr(z), [](acb_t r, const acb_t a, slong bits) { acb_mul(r, a, a, bits); });
    check(pown(z, 5), [](acb_t r, const acb_t a, slong bits) { acb_pow_ui(r, a, 5, bits); });
  }
  EXPECT_GT(narrow, 1000);
  const ComplexInterval about_zero{Interval::bounds(-1, 1), Interval::bounds(-1, 1), true};
  EXPECT_FALSE(is_proved_analytic(1 / about_zero));
  EXPECT_FALSE(is_proved_analytic(log(about_zero)));
  EXPECT_FALSE(is_proved_analytic(sqr(1 / about_zero) * 0));
  EXPECT_FALSE(is_proved_analytic(
      tanh(ComplexInterval{Interval::point(0), Interval::bounds(1.5, 1.6), true})));
}

template <class I>
class LineQuadrature : public ::testing::Test {};
using Kinds = ::testing::Types<Interval, BigInterval>;
TYPED_TEST_SUITE(LineQuadrature, Kinds);

/// Tails of a function that is at most `factor` exp(-x^2 / 2 variance) from 1 on, on both sides.
template <class I>
Strip<I> even_strip(const Rational& height, const I& factor, const I& variance) {
  const I one = enclose<I>(1L, precision_of(factor));
  return {height, {-one, factor, 0 * one, variance}, {one, factor, 0 * one, variance}};
}

// |(x + iy)^2k exp(-(x + iy)^2 / 2)| <= e^2 (x^2 + 4)^k exp(-x^2 / 2), y <= 2, and (x^2 + 4)^k
// exp(-x^2 / 4) is at most (4 k)^k e: its maximum is at x^2 = 4k - 4.
TYPED_TEST(LineQuadrature, MomentsOfTheNormalLaw) {
  using I = TypeParam;
  const bool is_double = std::is_same_v<I, Interval>;
  const Precision p{is_double ? 53 : 128};
  const int digits = is_double ? 12 : 30;
  const I one = enclose<I>(1L, p);
  long moment = 1;
  for (int k = 1; k <= 4; ++k) {
    moment *= 2 * k - 1;
    const auto f = [k](const auto& x) { return pown(x, 2 * k) * exp(-sqr(x) / 2); };
    const Integral<I> x = integrate_line<I>(
        f, f, even_strip<I>(2, exp(4 * one) * pown(4 * k * one, k), 2 * one), {digits, [] {}});
    EXPECT_TRUE(x.is_reached) << x.reason;
    const I truth = moment * sqrt(2 * pi<I>(p));
    EXPECT_TRUE(overlaps(x.value, truth)) << x.value << truth;
    EXPECT_TRUE(certainly(width(x.value) <= 2 * truth * pown(enclose<I>(10L, p), -digits)));
  }
}

// int exp(-x^2) / (1 + x^2) = pi e erfc(1), poles at +-i: a strip of height 2 is lowered.
TYPED_TEST(LineQuadrature, PolesLowerTheStrip) {
  using I = TypeParam;
  const Precision p{std::is_same_v<I, Interval> ? 53 : 200};
  const I one = enclose<I>(1L, p);
  const auto f = [](const auto& x) { return exp(-sqr(x)) / (1 + sqr(x)); };
  // From |x| = 1 on, |1 + z^2| >= |2xy| or, for |y| <= 1/4, >= 1 + x^2 - y^2 >= 1; for |y| >= 1/4
  // it is at least 1/2. e^{y^2} <= e^4.
  const Integral<I> x =
      integrate_line<I>(f, f, even_strip<I>(2, 2 * exp(4 * one), one / 2), {12, [] {}});
  EXPECT_TRUE(x.is_reached) << x.reason;
  const I truth = pi<I>(p) * exp(one) * erfc(one);
  EXPECT_TRUE(overlaps(x.value, truth)) << x.value << truth;
}

TEST(LineQuadrature, HundredDigits) {
  const Precision p{400};
  const BigInterval one = enclose<BigInterval>(1L, p);
  const auto f = [](const auto& x) { return exp(-sqr(x)); };
  const auto x = integrate_line<BigInterval>(
      f, f, even_strip<BigInterval>(3, exp(9 * one), one / 2), {100, [] {}});
  EXPECT_TRUE(x.is_reached);
  EXPECT_TRUE(overlaps(x.value, sqrt(pi<BigInterval>(p))));
  EXPECT_TRUE(certainly(width(x.value) <= pown(enclose<BigInterval>(10L, p), -99)));
}

TEST(LineQuadrature, SaysWhyItFails) {
  const Interval one = Interval::point(1);
  const auto pole = [](const auto& x) { return exp(-sqr(x)) / x; };
  const auto x =
      integrate_line<Interval>(pole, pole, even_strip<Interval>(1, 3 * one, one), {10, [] {}});
  EXPECT_FALSE(x.is_reached);
  EXPECT_TRUE(is_entire(x.value));
  EXPECT_FALSE(x.reason.empty());
  const auto f = [](const auto& z) { return exp(-sqr(z)); };
  const auto rounded =
      integrate_line<Interval>(f, f, even_strip<Interval>(1, 3 * one, one / 2), {16, [] {}});
  EXPECT_FALSE(rounded.is_reached);
  EXPECT_TRUE(overlaps(rounded.value, sqrt(pi<Interval>(Precision{53}))));
  EXPECT_THROW(integrate_line<Interval>(f, f, even_strip<Interval>(0, one, one), {10, [] {}}),
               std::invalid_argument);
  const auto spent = [] { throw std::runtime_error("spent"); };
  EXPECT_THROW(integrate_line<Interval>(f, f, even_strip<Interval>(1, 3 * one, one), {10, spent}),
               std::runtime_error);
}

TYPED_TEST(LineQuadrature, GaussRulesOnFiniteIntervals) {
  using I = TypeParam;
  const bool is_double = std::is_same_v<I, Interval>;
  const Precision p{is_double ? 53 : 400};
  const int digits = is_double ? 11 : 100;
  const I zero = enclose<I>(0L, p), one = enclose<I>(1L, p);
  const IntegrationGoal goal{digits, [] {}};
  const auto check = [&](const auto& f, const I& from, const I& to, const I& truth) {
    const Integral<I> x = integrate_analytic<I>(f, f, {from, to}, goal);
    EXPECT_TRUE(x.is_reached) << x.reason;
    EXPECT_TRUE(overlaps(x.value, truth)) << x.value << truth;
    EXPECT_TRUE(certainly(width(x.value) <= 3 * abs(truth) * pown(10 * one, -digits)));
  };
  check([](const auto& x) { return 1 / (1 + 10000 * sqr(x)); }, -one, one, atan(100 * one) / 50);
  check([](const auto& x) { return tanh(x); }, zero, 3 * one, log(cosh(3 * one)));
  check([](const auto& x) { return x * sin(x); }, zero, one, sin(one) - cos(one));
  check([](const auto& x) { return log(1 + x); }, zero, one, 2 * log(2 * one) - 1);
  // The pole on the path is refused.
  const auto bad = [](const auto& x) { return 1 / x; };
  EXPECT_TRUE(is_entire(integrate_analytic<I>(bad, bad, {-one, one}, goal).value));
  const auto nothing = [](const auto& x) { return 0 * x; };
  EXPECT_TRUE(integrate_analytic<I>(nothing, nothing, {-one, one}, goal).is_reached);
}

// Far below the range of doubles, in which |f| is bounded: no endless refinement.
TEST(LineQuadrature, TinyIntegrandsEnd) {
  const Precision p{128};
  const auto f = [](const auto& x) { return exp(-10000 * sqr(x)); };
  int panels = 0;
  const auto x = integrate_analytic<BigInterval>(
      f, f, {enclose<BigInterval>(1L, p), enclose<BigInterval>(4L, p)}, {10, [&] { ++panels; }});
  EXPECT_FALSE(x.is_reached);
  EXPECT_TRUE(certainly(abs(x.value) <= scale2(enclose<BigInterval>(1L, p), -900)));
  EXPECT_LT(panels, 1000);
}

// Digits by mpmath at 80 digits.
TEST(LineQuadrature, OscillationsOfRumpToFiftyDigits) {
  const Precision p{200};
  const auto f = [](const auto& x) { return sin(x + exp(x)); };
  const auto x = integrate_analytic<BigInterval>(
      f, f, {enclose<BigInterval>(0L, p), enclose<BigInterval>(8L, p)}, {48, [] {}});
  EXPECT_TRUE(x.is_reached);
  EXPECT_TRUE(meets(x.value, "0.347400172657247807879512159119893124657456254866180"));
  EXPECT_LT(to_interval(width(x.value)).upper(), 1e-47);
}

}  // namespace
}  // namespace rigor
