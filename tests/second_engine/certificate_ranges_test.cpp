// The interval arithmetic of the re-checker against exact rationals, and its functions against
// points with twice the precision.
#include "second_engine/certificate_ranges.hpp"

#include <gtest/gtest.h>

#include <random>

namespace rigor::second_engine {
namespace {

using A = Arithmetic<DoubleEnds>;
using R = Range<DoubleEnds>;

// Doubles of all sizes, often with few bits, so that exact results and underflow occur.
double sample(std::mt19937& random) {
  const int kind = static_cast<int>(random() % 4);
  const double mantissa =
      kind == 0 ? static_cast<double>(random() % 16)
                : static_cast<double>(random()) + static_cast<double>(random()) / 4294967296.0;
  const int exponent = kind == 1   ? static_cast<int>(random() % 2000) - 1080
                       : kind == 2 ? static_cast<int>(random() % 80) - 1090
                                   : static_cast<int>(random() % 20) - 10;
  const double value = std::ldexp(mantissa, exponent);
  return random() % 2 == 0 ? value : -value;
}

bool contains_exactly(const R& range, const Rational& value) {
  const bool above =
      !std::isfinite(range.lower) ? range.lower < 0 : to_rational(range.lower) <= value;
  const bool below =
      !std::isfinite(range.upper) ? range.upper > 0 : value <= to_rational(range.upper);
  return above && below;
}

TEST(CertificateRanges, PointOperationsEncloseTheExactResult) {
  const A a;
  std::mt19937 random(3);
  for (int i = 0; i < 20000; ++i) {
    const double x = sample(random), y = sample(random);
    if (!std::isfinite(x) || !std::isfinite(y)) continue;
    const Rational p = to_rational(x), q = to_rational(y);
    const R X{x, x}, Y{y, y};
    EXPECT_TRUE(contains_exactly(a.add(X, Y), p + q)) << x << ' ' << y;
    EXPECT_TRUE(contains_exactly(a.sub(X, Y), p - q)) << x << ' ' << y;
    EXPECT_TRUE(contains_exactly(a.mul(X, Y), p * q)) << x << ' ' << y;
    if (y != 0) {
      EXPECT_TRUE(contains_exactly(a.div(X, Y), p / q)) << x << ' ' << y;
    }
    EXPECT_TRUE(contains_exactly(a.pow(X, 3), p * p * p)) << x;
    const R root = a.root(A::integer(0).lower <= x ? X : R{-x, -x}, 2);
    EXPECT_LE(to_rational(root.lower) * to_rational(root.lower), abs(p)) << x;
    EXPECT_GE(to_rational(root.upper) * to_rational(root.upper), abs(p)) << x;
    EXPECT_TRUE(contains_exactly(a.rational(p / 3), p / 3)) << x;
  }
}

TEST(CertificateRanges, IntervalOperationsEncloseAllMembers) {
  const A a;
  std::mt19937 random(5);
  const auto small = [&random] { return static_cast<double>(random() % 9) - 4; };
  const auto range = [&] {
    const double x = small(), y = small();
    return R{std::min(x, y), std::max(x, y)};
  };
  for (int i = 0; i < 3000; ++i) {
    const R X = range(), Y = range();
    const R sum = a.add(X, Y), product = a.mul(X, Y), quotient = a.div(X, Y), cube = a.pow(X, 3),
            fourth = a.pow(X, 4), size = a.abs(X), least = a.min(X, Y);
    for (double x = X.lower; x <= X.upper; x += 0.5) {
      EXPECT_TRUE(contains_exactly(cube, to_rational(x * x * x)));
      EXPECT_TRUE(contains_exactly(fourth, to_rational(x * x * x * x)));
      EXPECT_TRUE(contains_exactly(size, to_rational(std::fabs(x))));
      for (double y = Y.lower; y <= Y.upper; y += 0.5) {
        EXPECT_TRUE(contains_exactly(sum, to_rational(x + y)));
        EXPECT_TRUE(contains_exactly(product, to_rational(x * y)));
        EXPECT_TRUE(contains_exactly(least, to_rational(std::min(x, y))));
        if (y != 0) {
          EXPECT_TRUE(contains_exactly(quotient, to_rational(x) / to_rational(y)));
        }
      }
    }
  }
}

TEST(CertificateRanges, FunctionsEncloseTheirValuesAtMembersAndAreTight) {
  const A a;
  const Arithmetic<BigEnds> big(BigEnds{256});
  std::mt19937 random(7);
  for (const Word word :
       {Word::exp, Word::log, Word::sin, Word::cos, Word::tan, Word::asin, Word::acos, Word::atan,
        Word::sinh, Word::cosh, Word::tanh, Word::erf, Word::erfc}) {
    for (int i = 0; i < 150; ++i) {
      const bool unit = word == Word::asin || word == Word::acos;
      const double scale = unit ? 1.0 / 64 : i % 3 == 0 ? 1.0 / 512 : 0.25;
      const double x = (static_cast<double>(random() % 129) - 64) * scale;
      const double y = x + static_cast<double>(random() % 64) * scale / 2;
      const R range = a.function(word, {x, y});
      if (A::empty(range)) {
        EXPECT_TRUE(word == Word::log ? y <= 0 : x > 1);
        continue;
      }
      double least = DoubleEnds::kInfinity, greatest = -DoubleEnds::kInfinity;
      for (int k = 0; k <= 16; ++k) {
        const double t = x + (y - x) * k / 16;
        if ((word == Word::log && t <= 0) || (unit && t > 1)) continue;
        Arf end;
        arf_set_d(end.get(), t);
        const Range<BigEnds> value = big.function(word, {end, end});
        const double lower = DoubleEnds::from_arf(value.lower.get(), false);
        const double upper = DoubleEnds::from_arf(value.upper.get(), true);
        EXPECT_LE(range.lower, upper) << static_cast<int>(word) << ' ' << x << ' ' << y;
        EXPECT_GE(range.upper, lower) << static_cast<int>(word) << ' ' << x << ' ' << y;
        least = std::min(least, lower);
        greatest = std::max(greatest, upper);
      }
      if (word == Word::tan && range.upper == DoubleEnds::kInfinity) {
        EXPECT_TRUE(a.may_have_pole({x, y}));
      } else if (x == y) {  // a unit in the last place, or two
        EXPECT_LE(range.upper - range.lower, 1e-15 * std::max(1e-3, std::fabs(greatest)));
      }
    }
  }
  EXPECT_EQ(a.function(Word::exp, {0, 0}).upper, 1);
  EXPECT_EQ(a.function(Word::exp, {0, 0}).lower, 1);
  EXPECT_EQ(a.function(Word::log, {1, 1}).upper, 0);
  EXPECT_EQ(a.function(Word::erf, {0, 0}).upper, 0);
  EXPECT_EQ(a.function(Word::acos, {1, 1}).upper, 0);
  EXPECT_EQ(a.root({8, 8}, 3).upper, 2);
  EXPECT_EQ(a.function(Word::exp, {-1e300, 1e300}).lower, 0);
  EXPECT_EQ(a.function(Word::exp, {1000, 1000}).lower, DoubleEnds::kLargest);
  EXPECT_EQ(a.function(Word::exp, {-1000, -1000}).lower, 0);
  EXPECT_GT(a.function(Word::exp, {-1000, -1000}).upper, 0);
}

}  // namespace
}  // namespace rigor::second_engine
