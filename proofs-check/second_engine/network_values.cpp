// The public functions on networks: precision and conversion.
#include <algorithm>

#include "second_engine/network.hpp"

namespace rigor::second_engine {
namespace {

/// Whether all balls are accurate to 2^-67 of the largest.
bool is_accurate(const ArbVector& values) {
  Arb largest(values.front().bits());
  for (const Arb& x : values) {
    arb_max(largest.get(), largest.get(), abs(x).get(), largest.bits());
  }
  return std::all_of(values.begin(), values.end(), [&](const Arb& x) {
    Arb error(x.bits());
    arb_get_rad_arb(error.get(), x.get());
    arb_mul_2exp_si(error.get(), error.get(), 67);
    return arb_le(error.get(), largest.get()) != 0;
  });
}

/// The numbers that `values` takes from the network, at 256, 512, ... bits; bounds that are wide
/// limit the accuracy whatever the precision, so they get 256.
template <typename Function>
ArbVector refined_values(const NetworkInstance& network, const Function& values) {
  require_valid(network);
  const long most = is_one_network(network) ? 2048 : 256;
  for (long bits = 256;; bits *= 2) {
    ArbVector balls = values(PiecewiseNetwork(network, bits));
    if (bits >= most || is_accurate(balls)) return balls;
  }
}

std::vector<Bounds> to_bounds(const ArbVector& balls) {
  std::vector<Bounds> bounds;
  for (const Arb& x : balls) bounds.push_back(to_bounds(x));
  return bounds;
}

Bounds refined_value(const NetworkInstance& network, Arb (PiecewiseNetwork::*value)() const) {
  return to_bounds(refined_values(network, [&](const PiecewiseNetwork& at) {
                     return ArbVector{(at.*value)()};
                   }).front());
}

}  // namespace

Bounds network_risk(const NetworkInstance& network) {
  return refined_value(network, &PiecewiseNetwork::risk);
}
Bounds residual_noise(const NetworkInstance& network) {
  return refined_value(network, &PiecewiseNetwork::residual_noise);
}
Bounds residual_noise_curvature(const NetworkInstance& network) {
  return refined_value(network, &PiecewiseNetwork::residual_noise_curvature);
}
Bounds slope_second_moment(const NetworkInstance& network) {
  return refined_value(network, &PiecewiseNetwork::slope_second_moment);
}
Bounds active_second_moment(const NetworkInstance& network) {
  return refined_value(network, &PiecewiseNetwork::active_second_moment);
}
Bounds ramp_variation(const NetworkInstance& network) {
  return refined_value(network, &PiecewiseNetwork::ramp_variation);
}
Bounds active_variation(const NetworkInstance& network) {
  return refined_value(network, &PiecewiseNetwork::active_variation);
}

std::vector<Bounds> atom_risks(const NetworkInstance& network) {
  return to_bounds(
      refined_values(network, [](const PiecewiseNetwork& at) { return at.atom_risks(); }));
}
std::vector<Bounds> network_gradient(const NetworkInstance& network) {
  return to_bounds(
      refined_values(network, [](const PiecewiseNetwork& at) { return at.gradient(); }));
}

std::vector<std::vector<Bounds>> network_matrix(const NetworkInstance& network,
                                                NetworkMatrix which) {
  const ArbVector entries = refined_values(network, [&](const PiecewiseNetwork& at) {
    ArbVector all;
    for (const ArbVector& row : at.matrix(which)) all.insert(all.end(), row.begin(), row.end());
    return all;
  });
  const std::size_t size = 2 * network.signs.size();
  std::vector<std::vector<Bounds>> rows(size);
  for (std::size_t k = 0; k < entries.size(); ++k) {
    rows[k / size].push_back(to_bounds(entries[k]));
  }
  return rows;
}

}  // namespace rigor::second_engine
