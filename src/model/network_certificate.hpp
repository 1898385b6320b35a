// Certificates of convergence around any residual network.
#pragma once

#include <functional>
#include <optional>

#include "model/pl_certificate.hpp"
#include "model/residual_training.hpp"

namespace rigor {

/// Around the networks of a box, from which the gradient flow starts: s_* is the least singular
/// value of J^T there, J the derivative of (F_1, ..., F_n) in the coordinates (A, Z_k / sqrt L, B)
/// of the trained weights, and H_i bounds |D^2 F_i| on the ball of radius r about them
/// (output_curvature.hpp). J_i moves by at most r H_i there, so |J^T U - J_0^T U| <= r sum_i H_i
/// |u_i| <= r (sum_i H_i^2)^(1/2) |U|, and s = s_* - r (sum_i H_i^2)^(1/2) is a lower bound of the
/// least singular value of J^T on the ball.
template <IntervalNumber I>
struct NetworkCertificate {
  I singular_value;  ///< s_*
  I residual;        ///< |R| = sqrt(n l)
  I curvature;       ///< (sum_i H_i^2)^(1/2) on the ball
  PlCertificate<I> at;
};

/// At the radius, or at one that looks best in doubles (0 < radius). `step` is called before each
/// evaluation of the H_i. Activations other than relu. Throws std::invalid_argument for shapes that
/// disagree.
template <IntervalNumber I>
NetworkCertificate<I> network_certificate(const TrainingProblem<I>& problem,
                                          const std::optional<Rational>& radius,
                                          const std::function<void()>& step);

extern template NetworkCertificate<Interval> network_certificate(const TrainingProblem<Interval>&,
                                                                 const std::optional<Rational>&,
                                                                 const std::function<void()>&);
extern template NetworkCertificate<BigInterval> network_certificate(
    const TrainingProblem<BigInterval>&, const std::optional<Rational>&,
    const std::function<void()>&);

}  // namespace rigor
