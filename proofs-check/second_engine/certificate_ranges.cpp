#include "second_engine/certificate_ranges.hpp"

#include <arb_hypgeom.h>
#include <flint/fmpq.h>

#include <algorithm>
#include <type_traits>

namespace rigor::second_engine {
namespace {

// Beyond, a function with a limit is only known to lie between its value here and the limit.
constexpr long kFarExponential = 1L << 40;
constexpr long kFarError = 1L << 20;

// m 2^e as r^n, where it is one.
bool exact_root(arb_t ball, std::uint64_t n) {
  constexpr slong kMostBits = 2000;
  if (arf_bits(arb_midref(ball)) > kMostBits) return false;
  fmpz_t mantissa, exponent, root;
  fmpz_init(mantissa);
  fmpz_init(exponent);
  fmpz_init(root);
  arf_get_fmpz_2exp(mantissa, exponent, arb_midref(ball));
  const bool exact =
      fmpz_fdiv_ui(exponent, n) == 0 && fmpz_root(root, mantissa, static_cast<slong>(n)) != 0;
  if (exact) {
    fmpz_divexact_ui(exponent, exponent, n);
    arb_set_fmpz_2exp(ball, root, exponent);
  }
  fmpz_clear(mantissa);
  fmpz_clear(exponent);
  fmpz_clear(root);
  return exact;
}

void erf_of(arb_t result, const arb_t x, slong bits) {
  arb_hypgeom_erf(result, x, bits);
}
void erfc_of(arb_t result, const arb_t x, slong bits) {
  arb_hypgeom_erfc(result, x, bits);
}

}  // namespace

void set_rational(arb_t ball, const Rational& value, long bits) {
  fmpq_t fraction;
  fmpq_init(fraction);
  fmpq_set_mpq(fraction, value.backend().data());
  arb_set_fmpq(ball, fraction, bits);
  fmpq_clear(fraction);
}

template <class Ends>
auto Arithmetic<Ends>::ball_range(arb_t ball) const -> R {
  if (arf_is_nan(arb_midref(ball)) != 0) return line();
  Arf lower, upper;
  arb_get_lbound_arf(lower.get(), ball, ends_.bits() + 20);
  arb_get_ubound_arf(upper.get(), ball, ends_.bits() + 20);
  return {ends_.from_arf(lower.get(), false), ends_.from_arf(upper.get(), true)};
}

template <class Ends>
auto Arithmetic<Ends>::rational(const Rational& value) const -> R {
  if constexpr (std::is_same_v<Ends, DoubleEnds>) {
    const mpq_srcptr q = value.backend().data();
    if (mpz_sizeinbase(mpq_numref(q), 2) <= 53 && mpz_sizeinbase(mpq_denref(q), 2) <= 53) {
      const double above = mpz_get_d(mpq_numref(q)), below = mpz_get_d(mpq_denref(q));
      return {ends_.div(above, below, false), ends_.div(above, below, true)};
    }
  }
  Ball ball;
  set_rational(ball.get(), value, ends_.bits() + 20);
  return ball_range(ball.get());
}

template <class Ends>
auto Arithmetic<Ends>::pi() const -> R {
  Ball ball;
  arb_const_pi(ball.get(), ends_.bits() + 20);
  return ball_range(ball.get());
}

template <class Ends>
auto Arithmetic<Ends>::hull(const R& x, const R& y) const -> R {
  if (empty(x)) return y;
  if (empty(y)) return x;
  return {std::min(x.lower, y.lower), std::max(x.upper, y.upper)};
}

template <class Ends>
auto Arithmetic<Ends>::meet(const R& x, const R& y) const -> R {
  return {std::max(x.lower, y.lower), std::min(x.upper, y.upper)};
}

template <class Ends>
auto Arithmetic<Ends>::add(const R& x, const R& y) const -> R {
  if (empty(x) || empty(y)) return none();
  return {ends_.add(x.lower, y.lower, false), ends_.add(x.upper, y.upper, true)};
}

template <class Ends>
auto Arithmetic<Ends>::mul(const R& x, const R& y) const -> R {
  if (empty(x) || empty(y)) return none();
  if (lower_sign(x) >= 0) {
    if (lower_sign(y) >= 0)
      return {ends_.mul(x.lower, y.lower, false), ends_.mul(x.upper, y.upper, true)};
    if (upper_sign(y) <= 0)
      return {ends_.mul(x.upper, y.lower, false), ends_.mul(x.lower, y.upper, true)};
    return {ends_.mul(x.upper, y.lower, false), ends_.mul(x.upper, y.upper, true)};
  }
  if (upper_sign(x) <= 0) return neg(mul(neg(x), y));
  if (lower_sign(y) >= 0 || upper_sign(y) <= 0) return mul(y, x);
  return {std::min(ends_.mul(x.lower, y.upper, false), ends_.mul(x.upper, y.lower, false)),
          std::max(ends_.mul(x.lower, y.lower, true), ends_.mul(x.upper, y.upper, true))};
}

template <class Ends>
auto Arithmetic<Ends>::div(const R& x, const R& y) const -> R {
  if (empty(x) || empty(y) || is_zero(y)) return none();
  if (upper_sign(y) <= 0) return neg(div(x, neg(y)));
  if (is_zero(x)) return x;
  if (lower_sign(y) < 0) return line();
  R quotient = line();
  const bool open = lower_sign(y) == 0;
  if (lower_sign(x) >= 0) {
    quotient.lower = ends_.div(x.lower, y.upper, false);
  } else if (!open) {
    quotient.lower = Ends::finite(x.lower) ? ends_.div(x.lower, y.lower, false) : x.lower;
  }
  if (upper_sign(x) <= 0) {
    quotient.upper = ends_.div(x.upper, y.upper, true);
  } else if (!open) {
    quotient.upper = Ends::finite(x.upper) ? ends_.div(x.upper, y.lower, true) : x.upper;
  }
  return quotient;
}

// magnitude >= 0, by squaring; rounding of every product in one direction is right as all are >= 0.
template <class Ends>
auto Arithmetic<Ends>::power_end(const End& magnitude, std::uint64_t n, bool up) const -> End {
  End result = Ends::integer(1), square = magnitude;
  for (bool first = true; n > 0; n /= 2) {
    if (n % 2 == 1) {
      result = first ? square : ends_.mul(result, square, up);
      first = false;
    }
    if (n > 1) square = ends_.mul(square, square, up);
  }
  return result;
}

template <class Ends>
auto Arithmetic<Ends>::pow(const R& x, std::uint64_t n) const -> R {
  if (empty(x)) return none();
  if (n == 0) return integer(1);
  if (lower_sign(x) >= 0) return {power_end(x.lower, n, false), power_end(x.upper, n, true)};
  if (n % 2 == 0) {
    const R size = abs(x);
    return {power_end(size.lower, n, false), power_end(size.upper, n, true)};
  }
  if (upper_sign(x) <= 0) return neg(pow(neg(x), n));
  return {Ends::negative(power_end(Ends::negative(x.lower), n, true)), power_end(x.upper, n, true)};
}

template <class Ends>
auto Arithmetic<Ends>::root(const R& x, std::uint64_t n) const -> R {
  R cut = x;
  if (Ends::sign(cut.lower) < 0) cut.lower = Ends::integer(0);
  if (empty(x) || empty(cut)) return none();
  if (n == 2) return {ends_.sqrt(cut.lower, false), ends_.sqrt(cut.upper, true)};
  const auto of_end = [&](const End& end, bool up) -> End {
    if (Ends::sign(end) == 0 || !Ends::finite(end)) return end;
    Ball ball;
    Ends::to_ball(ball.get(), end);
    if (exact_root(ball.get(), n)) return ball_range(ball.get()).lower;
    if (n > 1000000) {  // exp(log(a)/n): arb_root_ui is slow for huge n
      arb_log(ball.get(), ball.get(), ends_.bits() + 20);
      fmpz_t count;
      fmpz_init_set_ui(count, n);
      arb_div_fmpz(ball.get(), ball.get(), count, ends_.bits() + 20);
      fmpz_clear(count);
      arb_exp(ball.get(), ball.get(), ends_.bits() + 20);
    } else {
      arb_root_ui(ball.get(), ball.get(), n, ends_.bits() + 20);
    }
    R range = ball_range(ball.get());
    return up ? range.upper : range.lower;
  };
  R result{of_end(cut.lower, false), of_end(cut.upper, true)};
  if (Ends::sign(result.lower) < 0) result.lower = Ends::integer(0);
  return result;
}

template <class Ends>
auto Arithmetic<Ends>::abs(const R& x) const -> R {
  if (empty(x) || lower_sign(x) >= 0) return x;
  if (upper_sign(x) <= 0) return neg(x);
  return {Ends::integer(0), std::max(Ends::negative(x.lower), x.upper)};
}

template <class Ends>
auto Arithmetic<Ends>::min(const R& x, const R& y) const -> R {
  if (empty(x) || empty(y)) return none();
  return {std::min(x.lower, y.lower), std::min(x.upper, y.upper)};
}

template <class Ends>
auto Arithmetic<Ends>::max(const R& x, const R& y) const -> R {
  if (empty(x) || empty(y)) return none();
  return {std::max(x.lower, y.lower), std::max(x.upper, y.upper)};
}

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
  const Function f = cosine ? Function(arb_cos) : Function(arb_sin);
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

template class Arithmetic<DoubleEnds>;
template class Arithmetic<BigEnds>;

}  // namespace rigor::second_engine
