#include "function/power_point.hpp"

#include <algorithm>
#include <bit>
#include <cstdlib>
#include <optional>
#include <utility>

#include "function/monotone.hpp"
#include "function/tight.hpp"

namespace rigor {
namespace {

BigInterval thin(const BigFloat& x) {
  return BigInterval::bounds(x, x);
}

BigInterval integer(long n, Precision precision) {
  return convert<BigInterval>(enclose<BigInterval>(n, precision), precision);
}

// [largest, inf]: what a limit of infinity says in an end.
BigInterval unbounded(Precision precision) {
  BigFloat hi(precision);
  mpfr_set_inf(hi.get(), 1);
  BigFloat lo = hi;
  mpfr_nextbelow(lo.get());
  return BigInterval::bounds(std::move(lo), std::move(hi));
}

bool is_one(const BigFloat& x) {
  return mpfr_cmp_ui(x.get(), 1) == 0;
}

// 2^(e y) by one correctly rounded evaluation: e y is exact, or so large that it is replaced by the
// largest number, whose power overflows or underflows too. (That of an infinity would be exact.)
BigInterval power_of_two(mpfr_exp_t e, const BigFloat& y, Precision precision) {
  BigFloat exponent(Precision{y.precision().bits + 64});
  mpfr_mul_si(exponent.get(), y.get(), e, MPFR_RNDZ);
  return value_at(mpfr_exp2, exponent, precision);
}

// y = n / 2^k with an odd n of few digits; or an even integer n and k = 0.
struct Dyadic {
  long n;
  int k;
};

// Nothing if n is larger than `most` in size or k > `most_halvings`.
std::optional<Dyadic> as_dyadic(const BigFloat& y, long most, int most_halvings) {
  if (mpfr_cmpabs_ui(y.get(), static_cast<unsigned long>(most)) > 0) return std::nullopt;
  const mpfr_exp_t bits_of_n = mpfr_min_prec(y.get());
  const mpfr_exp_t k = std::max<mpfr_exp_t>(bits_of_n - mpfr_get_exp(y.get()), 0);
  if (k > most_halvings) return std::nullopt;
  BigFloat n(y.precision());
  mpfr_mul_2si(n.get(), y.get(), k, MPFR_RNDN);
  if (mpfr_cmpabs_ui(n.get(), static_cast<unsigned long>(most)) > 0) return std::nullopt;
  return Dyadic{mpfr_get_si(n.get(), MPFR_RNDN), static_cast<int>(k)};
}

// x^(1 / 2^k) if it is a binary fraction; it has no more digits than x then.
std::optional<BigFloat> exact_root(BigFloat x, int k) {
  for (; k > 0; --k) {
    if (mpfr_sqrt(x.get(), x.get(), MPFR_RNDN) != 0) return std::nullopt;
  }
  return x;
}

// x^y as a power of an integer or a fraction, where x^y may be a number of the precision. For an x
// that is no power of two that takes y = n / 2^k with 2^k < (bits of x), since every exact root
// halves the digits, and 0 < n < (bits of the result). If n is odd and x^(n / 2^k) rational, then
// so is x^(1 / 2^k), by Bezout's identity for n and 2^k. Other powers, also of larger n, are never
// binary fractions.
std::optional<BigInterval> algebraic_power(const BigFloat& x, const BigFloat& y,
                                           Precision precision) {
  const auto bits_of_x = static_cast<unsigned>(x.precision().bits);
  const std::optional<Dyadic> exponent =
      as_dyadic(y, precision.bits, static_cast<int>(std::bit_width(bits_of_x)));
  if (!exponent) return std::nullopt;
  const std::optional<BigFloat> root = exact_root(x, exponent->k);
  if (!root) return std::nullopt;
  // pown keeps what is exact at its own precision, here at least that of x.
  const auto power_at = [&](Precision p) {
    const Precision work = std::max(p, root->precision());
    return pown(convert<BigInterval>(thin(*root), work), static_cast<int>(exponent->n));
  };
  return tightest(power_at, precision);
}

// The exponent e of an upper bound 2^e of |y log x|; at most 70, where powers overflow whatever the
// range of exponents is. |log x| <= |exponent of x| + 1.
int exponent_of_product(const BigFloat& x, const BigFloat& y) {
  const auto size = static_cast<unsigned long>(std::labs(mpfr_get_exp(x.get()))) + 1;
  const mpfr_exp_t exponent = mpfr_get_exp(y.get()) + static_cast<mpfr_exp_t>(std::bit_width(size));
  return static_cast<int>(std::clamp<mpfr_exp_t>(exponent, 0, 70));
}

// value (1 +- 2^-(p+8)) at p bits.
BigFloat widened(const BigFloat& value, Precision precision, mpfr_rnd_t direction) {
  BigFloat factor(Precision{precision.bits + 10});
  mpfr_set_si_2exp(factor.get(), direction == MPFR_RNDD ? -1 : 1, -(precision.bits + 8), MPFR_RNDN);
  mpfr_add_ui(factor.get(), factor.get(), 1, MPFR_RNDN);
  BigFloat result(precision);
  mpfr_mul(result.get(), value.get(), factor.get(), direction);
  return result;
}

// exp(T), T = y log x not 0, where x^y is not a number of the precision p.
//
// Let |T| < 2^e and w = p + 12 + e bits. The computed t has two roundings, so |t - T| <= 2^(e+2-w),
// and exp(T) = exp(t) (1 + d) with |d| <= 2^(e+3-w); with the rounding of exp(t) the relative error
// is at most 2^(e+3-w) + 2^-w + ... < 2^(e+4-w) = 2^-(p+8). Where exp(t) overflows, exp(T) is above
// the largest number of p bits; the smallest positive number may be rounded from much less, with no
// relative error: the lower bound is 0 there. T has the sign of t, which bounds exp(T) by 1 on one
// side. If t leaves the range of exponents, its infinity or 0 overflows, underflows or gives 1 too.
BigInterval transcendental_power(const BigFloat& x, const BigFloat& y, Precision precision) {
  const Precision work{precision.bits + 12 + exponent_of_product(x, y)};
  BigFloat t(work);
  mpfr_log(t.get(), x.get(), MPFR_RNDN);
  const bool is_above_one = t.sign() == y.sign();
  mpfr_mul(t.get(), t.get(), y.get(), MPFR_RNDN);
  BigFloat value(work);
  mpfr_exp(value.get(), t.get(), MPFR_RNDN);
  if (value.is_infinite()) return unbounded(precision);
  // A positive number is the smallest if there is only 0 below.
  BigFloat below = value;
  mpfr_nextbelow(below.get());
  const bool is_at_border = value.sign() == 0 || below.sign() == 0;
  BigFloat lo(precision);
  BigFloat hi(precision);
  if (!is_at_border) lo = widened(value, precision, MPFR_RNDD);
  hi = widened(value, precision, MPFR_RNDU);
  if (hi.sign() == 0) mpfr_nextabove(hi.get());
  const BigFloat one = BigFloat::rounded(integer(1, precision).lower().get(), precision, MPFR_RNDN);
  if (is_above_one) {
    mpfr_max(lo.get(), lo.get(), one.get(), MPFR_RNDD);
  } else {
    mpfr_min(hi.get(), hi.get(), one.get(), MPFR_RNDU);
  }
  return BigInterval::bounds(std::move(lo), std::move(hi));
}

}  // namespace

BigInterval power_at(const BigFloat& x, const BigFloat& y, Precision precision) {
  if (y.sign() == 0 || is_one(x)) return integer(1, precision);
  const bool is_log_positive = mpfr_cmp_ui(x.get(), 1) > 0;
  if (x.sign() == 0 || x.is_infinite() || y.is_infinite()) {
    return is_log_positive == (y.sign() > 0) ? unbounded(precision) : integer(0, precision);
  }
  if (mpfr_min_prec(x.get()) == 1) return power_of_two(mpfr_get_exp(x.get()) - 1, y, precision);
  if (const auto power = algebraic_power(x, y, precision)) return *power;
  return tightest([&](Precision p) { return transcendental_power(x, y, p); }, precision);
}

}  // namespace rigor
