// Teeth of the lemmas: with the constants of the statements each is proved, and with any constant
// changed for the worse it is not.
#include "proofs-check/big_step/lemmas.hpp"

#include <gtest/gtest.h>

namespace rigor::big_step {
namespace {

using D = Decorated<BigInterval>;
constexpr Precision k128{128};

Mixture equispaced(int n, const Rational& gap = 1) {
  std::vector<std::vector<Rational>> points;
  for (int k = 0; k < n; ++k) points.push_back({k * gap});
  return Mixture(points, 1);
}

bool proves(Truth truth) {
  return certainly(truth);
}

TEST(Lemmas, MidpointVariance) {
  EXPECT_TRUE(proves(midpoint_variance(4, 4)));
  EXPECT_FALSE(proves(midpoint_variance(Rational(399, 100), 4)));
  EXPECT_FALSE(proves(midpoint_variance(4, Rational(399, 100))));
  EXPECT_FALSE(proves(midpoint_variance(-4, 4)));
}

TEST(Lemmas, MidpointVarianceByCount) {
  EXPECT_TRUE(proves(midpoint_variance_by_count(2)));
  EXPECT_FALSE(proves(midpoint_variance_by_count(Rational(199, 100))));
}

TEST(Lemmas, NearCentreVariance) {
  EXPECT_TRUE(proves(near_centre_variance(2, Rational(1, 4))));
  EXPECT_FALSE(proves(near_centre_variance(Rational(199, 100), Rational(1, 4))));
  EXPECT_FALSE(proves(near_centre_variance(2, Rational(26, 100))));
  EXPECT_FALSE(proves(near_centre_variance(2, Rational(1, 2))));
}

TEST(Lemmas, NearCentreByCount) {
  // delta = 1, sigma = 1/2: u_1 = 4 is the end of the hypothesis delta >= 2 sigma.
  const auto holds = [](std::size_t n, const Rational& u_1, const Rational& radius,
                        const Rational& mean, const Rational& variance) {
    return proves(near_centre_by_count<D>(n, 1, u_1, radius, mean, variance, k128));
  };
  for (std::size_t n = 2; n <= 40; ++n) EXPECT_TRUE(holds(n, 4, Rational(1, 4), 1, 4)) << n;
  EXPECT_FALSE(holds(2, Rational(399, 100), Rational(1, 4), 1, 4)) << "sigma above delta / 2";
  EXPECT_FALSE(holds(3, 4, Rational(1, 2), 1, 4)) << "radius delta / 2";
  EXPECT_FALSE(holds(2, 4, Rational(1, 4), Rational(49, 100), 4)) << "mean";
  EXPECT_FALSE(holds(3, 4, Rational(1, 4), Rational(1, 2), 4)) << "mean";
  EXPECT_FALSE(holds(2, 4, Rational(1, 4), 1, Rational(1, 5))) << "variance";
  EXPECT_FALSE(holds(3, 4, Rational(1, 4), 1, Rational(22, 100))) << "variance";
}

TEST(Lemmas, SharpRisk) {
  EXPECT_TRUE(proves(sharp_risk(1)));
  EXPECT_FALSE(proves(sharp_risk(Rational(99, 100))));
}

TEST(Lemmas, SmallRisk) {
  // sqrt(pi/2) sum 6 k exp(-36 k^2 / 8) = 0.083538...
  EXPECT_TRUE(proves(small_risk<D>(Rational(836, 10000), k128)));
  EXPECT_TRUE(proves(small_risk<D>(Rational(83540, 1000000), k128)));
  EXPECT_FALSE(proves(small_risk<D>(Rational(835, 10000), k128)));
  EXPECT_FALSE(proves(small_risk<D>(Rational(0), k128)));
}

TEST(Lemmas, PrintedRisk) {
  const Mixture data = equispaced(10);
  EXPECT_TRUE(proves(printed_risk<D>(data, Rational(1, 2), 4, k128)));
  EXPECT_FALSE(proves(printed_risk<D>(data, Rational(51, 100), 4, k128)))
      << "sigma above delta / 2";
  EXPECT_FALSE(proves(printed_risk<D>(data, Rational(1, 2), Rational(1, 1000), k128)));
  EXPECT_FALSE(proves(printed_risk<D>(data, Rational(1, 2), 0, k128)));
  // n = 2: factor exp(-u/32) >= sqrt(pi/2) sigma exp(-u/8) at u = 4, sigma = 1/2: factor >= 0.4307.
  EXPECT_TRUE(proves(printed_risk<D>(equispaced(2), Rational(1, 2), Rational(432, 1000), k128)));
  EXPECT_FALSE(proves(printed_risk<D>(equispaced(2), Rational(1, 2), Rational(430, 1000), k128)));
}

TEST(Lemmas, CellWeights) {
  // Equispaced data are extremal: the sums are exactly delta i^2 (i-1) / 2 and its mirror image.
  for (const int n : {3, 4, 5, 6, 9, 10, 30}) {
    const Mixture data = equispaced(n, Rational(1, 3));
    EXPECT_TRUE(proves(cell_weights(data, Rational(1, 2), Rational(1, 4)))) << n;
    if (n < 4) continue;  // every factor is 0
    EXPECT_FALSE(proves(cell_weights(data, Rational(501, 1000), Rational(1, 4)))) << n;
    EXPECT_FALSE(proves(cell_weights(data, Rational(1, 2), Rational(251, 1000)))) << n;
  }
}

TEST(Lemmas, TotalCurvature) {
  EXPECT_TRUE(proves(total_curvature(2, 8)));
  EXPECT_TRUE(proves(total_curvature(4, 8)));
  EXPECT_FALSE(proves(total_curvature(Rational(199, 100), 8)));
  EXPECT_FALSE(proves(total_curvature(2, Rational(799, 100))));
}

}  // namespace
}  // namespace rigor::big_step
