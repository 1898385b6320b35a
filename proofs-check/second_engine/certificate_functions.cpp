// Elementary functions of intervals, and their derivatives.
#include <arb_hypgeom.h>

#include <algorithm>

#include "second_engine/certificate_ranges.hpp"

namespace rigor::second_engine {
namespace {

// Beyond, a function with a limit is only known to lie between its value here and the limit.
constexpr long kFarExponential = 1L << 40;
constexpr long kFarError = 1L << 20;

void erf_of(arb_t result, const arb_t x, slong bits) {
  arb_hypgeom_erf(result, x, bits);
}
void erfc_of(arb_t result, const arb_t x, slong bits) {
  arb_hypgeom_erfc(result, x, bits);
}

}  // namespace

template <class Ends>
auto Arithmetic<Ends>::at(Function f, const End& x) const -> R {
  Ball ball, value;
  Ends::to_ball(ball.get(), x);
  f(value.get(), ball.get(), ends_.bits() + 20);
  return ball_range(value.get());
}

// f increasing with the values `limits` at -oo and +oo; its arguments are moved to [-clamp, clamp].
template <class Ends>
auto Arithmetic<Ends>::increasing(Function f, const R& x, const End& clamp, const R& limits) const
    -> R {
  const End low_clamp = Ends::negative(clamp);
  R result = limits;
  if (!(x.lower < low_clamp)) result.lower = at(f, std::min(x.lower, clamp)).lower;
  if (!(clamp < x.upper)) result.upper = at(f, std::max(x.upper, low_clamp)).upper;
  return meet(result, limits);
}

// The extrema of the sine are at (m + 1/2) pi, those of the cosine at m pi: +1 for even m, else -1.
template <class Ends>
auto Arithmetic<Ends>::wave(const R& x, bool cosine) const -> R {
  const R all{Ends::integer(-1), Ends::integer(1)};
  const Function f = cosine ? Function(arb_cos) : Function(arb_sin);
  if (x.lower == x.upper) return meet(at(f, x.lower), all);
  const End far = Ends::integer(kFarExponential);
  if (far < x.upper || x.lower < Ends::negative(far)) return all;
  R places = div(x, pi());
  if (!cosine) places = sub(places, rational(Rational(1, 2)));
  const End first = Ends::negative(Ends::floor(Ends::negative(places.lower)));
  const End last = Ends::floor(places.upper);
  bool top = false, bottom = false;
  if (!(last < first)) {
    const R length = sub(R{last, last}, R{first, first});
    if (!(length.upper < Ends::integer(1))) {
      top = bottom = true;
    } else {  // one integer: its parity
      const End half = ends_.mul(first, div(integer(1), integer(2)).lower, false);
      (Ends::floor(half) == half ? top : bottom) = true;
    }
  }
  const R left = at(f, x.lower), right = at(f, x.upper);
  R result = meet(hull(left, right), all);
  if (top) result.upper = Ends::integer(1);
  if (bottom) result.lower = Ends::integer(-1);
  return result;
}

template <class Ends>
bool Arithmetic<Ends>::may_have_pole(const R& x) const {
  const End far = Ends::integer(kFarExponential);
  if (empty(x)) return false;
  if (far < x.upper || x.lower < Ends::negative(far)) return true;
  const R places = sub(div(x, pi()), rational(Rational(1, 2)));
  return !(Ends::floor(places.upper) < places.lower);
}

template <class Ends>
auto Arithmetic<Ends>::function(Word word, const R& given) const -> R {
  if (empty(given)) return none();
  R x = given;
  const End one = Ends::integer(1), zero = Ends::integer(0);
  const R unit{Ends::integer(-1), one};
  const End far = Ends::integer(kFarExponential), error_far = Ends::integer(kFarError);
  switch (word) {
    case Word::exp:
      return increasing(arb_exp, x, far, {zero, Ends::infinity(true)});
    case Word::log: {
      if (upper_sign(x) <= 0) return none();
      R result = line();
      if (lower_sign(x) > 0) result.lower = at(arb_log, x.lower).lower;
      if (Ends::finite(x.upper)) result.upper = at(arb_log, x.upper).upper;
      return result;
    }
    case Word::sin:
    case Word::cos:
      return wave(x, word == Word::cos);
    case Word::tan:
      if (may_have_pole(x)) return line();
      return {at(arb_tan, x.lower).lower, at(arb_tan, x.upper).upper};
    case Word::asin:
    case Word::acos: {
      x = meet(x, unit);
      if (empty(x)) return none();
      if (word == Word::asin) return {at(arb_asin, x.lower).lower, at(arb_asin, x.upper).upper};
      R result{at(arb_acos, x.upper).lower, at(arb_acos, x.lower).upper};
      if (x.upper == one) result.lower = zero;
      return {std::max(result.lower, zero), result.upper};
    }
    case Word::atan: {
      const R right_angle = div(pi(), integer(2));
      R result{Ends::negative(right_angle.upper), right_angle.upper};
      if (Ends::finite(x.lower)) result.lower = at(arb_atan, x.lower).lower;
      if (Ends::finite(x.upper)) result.upper = at(arb_atan, x.upper).upper;
      return result;
    }
    case Word::sinh:
      return increasing(arb_sinh, x, far, line());
    case Word::cosh: {
      const R size = abs(x);
      return increasing(arb_cosh, size, far, {one, Ends::infinity(true)});
    }
    case Word::tanh:
      return increasing(arb_tanh, x, error_far, unit);
    case Word::erf:
      return increasing(erf_of, x, error_far, unit);
    case Word::erfc: {
      R result{zero, Ends::integer(2)};
      if (!(error_far < x.upper))
        result.lower = at(erfc_of, std::max(x.upper, Ends::negative(error_far))).lower;
      if (!(x.lower < Ends::negative(error_far)))
        result.upper = at(erfc_of, std::min(x.lower, error_far)).upper;
      return meet(result, {zero, Ends::integer(2)});
    }
    default:
      reject("internal: not a function");
  }
}

template <class Ends>
auto Arithmetic<Ends>::first_derivative(Word word, const R& x, const R& value,
                                        std::uint64_t n) const -> R {
  const R one = integer(1);
  const auto whole = [&](const R& result) { return empty(result) ? line() : result; };
  switch (word) {
    case Word::pow:
      return mul(integer(static_cast<long>(n)), pow(x, n - 1));
    case Word::root:
      return whole(div(one, mul(integer(static_cast<long>(n)), pow(value, n - 1))));
    case Word::exp:
      return value;
    case Word::log:
      return whole(div(one, meet(x, {Ends::integer(0), Ends::infinity(true)})));
    case Word::sin:
      return function(Word::cos, x);
    case Word::cos:
      return neg(function(Word::sin, x));
    case Word::tan:
      return add(one, sqr(value));
    case Word::asin:
    case Word::acos: {
      const R cut = meet(x, {Ends::integer(-1), Ends::integer(1)});
      const R slope = whole(div(one, root(sub(one, sqr(cut)), 2)));
      return word == Word::asin ? slope : neg(slope);
    }
    case Word::atan:
      return div(one, add(one, sqr(x)));
    case Word::sinh:
      return function(Word::cosh, x);
    case Word::cosh:
      return function(Word::sinh, x);
    case Word::tanh:
      return sub(one, sqr(value));
    case Word::erf:
    case Word::erfc: {
      const R slope = mul(div(integer(2), root(pi(), 2)), function(Word::exp, neg(sqr(x))));
      return word == Word::erf ? slope : neg(slope);
    }
    case Word::abs:
      if (lower_sign(x) >= 0) return one;
      if (upper_sign(x) <= 0) return integer(-1);
      return {Ends::integer(-1), Ends::integer(1)};
    case Word::sign:
      if (excludes_zero(x) || is_zero(x)) return integer(0);
      return line();
    case Word::floor:
      return Ends::floor(x.lower) == Ends::floor(x.upper) ? integer(0) : line();
    case Word::ceil: {
      const R up = ceil(x);
      return up.lower == up.upper ? integer(0) : line();
    }
    default:
      reject("internal: no derivative");
  }
}

template <class Ends>
auto Arithmetic<Ends>::second_derivative(Word word, const R& x, const R& value, const R& first,
                                         std::uint64_t n) const -> R {
  const R one = integer(1), two = integer(2);
  const auto whole = [&](const R& result) { return empty(result) ? line() : result; };
  switch (word) {
    case Word::pow:
      return mul(mul(integer(static_cast<long>(n)), integer(static_cast<long>(n - 1))),
                 pow(x, n - 2));
    case Word::root: {
      const Rational factor = Rational(n - 1) / (Rational(n) * Rational(n));
      return neg(whole(div(rational(factor), pow(value, 2 * n - 1))));
    }
    case Word::exp:
      return value;
    case Word::log:
      return neg(whole(div(one, sqr(meet(x, {Ends::integer(0), Ends::infinity(true)})))));
    case Word::sin:
    case Word::cos:
      return neg(value);
    case Word::tan:
      return mul(mul(two, value), first);
    case Word::asin:
      return mul(x, pow(first, 3));
    case Word::acos:  // first = -asin'
      return mul(x, pow(first, 3));
    case Word::atan:
      return neg(mul(mul(two, x), sqr(first)));
    case Word::sinh:
    case Word::cosh:
      return value;
    case Word::tanh:
      return neg(mul(mul(two, value), first));
    case Word::erf:
    case Word::erfc:
      return neg(mul(mul(two, x), first));
    default:
      return integer(0);
  }
}

// The other members are instantiated beside their definitions.
template Range<DoubleEnds> Arithmetic<DoubleEnds>::at(Arithmetic<DoubleEnds>::Function,
                                                      const DoubleEnds::End&) const;
template Range<DoubleEnds> Arithmetic<DoubleEnds>::increasing(Arithmetic<DoubleEnds>::Function,
                                                              const Range<DoubleEnds>&,
                                                              const DoubleEnds::End&,
                                                              const Range<DoubleEnds>&) const;
template Range<DoubleEnds> Arithmetic<DoubleEnds>::wave(const Range<DoubleEnds>&, bool) const;
template bool Arithmetic<DoubleEnds>::may_have_pole(const Range<DoubleEnds>&) const;
template Range<DoubleEnds> Arithmetic<DoubleEnds>::function(Word, const Range<DoubleEnds>&) const;
template Range<DoubleEnds> Arithmetic<DoubleEnds>::first_derivative(Word, const Range<DoubleEnds>&,
                                                                    const Range<DoubleEnds>&,
                                                                    std::uint64_t) const;
template Range<DoubleEnds> Arithmetic<DoubleEnds>::second_derivative(Word, const Range<DoubleEnds>&,
                                                                     const Range<DoubleEnds>&,
                                                                     const Range<DoubleEnds>&,
                                                                     std::uint64_t) const;
template Range<BigEnds> Arithmetic<BigEnds>::at(Arithmetic<BigEnds>::Function,
                                                const BigEnds::End&) const;
template Range<BigEnds> Arithmetic<BigEnds>::increasing(Arithmetic<BigEnds>::Function,
                                                        const Range<BigEnds>&, const BigEnds::End&,
                                                        const Range<BigEnds>&) const;
template Range<BigEnds> Arithmetic<BigEnds>::wave(const Range<BigEnds>&, bool) const;
template bool Arithmetic<BigEnds>::may_have_pole(const Range<BigEnds>&) const;
template Range<BigEnds> Arithmetic<BigEnds>::function(Word, const Range<BigEnds>&) const;
template Range<BigEnds> Arithmetic<BigEnds>::first_derivative(Word, const Range<BigEnds>&,
                                                              const Range<BigEnds>&,
                                                              std::uint64_t) const;
template Range<BigEnds> Arithmetic<BigEnds>::second_derivative(Word, const Range<BigEnds>&,
                                                               const Range<BigEnds>&,
                                                               const Range<BigEnds>&,
                                                               std::uint64_t) const;
}  // namespace rigor::second_engine
