#include "second_engine/certificate_ranges.hpp"

#include <flint/fmpq.h>

#include <algorithm>
#include <type_traits>

namespace rigor::second_engine {
namespace {

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

template class Arithmetic<DoubleEnds>;
template class Arithmetic<BigEnds>;

}  // namespace rigor::second_engine
