#include "number/rational_rounding.hpp"

#include <gtest/gtest.h>

#include <random>

namespace rigor {
namespace {

// By trying all denominators.
Rational simplest_by_search(const Rational& lower, const Rational& upper) {
  for (Integer q = 1;; ++q) {
    const Integer least = -floor_of(-lower * Rational(q));
    const Integer most = floor_of(upper * Rational(q));
    if (least > most) continue;
    if (least <= 0 && most >= 0) return 0;
    return Rational(least > 0 ? least : most, q);
  }
}

TEST(RationalRounding, FloorIsTheGreatestIntegerBelow) {
  EXPECT_EQ(floor_of(Rational(7, 2)), 3);
  EXPECT_EQ(floor_of(Rational(-7, 2)), -4);
  EXPECT_EQ(floor_of(-3), -3);
}

TEST(RationalRounding, SimplestIsTheLeastDenominator) {
  std::mt19937 random(3);
  const auto number = [&] {
    const int p = static_cast<int>(random() % 400) - 200;
    return Rational(p, 1 + static_cast<int>(random() % 97));
  };
  for (int k = 0; k < 2000; ++k) {
    Rational lower = number(), upper = number();
    if (lower > upper) std::swap(lower, upper);
    EXPECT_EQ(simplest_between(lower, upper), simplest_by_search(lower, upper))
        << lower << ' ' << upper;
  }
  EXPECT_EQ(simplest_between(Rational(314, 100), Rational(315, 100)), Rational(22, 7));
}

}  // namespace
}  // namespace rigor
