// Gradient flow: published digits, Lohner's sets, dense Hessians.
#include "model/residual_training.hpp"

#include <gtest/gtest.h>

#include <string>

#include "linear/eigenvalues.hpp"
#include "model/gradient_series.hpp"
#include "model/hessian_bound.hpp"
#include "model/lohner_training.hpp"
#include "model/printed_digits.hpp"
#include "model/residual_pass.hpp"
#include "model/tangent_kernel.hpp"
#include "model/training_problems.hpp"
#include "model/training_velocity.hpp"
#include "support/sampling.hpp"

namespace rigor {
namespace {

using test::expect_meets;
using test::Sampler;

constexpr Precision k53{53};
constexpr Precision kBig{160};

template <class I>
ResidualTraining<I> trained(TrainingProblem<I> problem, const Rational& time) {
  const Precision p = precision_of(problem.start.A(0, 0));
  ResidualTraining<I> training(std::move(problem));
  EXPECT_EQ(training.run(enclose<I>(time, p), nullptr), OdeStop::reached);
  return training;
}

// Of the claims' page: GBS of order 24 in binary128, recomputed with 60 digits.
TEST(ResidualTraining, MeetsPublishedDigits) {
  const auto smooth = trained(test::smooth_problem<Interval>(4, k53), 1);
  expect_meets(smooth.distance(), "0.755170479714342447223017", "distance");
  expect_meets(smooth.largest_jump(), "3.21078069424729333875230669", "jump");
  EXPECT_LT(width(smooth.largest_jump()).upper(), 1e-11);
  EXPECT_LT(smooth.error().upper(), 1e-13);
  const auto deep = trained(test::smooth_problem<Interval>(16, k53), 1);
  expect_meets(deep.largest_jump(), "3.06127433818059853702441208", "jump");
  EXPECT_LT(deep.error().upper(), 1e-12);
  const auto tied = trained(test::two_points<Interval>(4, k53), 8);
  expect_meets(tied.distance(), "0.277941302143353413050434", "distance");
  expect_meets(tied.largest_jump(), "0.0687531743036565297880093", "jump");
  expect_meets(trained(test::two_points<Interval>(8, k53), 1).largest_jump(),
               "5.68854943561596591933e-4", "jump");
}

TEST(ResidualTraining, MeetsPublishedDigitsOfLongRuns) {
  using R = Rational;
  const auto first =
      trained(test::three_points<Interval>(4, k53, {{R(1, 10)}, {R(-1, 10)}, {R(3, 20)}}), 28);
  expect_meets(first.loss(), "4.51222151944108529930e-7", "loss");
  expect_meets(first.distance(), "0.404059976671640865337", "distance");
  expect_meets(first.largest_jump(), "0.0179533370074294375620", "jump");
  EXPECT_LT(width(first.loss()).upper(), 1e-12);
  const auto kernel = [](const ResidualTraining<Interval>& training) {
    return tangent_kernel_eigenvalue(
        weighted_jacobian(training.network(), training.problem().inputs));
  };
  expect_meets(kernel(first), "0.30188138584433972400327635", "kernel");
  EXPECT_LT(width(kernel(first)).upper(), 1e-9);
  const auto third =
      trained(test::three_points<Interval>(4, k53, {{R(1, 2)}, {R(-2, 5)}, {R(3, 10)}}), 16);
  expect_meets(third.loss(), "2.83562130171755339454e-7", "loss");
  expect_meets(third.distance(), "1.07971457005287123888", "distance");
  expect_meets(third.largest_jump(), "0.0939377810282610219562", "jump");
  EXPECT_LT(width(third.loss()).upper(), 1e-11);
  expect_meets(kernel(third), "0.78860067173811182082512007", "kernel");
  const auto second =
      trained(test::two_outputs<Interval>(4, k53, {{1, R(-1, 2)}, {R(1, 2), 1}}), R(1, 2));
  expect_meets(second.loss(), "1.17690837906782152804e-4", "loss");
  expect_meets(second.distance(), "0.525745143797025086445", "distance");
  expect_meets(second.largest_jump(), "9.8008896571156051076e-4", "jump");
  expect_meets(kernel(second), "9.6608463056366171580007138", "kernel");
}

TEST(ResidualTraining, HasMoreDigitsAtMoreBits) {
  const auto training = trained(test::smooth_problem<BigInterval>(4, kBig), Rational(1, 64));
  expect_meets(training.distance(), "0.0190625562315038411762", "distance");
  expect_meets(training.loss(), "0.807329903671788590091332633", "loss");
  EXPECT_LT(to_interval(training.error()).upper(), 1e-44);
  const auto tied = trained(test::two_points<BigInterval>(4, {128}), 1);
  expect_meets(tied.largest_jump(), "5.68812400102776437742e-4", "jump");
  EXPECT_LT(to_interval(tied.error()).upper(), 1e-34);
}

// Blocks so large that the curvature is bounded in closed form: width and state 8, eight data.
TEST(ResidualTraining, OfLargeBlocks) {
  Sampler sampler(2304);
  const auto rows = [&](std::size_t count, std::size_t size) {
    test::Numbers numbers(count);
    for (auto& row : numbers) {
      for (std::size_t i = 0; i < size; ++i) row.emplace_back(sampler.integer(-8, 8), 8);
    }
    return numbers;
  };
  std::vector<std::vector<Interval>> inputs;
  for (const auto& row : rows(8, 3)) {
    inputs.emplace_back();
    for (const Rational& x : row) inputs.back().push_back(enclose<Interval>(x, k53));
  }
  const auto problem = test::tied_problem<Interval>(2, k53, rows(8, 8), inputs, rows(8, 1));
  const auto training = trained(problem, Rational(1, 4));
  EXPECT_LT(training.error().upper(), 1e-10);
  EXPECT_TRUE(certainly(training.loss() < loss(problem.start, problem.inputs, problem.targets)));
  EXPECT_TRUE(certainly(4 * sqr(training.distance()) <=
                        loss(problem.start, problem.inputs, problem.targets) - training.loss()));
}

// Where the fastest weight of two points moves at all: between that at the start and its bound.
TEST(ResidualTraining, BoundsTheVelocity) {
  ResidualTraining<Interval> training(test::smooth_problem<Interval>(3, k53));
  const TrainingProblem<Interval>& problem = training.problem();
  const auto fastest = [&](const ResidualNetwork<Interval>& network) {
    const auto gradient =
        loss_gradient(network, problem.inputs, problem.targets, TrainedEnds{false, false});
    Interval most;
    for (const auto& layer : gradient.layers) {
      for (const Matrix<Interval>* a : {&layer.V, &layer.W}) {
        for (std::size_t i = 0; i < 2; ++i) {
          for (std::size_t j = 0; j < 2; ++j) most = max(most, 3 * abs((*a)(i, j)));
        }
      }
    }
    return most;
  };
  Interval before = fastest(training.network());
  training.run(Interval::point(1), nullptr, [&](const TrainingPiece<Interval>& piece) {
    const Interval after = fastest(piece.network(piece.end()));
    const Interval bound = piece.largest_velocity();
    EXPECT_TRUE(certainly(max(before, after) <= bound) || overlaps(max(before, after), bound));
    EXPECT_LT(bound.upper(), 1.5 * std::max(before.upper(), after.upper()));
    before = after;
  });
}

// The maximum over time, on steps where it is reached inside: it is at least the value at the
// middle, and meets it where that is the largest.
TEST(ResidualTraining, EnclosesTheLargestJumpOverTime) {
  ResidualTraining<Interval> training(test::two_points<Interval>(6, k53));
  Interval top = training.largest_jump();
  int pieces = 0;
  training.run(Interval::point(2), nullptr, [&](const TrainingPiece<Interval>& piece) {
    top = max(top, piece.largest_jump());
    const auto middle = piece.network(midpoint(hull(piece.start(), piece.end())));
    EXPECT_TRUE(possibly(training.largest_jump() <= piece.largest_jump()));
    for (const auto& layer : middle.layers) EXPECT_TRUE(is_bounded(layer.V(0, 0)));
    ++pieces;
  });
  EXPECT_GT(pieces, 1);
  // It increases with time here.
  EXPECT_TRUE(overlaps(top, training.largest_jump()));
  EXPECT_LT(width(top).upper(), 1e-10);
}

/// q, m, n, d, d' and L up to 3, weights up to 1; any smooth activation, or linear blocks.
TrainingProblem<Interval> random_problem(Sampler& sampler, int index) {
  const auto size = [&] { return static_cast<std::size_t>(sampler.integer(1, 3)); };
  const auto number = [&] { return Interval::point(sampler.integer(-16, 16) / 16.0); };
  const auto matrix = [&](std::size_t rows, std::size_t columns) {
    Matrix<Interval> a(rows, columns, Interval());
    for (std::size_t i = 0; i < rows; ++i) {
      for (std::size_t j = 0; j < columns; ++j) a(i, j) = number();
    }
    return a;
  };
  const std::size_t q = size(), m = size(), d = size(), o = size(), n = size(), depth = size();
  TrainingProblem<Interval> problem;
  problem.start.block = index % 8 == 7 ? Block::linear : Block::two_layer;
  problem.start.activation = static_cast<Activation>(index % 7);
  problem.start.A = matrix(q, d);
  problem.start.B = matrix(o, q);
  for (std::size_t k = 0; k < depth; ++k) {
    if (problem.start.block == Block::linear) {
      problem.start.layers.push_back({matrix(q, q), {}});
    } else {
      Matrix<Interval> V = matrix(q, m);
      problem.start.layers.push_back({std::move(V), matrix(m, q)});
    }
  }
  for (std::size_t i = 0; i < n; ++i) {
    problem.inputs.emplace_back();
    problem.targets.emplace_back();
    for (std::size_t a = 0; a < d; ++a) problem.inputs[i].push_back(number());
    for (std::size_t a = 0; a < o; ++a) problem.targets[i].push_back(number());
  }
  problem.trains_A = index % 3 != 0;
  problem.trains_B = index % 2 != 0;
  return problem;
}

// The series of the gradient along a random path against those of the generic backward pass.
TEST(GradientSeries, IsTheSeriesOfTheGradient) {
  Sampler sampler(2301);
  using Series = Taylor<Interval>;
  for (int index = 0; index < test::sample_count(112, 1120); ++index) {
    const TrainingProblem<Interval> problem = random_problem(sampler, index);
    GradientSeries<Interval> gradient(problem);
    const int order = sampler.integer(1, 6);
    std::vector<Series> x;
    for (const Interval& c : weighted_coordinates(problem, problem.start)) {
      Series component = Series::constant(c, order);
      for (int k = 1; k <= order; ++k) {
        component[k] = Interval::point(sampler.integer(-16, 16) / 32.0);
      }
      x.push_back(component);
    }
    const std::vector<Series> expected = TrainingVelocity<Interval>(problem)(x[0], x);
    ASSERT_EQ(expected.size(), gradient.dimension());
    gradient.begin(order);
    for (int k = 0; k <= order; ++k) {
      std::vector<Interval> coefficient;
      for (const Series& component : x) coefficient.push_back(component[k]);
      gradient.push(coefficient);
      for (std::size_t i = 0; i < x.size(); ++i) {
        const Interval& found = gradient.velocity()[i];
        ASSERT_TRUE(overlaps(found, expected[i][k]))
            << index << ' ' << k << ' ' << i << ' ' << found << ' ' << expected[i][k];
        ASSERT_LT(width(found).upper(), 1e-11) << index;
      }
    }
  }
}

/// -Hess_x l over a box, by derivatives of the generic gradient.
Matrix<Interval> negative_hessian(const TrainingProblem<Interval>& problem,
                                  const std::vector<Interval>& box) {
  const std::size_t size = box.size();
  Matrix<Interval> hessian(size, size, Interval());
  for (std::size_t j = 0; j < size; ++j) {
    std::vector<Taylor<Interval>> x;
    for (std::size_t i = 0; i < size; ++i) {
      x.push_back(Taylor<Interval>::constant(box[i], 1));
      if (i == j) x[i][1] = Interval::point(1);
    }
    const auto column = TrainingVelocity<Interval>(problem)(x[0], x);
    for (std::size_t i = 0; i < size; ++i) hessian(i, j) = column[i][1];
  }
  return hessian;
}

// At points the bound is the largest eigenvalue of a dense Hessian, up to the 5 % of its search; on
// boxes it is above that of the members.
TEST(HessianBound, BoundsTheLargestEigenvalue) {
  Sampler sampler(2302);
  int tight = 0;
  for (int index = 0; index < test::sample_count(112, 1120); ++index) {
    const TrainingProblem<Interval> problem = random_problem(sampler, index);
    const std::vector<Interval> x = weighted_coordinates(problem, problem.start);
    const Interval largest = largest_eigenvalue(negative_hessian(problem, x));
    HessianBound bound(problem);
    const auto at_point = bound(x);
    ASSERT_TRUE(at_point) << index;
    ASSERT_GE(*at_point, largest.lower()) << index;
    if (*at_point < 1.07 * largest.upper() + 2e-3) ++tight;
    std::vector<Interval> box = x;
    for (Interval& c : box) c += Interval::bounds(-0.01, 0.01);
    const auto over_box = bound(box);
    ASSERT_TRUE(over_box) << index;
    for (int member = 0; member < 3; ++member) {
      std::vector<Interval> inside;
      for (const Interval& c : box) inside.push_back(Interval::point(sampler.member(c)));
      ASSERT_GE(*over_box, largest_eigenvalue(negative_hessian(problem, inside)).lower()) << index;
    }
    EXPECT_LT(*over_box, 2 * *at_point + 4) << index;
  }
  EXPECT_GT(tight, test::sample_count(112, 1120) * 9 / 10);
}

// Lohner's sets and balls about a numerical solution enclose the same states.
TEST(ResidualTraining, AgreesWithLohnersSets) {
  Sampler sampler(2303);
  for (int index = 0; index < test::sample_count(8, 160); ++index) {
    TrainingProblem<Interval> problem = random_problem(sampler, index);
    if (index % 4 == 0) {
      for (auto& layer : problem.start.layers) layer.V(0, 0) += Interval::bounds(-1e-3, 1e-3);
    }
    const std::vector<Interval> start = weighted_coordinates(problem, problem.start);
    if (start.size() > 24) continue;
    OdeFlow<Interval> flow = lohner_training(problem);
    ASSERT_EQ(flow.run(Interval::point(0.5), nullptr), OdeStop::reached);
    const auto training = trained(problem, Rational(1, 2));
    const std::vector<Interval> state = training.flow().state();
    for (std::size_t i = 0; i < start.size(); ++i) {
      ASSERT_TRUE(overlaps(flow.state()[i], state[i])) << index;
    }
    if (index % 4 != 0) {
      EXPECT_LT(training.error().upper(), 1e-12) << index;
    }
    // Its members stay inside.
    for (auto& layer : problem.start.layers) layer.V(0, 0) = midpoint(layer.V(0, 0));
    const auto member = trained(problem, Rational(1, 2));
    for (std::size_t i = 0; i < start.size(); ++i) {
      ASSERT_TRUE(overlaps(member.flow().state()[i], state[i])) << index;
    }
    EXPECT_TRUE(possibly(
        sqr(member.distance()) <=
        (rigor::loss(problem.start, problem.inputs, problem.targets) - member.loss()) / 2));
  }
}

TEST(ResidualTraining, RefusesWhatItCannotTrain) {
  TrainingProblem<Interval> problem = test::two_points<Interval>(2, k53);
  problem.start.activation = Activation::relu;
  EXPECT_THROW(ResidualTraining<Interval>{problem}, std::invalid_argument);
  problem = test::two_points<Interval>(2, k53);
  problem.targets.pop_back();
  EXPECT_THROW(ResidualTraining<Interval>{problem}, std::invalid_argument);
  problem = test::two_points<Interval>(2, k53);
  problem.start.layers[1].W = problem.start.layers[1].V;
  problem.start.layers[1].V = Matrix<Interval>(1, 1, Interval());
  EXPECT_THROW(ResidualTraining<Interval>{problem}, std::invalid_argument);
  problem = test::two_points<Interval>(2, k53);
  problem.start.layers.clear();
  EXPECT_THROW(ResidualTraining<Interval>{problem}, std::invalid_argument);
}

}  // namespace
}  // namespace rigor
