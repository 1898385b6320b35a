// The moments of pairs of neurons that the risk of a network and its derivatives consist of.
#pragma once

#include <functional>
#include <vector>

#include "linear/matrix.hpp"
#include "model/cut_moments.hpp"
#include "model/network.hpp"
#include "number/interval_number.hpp"

namespace rigor {

/// With phi_l = relu(eps_l (Y - tau_l)) and 1_l = 1{phi_l > 0}.
template <IntervalNumber I>
struct PairMoments {
  std::vector<I> active;               ///< E 1_l
  std::vector<I> ramp;                 ///< E phi_l
  std::vector<DensityJet<I>> density;  ///< of Y, at the kinks
  Matrix<I> ramps;                     ///< E phi_l phi_k
  Matrix<I> ramp_active;               ///< E phi_l 1_k
  Matrix<I> actives;                   ///< E 1_l 1_k
};

/// Encloses them for all networks of the box, as tightly as at its corners: phi_l and 1_l decrease
/// in eps_l tau_l, hence so does every entry, and the kinks with the largest and the least
/// eps_l tau_l give its range. O(n) special functions a kink, O(1) operations a pair. Requires
/// bounded kinks, not empty (std::invalid_argument otherwise).
template <IntervalNumber I>
PairMoments<I> pair_moments(const NoisyAtoms<I>& atoms, const NetworkBox<I>& network,
                            const std::function<void()>& step = {});

}  // namespace rigor
