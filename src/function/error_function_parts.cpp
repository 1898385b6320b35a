#include "function/error_function_parts.hpp"

#include <gmp.h>

#include <cmath>
#include <utility>

#include "number/rational.hpp"

namespace rigor {
namespace {

mpz_ptr raw(Integer& n) {
  return n.backend().data();
}
mpz_srcptr raw(const Integer& n) {
  return n.backend().data();
}

// x 2^bits rounded to an integer in the direction. x is finite and below 2^bits in size.
Integer fixed_point(const BigFloat& x, int bits, mpfr_rnd_t direction) {
  BigFloat scaled(x.precision());
  mpfr_mul_2si(scaled.get(), x.get(), bits, direction);
  Integer n;
  mpfr_get_z(raw(n), scaled.get(), direction);
  return n;
}

BigFloat floating_point(const Integer& n, int bits, Precision precision, mpfr_rnd_t direction) {
  BigFloat x(precision);
  mpfr_set_z_2exp(x.get(), raw(n), -bits, direction);
  return x;
}

Integer power_of_two(int exponent) {
  Integer n;
  mpz_setbit(raw(n), static_cast<mp_bitcnt_t>(exponent));
  return n;
}

struct Series {
  Integer sum;          // lower bound of 2^bits F(y)
  unsigned long steps;  // number of terms that were rounded down
};

// The terms t_k = floor(t_(k-1) y / (2k + 1)) in units of 2^-bits until they vanish.
Series sum_terms(const Integer& y, int bits) {
  Series s{power_of_two(bits), 0};
  Integer term = s.sum;
  while (term != 0) {
    ++s.steps;
    mpz_mul(raw(term), raw(term), raw(y));
    mpz_fdiv_q_2exp(raw(term), raw(term), static_cast<mp_bitcnt_t>(bits));
    mpz_fdiv_q_ui(raw(term), raw(term), 2 * s.steps + 1);
    mpz_add(raw(s.sum), raw(s.sum), raw(term));
  }
  return s;
}

// Enclosure [lower, upper] of h_0 in units of 2^-bits.
struct Fraction {
  Integer lower;
  Integer upper;
};

// About how many steps reach a relative error of 2^-bits. A guess: the contraction factors
// (k+1) u / h_(k+1)^2 of the recurrence are multiplied with h_k near (1 + sqrt(1 + 4 (k+1) u)) / 2.
unsigned long guess_steps(double u, int bits) {
  constexpr unsigned long kMost = 1000000;
  double error = 1;
  int bits_reached = 0;
  unsigned long k = 0;
  while (bits_reached < bits && k < kMost) {
    ++k;
    const double term = static_cast<double>(k) * u;
    const double h = (1 + std::sqrt(1 + 4 * term)) / 2;
    error *= term / (h * h);
    if (error < 0x1p-40) {
      bits_reached += error > 0 ? -std::ilogb(error) : bits;
      error = 1;
    } else if (bits_reached - std::ilogb(error) >= bits) {
      break;
    }
  }
  return k + 1;
}

// Backward from h_n in [1, 1 + (n+1) u]. h_k decreases in h_(k+1) and increases in u, which lies in
// [u_lower, u_upper] 2^-bits.
Fraction evaluate_fraction(const Integer& u_lower, const Integer& u_upper, unsigned long n,
                           int bits) {
  const Integer one = power_of_two(bits);
  Fraction h{one, one};
  mpz_addmul_ui(raw(h.upper), raw(u_upper), n + 1);
  Integer low;
  Integer high;
  for (unsigned long k = n; k-- > 0;) {
    mpz_mul_ui(raw(low), raw(u_lower), k + 1);
    mpz_mul_2exp(raw(low), raw(low), static_cast<mp_bitcnt_t>(bits));
    mpz_fdiv_q(raw(low), raw(low), raw(h.upper));
    mpz_mul_ui(raw(high), raw(u_upper), k + 1);
    mpz_mul_2exp(raw(high), raw(high), static_cast<mp_bitcnt_t>(bits));
    mpz_cdiv_q(raw(high), raw(high), raw(h.lower));
    mpz_add(raw(h.lower), raw(one), raw(low));
    mpz_add(raw(h.upper), raw(one), raw(high));
  }
  return h;
}

}  // namespace

// Let w = bits and y = floor(2^w 2 square) 2^-w. Each step rounds down by less than one unit, and a
// unit lost in term k loses at most sum over j of y^j / ((2k+3)...(2k+2j+1)) <= F(y) units of the
// sum, so S <= 2^w F(y) <= S + N F(y) with N steps. F' <= F/2 (as k/(2k+1) <= 1/2), so the
// argument, less than 2^-w larger than y, adds at most a factor exp(2^-w / 2) <= 1 + 2^-w. Together
//   S / 2^w <= F <= S / (2^w - N - 1).
// For an interval `square` the lower end gives S, and the upper end bounds F from above.
BigInterval odd_factorial_series(const BigInterval& square, Precision precision) {
  const int bits = precision.bits;
  const Series below = sum_terms(fixed_point(square.lower(), bits + 1, MPFR_RNDD), bits);
  const Series above =
      is_thin(square) ? below : sum_terms(fixed_point(square.upper(), bits + 1, MPFR_RNDD), bits);
  const Integer divisor = power_of_two(bits) - above.steps - 1;
  if (divisor <= 0) return entire<BigInterval>(precision);
  BigFloat lower = floating_point(below.sum, bits, precision, MPFR_RNDD);
  BigFloat upper = floating_point(above.sum, 0, precision, MPFR_RNDU);
  const BigFloat denominator = floating_point(divisor, 0, precision, MPFR_RNDD);
  mpfr_div(upper.get(), upper.get(), denominator.get(), MPFR_RNDU);
  return BigInterval::bounds(std::move(lower), std::move(upper));
}

BigInterval erfc_fraction(const BigInterval& square, Precision precision) {
  // A few bits for the roundings, which the recurrence damps.
  const int bits = precision.bits + 4;
  const BigInterval u = scale2(recip(convert<BigInterval>(square, Precision{bits + 8})), -1);
  const Integer u_lower = fixed_point(u.lower(), bits, MPFR_RNDD);
  const Integer u_upper = fixed_point(u.upper(), bits, MPFR_RNDU);
  unsigned long n = guess_steps(mpfr_get_d(u.upper().get(), MPFR_RNDU), bits);
  for (int attempt = 0;; ++attempt) {
    const Fraction h = evaluate_fraction(u_lower, u_upper, n, bits);
    const Integer width = h.upper - h.lower;
    if (mpz_sizeinbase(raw(width), 2) <= 6 || attempt == 4) {
      return BigInterval::bounds(floating_point(h.lower, bits, precision, MPFR_RNDD),
                                 floating_point(h.upper, bits, precision, MPFR_RNDU));
    }
    n += n / 8 + 2;
  }
}

}  // namespace rigor
