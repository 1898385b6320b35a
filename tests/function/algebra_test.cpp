// Laws that hold between operations, for both interval types: inclusion isotonicity, inverses, and
// agreement with exact fractions.
#include <gtest/gtest.h>

#include <string>
#include <tuple>
#include <utility>

#include "function/elementary.hpp"
#include "function/hyperbolic.hpp"
#include "function/normal.hpp"
#include "function/power.hpp"
#include "function/trigonometric.hpp"
#include "support/sampling.hpp"

namespace rigor {
namespace {

using test::Sampler;

// Gives each generic callable to `visit` with its name.
template <class Visit>
void for_each_unary(Visit visit) {
  visit("neg", [](const auto& x) { return -x; });
  visit("sqr", [](const auto& x) { return sqr(x); });
  visit("sqrt", [](const auto& x) { return sqrt(x); });
  visit("recip", [](const auto& x) { return recip(x); });
  visit("abs", [](const auto& x) { return abs(x); });
  visit("sign", [](const auto& x) { return sign(x); });
  visit("x^3", [](const auto& x) { return pown(x, 3); });
  visit("x^-2", [](const auto& x) { return pown(x, -2); });
  visit("x^-5", [](const auto& x) { return pown(x, -5); });
  visit("exp", [](const auto& x) { return exp(x); });
  visit("exp2", [](const auto& x) { return exp2(x); });
  visit("expm1", [](const auto& x) { return expm1(x); });
  visit("log", [](const auto& x) { return log(x); });
  visit("log2", [](const auto& x) { return log2(x); });
  visit("log1p", [](const auto& x) { return log1p(x); });
  visit("sin", [](const auto& x) { return sin(x); });
  visit("cos", [](const auto& x) { return cos(x); });
  visit("tan", [](const auto& x) { return tan(x); });
  visit("asin", [](const auto& x) { return asin(x); });
  visit("acos", [](const auto& x) { return acos(x); });
  visit("atan", [](const auto& x) { return atan(x); });
  visit("sinh", [](const auto& x) { return sinh(x); });
  visit("cosh", [](const auto& x) { return cosh(x); });
  visit("tanh", [](const auto& x) { return tanh(x); });
  visit("asinh", [](const auto& x) { return asinh(x); });
  visit("acosh", [](const auto& x) { return acosh(x); });
  visit("atanh", [](const auto& x) { return atanh(x); });
  visit("erf", [](const auto& x) { return erf(x); });
  visit("erfc", [](const auto& x) { return erfc(x); });
  visit("normal_pdf", [](const auto& x) { return normal_pdf(x); });
  visit("normal_cdf", [](const auto& x) { return normal_cdf(x); });
}

template <class Visit>
void for_each_binary(Visit visit) {
  visit("+", [](const auto& x, const auto& y) { return x + y; });
  visit("-", [](const auto& x, const auto& y) { return x - y; });
  visit("*", [](const auto& x, const auto& y) { return x * y; });
  visit("/", [](const auto& x, const auto& y) { return x / y; });
  visit("min", [](const auto& x, const auto& y) { return min(x, y); });
  visit("max", [](const auto& x, const auto& y) { return max(x, y); });
  visit("pow", [](const auto& x, const auto& y) { return pow(x, y); });
  visit("fma", [](const auto& x, const auto& y) { return fma(x, y, x); });
}

// A part of x, often a member or a set that shares an end with x.
Interval part(Sampler& sampler, const Interval& x) {
  const double a = sampler.member(x);
  const double b = sampler.member(x);
  switch (sampler.integer(0, 4)) {
    case 0:
      return Interval::point(a);
    case 1:
      return Interval::bounds(x.lower(), a);
    case 2:
      return Interval::bounds(a, x.upper());
    default:
      return Interval::bounds(std::fmin(a, b), std::fmax(a, b));
  }
}

template <class I>
class AlgebraTest : public testing::Test {
 protected:
  // Doubles are exact in both types.
  static I make(const Interval& x, int bits = 53) { return convert<I>(x, Precision{bits}); }
  static int precision(Sampler& sampler) { return sampler.integer(0, 1) == 0 ? 53 : 128; }
};

using IntervalTypes = testing::Types<Interval, BigInterval>;
TYPED_TEST_SUITE(AlgebraTest, IntervalTypes);

TYPED_TEST(AlgebraTest, UnaryOperationsAreInclusionIsotonic) {
  Sampler sampler(61);
  for (int i = 0; i < test::sample_count(300, 30000); ++i) {
    const int bits = this->precision(sampler);
    const Interval whole = sampler.interval();
    const Interval inner = part(sampler, whole);
    for_each_unary([&](const std::string& name, auto f) {
      EXPECT_TRUE(subset(f(this->make(inner, bits)), f(this->make(whole, bits))))
          << name << " of " << test::hex(inner) << " in " << test::hex(whole);
    });
  }
}

TYPED_TEST(AlgebraTest, BinaryOperationsAreInclusionIsotonic) {
  Sampler sampler(62);
  for (int i = 0; i < test::sample_count(2000, 100000); ++i) {
    const int bits = this->precision(sampler);
    const Interval a = sampler.interval();
    const Interval b = sampler.interval();
    const Interval part_of_a = part(sampler, a);
    const Interval part_of_b = part(sampler, b);
    for_each_binary([&](const std::string& name, auto f) {
      EXPECT_TRUE(subset(f(this->make(part_of_a, bits), this->make(part_of_b, bits)),
                         f(this->make(a, bits), this->make(b, bits))))
          << test::hex(part_of_a) << " in " << test::hex(a) << " " << name << " "
          << test::hex(part_of_b) << " in " << test::hex(b);
    });
  }
}

TYPED_TEST(AlgebraTest, AFunctionOfItsInverseContainsTheArgument) {
  Sampler sampler(63);
  const auto check = [&](const std::string& name, const Interval& x, auto f, auto inverse) {
    const TypeParam argument = this->make(x, this->precision(sampler));
    EXPECT_TRUE(subset(argument, f(inverse(argument)))) << name << " of " << test::hex(x);
  };
  const auto above = [](double least, const Interval& x) {
    return intersection(x, Interval::bounds(least, kInfinity));
  };
  const auto within_one = [](const Interval& x) {
    return intersection(x, Interval::bounds(-1, 1));
  };
  for (int i = 0; i < test::sample_count(500, 50000); ++i) {
    const double a = sampler.moderate(-30, 6) * (sampler.integer(0, 1) == 0 ? 1 : -1);
    const double b = sampler.moderate(-30, 6) * (sampler.integer(0, 1) == 0 ? 1 : -1);
    const Interval x = sampler.integer(0, 2) == 0
                           ? Interval::point(a)
                           : Interval::bounds(std::fmin(a, b), std::fmax(a, b));
    check(
        "exp log", above(0x1p-1000, x), [](const auto& y) { return exp(y); },
        [](const auto& y) { return log(y); });
    check(
        "log exp", x, [](const auto& y) { return log(y); }, [](const auto& y) { return exp(y); });
    check(
        "exp2 log2", above(0x1p-1000, x), [](const auto& y) { return exp2(y); },
        [](const auto& y) { return log2(y); });
    check(
        "expm1 log1p", above(-0.75, x), [](const auto& y) { return expm1(y); },
        [](const auto& y) { return log1p(y); });
    check(
        "sqr sqrt", above(0, x), [](const auto& y) { return sqr(y); },
        [](const auto& y) { return sqrt(y); });
    check(
        "sqrt sqr", above(0, x), [](const auto& y) { return sqrt(y); },
        [](const auto& y) { return sqr(y); });
    check(
        "sinh asinh", x, [](const auto& y) { return sinh(y); },
        [](const auto& y) { return asinh(y); });
    check(
        "cosh acosh", above(1, x), [](const auto& y) { return cosh(y); },
        [](const auto& y) { return acosh(y); });
    check(
        "tanh atanh", intersection(x, Interval::bounds(-0.99, 0.99)),
        [](const auto& y) { return tanh(y); }, [](const auto& y) { return atanh(y); });
    check(
        "sin asin", within_one(x), [](const auto& y) { return sin(y); },
        [](const auto& y) { return asin(y); });
    check(
        "cos acos", within_one(x), [](const auto& y) { return cos(y); },
        [](const auto& y) { return acos(y); });
    check(
        "tan atan", x, [](const auto& y) { return tan(y); }, [](const auto& y) { return atan(y); });
    check(
        "recip recip", x, [](const auto& y) { return recip(y); },
        [](const auto& y) { return recip(y); });
    const TypeParam c = this->make(Interval::point(b));
    check(
        "(x + c) - c", x, [&](const auto& y) { return y - c; },
        [&](const auto& y) { return y + c; });
    check(
        "(x * c) / c", x, [&](const auto& y) { return y / c; },
        [&](const auto& y) { return y * c; });
  }
}

// All three agree on numbers that they can represent, and enclose each other otherwise.
TEST(Algebra, FractionsAndBothTypesAgreeOnWhatIsRepresentable) {
  Sampler sampler(64);
  const auto fraction = [&] {
    return Rational(sampler.integer(-1 << 12, 1 << 12)) / Rational(1 << sampler.integer(0, 12));
  };
  const auto check = [](const std::string& name, const Rational& exact, const Interval& x,
                        const BigInterval& big) {
    EXPECT_TRUE(is_thin(x) && lower_rational(x) == exact) << name << " " << to_string(exact);
    EXPECT_TRUE(is_thin(big) && lower_rational(big) == exact) << name << " " << to_string(exact);
  };
  for (int i = 0; i < test::sample_count(2000, 100000); ++i) {
    const Rational p = fraction();
    const Rational q = fraction();
    const Precision precision{sampler.integer(0, 1) == 0 ? 53 : 128};
    const auto a = enclose<Interval>(p, precision);
    const auto b = enclose<Interval>(q, precision);
    const auto big_a = enclose<BigInterval>(p, precision);
    const auto big_b = enclose<BigInterval>(q, precision);
    check("+", p + q, a + b, big_a + big_b);
    check("-", p - q, a - b, big_a - big_b);
    check("*", p * q, a * b, big_a * big_b);
    check("fma", p * q + p, fma(a, b, a), fma(big_a, big_b, big_a));
    check("sqr", p * p, sqr(a), sqr(big_a));
    check("sqrt", abs(p), sqrt(sqr(a)), sqrt(sqr(big_a)));
    check("abs", abs(p), abs(a), abs(big_a));
    if (q == 0) continue;
    check("*/", p, a * b / b, big_a * big_b / big_b);
    const Interval quotient = a / b;
    EXPECT_TRUE(contains(quotient, p / q) && contains(big_a / big_b, p / q));
    EXPECT_TRUE(identical(quotient, enclose<Interval>(Rational(p / q), precision)));
    EXPECT_TRUE(identical(big_a / big_b, enclose<BigInterval>(Rational(p / q), precision)));
    EXPECT_TRUE(identical(quotient, to_interval(enclose<BigInterval>(Rational(p / q), {53}))));
  }
}

}  // namespace
}  // namespace rigor
