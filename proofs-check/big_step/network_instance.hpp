// The network of a setting for the second engine.
#pragma once

#include "proofs-check/big_step/network_setting.hpp"
#include "proofs-check/big_step/refutation.hpp"
#include "proofs-check/second_engine/arb_network.hpp"

namespace rigor::big_step {

/// The data at the top noise level, with all networks that the setting means.
template <IntervalNumber B>
second_engine::NetworkInstance network_instance(const NetworkSetting<B>& s) {
  second_engine::NetworkInstance instance{
      instance_of(s.data.mixture, s.data.top()), s.at.network().signs, {}, {}};
  const auto bounds = [](const B& x) {
    return second_engine::Bounds{lower_rational(x), upper_rational(x)};
  };
  for (const B& w : s.at.network().weights) instance.weights.push_back(bounds(w));
  for (const B& tau : s.at.network().kinks) instance.kinks.push_back(bounds(tau));
  return instance;
}

}  // namespace rigor::big_step
