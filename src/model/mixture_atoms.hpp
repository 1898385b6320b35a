// The atoms of a mixture as intervals, seen from one of them.
#pragma once

#include <cstddef>
#include <vector>

#include "model/weighted_points.hpp"
#include "number/interval_number.hpp"

namespace rigor {

/// Positions are z = x - x_o for a datum x_o, the origin: near it nothing cancels. The weight of
/// atom j at z and noise variance v is proportional to
///   exp(l_j - (|z - z_j|^2 / 2 + H_j) / v),
/// z_j = x_j - x_o, l_j its log-weight, and H_j >= 0 a height, 0 for plain data; a height is half
/// the squared distance of a datum to a subspace on which the flow stays, z_j being its projection.
template <IntervalNumber I>
class MixtureAtoms {
 public:
  /// All heights are 0.
  MixtureAtoms(const WeightedPoints& data, std::size_t origin, Precision precision);
  /// Any points, log-weights and heights, of one number; points may be equal.
  MixtureAtoms(const std::vector<std::vector<Rational>>& points,
               const std::vector<Rational>& log_weights, const std::vector<Rational>& heights,
               std::size_t origin, Precision precision);

  std::size_t size() const { return log_weights_.size(); }
  std::size_t dimension() const { return dimension_; }
  std::size_t origin() const { return origin_; }
  Precision precision() const { return precision_; }

  /// z_j, dimension() numbers in a row.
  const I* position(std::size_t j) const { return positions_.data() + j * dimension_; }
  /// Doubles near it, for proposals.
  const double* near_position(std::size_t j) const {
    return near_positions_.data() + j * dimension_;
  }
  /// l_j - l_o and H_j - H_o.
  const I& log_weight(std::size_t j) const { return log_weights_[j]; }
  const I& height(std::size_t j) const { return heights_[j]; }
  bool has_heights() const { return has_heights_; }
  /// Whether x_i = x_j, exactly.
  bool are_in_one_place(std::size_t i, std::size_t j) const { return places_[i] == places_[j]; }

  /// |x_i - x_j|.
  I distance(std::size_t i, std::size_t j) const;
  /// l_j - l_r - y ((|z - z_j|^2 - |z - z_r|^2) / 2 + H_j - H_r) with y = 1/v: the logarithm of
  /// w_j / w_r, affine in z, in a form in which each coordinate of z occurs once.
  I exponent(std::size_t j, std::size_t r, const std::vector<I>& z, const I& y) const;
  /// (|z - z_j|^2 - |z - z_i|^2) / 2 + H_j - H_i over the members of the box z: a range, tight up
  /// to rounding.
  I separation(std::size_t j, std::size_t i, const std::vector<I>& z) const;
  /// An atom of nearly the largest weight in the middle of the box: a proposal, in doubles.
  std::size_t propose_heaviest(const std::vector<I>& z, const I& y) const;

 private:
  std::size_t dimension_, origin_;
  Precision precision_;
  std::vector<I> positions_, log_weights_, heights_;
  std::vector<std::size_t> places_;  // the last atom in the same place
  std::vector<double> near_positions_, near_log_weights_, near_heights_;  // for proposals
  bool has_heights_ = false;
};

}  // namespace rigor
