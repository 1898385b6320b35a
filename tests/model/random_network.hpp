// Random networks for random mixtures, with the kinks where closed forms are delicate.
#pragma once

#include <sstream>
#include <string>
#include <vector>

#include "model/network.hpp"
#include "model/random_mixture.hpp"

namespace rigor::test {

/// Kinks on atoms, between them, far outside, equal to each other or next to each other; weights of
/// the size m / sigma^2, small or zero.
inline Network random_network(Sampler& random, const RandomMixture& data, int m) {
  Network net;
  for (int l = 0; l < m; ++l) {
    net.signs.push_back(random.integer(0, 1) == 0 ? 1 : -1);
    const Rational size = m / (data.sigma * data.sigma);
    const int kind = random.integer(0, 9);
    net.weights.push_back(kind == 0 ? Rational(0)
                                    : size * to_rational(random.uniform(kind == 1 ? -1e-9 : -3,
                                                                        kind == 1 ? 1e-9 : 3)));
    Rational tau = random_position(random, data);
    if (l > 0 && random.integer(0, 3) == 0) {
      tau = net.kinks[static_cast<std::size_t>(random.integer(0, l - 1))];
      if (random.integer(0, 2) == 0) tau += data.sigma * log_uniform(random, -12, -3);
    }
    net.kinks.push_back(tau);
  }
  return net;
}

inline std::string text(const Network& net) {
  std::ostringstream out;
  for (std::size_t l = 0; l < net.width(); ++l) {
    out << " (" << net.signs[l] << ", " << net.weights[l] << ", " << net.kinks[l] << ')';
  }
  return out.str();
}

}  // namespace rigor::test
