// Mathematical constants, enclosed at a precision.
#pragma once

#include "number/interval_number.hpp"

namespace rigor {

/// The tightest enclosures with ends of the precision.
BigInterval big_pi(Precision precision);
BigInterval big_euler_e(Precision precision);
BigInterval big_ln2(Precision precision);

template <IntervalNumber I>
I pi(Precision precision) {
  return convert<I>(big_pi(precision), precision);
}
/// e = 2.718...
template <IntervalNumber I>
I euler_e(Precision precision) {
  return convert<I>(big_euler_e(precision), precision);
}
template <IntervalNumber I>
I ln2(Precision precision) {
  return convert<I>(big_ln2(precision), precision);
}

}  // namespace rigor
