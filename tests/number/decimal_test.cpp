#include "number/decimal.hpp"

#include <gtest/gtest.h>

#include <sstream>

#include "number/interval_number.hpp"
#include "support/sampling.hpp"

namespace rigor {
namespace {

using Pair = std::pair<std::string, std::string>;

template <class I>
Pair decimal_of(const Rational& value, int digits) {
  return decimal(enclose<I>(value, Precision{200}), digits);
}

TEST(Decimal, RoundsOutward) {
  EXPECT_EQ(decimal_of<BigInterval>(Rational(2, 3), 6), Pair("0.666666", "0.666667"));
  EXPECT_EQ(decimal_of<Interval>(Rational(-2, 3), 6), Pair("-0.666667", "-0.666666"));
  EXPECT_EQ(decimal_of<Interval>(Rational(1, 4), 6), Pair("0.25", "0.25"));
  EXPECT_EQ(decimal_of<Interval>(Rational(1999), 2), Pair("1900", "2000"));
  EXPECT_EQ(decimal_of<Interval>(Rational(0), 6), Pair("0", "0"));
  EXPECT_EQ(decimal_of<Interval>(Rational(-7), 1), Pair("-7", "-7"));
  EXPECT_EQ(decimal_of<Interval>(Rational(100), 5), Pair("100", "100"));
}

TEST(Decimal, UsesExponentsForExtremeNumbers) {
  const Rational tiny = *parse_rational("125e-302");
  EXPECT_EQ(decimal_of<BigInterval>(tiny, 2), Pair("1.2e-300", "1.3e-300"));
  EXPECT_EQ(decimal_of<BigInterval>(*parse_rational("1e20"), 5),
            Pair("100000000000000000000", "100000000000000000000"));
  EXPECT_EQ(decimal_of<BigInterval>(*parse_rational("1e21"), 5), Pair("1e21", "1e21"));
  EXPECT_EQ(decimal_of<Interval>(Rational(1, 32768), 20),
            Pair("0.000030517578125", "0.000030517578125"));
  EXPECT_EQ(decimal(Interval::point(0x1p-1074), 3), Pair("4.94e-324", "4.95e-324"));
}

TEST(Decimal, NamesInfinitiesAndTheEmptySet) {
  EXPECT_EQ(decimal(Interval::everything(), 5), Pair("-inf", "inf"));
  EXPECT_EQ(decimal(abs(entire<BigInterval>({80})), 5), Pair("0", "inf"));
  std::ostringstream out;
  out << Interval::nothing() << ' ' << empty<BigInterval>({80}) << ' ' << Interval::bounds(1, 2.5)
      << ' ' << enclose<BigInterval>(Rational(1, 3), {20});
  EXPECT_EQ(out.str(), "empty empty [1, 2.5] [0.33333301, 0.3333335]");
}

// The text encloses the number, and moving an end inward by one unit of the last of `digits` digits
// would not.
TEST(Decimal, IsOutwardAndMinimal) {
  test::Sampler sampler(41);
  const int count = test::sample_count(20000, 200000);
  for (int i = 0; i < count; ++i) {
    const double x = sampler.finite();
    const int digits = sampler.integer(1, 25);
    const auto [lo, hi] = decimal(Interval::point(x), digits);
    const Rational exact = to_rational(x);
    const auto below = parse_rational(lo);
    const auto above = parse_rational(hi);
    const std::string replay = "seed 41, index " + std::to_string(i) + ": " + test::hex(x) + " " +
                               std::to_string(digits) + " " + lo + " " + hi;
    ASSERT_TRUE(below && above) << replay;
    ASSERT_TRUE(*below <= exact && exact <= *above) << replay;
    if (*below == exact || *above == exact) {
      ASSERT_EQ(*below, *above) << replay;
      continue;
    }
    // 10^(e - digits + 1) <= |x| 10^(1 - digits), e the decimal exponent of the larger end.
    const Rational size = abs(*below) > abs(*above) ? abs(*below) : abs(*above);
    const Rational unit = size * *parse_rational("1e" + std::to_string(1 - digits));
    ASSERT_TRUE(*above - *below <= unit) << replay;
  }
}

}  // namespace
}  // namespace rigor
