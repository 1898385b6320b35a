// Enclosures that are narrowed until their ends are neighbours.
#pragma once

#include "number/big_interval.hpp"

namespace rigor {

/// The tightest enclosure, at the precision, of a single real number: the first one with equal or
/// neighbouring ends among its enclosures `f_at(p)` at higher and higher precisions p. Ends that
/// are the tightest make ranges inclusion isotonic: the range of a part lies in that of the whole.
/// Gives up, with a result that encloses too, if nine times the precision doesn't tell.
template <class Evaluate>
BigInterval tightest(Evaluate f_at, Precision precision) {
  const int most = 8 * precision.bits + 128;
  for (int guard = 0;; guard = 2 * guard + 16) {
    const BigInterval y = f_at(Precision{precision.bits + guard});
    BigInterval result = convert<BigInterval>(y, precision);
    if (has_neighbouring_ends(result) || guard > most) return result;
  }
}

}  // namespace rigor
