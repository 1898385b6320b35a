// exp, log, tanh, erf, erfc against Arb: containment, and tightness at points.
#include "function/elementary.hpp"

#include <gtest/gtest.h>

#include <functional>

#include "function/hyperbolic.hpp"
#include "support/arb.hpp"
#include "support/sampling.hpp"

namespace rigor {
namespace {

using test::Arb;
using test::hex;
using test::Sampler;

struct Function {
  const char* name;
  Interval (*on_interval)(const Interval&);
  BigInterval (*on_big)(const BigInterval&);
  Arb (*oracle)(const Arb&);
  // Beyond this size the exact value cannot be told from its limit, nor computed by Arb.
  double oracle_reach;
  std::function<double(Sampler&)> input;
};

// Mostly where the function is interesting, sometimes anywhere.
double input(Sampler& sampler, double lo, double hi) {
  switch (sampler.integer(0, 7)) {
    case 0:
      return sampler.finite();
    case 1:
      return sampler.integer(0, 1) == 0 ? sampler.moderate(-60, 2) : -sampler.moderate(-60, 2);
    default:
      return sampler.uniform(lo, hi);
  }
}

std::vector<Function> functions() {
  const auto within = [](double lo, double hi) {
    return [lo, hi](Sampler& sampler) { return input(sampler, lo, hi); };
  };
  return {
      {"exp", exp, exp, [](const Arb& x) { return exp(x); }, 1e4, within(-750, 715)},
      {"log", log, log, [](const Arb& x) { return log(x); }, kLargest,
       [](Sampler& sampler) {
         const double x = std::fabs(input(sampler, 0.5, 2));
         return x == 0 ? 1 : x;
       }},
      {"tanh", tanh, tanh, [](const Arb& x) { return tanh(x); }, 40, within(-25, 25)},
      {"erf", erf, erf, [](const Arb& x) { return erf(x); }, 40, within(-7, 7)},
      {"erfc", erfc, erfc, [](const Arb& x) { return erfc(x); }, 40, within(-7, 29)},
  };
}

// Arb's ball is made thinner than an end's distance to the exact value: near 1 and 2 that takes as
// many bits as the tail of erfc has zeros.
Arb oracle_at(const Function& f, double x, int bits) {
  const double size = std::fmin(std::fabs(x), 40.0);
  const int tail = static_cast<int>(3 * size * size) + 4 * static_cast<int>(size);
  const int tiny = x == 0 ? 0 : std::max(0, -4 * std::ilogb(x));
  return f.oracle(Arb(x, Precision{2 * bits + tail + tiny + 100}));
}

BigFloat exact(double x) {
  BigFloat value(Precision{53});
  mpfr_set_d(value.get(), x, MPFR_RNDN);
  return value;
}

TEST(Elementary, EnclosesTightlyAtDoubles) {
  for (const Function& f : functions()) {
    constexpr int kSeed = 51;
    Sampler sampler(kSeed);
    const int count = test::sample_count(10000, 100000);
    for (int i = 0; i < count; ++i) {
      const double x = f.input(sampler);
      const Interval y = f.on_interval(Interval::point(x));
      const std::string replay = std::string(f.name) + ", seed 51, index " + std::to_string(i) +
                                 ": " + hex(x) + " -> " + hex(y);
      ASSERT_FALSE(is_empty(y)) << replay;
      ASSERT_LE(y.upper(), next_up(next_up(y.lower()))) << replay;
      if (std::fabs(x) > f.oracle_reach) continue;
      ASSERT_TRUE(encloses(y, oracle_at(f, x, 53))) << replay;
    }
  }
}

TEST(Elementary, EnclosesTightlyAtAllPrecisions) {
  for (const Function& f : functions()) {
    constexpr int kSeed = 52;
    Sampler sampler(kSeed);
    const int count = test::sample_count(1500, 15000);
    for (int i = 0; i < count; ++i) {
      const double x = f.input(sampler);
      const int bits = sampler.integer(2, i % 10 == 0 ? 1000 : 300);
      const BigInterval point = BigInterval::bounds(exact(x), exact(x));
      const BigInterval y = f.on_big(convert<BigInterval>(point, {std::max(bits, 53)}));
      const std::string replay = std::string(f.name) + ", seed 52, index " + std::to_string(i) +
                                 ": " + hex(x) + " at " + std::to_string(bits);
      const Precision p = precision_of(y);
      ASSERT_TRUE(certainly(width(y) <= scale2(magnitude(y), 8 - p.bits)) || !is_bounded(y) ||
                  mpfr_get_exp(y.upper().get()) < -1000000000)
          << replay;
      if (std::fabs(x) > f.oracle_reach) continue;
      ASSERT_TRUE(encloses(y, oracle_at(f, x, p.bits))) << replay;
    }
  }
}

TEST(Elementary, WideIntervalsAreTheHullOfTheirEnds) {
  for (const Function& f : functions()) {
    Sampler sampler(53);
    for (int i = 0; i < 3000; ++i) {
      const double a = f.input(sampler);
      const double b = f.input(sampler);
      const Interval x = hull(Interval::point(a), Interval::point(b));
      const Interval ends =
          hull(f.on_interval(Interval::point(a)), f.on_interval(Interval::point(b)));
      ASSERT_TRUE(identical(f.on_interval(x), ends)) << f.name << ", seed 53, index " << i;
      const auto big = convert<BigInterval>(x, {80});
      ASSERT_TRUE(subset(to_interval(f.on_big(big)), f.on_interval(x))) << f.name << " " << i;
    }
  }
}

TEST(Elementary, FarTail) {
  // erfc(2e4) is about 2^-577078017.
  const Precision p{128};
  const BigInterval tail = erfc(enclose<BigInterval>(20000, p));
  EXPECT_TRUE(encloses(tail, erfc(Arb(20000, Precision{400}))));
  EXPECT_TRUE(certainly(width(tail) <= scale2(tail, -120)));
  EXPECT_TRUE(identical(erfc(Interval::point(30)), Interval::bounds(0, kSmallest)));
  EXPECT_TRUE(identical(erfc(Interval::point(1e300)), Interval::bounds(0, kSmallest)));
  EXPECT_EQ(erfc(Interval::point(-1e300)).upper(), 2);
  EXPECT_EQ(erf(Interval::point(-1e300)).lower(), -1);
  EXPECT_TRUE(certainly(erf(Interval::point(1e300)) > 0));
  // Where the exponent range of MPFR ends, the enclosure must not.
  const BigInterval huge = scale2(enclose<BigInterval>(1, p), 1000000000);
  for (const BigInterval& y : {erfc(huge), exp(-huge), erfc(sqr(huge))}) {
    EXPECT_TRUE(contains_zero(y) && certainly(y >= 0) && certainly(y < 1)) << y;
    EXPECT_EQ(y.upper().sign(), 1);
  }
  EXPECT_FALSE(is_bounded(exp(huge)));
  EXPECT_TRUE(certainly(exp(huge) > 1000));
}

TEST(Elementary, UnboundedAndEmptyIntervals) {
  const Interval all = Interval::everything();
  EXPECT_TRUE(identical(exp(all), Interval::bounds(0, kInfinity)));
  EXPECT_TRUE(is_entire(log(all)));
  EXPECT_TRUE(identical(tanh(all), Interval::bounds(-1, 1)));
  EXPECT_TRUE(identical(erf(all), Interval::bounds(-1, 1)));
  EXPECT_TRUE(identical(erfc(all), Interval::bounds(0, 2)));
  EXPECT_TRUE(is_empty(log(Interval::bounds(-2, -1))));
  EXPECT_TRUE(is_empty(log(Interval::point(0))));
  EXPECT_TRUE(identical(log(Interval::bounds(-1, 1)), Interval::bounds(-kInfinity, 0)));
  EXPECT_TRUE(identical(exp(Interval::point(0)), Interval::point(1)));
  EXPECT_TRUE(identical(erf(Interval::point(0)), Interval::point(0)));
  EXPECT_TRUE(identical(erfc(Interval::point(0)), Interval::point(1)));
  EXPECT_TRUE(identical(log(Interval::point(1)), Interval::point(0)));
  for (const Function& f : functions()) {
    EXPECT_TRUE(is_empty(f.on_interval(Interval::nothing()))) << f.name;
    EXPECT_TRUE(is_empty(f.on_big(empty<BigInterval>({90})))) << f.name;
  }
  EXPECT_TRUE(identical(exp(Interval::point(710)), Interval::bounds(kLargest, kInfinity)));
  EXPECT_TRUE(identical(exp(Interval::point(-746)), Interval::bounds(0, kSmallest)));
}

TEST(Elementary, BasesTwoAndShiftedFunctions) {
  const Interval all = Interval::everything();
  EXPECT_TRUE(identical(exp2(Interval::bounds(-3, 10)), Interval::bounds(0.125, 1024)));
  EXPECT_TRUE(identical(exp2(Interval::point(-1074)), Interval::point(kSmallest)));
  EXPECT_TRUE(identical(exp2(Interval::point(-1075)), Interval::bounds(0, kSmallest)));
  EXPECT_TRUE(identical(exp2(Interval::point(1024)), Interval::bounds(kLargest, kInfinity)));
  EXPECT_TRUE(identical(exp2(all), Interval::bounds(0, kInfinity)));
  EXPECT_TRUE(identical(log2(Interval::bounds(0.125, 1024)), Interval::bounds(-3, 10)));
  EXPECT_TRUE(
      identical(log2(Interval::bounds(-7, kSmallest)), Interval::bounds(-kInfinity, -1074)));
  EXPECT_TRUE(is_entire(log2(all)));
  EXPECT_TRUE(is_empty(log2(Interval::bounds(-1, 0))));
  EXPECT_TRUE(identical(expm1(all), Interval::bounds(-1, kInfinity)));
  EXPECT_TRUE(identical(expm1(Interval::point(0)), Interval::point(0)));
  EXPECT_TRUE(identical(expm1(Interval::point(-1e300)), Interval::bounds(-1, next_up(-1))));
  EXPECT_TRUE(identical(expm1(Interval::point(1e-300)), Interval::bounds(1e-300, next_up(1e-300))));
  EXPECT_TRUE(is_entire(log1p(all)));
  EXPECT_TRUE(identical(log1p(Interval::bounds(-2, 0)), Interval::bounds(-kInfinity, 0)));
  EXPECT_TRUE(is_empty(log1p(Interval::point(-1))));
  EXPECT_TRUE(is_empty(log1p(Interval::bounds(-3, -1))));
  EXPECT_TRUE(
      identical(log1p(Interval::point(1e-300)), Interval::bounds(next_down(1e-300), 1e-300)));
  EXPECT_EQ(log2(decorate(Interval::bounds(kSmallest, 1))).domain, Domain::continuous);
  EXPECT_EQ(log2(decorate(Interval::bounds(0, 1))).domain, Domain::possibly_undefined);
  EXPECT_EQ(log1p(decorate(Interval::bounds(next_up(-1), 1))).domain, Domain::continuous);
  EXPECT_EQ(log1p(decorate(Interval::bounds(-1, 1))).domain, Domain::possibly_undefined);
}

TEST(Elementary, InversesContainWhatTheyUndo) {
  Sampler sampler(54);
  for (int i = 0; i < 3000; ++i) {
    const Interval x = Interval::point(sampler.moderate(-300, 300));
    const Interval y = Interval::point(sampler.uniform(-30, 30));
    const std::string where = "seed 54, index " + std::to_string(i);
    ASSERT_TRUE(subset(x, exp(log(x))) && subset(x, exp2(log2(x)))) << where;
    ASSERT_TRUE(subset(x, expm1(log1p(x)))) << where;
    ASSERT_TRUE(subset(y, log(exp(y))) && subset(y, log2(exp2(y)))) << where;
    ASSERT_TRUE(subset(y, log1p(expm1(y)))) << where;
    ASSERT_TRUE(overlaps(expm1(y), exp(y) - 1) && overlaps(log1p(x), log(x + 1))) << where;
  }
}

TEST(Elementary, OnlyLogHasADomainToLeave) {
  const auto crossing = decorate(Interval::bounds(-1, 4));
  for (const auto& y : {exp(crossing), tanh(crossing), erf(crossing), erfc(crossing)}) {
    EXPECT_EQ(y.domain, Domain::continuous);
  }
  for (const Interval& x :
       {Interval::bounds(0, 4), Interval::bounds(-1, 4), Interval::bounds(-4, -1)}) {
    EXPECT_EQ(log(decorate(x)).domain, Domain::possibly_undefined);
  }
  EXPECT_EQ(log(decorate(Interval::bounds(1, 4))).domain, Domain::continuous);
  EXPECT_EQ(exp(log(crossing)).domain, Domain::possibly_undefined);
  EXPECT_EQ(log(decorate(Interval::bounds(-2, -1))) < 0, Truth::unsettled);
}

}  // namespace
}  // namespace rigor
