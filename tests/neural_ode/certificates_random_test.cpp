// What certificates rest on, at random networks of a ball: how far the derivative of the outputs
// moves, and the kernel at the start.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "linear/norm.hpp"
#include "model/activation_bounds.hpp"
#include "model/network_certificate.hpp"
#include "model/residual_pass.hpp"
#include "model/tangent_kernel.hpp"
#include "model/tied_start.hpp"
#include "support/sampling.hpp"

namespace rigor::test {
namespace {

using Vectors = std::vector<std::vector<Interval>>;

constexpr Precision k53{53};

Interval number(Sampler& sampler, double size) {
  return Interval::point(sampler.uniform(-size, size));
}
Matrix<Interval> random_matrix(Sampler& sampler, int rows, int columns, double size) {
  Matrix<Interval> a(static_cast<std::size_t>(rows), static_cast<std::size_t>(columns), Interval());
  for (std::size_t i = 0; i < a.rows(); ++i) {
    for (std::size_t j = 0; j < a.columns(); ++j) a(i, j) = number(sampler, size);
  }
  return a;
}
Vectors random_vectors(Sampler& sampler, int count, int dimension) {
  Vectors vectors(static_cast<std::size_t>(count));
  for (auto& v : vectors) {
    for (int i = 0; i < dimension; ++i) v.push_back(number(sampler, 2));
  }
  return vectors;
}

/// Weights of the size; V = 0 and one W if tied.
TrainingProblem<Interval> random_problem(Sampler& sampler, Activation activation, bool is_tied) {
  const int q = sampler.integer(1, 4), m = sampler.integer(1, 4), d = sampler.integer(1, 3),
            outputs = sampler.integer(1, 2), n = sampler.integer(1, 3), L = sampler.integer(1, 5);
  TrainingProblem<Interval> problem{{Block::two_layer,
                                     activation,
                                     random_matrix(sampler, q, d, 1.5),
                                     random_matrix(sampler, outputs, q, 1.5),
                                     {}},
                                    random_vectors(sampler, n, d),
                                    random_vectors(sampler, n, outputs),
                                    sampler.integer(0, 3) > 0,
                                    sampler.integer(0, 3) > 0};
  const auto W = random_matrix(sampler, m, q, 2);
  for (int k = 0; k < L; ++k) {
    problem.start.layers.push_back({random_matrix(sampler, q, m, is_tied ? 0 : 1.5),
                                    is_tied ? W : random_matrix(sampler, m, q, 2)});
  }
  return problem;
}

/// A network at this distance in a random direction, of all trained weights or of a few.
ResidualNetwork<Interval> moved(Sampler& sampler, const TrainingProblem<Interval>& problem,
                                double distance) {
  std::vector<Interval> x = weighted_coordinates(problem, problem.start);
  std::vector<double> step(x.size(), 0);
  const bool is_sparse = sampler.integer(0, 1) == 0;
  double square = 0;
  for (double& c : step) {
    if (!is_sparse || sampler.integer(0, 3) == 0) c = sampler.uniform(-1, 1);
    square += c * c;
  }
  if (square == 0) step[0] = square = 1;
  for (std::size_t i = 0; i < x.size(); ++i) {
    // A little less, for the rounding errors.
    x[i] += Interval::point(step[i] / std::sqrt(square) * distance * (1 - 1e-12));
  }
  return network_at(problem, x);
}

Interval distance_of(const Matrix<Interval>& a, const Matrix<Interval>& b) {
  Matrix<Interval> difference = a;
  for (std::size_t i = 0; i < a.rows(); ++i) {
    for (std::size_t j = 0; j < a.columns(); ++j) difference(i, j) = a(i, j) - b(i, j);
  }
  return operator_norm(difference);
}

TEST(TiedStart, BoundsHowFarTheDerivativeMoves) {
  double largest = 0;
  const std::vector<Activation> activations = {Activation::tanh, Activation::erf, Activation::gelu,
                                               Activation::sin, Activation::arctan};
  for (int index = 0; index < sample_count(300, 3000); ++index) {
    SCOPED_TRACE(index);
    Sampler sampler(static_cast<std::uint64_t>(7000 + index));
    const Activation activation = activations[static_cast<std::size_t>(index) % activations.size()];
    const auto problem = random_problem(sampler, activation, true);
    const TrainedEnds trained{problem.trains_A, problem.trains_B};
    const TiedStart<Interval> start(problem.start, problem.inputs, problem.targets,
                                    activation_bounds<Interval>(activation, k53).slope, trained);
    const TrainedEnds used{trained.A && sampler.integer(0, 1) == 1,
                           trained.B && sampler.integer(0, 1) == 1};
    const WeightBlocks blocks{used.A, true, false, used.B};
    const auto J = weighted_jacobian(problem.start, problem.inputs, blocks);
    EXPECT_TRUE(overlaps(tangent_kernel_eigenvalue(J), start.kernel_eigenvalue(used)));
    const Interval R = sqrt(static_cast<long>(problem.inputs.size()) *
                            loss(problem.start, problem.inputs, problem.targets));
    EXPECT_TRUE(overlaps(R, start.residual()));
    const double radius = std::exp(sampler.uniform(-6, 0));
    const Interval bound = start.deviation(used, Interval::point(radius));
    for (int k = 0; k < 4; ++k) {
      const auto network = moved(sampler, problem, radius);
      const Interval shift = distance_of(weighted_jacobian(network, problem.inputs, blocks), J);
      EXPECT_FALSE(certainly(shift > bound)) << shift << " " << bound;
      largest = std::max(largest, shift.lower() / bound.upper());
    }
  }
  EXPECT_GT(largest, 0.2);  // the bound is not a trivial one
}

TEST(NetworkCertificate, BoundsHowFarTheDerivativeMoves) {
  double largest = 0;
  const std::vector<Activation> activations = {
      Activation::tanh,   Activation::erf,     Activation::gelu,    Activation::sin,
      Activation::arctan, Activation::sigmoid, Activation::softplus};
  for (int index = 0; index < sample_count(200, 2000); ++index) {
    SCOPED_TRACE(index);
    Sampler sampler(static_cast<std::uint64_t>(8000 + index));
    const Activation activation = activations[static_cast<std::size_t>(index) % activations.size()];
    const auto problem = random_problem(sampler, activation, false);
    const double radius = std::exp(sampler.uniform(-7, -1));
    const auto found = network_certificate(problem, Rational(radius), [] {});
    const WeightBlocks blocks{problem.trains_A, true, true, problem.trains_B};
    const auto J = weighted_jacobian(problem.start, problem.inputs, blocks);
    const Interval bound = Interval::point(radius) * found.curvature;
    for (int k = 0; k < 4; ++k) {
      const auto network = moved(sampler, problem, radius);
      const Interval shift = distance_of(weighted_jacobian(network, problem.inputs, blocks), J);
      EXPECT_FALSE(certainly(shift > bound)) << shift << " " << bound;
      largest = std::max(largest, shift.lower() / bound.upper());
      if (!certainly(found.at.singular_value > 0)) continue;
      // The inequality itself, with the residuals of that network.
      const auto gradient = loss_gradient(network, problem.inputs, problem.targets,
                                          {problem.trains_A, problem.trains_B});
      Interval square = Interval::point(0);
      const auto add = [&](const Matrix<Interval>& a, long factor) {
        for (std::size_t i = 0; i < a.rows(); ++i) {
          for (std::size_t j = 0; j < a.columns(); ++j) square += factor * sqr(a(i, j));
        }
      };
      add(gradient.A, 1);
      add(gradient.B, 1);
      for (const auto& layer : gradient.layers) {
        add(layer.V, static_cast<long>(network.depth()));
        add(layer.W, static_cast<long>(network.depth()));
      }
      EXPECT_FALSE(certainly(square < found.at.rate * gradient.loss));
    }
  }
  EXPECT_GT(largest, 0.2);
}

// With s(r) = 3 - r, r s(r) is at most 9/4, at r = 3/2.
TEST(ProposeRadius, FindsTheLeastRadiusThatClosesAndTheBestOther) {
  const auto singular = [](double r) { return 3 - r; };
  const auto at = [&](double residual) {
    return propose_radius(residual, singular).convert_to<double>();
  };
  EXPECT_NEAR(at(1), (3 - std::sqrt(9 - 4 / 0.98)) / 2, 1e-3);
  EXPECT_NEAR(at(2.24), 1.5, 1e-3);
  EXPECT_NEAR(at(100), 1.5, 1e-3);
  EXPECT_GT(at(0), 0);
  EXPECT_EQ(propose_radius(1, [](double r) { return -r; }), 0);
  EXPECT_NEAR(propose_radius(1, [](double r) { return 1e6 - r; }).convert_to<double>(), 1 / 0.98e6,
              1e-8);
}

}  // namespace
}  // namespace rigor::test
