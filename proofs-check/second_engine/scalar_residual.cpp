#include "second_engine/scalar_residual.hpp"

#include "second_engine/arb.hpp"

namespace rigor::second_engine {
namespace {

constexpr long cells = 64;
constexpr long cell_bits = 128;

long depth(const ScalarResidual& network) {
  return static_cast<long>(network.layers.size());
}

/// 1 + Z_k / L.
Arb factor(const ScalarResidual& network, const Arb& tau, std::size_t k) {
  const Arb start = Arb(network.layers[k], tau.bits()) / depth(network) + 1;
  return sqrt(sqr(start) + tau * 2 / depth(network));
}

Arb output(const ScalarResidual& network, const Arb& tau) {
  Arb product(1, tau.bits());
  for (std::size_t k = 0; k < network.layers.size(); ++k) {
    product = product * factor(network, tau, k);
  }
  return product;
}

}  // namespace

Bounds scalar_residual_time(const ScalarResidual& network, const Rational& tau) {
  const Arb width(Rational(tau / cells), cell_bits);
  Arb time(cell_bits);
  for (long i = 0; i < cells; ++i) {
    const Arb F = output(network, hull(width * i, width * (i + 1)));
    time += width / ((Arb(network.target, cell_bits) - F) * F * 2);
  }
  return to_bounds(time);
}

Bounds scalar_residual_layer(const ScalarResidual& network, const Rational& tau, std::size_t k) {
  return refined(
      [&](long bits) { return (factor(network, Arb(tau, bits), k) - 1) * depth(network); });
}

Bounds scalar_residual_velocity(const ScalarResidual& network, std::size_t k) {
  return refined([&](long bits) {
    const Arb start(bits), F = output(network, start);
    return (Arb(network.target, bits) - F) * F * 2 / factor(network, start, k);
  });
}

}  // namespace rigor::second_engine
