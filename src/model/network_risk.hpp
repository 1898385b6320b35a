// The population denoising risk of a two-layer ReLU network, its gradient and its Hessians.
#pragma once

#include <cstddef>
#include <functional>
#include <vector>

#include "linear/matrix.hpp"
#include "model/cut_moments.hpp"
#include "model/mixture.hpp"
#include "model/network.hpp"
#include "model/pair_moments.hpp"
#include "number/interval_number.hpp"

namespace rigor {

/// Closed forms for the risk R(theta) = E (s_theta(Y) + z / sigma)^2 over Y = c_I + sigma z, with r
/// = s_theta(Y) + z / sigma, phi_l = relu(eps_l (Y - tau_l)), 1_l = 1{phi_l > 0}, D = (dR/dw,
/// dR/db). Every result encloses the exact value for every network of the box.
///
/// With P_l = E 1_l, q_l = E phi_l, p the density of Y, and by Stein's identity:
///   R = 1/sigma^2 + (2/m) sum_l w_l eps_l P_l + (1/m^2) sum_{lk} w_l w_k E phi_l phi_k,
///   E r phi_l = eps_l P_l + (1/m) sum_k w_k E phi_l phi_k,
///   E r 1_l = eps_l p(tau_l) + (1/m) sum_k w_k E 1_l phi_k,
///   dR/dw_l = (2/m) E r phi_l,   dR/db_l = (2/m) w_l E r 1_l.
///
/// Both Hessians exist for every network: R has Lipschitz second derivatives, also where kinks
/// coincide, lie on data, or have weight 0 (Y has a density), and the loss of a sample has second
/// derivatives unless the sample hits a kink, which has probability 0. Moments of pairs of neurons
/// are as tight as the box allows (pair_moments.hpp); what is added up with weights is evaluated
/// term by term, so that large weights that cancel cost digits.
template <IntervalNumber I>
class NetworkRisk {
 public:
  /// Requires d = 1, n >= 1, m >= 1 and certainly(sigma > 0). Refers to `mixture`. `step` is called
  /// once a kink; what it throws passes through.
  NetworkRisk(const Mixture& mixture, const I& sigma, NetworkBox<I> network,
              const std::function<void()>& step = {});

  const NetworkBox<I>& network() const { return network_; }
  std::size_t width() const { return network_.width(); }

  // Of one neuron.
  const I& active(std::size_t l) const;           ///< P_l
  const I& ramp(std::size_t l) const;             ///< q_l
  const I& density_at_kink(std::size_t l) const;  ///< p(tau_l)
  const I& residual_ramp(std::size_t l) const;    ///< E r phi_l
  const I& residual_active(std::size_t l) const;  ///< E r 1_l
  I excess_at_kink(std::size_t l) const;          ///< e(tau_l) = s_theta(tau_l) - s*(tau_l)
  /// The diagonal term by which the Hessian of R differs from the mean of the almost-everywhere
  /// Hessian of the loss: D_l = (2/m) w_l p(tau_l) e(tau_l).
  I kink_term(std::size_t l) const;

  I risk() const;                      ///< R
  I atom_risk(std::size_t i) const;    ///< E[r^2 | I = i], so that R is their mean
  I mean_slope() const;                ///< E s_theta'
  I slope_second_moment() const;       ///< E s_theta'^2
  I residual_noise() const;            ///< E r z = 1/sigma + sigma E s_theta'
  I residual_noise_curvature() const;  ///< E r^2 (z^2 - 1)
  I ramp_variation() const;            ///< T = (1/m) sum |w_l| q_l P_l
  I active_variation() const;          ///< V = (1/m) sum |w_l| P_l
  I active_second_moment() const;      ///< E N^2, N = (1/m) sum |w_l| 1_l

  std::vector<I> gradient() const;  ///< dR/dw_1, ..., dR/dw_m, dR/db_1, ..., dR/db_m
  Matrix<I> gram() const;           ///< G = E grad s_theta grad s_theta^T, 2m x 2m
  Matrix<I> hessian_ae() const;     ///< the mean of the Hessian of the loss where that exists
  Matrix<I> hessian() const;        ///< the Hessian of R: hessian_ae + diag(0, D_l)

 private:
  I network_at_kink(std::size_t l) const;       // s_theta(tau_l)
  I density_times_excess(std::size_t l) const;  // p(tau_l) e(tau_l)
  I weighted_pairs(const Matrix<I>& moments, const std::vector<I>& factors) const;

  const Mixture* mixture_;
  NoisyAtoms<I> atoms_;
  NetworkBox<I> network_;
  PairMoments<I> pairs_;
  std::vector<I> residual_ramp_, residual_active_;
};

}  // namespace rigor
