// Between two neighbouring kinks grad f is affine in y, grad f = g0 + g1 y.
#include <algorithm>
#include <optional>
#include <stdexcept>

#include "second_engine/arb_full_network.hpp"
#include "second_engine/network.hpp"
#include "second_engine/posterior.hpp"

namespace rigor::second_engine {
namespace {

constexpr long kBits = 512;

/// P(z <= x), and the density.
Arb cumulative(const Arb& x) {
  return erfc(-x / sqrt(Arb(2, kBits))) / 2;
}
Arb density(const Arb& x) {
  return exp(-sqr(x) / 2) / sqrt(pi(kBits) * 2);
}

/// E Y^k over (from, to), k = 0, 1, 2.
ArbVector piece_moments(const Instance& data, const std::optional<Rational>& from,
                        const std::optional<Rational>& to) {
  ArbVector sums(3, Arb(kBits));
  const long n = static_cast<long>(data.centres.size());
  const Arb sigma(data.sigma, kBits);
  for (const Rational& centre : data.centres) {
    const Arb c(centre, kBits);
    Arb mass(1, kBits), first(kBits), second(1, kBits);  // of z over the whole line
    if (to) {
      const Arb b(Rational((*to - centre) / data.sigma), kBits);
      mass = cumulative(b);
      first = -density(b);
      second = mass - b * density(b);
    }
    if (from) {
      const Arb a(Rational((*from - centre) / data.sigma), kBits);
      mass = mass - cumulative(a);
      first = first + density(a);
      second = second - cumulative(a) + a * density(a);
    }
    sums[0] += mass / n;
    sums[1] += (c * mass + sigma * first) / n;
    sums[2] += (sqr(c) * mass + c * sigma * first * 2 + sqr(sigma) * second) / n;
  }
  return sums;
}

}  // namespace

FullNetworkSharpness full_network_sharpness(const FullNetworkInstance& f) {
  require_valid(f.data);
  const std::size_t m = f.inner_weights.size(), size = 3 * m + 1;
  if (f.inner_biases.size() != m || f.outer_weights.size() != m) {
    throw std::invalid_argument("second engine: a network of unequal vectors");
  }
  std::vector<Rational> kinks;
  for (std::size_t j = 0; j < m; ++j) {
    if (f.inner_weights[j] != 0) kinks.push_back(-f.inner_biases[j] / f.inner_weights[j]);
  }
  std::sort(kinks.begin(), kinks.end());
  kinks.erase(std::unique(kinks.begin(), kinks.end()), kinks.end());

  ArbRows G(size, ArbVector(size, Arb(kBits)));
  ArbVector ramps(m, Arb(kBits)), masses = ramps, means = ramps;
  for (std::size_t piece = 0; piece <= kinks.size(); ++piece) {
    std::optional<Rational> from, to;
    if (piece > 0) from = kinks[piece - 1];
    if (piece < kinks.size()) to = kinks[piece];
    const Rational inside = from && to ? Rational((*from + *to) / 2)
                            : from     ? Rational(*from + 1)
                            : to       ? Rational(*to - 1)
                                       : Rational(0);
    const ArbVector M = piece_moments(f.data, from, to);
    ArbVector g0(size, Arb(kBits)), g1 = g0;
    g0.back() = Arb(1, kBits);
    for (std::size_t j = 0; j < m; ++j) {
      const Rational &w = f.inner_weights[j], &b = f.inner_biases[j];
      if (w * inside + b <= 0) continue;
      const Arb a(f.outer_weights[j], kBits);
      g1[j] = a;
      g0[m + j] = a;
      g0[2 * m + j] = Arb(b, kBits);
      g1[2 * m + j] = Arb(w, kBits);
      ramps[j] += Arb(b, kBits) * M[0] + Arb(w, kBits) * M[1];
      masses[j] += M[0];
      means[j] += M[1];
    }
    for (std::size_t p = 0; p < size; ++p) {
      for (std::size_t q = 0; q < size; ++q) {
        G[p][q] +=
            g0[p] * g0[q] * M[0] + (g0[p] * g1[q] + g1[p] * g0[q]) * M[1] + g1[p] * g1[q] * M[2];
      }
    }
  }
  Arb variation(kBits);
  for (std::size_t j = 0; j < m; ++j) {
    variation +=
        abs(Arb(f.outer_weights[j], kBits)) * ramps[j] * sqrt(sqr(masses[j]) + sqr(means[j]));
  }
  return {to_bounds(enclose_largest(G)), to_bounds(variation)};
}

}  // namespace rigor::second_engine
