// Which multiples of pi/2 lie in an interval.
#pragma once

#include "number/big_interval.hpp"

namespace rigor {

/// The multiples j pi/2 in an interval are those of `count` successive integers j, of which the
/// first is `first` modulo 4. A count of 4 stands for 4 and more.
struct Quadrants {
  int first = 0;
  int count = 0;

  /// An integer that is j modulo 4 is among them, 0 <= j < 4.
  bool hold(int j) const { return (j - first + 4) % 4 < count; }
};

/// Whether 2x/pi is formed: x is bounded and below 2^65536 in size. (2x/pi needs as many digits of
/// pi as x has before its point; 65536 are found in milliseconds.)
bool is_reducible(const BigInterval& x);

/// Decided exactly: apart from 0 no end, being a binary fraction, is a multiple of pi/2, so that
/// enough digits of 2x/pi always show its integer part. Requires that x is reducible, not empty.
Quadrants quadrants_of(const BigInterval& x);

}  // namespace rigor
