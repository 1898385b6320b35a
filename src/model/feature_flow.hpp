// Training a score model that is linear in its features: gradient flow in closed form.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "analysis/decay_sum.hpp"
#include "model/linear_features.hpp"
#include "number/interval_number.hpp"

namespace rigor {

/// The flow theta' = b - A theta of the training risk from theta(0) = 0:
///   theta(t) = theta_oo - z(t),  z(t) = exp(-tA) theta_oo = sum_k c_k exp(-lambda_k t) u_k.
/// Only eigenvalues with an eigenvector u_k that is not orthogonal to theta_oo occur; with u_k the
/// direction of the projection of theta_oo on the eigenspace, all lambda_k are different. They are
/// those of the Jacobi matrix that Lanczos' recurrence from theta_oo makes, here in exact rational
/// numbers up to its end, whatever multiplicities A has.
template <IntervalNumber I>
struct FeatureFlow {
  struct Mode {
    I rate;    ///< lambda_k, ascending in k
    I weight;  ///< c_k = u_k . theta_oo
    I slope;   ///< u_k . (Abar theta_oo - bbar), the gradient of the test risk at the end
    std::vector<I> vector;  ///< u_k, of length 1
  };
  std::vector<Mode> modes;
  DecaySum<I> train;  ///< t -> training risk at theta(t)
  DecaySum<I> test;   ///< t -> test risk at theta(t)

  /// c u . (Abar theta_oo - bbar) for the slowest mode. The test risk is R(oo) - exp(-lambda t)
  /// (this + o(1)): where it is positive, every late enough stop is better than none.
  I early_stopping_gain() const { return modes.front().weight * modes.front().slope; }
};

/// Nothing where some eigenvalues could not be told apart at this precision. Requires theta_oo != 0
/// (std::invalid_argument).
template <IntervalNumber I>
std::optional<FeatureFlow<I>> feature_flow(const LinearFeatures& features, Precision precision);

}  // namespace rigor
