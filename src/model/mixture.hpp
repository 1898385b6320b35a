// The data of a Gaussian mixture: exact centres c_i = mu x_i.
#pragma once

#include <cstddef>
#include <vector>

#include "number/rational.hpp"

namespace rigor {

/// The law of Y = mu X + sigma Z, X uniform on n different points of R^d, Z standard normal: the
/// mixture (1/n) sum_i N(c_i, sigma^2 I) with centres c_i = mu x_i. sigma is no part of it, so that
/// one object serves a whole range of noise levels. For d = 1 the atoms are sorted,
/// c_0 < c_1 < ... < c_{n-1}; indices here start at 0.
class Mixture {
 public:
  /// Requires n >= 1 different points of one dimension d >= 1, and mu > 0.
  /// Throws std::invalid_argument otherwise.
  Mixture(const std::vector<std::vector<Rational>>& points, const Rational& mu);

  std::size_t size() const { return size_; }
  std::size_t dimension() const { return dimension_; }
  const Rational& mu() const { return mu_; }

  /// Coordinate `axis` of the centre of atom `i`.
  const Rational& centre(std::size_t i, std::size_t axis = 0) const {
    return centres_[i * dimension_ + axis];
  }

  // The rest is for d = 1.

  const Rational& first() const { return centres_.front(); }
  const Rational& last() const { return centres_.back(); }
  /// c_{n-1} - c_0.
  Rational range() const { return last() - first(); }
  /// d_i = c_{i+1} - c_i, for i < n - 1.
  Rational gap(std::size_t i) const { return centres_[i + 1] - centres_[i]; }
  /// m_i = (c_i + c_{i+1}) / 2, for i < n - 1.
  Rational midpoint(std::size_t i) const { return (centres_[i] + centres_[i + 1]) / 2; }
  /// delta = mu min_i (x_{i+1} - x_i), the smallest gap; 0 for n = 1.
  const Rational& smallest_gap() const { return smallest_gap_; }
  /// An atom nearest to y.
  std::size_t nearest(const Rational& y) const;

 private:
  std::size_t size_;
  std::size_t dimension_;
  Rational mu_;
  Rational smallest_gap_;
  std::vector<Rational> centres_;  // size_ x dimension_
};

}  // namespace rigor
