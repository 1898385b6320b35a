// Moments of the law of Y = c_I + sigma Z on both sides of given points and between them.
#pragma once

#include <cstddef>
#include <functional>
#include <vector>

#include "model/mixture.hpp"
#include "number/interval_number.hpp"

namespace rigor {

/// The atoms c_i of a mixture and their noise level, ready for distances from points.
template <IntervalNumber I>
class NoisyAtoms {
 public:
  /// Requires d = 1 and certainly(sigma > 0); throws std::invalid_argument otherwise.
  NoisyAtoms(const Mixture& mixture, const I& sigma);

  std::size_t size() const { return coarse_.size(); }
  Precision precision() const { return precision_of(sigma_); }
  const I& sigma() const { return sigma_; }
  const I& inverse_sigma() const { return inverse_sigma_; }
  /// c_i - t, without loss where t is a point next to c_i.
  I distance(std::size_t i, const I& t) const { return (coarse_[i] - t) + rest_[i]; }
  /// The number of atoms left of the thin point t; an atom within rounding errors of t may count
  /// on either side. It increases with t.
  std::size_t atoms_below(const I& t) const;
  /// A thin distance from t beyond which an atom weighs less than 2^-(p + 40) of the nearest one.
  I negligible_distance(const I& t) const;

 private:
  I sigma_, inverse_sigma_;
  I negligible_square_;           // of such distances in units of sigma, if an atom is at t
  std::vector<I> coarse_, rest_;  // c_i = coarse + rest, the first one thin
};

/// Of one side of a point t, for Y > t; the mirror image for Y < t.
template <IntervalNumber I>
struct TailMoments {
  I mass;    ///< P(Y > t)
  I first;   ///< E (Y - t)_+
  I second;  ///< E (Y - t)_+^2
};

/// Of a segment (a, b).
template <IntervalNumber I>
struct SegmentMoments {
  I length;      ///< b - a
  I mass;        ///< P(a < Y < b)
  I from_left;   ///< E (Y - a), on a < Y < b
  I from_right;  ///< E (b - Y), on a < Y < b
  I between;     ///< E (Y - a)(b - Y), on a < Y < b
};

/// The density p of Y and its derivative.
template <IntervalNumber I>
struct DensityJet {
  I value;
  I slope;
};

template <IntervalNumber I>
struct CutMoments {
  std::vector<TailMoments<I>> above, below;  ///< of each point
  std::vector<DensityJet<I>> density;        ///< at each point
  std::vector<SegmentMoments<I>> segments;   ///< between each point and the next
};

/// Encloses the moments for points t_1 < t_2 < ..., which must be thin and in this order. With
/// x = |t - c| / sigma, Q(x) = P(Z > x) and
///   J_1 = E (Z - x)_+ = phi - x Q,   J_2 = E (Z - x)_+^2 = Q - x J_1,
/// an atom enters the moments of the side where it is not by sigma^k J_k, of its own side by what
/// is left, and those of a segment by the difference of such tails on its own side of the segment:
/// nothing is formed from numbers next to 1. Atoms that weigh less than 2^-(p + 40) of the nearest
/// one enter by a bound. `step` is called once a point; what it throws passes through.
template <IntervalNumber I>
CutMoments<I> cut_moments(const NoisyAtoms<I>& atoms, const std::vector<I>& points,
                          const std::function<void()>& step = {});

/// The same at one point or over an interval t.
template <IntervalNumber I>
DensityJet<I> density_jet(const NoisyAtoms<I>& atoms, const I& t);

}  // namespace rigor
