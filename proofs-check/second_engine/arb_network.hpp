// The second engine: two-layer ReLU networks of one variable in Arb's ball arithmetic, one piece
// between neighbouring kinks and one atom at a time, without the closed forms of the library.
#pragma once

#include <cstddef>
#include <vector>

#include "second_engine/arb_mixture.hpp"

namespace rigor::second_engine {

/// All networks s(y) = (1/m) sum_l w_l relu(signs_l (y - tau_l)) with weights and kinks within the
/// bounds, on the data. lower == upper everywhere is one network.
struct NetworkInstance {
  Instance data;
  std::vector<int> signs;  ///< +1 or -1
  std::vector<Bounds> weights;
  std::vector<Bounds> kinks;
};

/// G = E grad s grad s^T, the mean of the Hessian of the loss where that exists, the Hessian of R.
/// Coordinates are w_1, ..., w_m, then b_l = -signs_l tau_l.
enum class NetworkMatrix { gram, hessian_ae, hessian };

// Below, Y = c_I + sigma z, r = s(Y) + z / sigma, phi_l = relu(signs_l (Y - tau_l)), P_l = P(phi_l
// > 0) and q_l = E phi_l. The results enclose the value for every network within the bounds. For
// one network the precision rises until they are relatively closer than 1e-20, matrices and vectors
// relative to their largest entry.
//
// Every function throws std::invalid_argument for an empty network, vectors of different lengths, a
// sign other than +-1, lower > upper or bad data, and std::range_error where kinks that are not the
// same point have overlapping bounds, or no finite bounds were found.

/// R = E r^2.
Bounds network_risk(const NetworkInstance& network);
/// E[r^2 | I = i], for every atom.
std::vector<Bounds> atom_risks(const NetworkInstance& network);
/// E r z.
Bounds residual_noise(const NetworkInstance& network);
/// E r^2 (z^2 - 1).
Bounds residual_noise_curvature(const NetworkInstance& network);
/// E s'(Y)^2.
Bounds slope_second_moment(const NetworkInstance& network);
/// E N^2, N = (1/m) sum |w_l| 1{phi_l > 0}.
Bounds active_second_moment(const NetworkInstance& network);
/// T = (1/m) sum |w_l| q_l P_l.
Bounds ramp_variation(const NetworkInstance& network);
/// V = (1/m) sum |w_l| P_l.
Bounds active_variation(const NetworkInstance& network);

/// Sums over the different kinks of |jump of s'| times pi, g or min(F, 1 - F) there, with pi and g
/// as in arb_mixture.hpp and F the distribution function of Y.
Bounds network_variation_under_pi(const NetworkInstance& network);
Bounds network_variation_under_g(const NetworkInstance& network);
Bounds network_variation_under_tail(const NetworkInstance& network);

/// dR/dw_1, ..., dR/dw_m, dR/db_1, ..., dR/db_m.
std::vector<Bounds> network_gradient(const NetworkInstance& network);
std::vector<std::vector<Bounds>> network_matrix(const NetworkInstance& network,
                                                NetworkMatrix which);
/// Relatively closer than 1e-20 of the largest |eigenvalue| where the matrix is so well known.
Bounds largest_eigenvalue(const NetworkInstance& network, NetworkMatrix which);
Bounds smallest_eigenvalue(const NetworkInstance& network, NetworkMatrix which);

/// m lambda_max(H) / 4 + sqrt(R) / 2 + (A / (sqrt(2 pi) sigma)) max(sqrt(2 n R), (sqrt(2 pi e) A
/// sigma n R)^{1/3}), A the larger of 1/sigma^2 and the greatest |w_l|.
Bounds variation_bound(const NetworkInstance& network);

/// v^T H_ae v and E (v^T A v)^2, A the Hessian of the loss of a sample where that exists, whose mean
/// is H_ae. Throws std::invalid_argument unless v has 2m entries.
struct Curvature {
  Bounds mean, square;
};
Curvature sample_curvature(const NetworkInstance& network, const std::vector<Rational>& v);

/// min(F(y), 1 - F(y)), F the distribution function of Y.
Bounds weight_tail(const Instance& instance, const Rational& y);
/// M2(lambda) = E[z^2; |z| <= lambda].
Bounds normal_second_moment(const Rational& lambda);

}  // namespace rigor::second_engine
