// The network of a setting for the second engine.
#pragma once

#include "proofs-check/big_step/network_setting.hpp"
#include "proofs-check/big_step/refutation.hpp"
#include "proofs-check/second_engine/arb_network.hpp"

namespace rigor::big_step {

/// The network of the case for the second engine: exact, or the bounds in which the networks that
/// are meant lie.
template <IntervalNumber B>
second_engine::NetworkInstance network_instance(const NetworkSetting<B>& s) {
  const NetworkBox<B>& box = s.at.network();
  const Network& exact = s.input.network;
  second_engine::NetworkInstance instance{
      instance_of(s.data.mixture, s.data.top()), box.signs, {}, {}};
  for (std::size_t l = 0; l < s.m(); ++l) {
    instance.weights.push_back(s.is_exact()
                                   ? exact_bounds(exact.weights[l])
                                   : second_engine::Bounds{lower_rational(box.weights[l]),
                                                           upper_rational(box.weights[l])});
    instance.kinks.push_back(s.is_exact() ? exact_bounds(exact.kinks[l])
                                          : second_engine::Bounds{lower_rational(box.kinks[l]),
                                                                  upper_rational(box.kinks[l])});
  }
  return instance;
}

}  // namespace rigor::big_step
