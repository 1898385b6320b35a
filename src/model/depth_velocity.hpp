// The velocity at which gradient flow moves the weights of a neural ODE.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "model/depth_flow.hpp"

namespace rigor {

/// F_i = B H_i(1), H_i' = f(H_i, Z(s)), H_i(0) = A x_i, with the loss l = (1/n) sum_i |F_i -
/// y_i|^2.
template <IntervalNumber I>
struct DepthProblem {
  DepthModel model;
  Matrix<I> A;                          ///< q x d
  Matrix<I> B;                          ///< d' x q
  std::vector<std::vector<I>> inputs;   ///< x_1, ..., x_n in R^d
  std::vector<std::vector<I>> targets;  ///< y_1, ..., y_n in R^d'
};

/// Encloses minus the gradient of l by the weights Z(.), for the inner product of square integrable
/// functions of s:
///   -(1/n) sum_i D(H_i(s), Z(s))^T P_i(s),   P_i' = -J^T P_i,   P_i(1) = 2 B^T (F_i - y_i),
/// J and D the Jacobians of f by h and by Z. For if Z moves by dZ, then dH' = J dH + D dZ, (P .
/// dH)' = P . D dZ, and P(1) . dH(1) is the integral of D^T P . dZ.
template <IntervalNumber I>
class DepthVelocity {
 public:
  /// Throws std::invalid_argument for shapes that disagree. `step` is called once a step.
  DepthVelocity(const DepthProblem<I>& problem, const std::function<void()>& step);

  /// The paths of all data are enclosed.
  bool is_complete() const { return reason_.empty(); }
  const std::string& reason() const { return reason_; }

  const I& loss() const { return loss_; }
  /// At all s of the interval, a part of [0, 1].
  LayerWeights<I> at(const I& s) const;
  /// max_i |H_i(s)| and (1/n) sum_i |P_i(s)|.
  I largest_state(const I& s) const;
  I mean_adjoint(const I& s) const;

 private:
  std::vector<I> state(std::size_t i, const I& s) const;
  std::vector<I> adjoint(std::size_t i, const I& s) const;

  DepthModel model_;
  std::vector<DepthPath<I>> states_;
  std::vector<DepthPath<I>> adjoints_;
  std::string reason_;
  I loss_;
};

extern template class DepthVelocity<Interval>;
extern template class DepthVelocity<BigInterval>;

}  // namespace rigor
