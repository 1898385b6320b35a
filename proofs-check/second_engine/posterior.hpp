// Moments of the posterior law of the centre. Private to this folder.
#pragma once

#include <cstddef>
#include <vector>

#include "second_engine/arb.hpp"

namespace rigor::second_engine {

/// Throws std::invalid_argument unless there is a centre, the centres increase and sigma > 0.
void require_valid(const Instance& instance);

/// Cumulants of c_I given Y = y, each enclosed for all y of an interval.
struct Cumulants {
  std::size_t reference;  ///< index of the centre nearest to the middle of the interval
  Arb offset;             ///< E[c_I | y] - c_reference
  Arb variance;
  Arb third;
};

class Posterior {
 public:
  /// Requires a valid instance, which must outlive this object.
  Posterior(const Instance& instance, long bits);

  /// Relative to the atom c_r that is nearest, atom i has the weight
  ///   rho_i(y) = exp((c_i - c_r)(y - (c_i + c_r)/2) / sigma^2),
  /// monotone in y, hence enclosed by its values at the ends; moments of D = c_I - c_r follow from
  /// sums of rho_i D_i^k. With D > 0 the exponent f(D) = D (y - c_r - D/2) / sigma^2 decreases in D
  /// wherever it is negative (there D > 2(y - c_r)), so once f < -B ln 2 for one atom all farther
  /// ones on this side weigh at most 2^-B; B = drop_bits. The same holds mirrored.
  /// Requires left <= right.
  Cumulants over(const Rational& left, const Rational& right, long drop_bits) const;
  Cumulants at(const Rational& y, long drop_bits) const { return over(y, y, drop_bits); }

 private:
  struct Sums;
  void add_side(int side, std::size_t reference, const Rational& left, const Rational& right,
                long drop_bits, Sums& sums) const;

  const Instance& instance_;
  long bits_;
  Rational variance_;  // sigma^2
};

}  // namespace rigor::second_engine
