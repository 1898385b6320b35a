#include "analysis/box.hpp"

#include <gtest/gtest.h>

#include <random>

namespace rigor {
namespace {

Side real_side(const Rational& lower, const Rational& upper, bool lower_open = false,
               bool upper_open = false) {
  return {lower, upper, lower_open, upper_open, false};
}

TEST(Box, KnowsWhichSidesAreEmpty) {
  EXPECT_FALSE(is_empty(real_side(0, 0)));
  EXPECT_TRUE(is_empty(real_side(0, 0, true)));
  EXPECT_TRUE(is_empty(real_side(1, 0)));
  Side integer = real_side(Rational(1, 3), Rational(2, 3));
  integer.integer = true;
  EXPECT_TRUE(is_empty(integer));
  integer = real_side(1, 2, true, true);
  integer.integer = true;
  EXPECT_TRUE(is_empty(integer));
  EXPECT_FALSE(is_empty(Side{}));
}

TEST(Box, IntegerSidesEndAtIntegers) {
  const Side side = at_integers({Rational(1, 2), Rational(3), false, true, true});
  EXPECT_EQ(side.lower, Rational(1));
  EXPECT_EQ(side.upper, Rational(2));
  EXPECT_FALSE(side.lower_open || side.upper_open);
}

TEST(Box, OpenEndsDoNotBelong) {
  EXPECT_TRUE(excludes_zero(real_side(0, 1, true)));
  EXPECT_FALSE(excludes_zero(real_side(0, 1)));
  EXPECT_TRUE(contains(real_side(0, 1), 0));
  EXPECT_FALSE(contains(real_side(0, 1, false, true), 1));
}

// Every value is in a part, and in exactly the parts that its owner says.
TEST(Box, SplittingCovers) {
  std::mt19937 random(5);
  const auto number = [&] { return Rational(static_cast<int>(random() % 25) - 12, 3); };
  for (int k = 0; k < 3000; ++k) {
    Side side;
    if (random() % 4 != 0) side.lower = number();
    if (random() % 4 != 0) side.upper = number();
    side.lower_open = side.lower && random() % 2 == 0;
    side.upper_open = side.upper && random() % 2 == 0;
    side.integer = random() % 3 == 0;
    const Rational c = number();
    const auto owner = static_cast<Owner>(random() % 3);
    const auto [below, above] = split(side, c, owner);
    for (int p = -50; p <= 50; ++p) {
      const Rational x(p, 6);
      if (!contains(side, x)) {
        EXPECT_FALSE(contains(below, x) || contains(above, x));
        continue;
      }
      EXPECT_TRUE(contains(below, x) || contains(above, x));
      if (x == c && !side.integer) {
        EXPECT_EQ(contains(below, x), owner != Owner::right);
        EXPECT_EQ(contains(above, x), owner != Owner::left);
      }
      EXPECT_TRUE(!side.integer || contains(below, x) != contains(above, x));
    }
  }
}

TEST(Box, SplitPointsAreInside) {
  std::mt19937 random(6);
  for (int k = 0; k < 2000; ++k) {
    const Rational lower(static_cast<int>(random() % 2000) - 1000, 1 + random() % 700);
    const Rational width(1 + random() % 1000, 1 + random() % 100000);
    const Rational c = split_point(real_side(lower, lower + width));
    EXPECT_LE(lower + width / 4, c);
    EXPECT_LE(c, lower + width * 3 / 4);
  }
  EXPECT_EQ(split_point(Side{}), 0);
  EXPECT_EQ(split_point({Rational(5), std::nullopt, false, false, false}), 8);
  EXPECT_EQ(split_point({std::nullopt, Rational(-5), false, false, false}), -8);
}

TEST(Box, EnclosesItsSides) {
  const Side third = {Rational(1, 3), std::nullopt, false, false, false};
  const Interval half_line = enclose_side<Interval>(third, {53});
  EXPECT_TRUE(contains(half_line, Rational(1, 3)));
  EXPECT_FALSE(is_bounded(half_line));
  EXPECT_TRUE(is_entire(enclose_side<Interval>(Side{}, {53})));
  const Side below = {std::nullopt, Rational(-1, 3), false, false, false};
  EXPECT_TRUE(contains(enclose_side<Interval>(below, {53}), Rational(-1000)));
  EXPECT_FALSE(contains(enclose_side<Interval>(below, {53}), Rational(0)));
}

}  // namespace
}  // namespace rigor
