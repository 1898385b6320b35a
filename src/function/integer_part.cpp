#include "function/integer_part.hpp"

#include <cmath>

namespace rigor {
namespace {

// The integer parts of a number have no more digits than the number, or are powers of 2: exact.
BigFloat floor_of(const BigFloat& x) {
  BigFloat y(x.precision());
  mpfr_floor(y.get(), x.get());
  return y;
}

}  // namespace

BigInterval floor(const BigInterval& x) {
  return is_empty(x) ? x : BigInterval::bounds(floor_of(x.lower()), floor_of(x.upper()));
}

BigInterval ceil(const BigInterval& x) {
  return -floor(-x);
}

Interval floor(const Interval& x) {
  return is_empty(x) ? x : IntervalEnds::ordered(std::floor(x.lower()), std::floor(x.upper()));
}

Interval ceil(const Interval& x) {
  return -floor(-x);
}

}  // namespace rigor
