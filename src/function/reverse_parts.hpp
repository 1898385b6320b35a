// What the reverse operations share. Internal.
#pragma once

#include "number/interval_number.hpp"

namespace rigor::reverse_parts {

template <IntervalNumber I>
I nonnegative(Precision precision) {
  return abs(entire<I>(precision));
}
/// { t : t >= the least member of c }; the entire line if there is none.
template <IntervalNumber I>
I from(const I& c) {
  return lower_point(c) + nonnegative<I>(precision_of(c));
}
template <IntervalNumber I>
I up_to(const I& c) {
  return upper_point(c) - nonnegative<I>(precision_of(c));
}
/// The members of c that are not negative.
template <IntervalNumber I>
I nonnegative_part(const I& c) {
  return intersection(c, nonnegative<I>(precision_of(c)));
}
/// { t in x : |t| in size }, for a `size` without negative members.
template <IntervalNumber I>
I with_size(const I& size, const I& x) {
  return hull(intersection(size, x), intersection(-size, x));
}

}  // namespace rigor::reverse_parts
