// Multiples of pi/2 in intervals, counted.
#include "function/quadrants.hpp"

#include <gtest/gtest.h>

#include "function/constants.hpp"
#include "support/sampling.hpp"
#include "support/widest_range.hpp"

namespace rigor {
namespace {

BigInterval between(double lo, double hi) {
  return convert<BigInterval>(Interval::bounds(lo, hi), Precision{53});
}

void expect_quadrants(const BigInterval& x, int first, int count) {
  const Quadrants q = quadrants_of(x);
  EXPECT_EQ(q.first, first) << x;
  EXPECT_EQ(q.count, count) << x;
}

TEST(Quadrants, ByHand) {
  expect_quadrants(between(0, 0), 0, 1);
  expect_quadrants(between(0, 1), 0, 1);
  expect_quadrants(between(-1, 0), 0, 1);
  expect_quadrants(between(-1, 1), 0, 1);
  expect_quadrants(between(1, 1.5), 1, 0);
  expect_quadrants(between(1, 2), 1, 1);
  expect_quadrants(between(-2, -1), 3, 1);
  expect_quadrants(between(-2, 2), 3, 3);
  expect_quadrants(between(4, 5), 3, 1);
  expect_quadrants(between(5, 6), 0, 0);
  expect_quadrants(between(0, 6), 0, 4);
  expect_quadrants(between(-1e300, 1e300), quadrants_of(between(-1e300, 0)).first, 4);
}

TEST(Quadrants, HoldsTellsTheResidues) {
  const Quadrants q{3, 2};  // ..., 3, 4, ...
  EXPECT_TRUE(q.hold(3) && q.hold(0));
  EXPECT_FALSE(q.hold(1) || q.hold(2));
  const Quadrants none{2, 0};
  const Quadrants all{2, 4};
  for (int j = 0; j < 4; ++j) EXPECT_TRUE(!none.hold(j) && all.hold(j));
}

// The doubles around j pi/2 for j up to 10^15, and numbers of many digits just beside it.
TEST(Quadrants, NearMultiples) {
  test::Sampler sampler(101);
  const BigInterval half_pi = scale2(big_pi({700}), -1);
  const int count = test::sample_count(2000, 50000);
  for (int i = 0; i < count; ++i) {
    const long j = static_cast<long>(sampler.bits() >> sampler.integer(14, 62)) + 1;
    const Precision p{sampler.integer(53, 600)};
    const BigInterval around = convert<BigInterval>(j * half_pi, p);
    if (is_thin(around)) continue;
    const Quadrants q = quadrants_of(around);
    ASSERT_EQ(q.count, 1) << "seed 101, index " << i << ": " << j;
    ASSERT_EQ(q.first, j % 4) << "seed 101, index " << i << ": " << j;
    const Quadrants mirrored = quadrants_of(-around);
    ASSERT_EQ(mirrored.count, 1) << "seed 101, index " << i << ": " << j;
    ASSERT_EQ(mirrored.first, (4 - j % 4) % 4) << "seed 101, index " << i << ": " << j;
  }
}

TEST(Quadrants, HugeAndTinyNumbers) {
  EXPECT_FALSE(is_reducible(entire<BigInterval>({53})));
  EXPECT_TRUE(is_reducible(between(-1e308, 1e308)));
  const BigInterval huge = scale2(enclose<BigInterval>(1, {53}), 65530);
  EXPECT_TRUE(is_reducible(huge));
  EXPECT_EQ(quadrants_of(huge).count, 0);
  EXPECT_FALSE(is_reducible(sqr(huge)));
  test::in_widest_range([] {
    BigFloat least(Precision{53});
    mpfr_nextabove(least.get());
    const BigInterval tiny = BigInterval::bounds(least, least);
    EXPECT_EQ(quadrants_of(tiny).count, 0);
    EXPECT_EQ(quadrants_of(tiny).first, 1);
    EXPECT_EQ(quadrants_of(-tiny).first, 0);
    EXPECT_EQ(quadrants_of(hull(-tiny, tiny)).count, 1);
  });
}

}  // namespace
}  // namespace rigor
