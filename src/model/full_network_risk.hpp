// The population denoising loss of a two-layer ReLU network all of whose parameters are trained.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <vector>

#include "linear/matrix.hpp"
#include "model/full_network.hpp"
#include "model/mixture.hpp"
#include "number/interval_number.hpp"

namespace rigor {

/// f(y) = c0 + sum_j a_j relu(w_j y + b_j), L = (1/2) E (f(Y) + z / sigma)^2 over Y = c_I + sigma
/// z. With u_j = w_j Y + b_j and 1_j = 1{u_j > 0}, the gradient of f in the parameters (w, b, a,
/// c0) is (a_j Y 1_j, a_j 1_j, relu(u_j), 1). By Stein's identity
///   L = (E f^2 + 2 E f' + 1 / sigma^2) / 2,   E f' = sum_j a_j w_j P(1_j).
/// All expectations are polynomials against normal densities over intervals whose ends are exact
/// (w_j = 0: the whole line or nothing). Every result encloses the exact value.
template <IntervalNumber I>
class FullNetworkRisk {
 public:
  /// Requires d = 1, n >= 1, equal lengths of the three lists, certainly(sigma > 0). `step` is
  /// called once a pair of neurons.
  FullNetworkRisk(const Mixture& mixture, const I& sigma, const FullNetwork& network,
                  const std::function<void()>& step = {});

  std::size_t width() const { return a_.size(); }

  const I& active(std::size_t j) const { return gram_of_f_[j][j].indicators; }  ///< P_j = P(1_j)
  const I& active_mean(std::size_t j) const { return active_mean_[j]; }         ///< E Y 1_j
  const I& ramp(std::size_t j) const { return ramp_[j]; }                       ///< E relu(u_j)

  I loss() const;            ///< L
  Matrix<I> gram() const;    ///< E grad f grad f^T, (3m + 1) x (3m + 1), order (w, b, a, c0)
  I ramp_variation() const;  ///< sum_j |a_j| E relu(u_j) P_j = sum_j |a_j w_j| q_j P_j
  /// 1 + factor sum_j |a_j| E relu(u_j) sqrt(P_j^2 + (E Y 1_j)^2).
  I sharpness_bound(long factor) const;

 private:
  struct Pair {
    I indicators;    // E 1_j 1_k
    I mean, square;  // E Y 1_j 1_k, E Y^2 1_j 1_k
    I ramp;          // E relu(u_j) 1_k
    I ramp_times_y;  // E relu(u_j) Y 1_k
    I ramps;         // E relu(u_j) relu(u_k)
  };
  Pair pair(const FullNetwork& network, std::size_t j, std::size_t k) const;
  /// E Y^p over an open interval, p = 0, 1, 2.
  std::vector<I> moments(const std::optional<Rational>& from,
                         const std::optional<Rational>& to) const;

  const Mixture* mixture_;
  Precision precision_;
  I sigma_;
  std::vector<I> w_, a_;
  I c0_;
  std::vector<std::vector<Pair>> gram_of_f_;
  std::vector<I> active_mean_, ramp_;
};

}  // namespace rigor
