#include "model/mixture.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace rigor {
namespace {

TEST(Mixture, SortsAndScalesExactly) {
  const Mixture m({{3}, {Rational(1, 3)}, {-2}}, Rational(2, 3));
  EXPECT_EQ(m.size(), 3U);
  EXPECT_EQ(m.centre(0), Rational(-4, 3));
  EXPECT_EQ(m.centre(1), Rational(2, 9));
  EXPECT_EQ(m.last(), 2);
  EXPECT_EQ(m.range(), Rational(10, 3));
  EXPECT_EQ(m.smallest_gap(), Rational(14, 9));
  EXPECT_EQ(m.midpoint(0), Rational(-5, 9));
  EXPECT_EQ(Mixture({{7}}, 1).smallest_gap(), 0);
}

TEST(Mixture, FindsTheNearestAtom) {
  const Mixture m({{0}, {1}, {10}}, 1);
  EXPECT_EQ(m.nearest(-100), 0U);
  EXPECT_EQ(m.nearest(Rational(1, 4)), 0U);
  EXPECT_EQ(m.nearest(Rational(3, 4)), 1U);
  EXPECT_EQ(m.nearest(1), 1U);
  EXPECT_EQ(m.nearest(6), 2U);
  EXPECT_EQ(m.nearest(1000), 2U);
}

TEST(Mixture, RefusesWhatIsNoData) {
  EXPECT_THROW(Mixture({}, 1), std::invalid_argument);
  EXPECT_THROW(Mixture({{}}, 1), std::invalid_argument);
  EXPECT_THROW(Mixture({{0}, {1, 2}}, 1), std::invalid_argument);
  EXPECT_THROW(Mixture({{0}, {1}}, 0), std::invalid_argument);
  EXPECT_THROW(Mixture({{0}, {1}}, -1), std::invalid_argument);
  EXPECT_THROW(Mixture({{1}, {0}, {1}}, 1), std::invalid_argument);
}

TEST(Mixture, EqualPointsInThePlaneAreRefused) {
  EXPECT_THROW(Mixture({{1, 2}, {2, 1}, {1, 2}}, 1), std::invalid_argument);
  EXPECT_NO_THROW(Mixture({{1, 2}, {2, 1}, {1, 3}}, 1));
}

}  // namespace
}  // namespace rigor
