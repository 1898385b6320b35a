// The variation of a network's slope under the weights pi, g and min(F, 1 - F).
#pragma once

#include <functional>

#include "model/mixture.hpp"
#include "model/network.hpp"
#include "number/interval_number.hpp"

namespace rigor {

/// s_theta'' = (1/m) sum_l w_l delta_{tau_l}: coinciding kinks add up before |.| is taken. Each
/// integral of |s''| against a weight is a sum over the different kinks. Kinks whose enclosures
/// overlap may coincide or not; the results enclose both cases. (Kinks of an exact network that are
/// equal as thin intervals do coincide.)
template <IntervalNumber I>
struct NetworkVariation {
  I under_pi;    ///< TV_pi(s): sum |jump| pi(tau), over the kinks in [c_1, c_n]; 0 for n = 1
  I under_g;     ///< TV_g(s): sum |jump| g(tau)
  I under_tail;  ///< sum |jump| min(F(tau), 1 - F(tau)), F the distribution function of Y
};

/// Requires d = 1 and certainly(sigma > 0).
template <IntervalNumber I>
NetworkVariation<I> network_variation(const Mixture& mixture, const I& sigma,
                                      const NetworkBox<I>& network,
                                      const std::function<void()>& step = {});

/// The same for one network: its equal kinks coincide, also those that are no binary numbers.
template <IntervalNumber I>
NetworkVariation<I> network_variation(const Mixture& mixture, const I& sigma,
                                      const Network& network,
                                      const std::function<void()>& step = {});

}  // namespace rigor
