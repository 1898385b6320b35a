// The posterior law of a mixture over points and boxes: weights, mean, covariance.
#pragma once

#include <cstddef>
#include <vector>

#include "linear/matrix.hpp"
#include "model/mixture_atoms.hpp"

namespace rigor {

template <IntervalNumber I>
struct MixtureMoments {
  std::size_t reference;  ///< r: an atom that is nearly the heaviest in the middle of the box
  std::vector<std::size_t> near;      ///< the atoms that may weigh something, r first
  std::vector<I> weights;             ///< their w_j
  std::vector<std::size_t> far;       ///< the others: log (w_j / w_r) <= -cut
  std::vector<double> far_exponents;  ///< upper bounds of log (w_j / w_r)
  std::vector<I> mean;                ///< sum_j w_j z_j, relative to the origin of the atoms
  Matrix<I> covariance;               ///< sum_j w_j (z_j - mean) (z_j - mean)^T
};

/// Encloses the moments for all members of the box z and of y = 1/v > 0.
///
/// The weights come from the exponents relative to the reference r, none of which can underflow to
/// a wrong value: w_j = E_j / sum E, E_r = 1, and over a box w_j <= sup E_j / (sup E_j + sum of inf
/// E_i over i != j), and likewise below. The far atoms together weigh at most their number times
/// e^-cut, with e^-cut below the precision, and lie in a box. The mean is the intersection of z_r +
/// sum w_j (z_j - z_r), of the hull of the data, and, over a box, of the mean-value form m(c) + y
/// Cov (z - c), c the middle; for the gradient of m in z is y Cov.
template <IntervalNumber I>
MixtureMoments<I> enclose_moments(const MixtureAtoms<I>& atoms, const std::vector<I>& z,
                                  const I& y);

/// m(x, v) for positions and data in their own coordinates (not relative to an atom).
template <IntervalNumber I>
std::vector<I> enclose_posterior_mean(const WeightedPoints& data, const std::vector<I>& x,
                                      const I& v);

}  // namespace rigor
