#include "model/mean_square.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "model/sample_quadrature.hpp"
#include "support/sampling.hpp"

namespace rigor::test {
namespace {

Rational exact(const std::string& text) {
  return *parse_rational(text);
}

/// A network on data, as enclosures and as doubles.
struct Instance {
  Mixture mixture;
  Rational sigma;
  Network network;

  MeanSquare<BigInterval> on(Precision p) const {
    return {mixture, enclose<BigInterval>(sigma, p), enclose_network<BigInterval>(network, p)};
  }
  std::size_t m() const { return network.width(); }

  /// E f(A), A the Hessian of the sample loss, written from the definition.
  double mean(const std::function<double(const std::vector<std::vector<double>>&)>& f) const {
    std::vector<double> centres, kinks;
    for (std::size_t i = 0; i < mixture.size(); ++i) {
      centres.push_back(static_cast<double>(mixture.centre(i)));
    }
    for (const Rational& t : network.kinks) kinks.push_back(static_cast<double>(t));
    const double s = static_cast<double>(sigma), count = static_cast<double>(m());
    return sample_mean(centres, s, kinks, [&](double y, double z) {
      std::vector<double> gradient(2 * m());
      double value = 0;
      for (std::size_t l = 0; l < m(); ++l) {
        const double ramp = std::max(0.0, network.signs[l] * (y - kinks[l]));
        const double w = static_cast<double>(network.weights[l]);
        gradient[l] = ramp / count;
        gradient[m() + l] = ramp > 0 ? w / count : 0;
        value += w * ramp / count;
      }
      std::vector A(2 * m(), std::vector<double>(2 * m()));
      for (std::size_t p = 0; p < 2 * m(); ++p) {
        for (std::size_t q = 0; q < 2 * m(); ++q) A[p][q] = 2 * gradient[p] * gradient[q];
      }
      for (std::size_t l = 0; l < m(); ++l) {
        const double cross = gradient[l] > 0 ? 2 * (value + z / s) / count : 0;
        A[l][m() + l] += cross;
        A[m() + l][l] += cross;
      }
      return f(A);
    });
  }
};

Instance random_instance(Sampler& random) {
  std::vector<std::vector<Rational>> points;
  Rational x = random.integer(-3, 3);
  for (int k = random.integer(1, 3); k > 0; --k) {
    points.push_back({x});
    x += to_rational(random.uniform(0.2, 2));
  }
  Network network;
  for (int l = random.integer(1, 3); l > 0; --l) {
    network.signs.push_back(random.integer(0, 1) == 0 ? 1 : -1);
    network.weights.push_back(to_rational(random.uniform(-10, 10)));
    network.kinks.push_back(to_rational(random.uniform(-4, 5)));
  }
  if (network.width() > 1 && random.integer(0, 2) == 0) network.kinks[1] = network.kinks[0];
  return {Mixture(points, 1), to_rational(random.uniform(0.2, 1)), network};
}

double value(const BigInterval& x) {
  return midpoint(to_interval(x)).lower();
}

TEST(MeanSquare, AgreesWithQuadratureOverSamples) {
  Sampler random(5);
  const Precision p{128};
  for (int sample = 0; sample < sample_count(40, 400); ++sample) {
    const Instance at = random_instance(random);
    const auto enclosed = at.on(p);
    const std::size_t N = 2 * at.m();
    std::vector<double> v(N);
    std::vector<BigInterval> exact_v;
    for (double& x : v) {
      x = random.uniform(-1, 1);
      exact_v.push_back(enclose<BigInterval>(to_rational(x), p));
    }
    const auto form = [&](const std::vector<std::vector<double>>& A) {
      double sum = 0;
      for (std::size_t i = 0; i < N; ++i) {
        for (std::size_t j = 0; j < N; ++j) sum += v[i] * A[i][j] * v[j];
      }
      return sum;
    };
    const double size = at.mean([&](const auto& A) { return std::pow(form(A), 2); });
    EXPECT_NEAR(value(enclosed.curvature(exact_v)), at.mean(form), 1e-10 * (1 + std::sqrt(size)));
    EXPECT_NEAR(value(enclosed.squared_curvature(exact_v)), size, 1e-10 * size + 1e-10);

    // <X, Q(X)> = E tr(X A X A) and <X, L(X)> = 2 E tr(X A X) for a random symmetric X.
    std::vector X(N, std::vector<double>(N));
    std::vector<double> coordinates;
    for (std::size_t j = 0; j < N; ++j) {
      for (std::size_t i = 0; i <= j; ++i) {
        X[i][j] = X[j][i] = random.uniform(-1, 1);
        coordinates.push_back(i == j ? X[i][j] : X[i][j] * std::sqrt(2.0));
      }
    }
    const auto times = [N](const auto& a, const auto& b) {
      std::vector c(N, std::vector<double>(N));
      for (std::size_t i = 0; i < N; ++i) {
        for (std::size_t j = 0; j < N; ++j) {
          for (std::size_t k = 0; k < N; ++k) c[i][j] += a[i][k] * b[k][j];
        }
      }
      return c;
    };
    const auto trace = [N](const auto& a) {
      double sum = 0;
      for (std::size_t i = 0; i < N; ++i) sum += a[i][i];
      return sum;
    };
    const auto operators = enclosed.operators();
    const auto quadratic = [&](const Matrix<BigInterval>& a) {
      double sum = 0;
      for (std::size_t i = 0; i < a.rows(); ++i) {
        for (std::size_t j = 0; j < a.rows(); ++j) {
          sum += coordinates[i] * value(a(i, j)) * coordinates[j];
        }
      }
      return sum;
    };
    const double q = at.mean([&](const auto& A) { return trace(times(times(X, A), times(X, A))); });
    const double l = at.mean([&](const auto& A) { return 2 * trace(times(times(X, A), X)); });
    const double scale = 1 + at.mean([&](const auto& A) { return trace(times(A, A)); });
    EXPECT_NEAR(quadratic(operators.diffusion), q, 1e-9 * scale);
    EXPECT_NEAR(quadratic(operators.drift), l, 1e-9 * scale);
  }
}

TEST(MeanSquare, DoublesEncloseTheSame) {
  Sampler random(6);
  for (int sample = 0; sample < sample_count(40, 400); ++sample) {
    const Instance at = random_instance(random);
    const MeanSquare<Interval> narrow(at.mixture, enclose<Interval>(at.sigma, {}),
                                      enclose_network<Interval>(at.network, {}));
    const auto a = narrow.operators();
    const auto b = at.on({192}).operators();
    for (std::size_t i = 0; i < a.size(); ++i) {
      for (std::size_t j = 0; j < a.size(); ++j) {
        EXPECT_TRUE(subset(to_interval(b.drift(i, j)), a.drift(i, j)));
        EXPECT_TRUE(subset(to_interval(b.diffusion(i, j)), a.diffusion(i, j)));
      }
    }
  }
}

/// A critical network of one neuron on the data -1, 1 with mu = 1/2, sigma = 1/4.
Instance one_neuron() {
  return {Mixture({{-1}, {1}}, Rational(1, 2)), Rational(1, 4),
          Network{{1},
                  {exact("-15.9936040415469530914193903576")},
                  {exact("0.499856781795695091488503700967")}}};
}

TEST(MeanSquare, RelativeDiffusionOfOneNeuron) {
  // gamma_ms = 0.00390841714063406598575074939794 is where det(1 - gamma F^{-1} Q F^{-T}) vanishes
  // first; here by the sign of the determinant on both sides, and not before.
  const Precision p{192};
  const auto relative = one_neuron().on(p).operators().relative_diffusion();
  ASSERT_TRUE(relative);
  ASSERT_EQ(relative->rows(), 3U);
  const auto determinant = [&](const std::string& gamma) {
    const BigInterval g = enclose<BigInterval>(exact(gamma), p);
    const auto a = [&](std::size_t i, std::size_t j) {
      return (i == j ? 1L : 0L) - g * (*relative)(i, j);
    };
    return a(0, 0) * (a(1, 1) * a(2, 2) - a(1, 2) * a(2, 1)) -
           a(0, 1) * (a(1, 0) * a(2, 2) - a(1, 2) * a(2, 0)) +
           a(0, 2) * (a(1, 0) * a(2, 1) - a(1, 1) * a(2, 0));
  };
  EXPECT_TRUE(certainly(determinant("0.001") > 0));
  EXPECT_TRUE(certainly(determinant("0.0039084171406340659857507493") > 0));
  EXPECT_TRUE(certainly(determinant("0.0039084171406340659857507495") < 0));
}

TEST(MeanSquare, KinksOfUncertainOrderAreNotGuessed) {
  Instance at = one_neuron();
  at.network = {{1, -1}, {1, 2}, {0, Rational(1, 1000)}};
  const MeanSquare<Interval> open(at.mixture, enclose<Interval>(at.sigma, {}),
                                  enclose_network<Interval>(at.network, {}, Rational(1, 100)));
  const std::vector<Interval> v(4, enclose<Interval>(1L, {}));
  EXPECT_TRUE(is_entire(open.curvature(v)));
  EXPECT_TRUE(is_entire(open.squared_curvature(v)));
  EXPECT_TRUE(is_entire(open.operators().diffusion(0, 0)));
  EXPECT_FALSE(open.operators().relative_diffusion());
}

}  // namespace
}  // namespace rigor::test
