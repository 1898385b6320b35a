// Hessians of the loss: against second derivatives carried forward, and the bounds of eigenvalues.
#include "model/loss_hessian.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <vector>

#include "function/jet.hpp"
#include "linear/eigenvalues.hpp"
#include "model/hessian_bound.hpp"
#include "model/output_curvature.hpp"
#include "model/residual_examples.hpp"

namespace rigor {
namespace {

using namespace test;

constexpr Precision k53{53};
using HessianJet = Jet<Interval, 2>;

Matrix<Interval> hessian(const Trained<Interval>& t, const TrainedEnds& ends) {
  return loss_hessian(t.network, t.inputs, t.targets, ends, [] {});
}

Vectors<HessianJet> lifted(const Vectors<Interval>& vectors) {
  Vectors<HessianJet> result;
  for (const auto& vector : vectors) {
    result.emplace_back();
    for (const Interval& x : vector) result.back().push_back(HessianJet(x));
  }
  return result;
}

TEST(LossHessian, IsThatOfTheLossCarriedForward) {
  Sampler random(101);
  for (int run = 0; run < sample_count(60, 600); ++run) {
    const Trained<Interval> t = random_training<Interval>(random, 3, k53);
    int count = 0;
    const auto jets = mapped<HessianJet>(
        t.network, [&](const Interval& w) { return HessianJet::variable(w, count++); });
    const HessianJet value = loss(jets, lifted(t.inputs), lifted(t.targets));
    const std::size_t first = t.network.A.rows() * t.network.A.columns();
    const std::size_t last =
        static_cast<std::size_t>(count) - t.network.B.rows() * t.network.B.columns();
    const Matrix<Interval> enclosed = hessian(t, {});
    ASSERT_EQ(enclosed.rows(), static_cast<std::size_t>(count));
    const Interval root = sqrt(Interval::point(static_cast<double>(t.network.depth())));
    const auto scale = [&](std::size_t i) {
      return i >= first && i < last ? root : Interval::point(1);
    };
    for (std::size_t i = 0; i < enclosed.rows(); ++i) {
      for (std::size_t j = 0; j < enclosed.rows(); ++j) {
        const Interval expected =
            value.partial(static_cast<int>(i), static_cast<int>(j)) * scale(i) * scale(j);
        ASSERT_TRUE(overlaps(enclosed(i, j), expected)) << run << ' ' << i << ' ' << j;
        ASSERT_LT(width(enclosed(i, j)).upper(), 1e-9);
      }
    }
    // Without the ends it is the block in the middle.
    const Matrix<Interval> layers = hessian(t, {false, false});
    ASSERT_EQ(layers.rows(), last - first);
    EXPECT_TRUE(overlaps(layers(0, layers.rows() - 1), enclosed(first, last - 1)));
  }
}

// The closed form bounds the eigenvalue, on boxes as well.
TEST(LossHessian, HasNoEigenvalueBelowTheClosedForm) {
  Sampler random(102);
  for (int run = 0; run < sample_count(40, 400); ++run) {
    Trained<Interval> t = random_training<Interval>(random, 3, k53);
    const double radius = run % 2 == 0 ? 0 : 1e-3;
    t.network = mapped<Interval>(t.network, [&](const Interval& w) {
      return Interval::bounds(w.lower() - radius, w.upper() + radius);
    });
    const TrainedEnds ends{random.integer(0, 1) == 0, random.integer(0, 1) == 0};
    const Interval least = smallest_eigenvalue(hessian(t, ends));
    const Interval N = loss_concavity(t.network, t.inputs, t.targets, ends);
    EXPECT_GE(least.upper(), -N.upper());
    if (radius == 0) {
      EXPECT_GE(least.lower(), -N.upper() - 1e-9);
    }
  }
}

// The Riccati bound, by a proof of its own, against the eigenvalues of the whole matrix.
TEST(HessianBound, IsJustAboveTheLargestEigenvalue) {
  Sampler random(103);
  int found = 0;
  for (int run = 0; run < sample_count(60, 600); ++run) {
    const Trained<Interval> t = random_training<Interval>(random, 3, k53);
    const TrainedEnds ends{random.integer(0, 1) == 0, random.integer(0, 1) == 0};
    const TrainingProblem<Interval> problem{t.network, t.inputs, t.targets, ends.A, ends.B};
    std::vector<Interval> box = weighted_coordinates(problem, t.network);
    if (run % 2 == 1) {
      for (Interval& x : box) x += Interval::bounds(-1e-4, 1e-4);
    }
    const Interval least = smallest_eigenvalue(hessian(t, ends));  // of a member of the box
    HessianBound bound(problem);
    const std::optional<double> N = bound(box);
    if (!N) continue;
    ++found;
    EXPECT_GE(*N, -least.upper()) << run;
    if (run % 2 == 0 && least.upper() < -0.1) {
      EXPECT_LE(*N, -1.2 * least.lower()) << run;
    }
  }
  EXPECT_GT(found, 50);
}

TEST(LossHessian, OfBigIntervalsIsTighter) {
  const auto t = t_sm<BigInterval>(2, Precision{128});
  const Matrix<BigInterval> fine =
      loss_hessian(t.network, t.inputs, t.targets, {false, false}, [] {});
  const Matrix<Interval> coarse = hessian(t_sm<Interval>(2, k53), {false, false});
  ASSERT_EQ(fine.rows(), 16u);
  for (std::size_t i = 0; i < 16; ++i) {
    for (std::size_t j = 0; j < 16; ++j) {
      EXPECT_TRUE(overlaps(to_interval(fine(i, j)), coarse(i, j)));
      EXPECT_LT(to_interval(width(fine(i, j))).upper(), 1e-34);
    }
  }
}

TEST(LossHessian, RefusesRelu) {
  Trained<Interval> t = t_sm<Interval>(2, k53);
  t.network.activation = Activation::relu;
  EXPECT_THROW(hessian(t, {}), std::invalid_argument);
}

}  // namespace
}  // namespace rigor
