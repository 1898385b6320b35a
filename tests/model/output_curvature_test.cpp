// Bounds of second derivatives, against series along random directions.
#include "model/output_curvature.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "function/taylor.hpp"
#include "linear/norm.hpp"
#include "model/residual_examples.hpp"

namespace rigor {
namespace {

using namespace test;

constexpr Precision k53{53};
using Series = Taylor<Interval, 2>;

/// A direction with |d|_w = 1 or a little less: of all weights, or of few, where suprema are.
ResidualNetwork<double> random_direction(Sampler& random, const ResidualNetwork<Interval>& network,
                                         const TrainedEnds& ends) {
  const int density = random.integer(0, 3);
  auto direction = mapped<double>(network, [&](const Interval&) {
    return random.integer(0, 9) < 3 * density + 1 ? random.uniform(-1, 1) : 0.0;
  });
  const auto scale = [](Matrix<double>& part, double factor) {
    for (std::size_t i = 0; i < part.rows(); ++i) {
      for (std::size_t j = 0; j < part.columns(); ++j) part(i, j) *= factor;
    }
  };
  const auto square = [](const Matrix<double>& part) {
    double sum = 0;
    for (std::size_t i = 0; i < part.rows(); ++i) {
      for (std::size_t j = 0; j < part.columns(); ++j) sum += part(i, j) * part(i, j);
    }
    return sum;
  };
  if (!ends.A) scale(direction.A, 0);
  if (!ends.B) scale(direction.B, 0);
  double sum = square(direction.A) + square(direction.B);
  for (auto& layer : direction.layers) {
    sum += (square(layer.V) + square(layer.W)) / static_cast<double>(network.depth());
  }
  const double factor = sum > 0 ? (1 - 1e-12) / std::sqrt(sum) : 0;
  scale(direction.A, factor);
  scale(direction.B, factor);
  for (auto& layer : direction.layers) {
    scale(layer.V, factor);
    scale(layer.W, factor);
  }
  return direction;
}

/// The network moved by `factor` times the direction.
ResidualNetwork<Interval> moved(const ResidualNetwork<Interval>& network,
                                const ResidualNetwork<double>& direction, double factor) {
  std::vector<double> steps;
  mapped<int>(direction, [&](double d) {
    steps.push_back(factor * d);
    return 0;
  });
  std::size_t next = 0;
  return mapped<Interval>(
      network, [&](const Interval& w) { return Interval::point(w.lower() + steps[next++]); });
}

/// D^2 F(x)[d, d], as a vector.
std::vector<Interval> second_derivative(const ResidualNetwork<Interval>& network,
                                        const ResidualNetwork<double>& direction,
                                        const std::vector<Interval>& x) {
  std::vector<double> steps;
  mapped<int>(direction, [&](double d) {
    steps.push_back(d);
    return 0;
  });
  std::size_t next = 0;
  const auto line = mapped<Series>(network, [&](const Interval& w) {
    Series series = Series::constant(w);
    series[1] = Interval::point(steps[next++]);
    return series;
  });
  std::vector<Series> input;
  for (const Interval& c : x) input.push_back(Series::constant(c));
  std::vector<Interval> result;
  for (const Series& y : output(line, forward(line, input))) result.push_back(2 * y[2]);
  return result;
}

double norm_of(const std::vector<Interval>& v) {
  double sum = 0;
  for (const Interval& x : v) sum += x.lower() * x.lower();
  return std::sqrt(sum);
}

TrainedEnds random_ends(Sampler& random) {
  return {random.integer(0, 1) == 0, random.integer(0, 1) == 0};
}

// The largest value found has to come near the bound, or the bound would say little.
TEST(OutputCurvature, BoundsSecondDerivatives) {
  Sampler random(81);
  double closest = 0;
  for (int run = 0; run < sample_count(300, 3000); ++run) {
    const Trained<Interval> t = random_training<Interval>(random, 5, k53);
    const TrainedEnds ends = random_ends(random);
    const Interval H = output_curvature(t.network, t.inputs[0], Interval(), ends);
    for (int draw = 0; draw < 12; ++draw) {
      const auto direction = random_direction(random, t.network, ends);
      const double found = norm_of(second_derivative(t.network, direction, t.inputs[0]));
      ASSERT_LE(found, H.upper() * (1 + 1e-9) + 1e-12) << run;
      if (H.upper() > 0) closest = std::max(closest, found / H.upper());
    }
  }
  EXPECT_GT(closest, 0.5);
}

TEST(OutputCurvature, BoundsSecondDerivativesInTheBall) {
  Sampler random(82);
  for (int run = 0; run < sample_count(200, 2000); ++run) {
    const Trained<Interval> t = random_training<Interval>(random, 5, k53);
    const TrainedEnds ends = random_ends(random);
    const double radius = std::ldexp(1.0, random.integer(-8, 1));
    const Interval H = output_curvature(t.network, t.inputs[0], Interval::point(radius), ends);
    EXPECT_GE(H.upper(), output_curvature(t.network, t.inputs[0], Interval(), ends).upper());
    for (int draw = 0; draw < 12; ++draw) {
      const auto away = random_direction(random, t.network, ends);
      const auto other = moved(t.network, away, radius * (draw % 3 == 0 ? 0.5 : 1));
      const auto direction = draw % 4 == 0 ? away : random_direction(random, t.network, ends);
      const double found = norm_of(second_derivative(other, direction, t.inputs[0]));
      ASSERT_LE(found, H.upper() * (1 + 1e-9) + 1e-12) << run;
      // The box of one network is that network.
      const Interval there = output_curvature(other, t.inputs[0], Interval(), ends);
      ASSERT_LE(there.upper(), H.upper() * (1 + 1e-9) + 1e-12) << run;
    }
  }
}

TEST(OutputCurvature, BoundsSecondDerivativesInABox) {
  Sampler random(83);
  for (int run = 0; run < sample_count(100, 1000); ++run) {
    const Trained<Interval> t = random_training<Interval>(random, 4, k53);
    const double radius = std::ldexp(1.0, random.integer(-10, -2));
    const auto box = mapped<Interval>(t.network, [&](const Interval& w) {
      return Interval::bounds(w.lower() - radius, w.upper() + radius);
    });
    const TrainedEnds ends = random_ends(random);
    const Interval H = output_curvature(box, t.inputs[0], Interval(), ends);
    for (int draw = 0; draw < 8; ++draw) {
      const auto member = mapped<Interval>(t.network, [&](const Interval& w) {
        return Interval::point(w.lower() + radius * random.uniform(-1, 1));
      });
      const auto direction = random_direction(random, t.network, ends);
      ASSERT_LE(norm_of(second_derivative(member, direction, t.inputs[0])),
                H.upper() * (1 + 1e-9) + 1e-12);
    }
  }
}

// A ball of a small radius adds a term of the order of the radius, at any depth.
TEST(OutputCurvature, IsContinuousInTheRadius) {
  for (const std::size_t depth : {std::size_t{4}, std::size_t{64}}) {
    const Trained<Interval> t = t_sm<Interval>(depth, k53);
    const Interval at = output_curvature(t.network, t.inputs[0], Interval(), {false, false});
    const Interval near =
        output_curvature(t.network, t.inputs[0], Interval::point(1e-6), {false, false});
    EXPECT_LT(near.upper(), at.upper() * (1 + 1e-3)) << depth;
  }
}

TEST(OutputCurvature, OfBigIntervalsIsThatOfDoubles) {
  const Trained<Interval> t = t_sm<Interval>(4, k53);
  const Trained<BigInterval> big = t_sm<BigInterval>(4, Precision{128});
  const BigInterval radius = enclose<BigInterval>(Rational(1, 100), Precision{128});
  const Interval r = enclose<Interval>(Rational(1, 100), k53);
  EXPECT_NEAR(output_curvature(t.network, t.inputs[0], r, {}).upper(),
              to_interval(output_curvature(big.network, big.inputs[0], radius, {})).upper(), 1e-9);
}

// l(th + s d) has the second derivative Hess l[d, d] at s = 0.
TEST(LossConcavity, BoundsTheHessianFromBelow) {
  Sampler random(84);
  for (int run = 0; run < sample_count(200, 2000); ++run) {
    const Trained<Interval> t = random_training<Interval>(random, 5, k53);
    const TrainedEnds ends = random_ends(random);
    const Interval N = loss_concavity(t.network, t.inputs, t.targets, ends);
    for (int draw = 0; draw < 8; ++draw) {
      const auto direction = random_direction(random, t.network, ends);
      std::vector<double> steps;
      mapped<int>(direction, [&](double d) {
        steps.push_back(d);
        return 0;
      });
      std::size_t next = 0;
      const auto line = mapped<Series>(t.network, [&](const Interval& w) {
        Series series = Series::constant(w);
        series[1] = Interval::point(steps[next++]);
        return series;
      });
      const auto lift = [](const Vectors<Interval>& vectors) {
        Vectors<Series> result;
        for (const auto& vector : vectors) {
          result.emplace_back();
          for (const Interval& c : vector) result.back().push_back(Series::constant(c));
        }
        return result;
      };
      const Series along = loss(line, lift(t.inputs), lift(t.targets));
      ASSERT_GE(2 * along[2].upper(), -N.upper() * (1 + 1e-9) - 1e-12) << run;
    }
  }
}

TEST(OutputCurvature, RefusesRelu) {
  Trained<Interval> t = t_sm<Interval>(2, k53);
  t.network.activation = Activation::relu;
  EXPECT_THROW(output_curvature(t.network, t.inputs[0], Interval(), {}), std::invalid_argument);
}

// Against sums over all unit directions in two dimensions, and closed forms.
TEST(Norm, IsTheLargestStretch) {
  Sampler random(85);
  for (int run = 0; run < 200; ++run) {
    const auto rows = static_cast<std::size_t>(random.integer(1, 5));
    const auto columns = static_cast<std::size_t>(random.integer(1, 5));
    const Matrix<Interval> a = random_matrix<Interval>(random, rows, columns, 3, k53);
    const Interval norm = operator_norm(a);
    EXPECT_LT(width(norm).upper(), 1e-11);
    EXPECT_LE(norm.lower(), frobenius_norm(a, k53).upper());
    std::vector<double> v(columns, 1.0);
    double length = 0;
    for (int step = 0; step < 400; ++step) {  // the power method
      std::vector<double> image(rows, 0.0), back(columns, 0.0);
      for (std::size_t i = 0; i < rows; ++i) {
        for (std::size_t j = 0; j < columns; ++j) image[i] += a(i, j).lower() * v[j];
      }
      double squares = 0;
      for (std::size_t j = 0; j < columns; ++j) {
        for (std::size_t i = 0; i < rows; ++i) back[j] += a(i, j).lower() * image[i];
        squares += back[j] * back[j];
      }
      length = std::sqrt(squares);
      for (std::size_t j = 0; j < columns; ++j) v[j] = back[j] / length;
    }
    EXPECT_LE(std::sqrt(length), norm.upper() * (1 + 1e-9));
    EXPECT_GE(std::sqrt(length), norm.lower() * (1 - 1e-2));
  }
  Matrix<Interval> shear(2, 2, Interval::point(1));
  shear(1, 0) = Interval();
  EXPECT_NEAR(operator_norm(shear).upper(), (1 + std::sqrt(5.0)) / 2, 1e-14);
}

}  // namespace
}  // namespace rigor
