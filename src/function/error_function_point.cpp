#include "function/error_function_point.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <utility>

#include "function/constants.hpp"
#include "function/error_function_parts.hpp"
#include "function/tight.hpp"

namespace rigor {
namespace {

BigInterval thin(const BigFloat& x, Precision p) {
  return BigInterval::bounds(BigFloat::rounded(x.get(), p, MPFR_RNDD),
                             BigFloat::rounded(x.get(), p, MPFR_RNDU));
}

// The exact square where it can be represented at twice the precision.
BigInterval exact_square(const BigFloat& x) {
  return sqr(thin(x, Precision{2 * x.precision().bits}));
}

// exp(-square) at the precision, whatever that of the square.
BigInterval exp_of_minus(const BigInterval& square, Precision p) {
  const BigInterval exponent = -square;
  BigFloat lo(p);
  const bool is_exact = mpfr_exp(lo.get(), exponent.lower().get(), MPFR_RNDD) == 0;
  BigFloat hi = lo;
  if (!is_thin(exponent)) {
    mpfr_exp(hi.get(), exponent.upper().get(), MPFR_RNDU);
  } else if (!is_exact) {
    mpfr_nextabove(hi.get());
  }
  return BigInterval::bounds(std::move(lo), std::move(hi));
}

BigInterval sqrt_pi(Precision p) {
  return sqrt(big_pi(p));
}

// Guard bits for about log2(p) bits of accumulated rounding and a few operations.
Precision with_guard(int bits) {
  return {bits + 10 + static_cast<int>(std::bit_width(static_cast<unsigned>(bits)))};
}

// |x| rounded down; only sizes are judged by it.
double size_of(const BigFloat& x) {
  return std::fabs(mpfr_get_d(x.get(), MPFR_RNDZ));
}

// 1/ln 2 < 1.4427: x^2 costs this many bits in exp(-x^2).
int bits_lost(double x) {
  return static_cast<int>(1.4427 * x * x) + 1;
}

// Heuristic, about equal cost of both methods (measured); both are sound everywhere.
bool series_is_faster(double x, int bits) {
  return 5 * x * x <= bits;
}

// erf(x) = 2x/sqrt(pi) exp(-x^2) F(2 x^2) for x > 0, to nearly `work` bits.
BigInterval erf_by_series(const BigFloat& x, Precision work) {
  const BigInterval square = exact_square(x);
  const BigInterval scale = scale2(thin(x, x.precision()), 1) / sqrt_pi(work);
  return scale * exp_of_minus(square, work) * odd_factorial_series(square, work);
}

// erfc(x) = exp(-x^2) / (x sqrt(pi) h_0) for x > 0, to nearly `work` bits.
BigInterval erfc_by_fraction(const BigFloat& x, Precision work) {
  const BigInterval square = exact_square(x);
  return exp_of_minus(square, work) /
         (thin(x, x.precision()) * sqrt_pi(work) * erfc_fraction(square, work));
}

BigInterval erfc_of_positive(const BigFloat& x, Precision precision) {
  const double size = size_of(x);
  const Precision work = with_guard(precision.bits);
  if (!series_is_faster(size, work.bits)) return erfc_by_fraction(x, work);
  // 1 - erf(x) cancels the bits of erfc(x) >= exp(-x^2) / (4 (1 + x)), here below 2^(5 + lost).
  return 1 - erf_by_series(x, Precision{work.bits + bits_lost(size) + 5});
}

BigInterval erf_of_positive(const BigFloat& x, Precision precision) {
  const double size = size_of(x);
  // erfc(x) <= exp(-x^2) <= 2^-p if x^2 >= p ln 2; 0.7 leaves room for the rounding of the product.
  if (size * size >= 0.7 * precision.bits) {
    BigFloat one(precision);
    mpfr_set_ui(one.get(), 1, MPFR_RNDN);
    BigFloat below = one;
    mpfr_nextbelow(below.get());
    return BigInterval::bounds(std::move(below), std::move(one));
  }
  const Precision work = with_guard(precision.bits);
  if (series_is_faster(size, work.bits)) return erf_by_series(x, work);
  // erfc(x) < 2^-lost needs so many bits less.
  const int bits = std::max(work.bits - static_cast<int>(1.44 * size * size), 8);
  return 1 - convert<BigInterval>(erfc_by_fraction(x, with_guard(bits)), work);
}

BigFloat absolute(BigFloat x) {
  mpfr_abs(x.get(), x.get(), MPFR_RNDN);
  return x;
}

BigInterval erf_of(const BigFloat& x, Precision precision) {
  const BigInterval size = erf_of_positive(absolute(x), precision);
  return x.sign() > 0 ? size : -size;
}

BigInterval erfc_of(const BigFloat& x, Precision precision) {
  if (x.sign() > 0) return erfc_of_positive(x, precision);
  return 1 + erf_of_positive(absolute(x), precision);
}

}  // namespace

BigInterval erf_at(const BigFloat& x, Precision precision) {
  if (x.sign() == 0) return enclose<BigInterval>(0, precision);
  if (x.is_infinite()) return enclose<BigInterval>(x.sign(), precision);
  return tightest([&x](Precision p) { return erf_of(x, p); }, precision);
}

BigInterval erfc_at(const BigFloat& x, Precision precision) {
  if (x.sign() == 0) return enclose<BigInterval>(1, precision);
  if (x.is_infinite()) return enclose<BigInterval>(1 - x.sign(), precision);
  return tightest([&x](Precision p) { return erfc_of(x, p); }, precision);
}

}  // namespace rigor
