// OdePiece: enclosing polynomials for the solutions of a differential equation on one step.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "analysis/lohner_set.hpp"
#include "analysis/series_field.hpp"
#include "number/interval_number.hpp"

namespace rigor {

/// All solutions z that start in a set X at the time `start`, on the times between `start` and
/// `end` (in either order). With c_k the Taylor coefficients at the start, m the centre of X and W
/// a box that z doesn't leave,
///   z(start + h) = sum over k <= p of (c_k(m) + C_k (x - m)) h^k + r h^(p+1)
/// for some C_k in the derivatives of c_k over X and r in c_(p+1)(W).
template <IntervalNumber I>
struct OdePiece {
  I start;
  I end;
  LohnerSet<I> set;                ///< X
  SolutionCoefficients<I> centre;  ///< c_k(m), k <= p
  SolutionCoefficients<I> box;     ///< c_k(X), with tangents
  std::vector<I> rough;            ///< W
  std::vector<I> remainder;        ///< c_(p+1)(W), for all times of the step
  std::vector<I> final_state;      ///< of the times in `end`

  /// Encloses z at all those of the times that the step covers; the entire space where `time`
  /// has a part outside.
  std::vector<I> at(const I& time) const;
  /// Coefficients b_0, ..., b_(p+1) with z_i(start + h) in b_0 + b_1 h + ... for every step h up to
  /// the end.
  std::vector<I> polynomial(std::size_t i) const;
};

/// Whether a set has been entered, from an enclosure of the states at some times: yes means that
/// all of them are in it, no that none is.
template <IntervalNumber I>
using OdeEvent = std::function<Truth(const I& time, const std::vector<I>& state)>;

/// Encloses the first time at which a solution of the piece is in the set, for each of them: none
/// is in it before the lower end (in the direction of the piece), and all are at the upper one.
/// nullopt where no time of the piece has them all in it. By bisection, `halvings` deep.
template <IntervalNumber I>
std::optional<I> entering_time(const OdePiece<I>& piece, const OdeEvent<I>& is_inside,
                               int halvings = 40);

extern template struct OdePiece<Interval>;
extern template struct OdePiece<BigInterval>;
extern template std::optional<Interval> entering_time(const OdePiece<Interval>&,
                                                      const OdeEvent<Interval>&, int);
extern template std::optional<BigInterval> entering_time(const OdePiece<BigInterval>&,
                                                         const OdeEvent<BigInterval>&, int);

}  // namespace rigor
