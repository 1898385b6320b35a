#include "function/trigonometric.hpp"

#include <utility>

#include "function/monotone.hpp"
#include "function/quadrants.hpp"

namespace rigor {
namespace {

BigInterval unit_interval(Precision precision) {
  return BigInterval::bounds(small_integer(-1, precision), small_integer(1, precision));
}

// sin or cos: a function f with the values 1, 0, -1, 0 at (top + j) pi/2 for j = 0, 1, 2, 3 and so
// on, monotone between its extrema.
class Wave {
 public:
  Wave(MpfrFunction f, int top) : f_(f), top_(top) {}

  BigInterval range(const BigInterval& x) const {
    const Precision p = x.precision();
    if (is_empty(x)) return x;
    if (!is_reducible(x)) return unit_interval(p);
    if (is_thin(x)) return value_at(f_, x.lower(), p);
    const Quadrants inside = quadrants_of(x);
    const bool has_maximum = inside.hold(top_);
    const bool has_minimum = inside.hold(top_ ^ 2);
    if (has_maximum && has_minimum) return unit_interval(p);
    if (has_maximum) return BigInterval::bounds(lesser_end(x), small_integer(1, p));
    if (has_minimum) return BigInterval::bounds(small_integer(-1, p), greater_end(x));
    return rises_from(inside.first) ? increasing(f_, x) : decreasing(f_, x);
  }

 private:
  // The first extremum at or after `first` is a maximum. Extrema are two multiples apart.
  bool rises_from(int first) const {
    const int next = (first - top_) % 2 == 0 ? first : (first + 1) % 4;
    return next == top_;
  }
  BigFloat lesser_end(const BigInterval& x) const {
    BigFloat a = rounded_value(f_, x.lower(), x.precision(), MPFR_RNDD);
    BigFloat b = rounded_value(f_, x.upper(), x.precision(), MPFR_RNDD);
    return mpfr_less_p(a.get(), b.get()) != 0 ? std::move(a) : std::move(b);
  }
  BigFloat greater_end(const BigInterval& x) const {
    BigFloat a = rounded_value(f_, x.lower(), x.precision(), MPFR_RNDU);
    BigFloat b = rounded_value(f_, x.upper(), x.precision(), MPFR_RNDU);
    return mpfr_greater_p(a.get(), b.get()) != 0 ? std::move(a) : std::move(b);
  }

  MpfrFunction f_;
  int top_;
};

}  // namespace

BigInterval sin(const BigInterval& x) {
  return Wave(mpfr_sin, 1).range(x);
}

BigInterval cos(const BigInterval& x) {
  return Wave(mpfr_cos, 0).range(x);
}

BigInterval tan(const BigInterval& x) {
  if (is_empty(x)) return x;
  const BigInterval all = entire<BigInterval>(x.precision());
  if (!is_reducible(x)) return all;
  if (!is_thin(x)) {
    const Quadrants inside = quadrants_of(x);
    if (inside.hold(1) || inside.hold(3)) return all;
  }
  return increasing(mpfr_tan, x);
}

BigInterval asin(const BigInterval& x) {
  return increasing(mpfr_asin, members_from(-1, members_up_to(1, x)));
}

BigInterval acos(const BigInterval& x) {
  return decreasing(mpfr_acos, members_from(-1, members_up_to(1, x)));
}

BigInterval atan(const BigInterval& x) {
  return increasing(mpfr_atan, x);
}

Interval sin(const Interval& x) {
  return through_big(sin, x);
}
Interval cos(const Interval& x) {
  return through_big(cos, x);
}
Interval tan(const Interval& x) {
  return through_big(tan, x);
}
Interval asin(const Interval& x) {
  return through_big(asin, x);
}
Interval acos(const Interval& x) {
  return through_big(acos, x);
}
Interval atan(const Interval& x) {
  return through_big(atan, x);
}

}  // namespace rigor
