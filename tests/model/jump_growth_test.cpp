// The a-posteriori bound of the differences of layers: published values, and the differences.
#include "model/jump_growth.hpp"

#include <gtest/gtest.h>

#include "model/residual_pass.hpp"
#include "model/training_problems.hpp"
#include "support/sampling.hpp"

namespace rigor {
namespace {

constexpr Precision k53{53};

double bound_of(const TrainingProblem<Interval>& problem, double time, int parts) {
  ResidualTraining<Interval> training(problem);
  JumpGrowth<Interval> growth(training.problem());
  EXPECT_EQ(training.run(Interval::point(time), nullptr,
                         [&](const TrainingPiece<Interval>& piece) {
                           growth.follow(piece, parts);
                           EXPECT_TRUE(certainly(piece.largest_jump() <= growth.bound()));
                           const auto sizes =
                               training_sizes(*piece.problem, piece.network(piece.end()));
                           EXPECT_TRUE(certainly(sizes.V <= growth.sizes().V));
                           EXPECT_TRUE(certainly(sizes.W <= growth.sizes().W));
                           EXPECT_TRUE(certainly(sizes.state <= growth.sizes().state));
                           EXPECT_TRUE(certainly(sizes.adjoint <= growth.sizes().adjoint));
                         }),
            OdeStop::reached);
  return growth.bound().upper();
}

// Float values of a fine quadrature: 30.02, 36.93, 1.85.
TEST(JumpGrowth, IsNearPublishedValues) {
  const double four = bound_of(test::smooth_problem<Interval>(4, k53), 1, 16);
  EXPECT_GT(four, 28);
  EXPECT_LT(four, 36);
  EXPECT_LE(four, bound_of(test::smooth_problem<Interval>(4, k53), 1, 2));
  const double tied = bound_of(test::two_points<Interval>(4, k53), 8, 16);
  EXPECT_GT(tied, 1.6);
  EXPECT_LT(tied, 2.3);
}

TEST(JumpGrowth, NeedsAnActivationThatVanishesAtZero) {
  TrainingProblem<Interval> problem = test::two_points<Interval>(2, k53);
  problem.start.activation = Activation::sigmoid;
  EXPECT_THROW(JumpGrowth<Interval>{problem}, std::invalid_argument);
}

}  // namespace
}  // namespace rigor
