// The weights pi and g. Private to this folder.
#pragma once

#include <cstddef>
#include <vector>

#include "second_engine/arb.hpp"

namespace rigor::second_engine {

/// Phi(t / sigma), its density and E(t + sigma Z)_+ = t Phi(t / sigma) + sigma phi(t / sigma), for
/// all t in the ball (tight for a thin ball).
struct NormalParts {
  Arb probability;  ///< Phi(t / sigma)
  Arb density;      ///< phi(t / sigma) / sigma
  Arb excess;       ///< E(t + sigma Z)_+
};

/// For r = |t / sigma| with r^2 > 3 bits, Phi(-r) and phi(r) are below exp(-r^2/2) < 4^-bits
/// (3/2 > 2 ln 2), as is E(Z - r)_+ <= phi(r), and are enclosed by that bound, not evaluated.
NormalParts normal_parts(const Arb& t, const Arb& sigma);

/// The piecewise linear q of `weight_pi` as a sum of steps and ramps,
///   q(u) = sum_b jump_b 1{u > b} + bend_b (u - b)_+,
/// so that pi(y) = sum_b jump_b Phi((y-b)/sigma) + bend_b E(y - b + sigma Z)_+, which needs no
/// integrals over pieces. Where every |y - b| > R sigma with R^2 > 3 bits, Phi is within 4^-bits of
/// 0 or 1 and E(t + sigma Z)_+ within 4^-bits sigma of 0 or t (see `normal_parts`), and the sum
/// over such b is exact but for that error: only the breaks within R sigma cost anything.
class SmoothedGaps {
 public:
  /// Requires a valid instance.
  SmoothedGaps(const Instance& instance, long bits);

  Arb at(const Rational& y) const;
  /// Encloses pi(y) for all y in [left, right]: the value in the middle plus half the width times
  /// an enclosure of pi'(y) = sum_b jump_b phi((y-b)/sigma)/sigma + bend_b Phi((y-b)/sigma), where
  /// Phi increases and phi is unimodal.
  Arb over(const Rational& left, const Rational& right) const;

 private:
  struct Break {
    Rational position, jump, bend;
    Rational value_after, slope_after;  // of q, just right of the position
  };
  // The breaks [begin, end) are those within R sigma of [left, right].
  struct Window {
    std::size_t begin, end;
  };
  void turn(const Rational& position, const Rational& value, const Rational& slope);
  Window window(const Rational& left, const Rational& right) const;
  Arb slope_over(const Rational& left, const Rational& right) const;

  std::vector<Break> breaks_;
  Arb sigma_;
  Rational reach_;             // R sigma
  Arb far_value_, far_slope_;  // what the breaks outside a window add to pi and pi' at most
};

}  // namespace rigor::second_engine
