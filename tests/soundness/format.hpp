// The numbers that an interval type has for its ends, and directed rounding to them.
#pragma once

#include "soundness/real.hpp"

namespace rigor::soundness {

enum class Direction { down, up };

constexpr Direction opposite(Direction d) {
  return d == Direction::down ? Direction::up : Direction::down;
}

/// Significands of `bits` binary digits; numbers from 2^(least_exponent - 1) to below
/// 2^greatest_exponent in size (MPFR's way to count). With gradual underflow (doubles) all
/// multiples of 2^(least_exponent - 1) belong to the format.
struct Format {
  int bits;
  long least_exponent;
  long greatest_exponent;
  bool has_gradual_underflow;

  static constexpr Format of_double() { return {53, -1073, 1024, true}; }
};

/// The next number of the format in the direction, x itself if it is one. Overflow gives an
/// infinity or the largest number.
Real rounded(const Real& x, const Format& format, Direction direction);

/// The next number of the format beyond x, which belongs to it; infinities stay.
Real neighbour(const Real& x, const Format& format, Direction direction);

Real largest(const Format& format);
/// The smallest positive number.
Real smallest(const Format& format);

/// Correctly rounded operations. 0 * inf is 0; no other operation has an undefined result here.
Real add(const Real& a, const Real& b, const Format& format, Direction direction);
Real multiply(const Real& a, const Real& b, const Format& format, Direction direction);
Real multiply_add(const Real& a, const Real& b, const Real& c, const Format& format,
                  Direction direction);
Real divide(const Real& a, const Real& b, const Format& format, Direction direction);
Real square_root(const Real& a, const Format& format, Direction direction);

}  // namespace rigor::soundness
