#include "analysis/ode_parts.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "ode_systems.hpp"

namespace rigor {
namespace {

using test::Lorenz;
using test::widest;

Interval point(double x) {
  return Interval::point(x);
}

std::vector<Interval> around(double x, double y, double z, double radius) {
  const Interval side = Interval::bounds(-radius, radius);
  return {point(x) + side, point(y) + side, point(z) + side};
}

TEST(OdeParts, AreNarrowerThanTheWholeAndHoldItsPoints) {
  const auto make = [](const std::vector<Interval>& start) {
    return precise_ode_flow(Lorenz{}, point(0), start);
  };
  const std::vector<Interval> box = around(15, 15, 36, 1e-6);
  const auto whole = state_of_parts<Interval>(make, box, 0, point(5), [] {});
  const auto parts = state_of_parts<Interval>(make, box, 1, point(5), [] {});
  ASSERT_TRUE(whole && parts);
  EXPECT_LE(widest(*parts), 4.5e-4);
  EXPECT_LT(widest(*parts), widest(*whole));
  // Corners of the box, integrated as points.
  for (int corner = 0; corner < 8; ++corner) {
    std::vector<Interval> start;
    for (std::size_t k = 0; k < 3; ++k) {
      start.push_back((corner >> k & 1) == 0 ? lower_point(box[k]) : upper_point(box[k]));
    }
    auto flow = make(start);
    ASSERT_EQ(flow.run(point(5), [] {}), OdeStop::reached);
    for (std::size_t k = 0; k < 3; ++k) {
      EXPECT_TRUE(subset(flow.state()[k], (*parts)[k])) << corner << ", " << k;
    }
  }
}

TEST(OdeParts, APartThatDoesNotReachTheEndLeavesNothing) {
  const auto square = [](const auto&, const auto& x) {
    return std::vector{sqr(x[0])};  // x = 1 / (1 / x0 - t)
  };
  const auto make = [&](const std::vector<Interval>& start) {
    return ode_flow(square, point(0), start);
  };
  const std::vector<Interval> box = {Interval::bounds(0.25, 1)};
  EXPECT_FALSE(state_of_parts<Interval>(make, box, 2, point(2), [] {}));
  const std::vector<Interval> below = {Interval::bounds(0.25, 0.375)};
  EXPECT_TRUE(state_of_parts<Interval>(make, below, 2, point(2), [] {}));
}

}  // namespace
}  // namespace rigor
