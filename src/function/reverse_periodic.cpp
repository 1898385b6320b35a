// Reverse operations of sin, cos and tan.
#include <algorithm>
#include <array>
#include <span>
#include <utility>

#include "function/constants.hpp"
#include "function/integer_part.hpp"
#include "function/reverse.hpp"
#include "function/trigonometric.hpp"

namespace rigor {
namespace {

// Beyond 2^4096 in size an end stays where it is.
constexpr mpfr_exp_t kMostExponent = 4096;

mpfr_exp_t exponent_of(const BigFloat& x) {
  return mpfr_regular_p(x.get()) != 0 ? mpfr_get_exp(x.get()) : 0;
}

bool is_movable(const BigFloat& end) {
  return !end.is_infinite() && exponent_of(end) <= kMostExponent;
}

// A bound of the members t >= a of the pieces + k period, k an integer, for a <= b: of such a t in
// a piece P + k period, k >= (a - sup P) / period, and t is at least the least member of the first
// such piece, and a.
BigFloat least_member(std::span<const BigInterval> pieces, const BigInterval& period,
                      const BigFloat& a) {
  const Precision work = period.precision();
  const BigInterval start = convert<BigInterval>(BigInterval::bounds(a, a), work);
  BigFloat least(work);
  mpfr_set_inf(least.get(), 1);
  for (const BigInterval& piece : pieces) {
    const BigInterval turns = ceil(lower_point((start - upper_point(piece)) / period));
    const BigInterval first = max(start, lower_point(piece + turns * period));
    if (mpfr_less_p(first.lower().get(), least.get()) != 0) least = first.lower();
  }
  return least;
}

// The members of x in the pieces + k period. The pieces and the period have the work precision.
BigInterval members(const std::array<BigInterval, 2>& pieces, const BigInterval& period,
                    const BigInterval& x) {
  BigFloat lo = x.lower();
  BigFloat hi = x.upper();
  if (is_movable(lo)) lo = least_member(pieces, period, lo);
  if (is_movable(hi)) {
    hi = least_member(std::array{-pieces[0], -pieces[1]}, period, (-x).lower());
    mpfr_neg(hi.get(), hi.get(), MPFR_RNDN);
  }
  if (mpfr_greater_p(lo.get(), hi.get()) != 0) return empty<BigInterval>(x.precision());
  const BigInterval result = BigInterval::bounds(std::move(lo), std::move(hi));
  return intersection(convert<BigInterval>(result, x.precision()), x);
}

// Bits for the pieces: those of the result, before the point as many as x has, and some more.
Precision work_precision(const BigInterval& c, const BigInterval& x) {
  mpfr_exp_t digits = 0;
  for (const BigFloat* end : {&x.lower(), &x.upper()}) {
    if (is_movable(*end)) digits = std::max(digits, exponent_of(*end));
  }
  return {std::max(c.precision(), x.precision()).bits + static_cast<int>(digits) + 32};
}

// sin t = s for t = asin s + 2 k pi and t = pi - asin s + 2 k pi.
BigInterval reverse_sin(const BigInterval& c, const BigInterval& x) {
  const Precision work = work_precision(c, x);
  const BigInterval angle = asin(convert<BigInterval>(c, work));
  if (is_empty(angle) || is_empty(x)) return empty<BigInterval>(x.precision());
  const BigInterval half_turn = big_pi(work);
  return members({angle, half_turn - angle}, 2 * half_turn, x);
}

// cos t = s for t = +- acos s + 2 k pi.
BigInterval reverse_cos(const BigInterval& c, const BigInterval& x) {
  const Precision work = work_precision(c, x);
  const BigInterval angle = acos(convert<BigInterval>(c, work));
  if (is_empty(angle) || is_empty(x)) return empty<BigInterval>(x.precision());
  return members({angle, -angle}, 2 * big_pi(work), x);
}

// tan t = s for t = atan s + k pi.
BigInterval reverse_tan(const BigInterval& c, const BigInterval& x) {
  const Precision work = work_precision(c, x);
  const BigInterval angle = atan(convert<BigInterval>(c, work));
  if (is_empty(angle) || is_empty(x)) return empty<BigInterval>(x.precision());
  return members({angle, angle}, big_pi(work), x);
}

template <IntervalNumber I>
bool holds_all_values(const I& c) {
  const Precision p = precision_of(c);
  return subset(hull(enclose<I>(-1, p), enclose<I>(1, p)), c);
}

template <IntervalNumber I>
I through_big(BigInterval (*f)(const BigInterval&, const BigInterval&), const I& c, const I& x) {
  return convert<I>(
      f(convert<BigInterval>(c, precision_of(c)), convert<BigInterval>(x, precision_of(x))),
      precision_of(x));
}

}  // namespace

template <IntervalNumber I>
I sin_rev(const I& c, const I& x) {
  return holds_all_values(c) ? x : through_big(reverse_sin, c, x);
}

template <IntervalNumber I>
I cos_rev(const I& c, const I& x) {
  return holds_all_values(c) ? x : through_big(reverse_cos, c, x);
}

template <IntervalNumber I>
I tan_rev(const I& c, const I& x) {
  return is_entire(c) ? x : through_big(reverse_tan, c, x);
}

template Interval sin_rev(const Interval&, const Interval&);
template Interval cos_rev(const Interval&, const Interval&);
template Interval tan_rev(const Interval&, const Interval&);
template BigInterval sin_rev(const BigInterval&, const BigInterval&);
template BigInterval cos_rev(const BigInterval&, const BigInterval&);
template BigInterval tan_rev(const BigInterval&, const BigInterval&);

}  // namespace rigor
