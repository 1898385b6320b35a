#include "function/polar.hpp"

#include <utility>

namespace rigor {
namespace {

BigFloat angle(const BigFloat& y, const BigFloat& x, Precision p, mpfr_rnd_t direction) {
  BigFloat result(p);
  mpfr_atan2(result.get(), y.get(), x.get(), direction);
  return result;
}

BigFloat length(const BigFloat& x, const BigFloat& y, Precision p, mpfr_rnd_t direction) {
  BigFloat result(p);
  mpfr_hypot(result.get(), x.get(), y.get(), direction);
  return result;
}

// y >= 0. The angle decreases in x; in y it increases for x > 0 and decreases for x < 0, and it is
// pi/2 for x = 0. So the extrema lie in the corners named here. On the y axis the corner must not
// be (0, 0): y.upper() > 0 avoids it, and with y = {0} the whole box lies on the x axis. No corner
// has two infinite coordinates.
BigInterval in_upper_half_plane(const BigInterval& y, const BigInterval& x, Precision p) {
  const bool is_flat = y.upper().sign() == 0;
  const int right = x.upper().sign();
  const int left = x.lower().sign();
  const BigFloat& least_x = is_flat && right == 0 ? x.lower() : x.upper();
  const BigFloat& greatest_x = is_flat && left == 0 ? x.upper() : x.lower();
  const BigFloat& y_of_least = right > 0 ? y.lower() : y.upper();
  const BigFloat& y_of_greatest = left < 0 ? y.lower() : y.upper();
  return BigInterval::bounds(angle(y_of_least, least_x, p, MPFR_RNDD),
                             angle(y_of_greatest, greatest_x, p, MPFR_RNDU));
}

bool is_zero(const BigInterval& x) {
  return x.lower().sign() == 0 && x.upper().sign() == 0;
}

// The largest range: [-pi, pi].
BigInterval full_turn(Precision p) {
  const BigFloat zero(p);
  BigFloat minus_one(p);
  mpfr_set_si(minus_one.get(), -1, MPFR_RNDN);
  BigFloat most = angle(zero, minus_one, p, MPFR_RNDU);
  BigFloat least = most;
  mpfr_neg(least.get(), least.get(), MPFR_RNDN);
  return BigInterval::bounds(std::move(least), std::move(most));
}

}  // namespace

BigInterval hypot(const BigInterval& x, const BigInterval& y) {
  const Precision p = std::max(x.precision(), y.precision());
  if (is_empty(x) || is_empty(y)) return empty<BigInterval>(p);
  const BigInterval a = abs(x);
  const BigInterval b = abs(y);
  return BigInterval::bounds(length(a.lower(), b.lower(), p, MPFR_RNDD),
                             length(a.upper(), b.upper(), p, MPFR_RNDU));
}

BigInterval atan2(const BigInterval& y, const BigInterval& x) {
  const Precision p = std::max(x.precision(), y.precision());
  if (is_empty(x) || is_empty(y) || (is_zero(x) && is_zero(y))) return empty<BigInterval>(p);
  if (y.lower().sign() >= 0) return in_upper_half_plane(y, x, p);
  if (y.upper().sign() >= 0 && x.lower().sign() < 0) return full_turn(p);
  if (y.upper().sign() <= 0) return -in_upper_half_plane(-y, x, p);
  return BigInterval::bounds(angle(y.lower(), x.lower(), p, MPFR_RNDD),
                             angle(y.upper(), x.lower(), p, MPFR_RNDU));
}

Interval hypot(const Interval& x, const Interval& y) {
  const Precision p{53};
  return to_interval(hypot(convert<BigInterval>(x, p), convert<BigInterval>(y, p)));
}

Interval atan2(const Interval& y, const Interval& x) {
  const Precision p{53};
  return to_interval(atan2(convert<BigInterval>(y, p), convert<BigInterval>(x, p)));
}

}  // namespace rigor
