// The floating-point search: it finds known minima, the same ones for a seed.
#include "analysis/propose_minimum.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <set>
#include <stdexcept>

namespace rigor::test {
namespace {

using Point = std::vector<double>;

TEST(SeededRandom, IsTheSameOnEveryMachine) {
  SeededRandom random(2024);
  // The standard fixes the bits of mt19937_64: its 10000th number from the default seed.
  SeededRandom standard(5489);
  for (int k = 1; k < 10000; ++k) standard.uniform();
  EXPECT_EQ(standard.uniform(), static_cast<double>(9981545732273789042U >> 11) * 0x1p-53);
  std::set<int> seen;
  double sum = 0, squares = 0;
  for (int k = 0; k < 20000; ++k) {
    const double u = random.uniform(-2, 3), z = random.normal();
    ASSERT_TRUE(-2 <= u && u < 3);
    const int i = random.integer(-3, 4);
    ASSERT_TRUE(-3 <= i && i <= 4);
    seen.insert(i);
    sum += z;
    squares += z * z;
  }
  EXPECT_EQ(seen.size(), 8U);
  EXPECT_NEAR(sum / 20000, 0, 0.03);
  EXPECT_NEAR(squares / 20000, 1, 0.05);
}

// sum i (x_i - 1)^2 with the condition 10^4, in four dimensions.
TEST(ProposeMinimum, OfAnIllConditionedQuadraticForm) {
  const auto objective = [](const Point& x) {
    double sum = 0, factor = 1;
    for (const double t : x) {
      sum += factor * (t - 1) * (t - 1);
      factor *= 22;
    }
    return sum;
  };
  SeededRandom random(1);
  const Proposal found = propose_minimum(objective, Point(4, 0), 0.3, 5000, random);
  EXPECT_EQ(found.value, objective(found.point));
  EXPECT_LT(found.value, 1e-10);
}

TEST(ProposeMinimum, OfRosenbrocksFunction) {
  const auto objective = [](const Point& x) {
    const double a = x[1] - x[0] * x[0], b = 1 - x[0];
    return 100 * a * a + b * b;
  };
  SeededRandom random(1);
  const Proposal found = propose_minimum(objective, {-1.2, 1}, 0.3, 10000, random);
  EXPECT_NEAR(found.point[0], 1, 1e-4);
  EXPECT_NEAR(found.point[1], 1, 1e-4);
}

// |x| + |y|, undefined for x < 1/2: the minimum is on the edge.
TEST(ProposeMinimum, RefusesNaN) {
  const auto objective = [](const Point& x) {
    return x[0] < 0.5 ? std::numeric_limits<double>::quiet_NaN() : std::abs(x[0]) + std::abs(x[1]);
  };
  SeededRandom random(1);
  const Proposal found = propose_minimum(objective, {2, 2}, 0.3, 5000, random);
  EXPECT_GE(found.point[0], 0.5);
  EXPECT_NEAR(found.value, 0.5, 1e-3);
  // Even where the start is undefined.
  EXPECT_NEAR(propose_minimum(objective, {0, 2}, 0.3, 5000, random).value, 0.5, 1e-3);
}

TEST(ProposeMinimum, IsDeterminedByTheSeedAndKeepsToItsEvaluations) {
  int calls = 0;
  const auto objective = [&](const Point& x) {
    ++calls;
    return (x[0] - 3) * (x[0] - 3);
  };
  SeededRandom first(5), second(5), third(6);
  const Proposal a = propose_minimum(objective, {0}, 1, 40, first);
  EXPECT_LE(calls, 40);
  EXPECT_EQ(a.point, propose_minimum(objective, {0}, 1, 40, second).point);
  EXPECT_NE(a.point, propose_minimum(objective, {0}, 1, 40, third).point);
  EXPECT_THROW(propose_minimum([](const Point&) -> double { throw std::runtime_error("spent"); },
                               {0}, 1, 40, first),
               std::runtime_error);
}

}  // namespace
}  // namespace rigor::test
