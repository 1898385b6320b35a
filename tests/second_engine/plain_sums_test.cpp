// The integrals against sums in plain doubles that share nothing with them: the trapezoidal rule on
// a fine grid, which converges fast for analytic integrands that vanish at both ends.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

#include "second_engine/arb_mixture.hpp"

namespace rigor::second_engine {
namespace {

struct PlainMixture {
  std::vector<double> centres;
  double sigma;

  // The density, the posterior variance and the third cumulant.
  struct Values {
    double density, variance, third;
  };
  Values at(double y) const {
    double nearest = std::abs(y - centres.front());
    for (double c : centres) nearest = std::min(nearest, std::abs(y - c));
    const auto weight_of = [&](double c) {
      return std::exp((nearest * nearest - (y - c) * (y - c)) / (2 * sigma * sigma));
    };
    double weight = 0, mean = 0, variance = 0, third = 0;
    for (double c : centres) {
      weight += weight_of(c);
      mean += weight_of(c) * c;
    }
    mean /= weight;
    for (double c : centres) {
      const double w = weight_of(c) / weight, d = c - mean;
      variance += w * d * d;
      third += w * d * d * d;
    }
    weight *= std::exp(-nearest * nearest / (2 * sigma * sigma));
    const double scale = sigma * std::sqrt(2 * std::acos(-1.0));
    return {weight / (scale * static_cast<double>(centres.size())), variance, third};
  }

  // q(u) by its definition.
  double gap(double u) const {
    if (u < centres.front() || u > centres.back()) return 0;
    double below = 0, above = 0, rise = 0, fall = 0;
    for (double c : centres) {
      if (c < u) below += 1, rise += u - c;
      if (c > u) above += 1, fall += c - u;
    }
    const double n = static_cast<double>(centres.size());
    return std::min(below * rise, above * fall) / (n * n);
  }
};

struct Pair {
  Instance exact;
  PlainMixture plain;
};

// At most `most` centres, with gaps from 1/10 to `widest`, and sigma from 1/5 to 3/5.
Pair random_pair(std::mt19937_64& generator, int most, int widest) {
  const auto integer = [&](int low, int high) {
    return std::uniform_int_distribution<int>(low, high)(generator);
  };
  Pair pair;
  const int n = integer(2, most);
  Rational centre = integer(-3, 3);
  for (int i = 0; i < n; ++i) {
    pair.exact.centres.push_back(centre);
    pair.plain.centres.push_back(centre.convert_to<double>());
    centre += Rational(integer(5, 50 * widest)) / 50;
  }
  pair.exact.sigma = Rational(integer(20, 60)) / 100;
  pair.plain.sigma = pair.exact.sigma.convert_to<double>();
  return pair;
}

void expect_near(const Bounds& bounds, double value, double relative) {
  EXPECT_LE(bounds.lower.convert_to<double>(), value * (1 + relative));
  EXPECT_GE(bounds.upper.convert_to<double>(), value * (1 - relative));
}

TEST(SecondEnginePlainSums, MinimalRiskAndCurvature) {
  std::mt19937_64 generator(1);
  for (int trial = 0; trial < 12; ++trial) {
    const Pair p = random_pair(generator, 8, 2);
    const double sigma = p.plain.sigma;
    // Beyond the centres V falls like exp(-y d / sigma^2) with d >= 1/10.
    const double margin = std::max(9 * sigma, 15 * sigma * sigma / 0.1);
    const double from = p.plain.centres.front() - margin;
    const double to = p.plain.centres.back() + margin;
    const int steps = 10000;
    const double h = (to - from) / steps;
    double risk = 0, curvature = 0;
    for (int k = 0; k <= steps; ++k) {
      const PlainMixture::Values v = p.plain.at(from + k * h);
      risk += h * v.density * v.variance / std::pow(sigma, 4);
      curvature += h * std::abs(v.third) / std::pow(sigma, 6);
    }
    expect_near(minimal_risk(p.exact), risk, 1e-10);
    expect_near(score_curvature(p.exact), curvature, 1e-3);
  }
}

TEST(SecondEnginePlainSums, VariationUnderPi) {
  std::mt19937_64 generator(2);
  for (int trial = 0; trial < 4; ++trial) {
    const Pair p = random_pair(generator, 4, 1);
    const double sigma = p.plain.sigma, from = p.plain.centres.front();
    const double length = p.plain.centres.back() - from;
    const int steps = 1500, noise_steps = 1600;
    const double h = length / steps, step = 16.0 / noise_steps;
    double sum = 0;
    for (int k = 0; k < steps; ++k) {
      const double y = from + (k + 0.5) * h;
      double weight = 0;
      for (int j = 0; j < noise_steps; ++j) {
        const double z = -8 + (j + 0.5) * step;
        weight += step * std::exp(-z * z / 2) * p.plain.gap(y - sigma * z);
      }
      weight /= std::sqrt(2 * std::acos(-1.0));
      sum += h * std::abs(p.plain.at(y).third) / std::pow(sigma, 6) * weight;
    }
    const Bounds bounds = variation_under_pi(p.exact);
    expect_near(bounds, sum, 5e-3);
    EXPECT_LE(bounds.upper, bounds.lower * 105 / 100);
  }
}

}  // namespace
}  // namespace rigor::second_engine
