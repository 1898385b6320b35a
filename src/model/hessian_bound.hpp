// How fast two gradient flows of the same loss can part: a bound of the negative curvature.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "linear/matrix.hpp"
#include "model/residual_training.hpp"

namespace rigor {

/// An upper bound N of the largest eigenvalue of -Hess_x l in weighted coordinates, for all
/// networks of a box: by Gronwall two gradient flows in it part at most like e^{Nt}.
///
/// In the direction dth, with dh_{k+1} = dh_k + (J_k dh_k + D_k dZ_{k+1}) / L the variations of the
/// states of all data, stacked, and S_k(dh, dZ) the second derivative of f at (h_k, Z_{k+1}),
///   Hess l[dth] = (2/n) sum_i |dF_i|^2 + (4/n) sum_i r_i.dB dh_{L,i} + (1/L) sum_k q_k(dh_k,
///   dZ_{k+1}),   q_k = (1/n) sum_i p_{k+1,i}.S_k(dh_i, dZ),
/// since d^2 h obeys the recursion of dh with the source S_k, and p_{k+1} is its adjoint. So -N is
/// below the least eigenvalue if there are symmetric matrices T_0, ..., T_L with
///   N |dZ|^2 + q_k(dh, dZ) + L (T_{k+1}[dh + (J_k dh + D_k dZ) / L] - T_k[dh]) >= 0   for 0 <= k <
///   L,   N |dB|^2 + (2/n) sum |dF_i|^2 + (4/n) sum r_i.dB dh_i >= T_L[dh],   N |dA|^2 + T_0[dA x]
///   >= 0
/// for all dA, dh, dZ, dB (the last one only if A is trained): add them up, the first ones divided
/// by L. The T_k are guessed by the Riccati recursion backward from T_L, which finds some for every
/// N above the largest eigenvalue; each inequality is proved by Cholesky of a matrix with nq + dim
/// Z rows. So the cost is linear in L.
class HessianBound {
 public:
  /// The problem outlives it.
  explicit HessianBound(const TrainingProblem<Interval>& problem) : problem_(problem) {}

  /// Of the networks with weighted coordinates in the box. nullopt if none was found.
  std::optional<double> operator()(const std::vector<Interval>& box);

 private:
  struct Layer;
  struct Passes;

  Passes passes(const std::vector<Interval>& box) const;
  bool proves(const Passes& all, double N) const;

  const TrainingProblem<Interval>& problem_;
  double last_ = 1;
};

}  // namespace rigor
