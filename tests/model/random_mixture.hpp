// Random data sets for the mixture: exact rationals, all scales.
#pragma once

#include <algorithm>
#include <cmath>
#include <sstream>
#include <string>
#include <vector>

#include "model/mixture.hpp"
#include "support/sampling.hpp"

namespace rigor::test {

/// A rational of about the size 10^u, u uniform in [lo, hi]: dyadic or with a decimal denominator.
inline Rational log_uniform(Sampler& random, double lo, double hi) {
  const double value = std::pow(10.0, random.uniform(lo, hi));
  if (random.integer(0, 1) == 0) return to_rational(value);
  const double shift = std::floor(std::log10(value)) - 4;
  const auto digits = static_cast<long>(std::llround(value / std::pow(10.0, shift)));
  Rational scale = 1;
  for (int k = 0; k < std::abs(static_cast<int>(shift)); ++k) scale *= 10;
  return shift < 0 ? Rational(digits / scale) : Rational(digits * scale);
}

struct RandomMixture {
  std::vector<std::vector<Rational>> points;
  Rational mu, sigma;
  std::vector<Rational> centres;  // mu x, increasing

  Mixture mixture() const { return Mixture(points, mu); }
  std::string text() const {
    std::ostringstream out;
    out << "sigma = " << sigma << ", mu = " << mu << ", x =";
    for (const auto& x : points) out << ' ' << x[0];
    return out.str();
  }
};

/// n points with gaps between 1e-6 and 1e3 (all of one size, or of all sizes), 0 < mu <= 1, and
/// sigma between about 1/50 and 10^6 typical gaps.
inline RandomMixture random_mixture(Sampler& random, int n) {
  RandomMixture r;
  const double scale = random.uniform(-6, 3);
  const bool all_sizes = random.integer(0, 3) == 0;
  Rational x = random.integer(-1000, 1000);
  for (int k = 0; k < n; ++k) {
    r.points.push_back({x});
    x += all_sizes ? log_uniform(random, -6, 3)
                   : log_uniform(random, std::max(-6.0, scale - 0.5), std::min(3.0, scale + 0.5));
  }
  r.mu = random.integer(0, 2) == 0 ? Rational(1) : Rational(random.integer(1, 64), 64);
  // Half of the noise levels are comparable with the gaps, where nothing is asymptotic.
  const double spread =
      random.integer(0, 1) == 0 ? random.uniform(-1, 0.5) : random.uniform(-1.7, 6.3);
  r.sigma = log_uniform(random, scale + spread, scale + spread) * r.mu;
  for (const auto& point : r.points) r.centres.push_back(r.mu * point[0]);
  std::shuffle(r.points.begin(), r.points.end(), std::mt19937_64(random.bits()));
  return r;
}

/// A position: at an atom, exactly between two, a few sigma from one, or far outside.
inline Rational random_position(Sampler& random, const RandomMixture& data) {
  const auto& c = data.centres;
  const auto k = static_cast<std::size_t>(random.integer(0, static_cast<int>(c.size()) - 1));
  switch (random.integer(0, 7)) {
    case 0:
      return c[k];
    case 1:
      return k + 1 < c.size() ? Rational((c[k] + c[k + 1]) / 2) : Rational(c[k] + data.sigma);
    case 2:
      return c.back() + (c.back() - c.front() + data.sigma) * random.integer(1, 40);
    case 3:
      return c.front() - (c.back() - c.front() + data.sigma) * random.integer(1, 40);
    case 4:
      return c.front() + (c.back() - c.front()) * to_rational(random.uniform(0, 1));
    default:
      return c[k] + data.sigma * to_rational(random.uniform(-4, 4));
  }
}

}  // namespace rigor::test
