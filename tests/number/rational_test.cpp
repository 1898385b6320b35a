#include "number/rational.hpp"

#include <gtest/gtest.h>

#include <limits>

#include "support/sampling.hpp"

namespace rigor {
namespace {

Rational parsed(std::string_view text) {
  const auto value = parse_rational(text);
  EXPECT_TRUE(value.has_value()) << text;
  return value.value_or(Rational(0));
}

TEST(ParseRational, ReadsWhatPeopleWrite) {
  EXPECT_EQ(parsed("22/7"), Rational(22, 7));
  EXPECT_EQ(parsed("-0.25"), Rational(-1, 4));
  EXPECT_EQ(parsed("1e-3"), Rational(1, 1000));
  EXPECT_EQ(parsed("+3"), Rational(3));
  EXPECT_EQ(parsed("0.1"), Rational(1, 10));
  EXPECT_EQ(parsed("-6/4"), Rational(-3, 2));
  EXPECT_EQ(parsed("12.50E+2"), Rational(1250));
  EXPECT_EQ(parsed(".5"), Rational(1, 2));
  EXPECT_EQ(parsed("5."), Rational(5));
  EXPECT_EQ(parsed("0010"), Rational(10));  // not octal
  EXPECT_EQ(parsed("-0"), Rational(0));
  EXPECT_EQ(parsed("1e0"), Rational(1));
  EXPECT_EQ(parsed("0e99999"), Rational(0));
}

TEST(ParseRational, RefusesEverythingElse) {
  for (const char* text :
       {"",    " ",     "+",    "-",     ".",        "1/0",       "1/",
        "/2",  "1//2",  "1/-2", "1/2/3", "1.5/2",    "1/2.5",     "--1",
        "+-1", "1e",    "1e+",  "1e1.5", "1e100001", "1e-100001", "1e99999999999999999999",
        " 1",  "1 ",    "1 /2", "0x10",  "1_000",    "1,5",       "nan",
        "inf", "1e5/2", "1..2", "e5",    ".e5",      "1f",        "١"}) {
    EXPECT_FALSE(parse_rational(text).has_value()) << '"' << text << '"';
  }
  EXPECT_FALSE(parse_rational(std::string_view("1\0", 2)).has_value());
}

TEST(ParseRational, TakesTheWholeRangeOfExponents) {
  EXPECT_EQ(parsed("1e100000") * parsed("1e-100000"), Rational(1));
  EXPECT_TRUE(parse_rational(std::string(100000, '7')).has_value());
}

TEST(ParseRational, InvertsToString) {
  test::Sampler sampler(11);
  for (int i = 0; i < 2000; ++i) {
    const Rational value(sampler.integer(-1000000, 1000000), sampler.integer(1, 1000000));
    EXPECT_EQ(parsed(to_string(value)), value) << "seed 11, index " << i;
  }
  EXPECT_EQ(to_string(Rational(-6, 4)), "-3/2");
  EXPECT_EQ(to_string(Rational(7)), "7");
}

TEST(ToRational, IsExact) {
  EXPECT_EQ(to_rational(0.1), Rational("3602879701896397/36028797018963968"));
  EXPECT_EQ(to_rational(-0.0), Rational(0));
  EXPECT_EQ(to_rational(0x1p-1074) * to_rational(0x1p1000), to_rational(0x1p-74));
  EXPECT_THROW(to_rational(std::numeric_limits<double>::infinity()), std::invalid_argument);
  EXPECT_THROW(to_rational(std::numeric_limits<double>::quiet_NaN()), std::invalid_argument);
}

}  // namespace
}  // namespace rigor
