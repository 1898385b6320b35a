// Taylor coefficients of the posterior mean and covariance of a mixture along a curve.
#pragma once

#include <cstddef>
#include <vector>

#include "linear/matrix.hpp"
#include "model/mixture_atoms.hpp"
#include "model/mixture_moments.hpp"

namespace rigor {

/// Along a curve z(t) with inverse noise variance y(t) = 1 / v(t), the coefficients of mean(t) =
/// sum_j w_j z_j and of the covariance of w, one order after the other, so that z and y may depend
/// on them.
///
/// With p = y (z - z_r) and the differences d_j = z_j - z_r to a reference atom r, log (w_j / w_r)
/// = a_j + const, a_j = <p, d_j> - y (|d_j|^2 / 2 + H_j - H_r). E_j = w_j(0) exp(a_j - a_j(0)) has
/// the coefficients E_{j,k} = (1/k) sum_{i=1..k} i a_{j,i} E_{j,k-i}. Then mean = c + V / S,
/// covariance = Q / S - (V / S)(V / S)^T with S = sum E_j, V = sum E_j (z_j - c), Q = sum E_j (z_j
/// - c)(z_j - c)^T, and S(0) = 1: one recurrence for each atom serves all. The moments at t = 0 are
/// those of enclose_moments, over points and boxes.
///
/// The recurrences run in the arithmetic T: that of I, or for doubles in balls, which are quicker,
/// and as good where z and y are narrow.
///
/// Atoms with w_j(0) / w_r(0) <= e^{-A}, A well beyond the precision, need no recurrence of their
/// own: |a_{j,k}| <= alpha_k := |p_k| D + |y_k| H for all of them with |d_j| <= D and | |d_j|^2 / 2
/// + H_j - H_r | <= H, so the sum of their |E_{j,k}| is at most n e^{-A} [t^k] exp(sum alpha_i
/// t^i). They are bounded in groups of similar distance.
template <IntervalNumber I, class T = I>
class MixtureSeries {
 public:
  /// At t = 0, where z and y > 0 are given, points or boxes. `order` is the largest k that will be
  /// appended. Without `covariance`, only the mean.
  MixtureSeries(const MixtureAtoms<I>& atoms, const std::vector<I>& z, const I& y, int order,
                bool covariance);

  /// The coefficients of y z and of y of the next order k = 1, 2, ...
  void append(const std::vector<T>& yz, const T& y);

  /// Coefficient k of the mean relative to the origin of the atoms, for k appended so far.
  const std::vector<T>& mean(int k) const { return mean_[static_cast<std::size_t>(k)]; }
  /// Coefficient k of the covariance.
  const Matrix<T>& covariance(int k) const { return covariance_[static_cast<std::size_t>(k)]; }

 private:
  struct Group {                    // of far atoms, each number at least the exact one
    T weight, distance, lift, arm;  // n e^{-A}, D, H, and the largest |z_j - c|
    std::vector<T> alpha, size;     // k alpha_k, and [t^k] exp(sum alpha_i t^i)
  };

  std::size_t pairs() const { return dimension_ * (dimension_ + 1) / 2; }
  void keep(const MixtureAtoms<I>& atoms, std::size_t r, std::size_t j, const I& weight);
  void group(const MixtureAtoms<I>& atoms, const MixtureMoments<I>& moments);
  void append_atoms(const std::vector<T>& p, const T& y);
  void append_groups(const std::vector<T>& p, const T& y);
  void divide();

  std::size_t dimension_, stride_, order_ = 0;
  bool wants_covariance_;
  T zero_, one_;
  std::vector<I> centre_;                   // c, a point
  std::vector<T> reference_;                // z_r
  std::vector<T> difference_, arm_, lift_;  // of the near atoms, but r
  std::vector<T> slope_, value_;            // k a_{j,k} and E_{j,k}, stride_ for each
  std::vector<Group> groups_;
  std::vector<T> sum_;                          // S_k
  std::vector<std::vector<T>> first_, second_;  // V_k and Q_k, then V/S and Q/S
  std::vector<std::vector<T>> mean_;
  std::vector<Matrix<T>> covariance_;
};

}  // namespace rigor
