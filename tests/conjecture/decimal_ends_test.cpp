#include "conjecture/decimal_ends.hpp"

#include <gtest/gtest.h>

namespace rigor {
namespace {

TEST(DecimalEnds, CountUnitsOfTheLastDigit) {
  EXPECT_TRUE(at_most_one_unit_apart("1.23", "1.24", 3));
  EXPECT_FALSE(at_most_one_unit_apart("1.23", "1.25", 3));
  EXPECT_TRUE(at_most_one_unit_apart("1.2", "1.21", 3));
  EXPECT_TRUE(at_most_one_unit_apart("-1.24", "-1.23", 3));
  EXPECT_TRUE(at_most_one_unit_apart("0.00123", "0.00124", 3));
  EXPECT_TRUE(at_most_one_unit_apart("1230", "1240", 3));
  EXPECT_FALSE(at_most_one_unit_apart("1230", "1241", 3));
  EXPECT_TRUE(at_most_one_unit_apart("1.25e-300000", "1.26e-300000", 3));
  EXPECT_FALSE(at_most_one_unit_apart("1.25e-300000", "1.25e-299999", 3));
  EXPECT_TRUE(at_most_one_unit_apart("47.99", "48.01", 3));
  EXPECT_FALSE(at_most_one_unit_apart("47.94", "48.05", 3));
}

TEST(DecimalEnds, CountAcrossAPowerOfTen) {
  EXPECT_TRUE(at_most_one_unit_apart("0.999", "1", 3));
  EXPECT_TRUE(at_most_one_unit_apart("9.99e5", "1e6", 3));
  EXPECT_FALSE(at_most_one_unit_apart("0.999", "1.01", 3));
  EXPECT_FALSE(at_most_one_unit_apart("0.998", "1", 3));
}

TEST(DecimalEnds, SettleNothingAroundZeroAndInfinity) {
  EXPECT_FALSE(at_most_one_unit_apart("0", "1e-300", 3));
  EXPECT_FALSE(at_most_one_unit_apart("-1e-9", "1e-9", 3));
  EXPECT_FALSE(at_most_one_unit_apart("-1e-9", "0", 3));
  EXPECT_FALSE(at_most_one_unit_apart("1", "inf", 3));
  EXPECT_FALSE(at_most_one_unit_apart("-inf", "-inf", 3));
  EXPECT_FALSE(at_most_one_unit_apart("nan", "nan", 3));
  EXPECT_TRUE(at_most_one_unit_apart("0", "0", 3));
  EXPECT_TRUE(at_most_one_unit_apart("0.5", "0.5", 1));
}

TEST(DecimalEnds, ExactDecimals) {
  EXPECT_EQ(exact_decimal(Rational(3, 10), 1), "0.3");
  EXPECT_EQ(exact_decimal(Rational(-5, 4), 3), "-1.25");
  EXPECT_EQ(exact_decimal(Rational(5, 4), 2), std::nullopt);
  EXPECT_EQ(exact_decimal(Rational(1, 3), 50), std::nullopt);
  EXPECT_EQ(exact_decimal(Rational(1, 7), 50), std::nullopt);
  EXPECT_EQ(exact_decimal(0, 1), "0");
  EXPECT_EQ(exact_decimal(1200, 2), "1200");
  EXPECT_EQ(exact_decimal(*parse_rational("1.25e-7"), 3), "1.25e-7");
  EXPECT_EQ(exact_decimal(*parse_rational("3e-100000"), 3), "3e-100000");
  EXPECT_EQ(exact_decimal(*parse_rational("1e-5"), 3), "0.00001");
  EXPECT_EQ(exact_decimal(*parse_rational("1e20"), 3), "100000000000000000000");
  EXPECT_EQ(exact_decimal(*parse_rational("-1e21"), 3), "-1e21");
  EXPECT_EQ(exact_decimal(Rational(1, 5), 3), "0.2");
  EXPECT_EQ(exact_decimal(Rational(1, 16), 4), "0.0625");
}

TEST(DecimalEnds, Align) {
  std::string lower = "3.1415926535898";
  std::string upper = "3.14159265358980";
  align(lower, upper);
  EXPECT_EQ(lower, "3.14159265358980");
  lower = "-1.2e-9";
  upper = "-1.19e-9";
  align(lower, upper);
  EXPECT_EQ(lower, "-1.20e-9");
  lower = "9.99e5";
  upper = "1e6";
  align(lower, upper);
  EXPECT_EQ(upper, "1e6");
  lower = "2";
  upper = "2.1";
  align(lower, upper);
  EXPECT_EQ(lower, "2");
}

}  // namespace
}  // namespace rigor
