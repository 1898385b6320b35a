// Training of two-layer networks in floating point: a proposal, about which nothing is proved.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>

#include "model/mixture.hpp"
#include "model/network.hpp"

namespace rigor {

struct TrainingPlan {
  std::size_t width = 1;  ///< m
  double eta = 0;         ///< the learning rate
  std::uint64_t steps = 0;
  std::uint64_t seed = 0;  ///< of the initial network
};

struct TrainingResult {
  Network network;  ///< its numbers have 15 significant decimal digits
  double risk = 0;  ///< near R_n(theta)
};

/// Gradient descent theta <- theta - m eta grad R on the risk R of the network, that is w_l <- w_l
/// - 2 eta E r phi_l and b_l <- b_l - 2 eta w_l E r 1_l (see NetworkRisk), with means over Y = c_I
/// + sigma z taken as sums over z = -6, -6 + 1/16, ..., 6. It starts at random signs, kinks uniform
/// over the data and two sigma around them, and weights uniform between -1/sigma^2 and 1/sigma^2;
/// the seed determines the result. Nothing if it diverges, or throws all kinks off the data: the
/// learning rate is too large.
///
/// Requires d = 1, sigma > 0, 1 <= width. `step` is called once a step; what it throws passes
/// through.
std::optional<TrainingResult> propose_network(const Mixture& mixture, const Rational& sigma,
                                              const TrainingPlan& plan,
                                              const std::function<void()>& step);

}  // namespace rigor
