// Sample curvatures and fully trained networks in the second engine, against plain quadrature.
#include <gtest/gtest.h>

#include <cmath>

#include "model/sample_quadrature.hpp"
#include "proofs-check/second_engine/arb_full_network.hpp"
#include "proofs-check/second_engine/arb_network.hpp"
#include "support/sampling.hpp"

namespace rigor::test {
namespace {

using second_engine::Bounds;

void expect_near(const Bounds& x, double expected, double size) {
  EXPECT_LE(x.lower, x.upper);
  EXPECT_NEAR(static_cast<double>(x.lower), expected, 1e-9 * size);
  EXPECT_NEAR(static_cast<double>(x.upper), expected, 1e-9 * size);
}

TEST(SampleCurvature, AgreesWithQuadrature) {
  Sampler random(12);
  for (int sample = 0; sample < sample_count(20, 200); ++sample) {
    second_engine::NetworkInstance network;
    const double sigma = random.uniform(0.2, 1);
    network.data = {{to_rational(random.uniform(-2, -1)), to_rational(random.uniform(0, 2))},
                    to_rational(sigma)};
    std::vector<double> centres, kinks, weights, v;
    std::vector<Rational> exact_v;
    for (const Rational& c : network.data.centres) centres.push_back(static_cast<double>(c));
    const int m = random.integer(1, 3);
    for (int l = 0; l < m; ++l) {
      network.signs.push_back(random.integer(0, 1) == 0 ? 1 : -1);
      weights.push_back(random.uniform(-9, 9));
      kinks.push_back(random.uniform(-3, 3));
      const Rational w = to_rational(weights.back()), tau = to_rational(kinks.back());
      network.weights.push_back({w, w});
      network.kinks.push_back({tau, tau});
    }
    for (int p = 0; p < 2 * m; ++p) {
      v.push_back(random.uniform(-1, 1));
      exact_v.push_back(to_rational(v.back()));
    }
    const auto along = [&](double y, double z) {
      double gradient = 0, value = 0, cross = 0;
      for (int l = 0; l < m; ++l) {
        const auto k = static_cast<std::size_t>(l);
        const double u = network.signs[k] * (y - kinks[k]);
        if (u <= 0) continue;
        value += weights[k] * u / m;
        gradient += (v[k] * u + v[k + static_cast<std::size_t>(m)] * weights[k]) / m;
        cross += 2 * v[k] * v[k + static_cast<std::size_t>(m)] / m;
      }
      return 2 * gradient * gradient + 2 * (value + z / sigma) * cross;
    };
    const double square = sample_mean(centres, sigma, kinks,
                                      [&](double y, double z) { return std::pow(along(y, z), 2); });
    const auto curvature = second_engine::sample_curvature(network, exact_v);
    expect_near(curvature.mean, sample_mean(centres, sigma, kinks, along), 1 + std::sqrt(square));
    expect_near(curvature.square, square, 1 + square);
  }
  EXPECT_THROW(second_engine::sample_curvature({{{0}, 1}, {1}, {{1, 1}}, {{0, 0}}}, {1}),
               std::invalid_argument);
}

TEST(FullNetworkSharpness, ReferenceNetwork) {
  const auto at =
      second_engine::full_network_sharpness({{{Rational(-1, 2), Rational(1, 2)}, Rational(1, 4)},
                                             {2, -1},
                                             {Rational(-1, 2), Rational(1, 4)},
                                             {-8, 5}});
  expect_near(at.largest_eigenvalue, 36.66439585156568668640004941, 1);
  expect_near(at.variation, (5.519588725239428098673134286 - 1) / 2, 1);
  EXPECT_THROW(second_engine::full_network_sharpness({{{0}, 1}, {1}, {}, {1}}),
               std::invalid_argument);
}

}  // namespace
}  // namespace rigor::test
