#include "function/error_function_double.hpp"

#include <cmath>

#include "function/error_function.hpp"
#include "function/monotone.hpp"
#include "function/normal.hpp"
#include "function/scaled.hpp"
#include "function/scaled_exp.hpp"

namespace rigor {
namespace {

// z > 0 and its square: z with a relative error of -1.5 ... 0.5 units of 2^-63, the square in units
// of 2^-112, rounded down, exact for z >= 1/2. Requires z < 64.
struct Argument {
  Scaled size;
  Wide square;
};

constexpr Wide kOne = Wide{1} << kSquareBits;

// x^2 / 2^halvings. x = m 2^e with 53 digits m.
Wide square_of(const Scaled& x, int halvings) {
  const Wide m = x.digits >> 11U;
  const int shift = 2 * (x.exponent + 11) + kSquareBits - halvings;
  if (shift >= 0) return m * m << shift;
  return shift > -128 ? m * m >> -shift : 0;
}

Argument argument_of_erf(double x) {
  const Scaled size = Scaled::of_size(x);
  return {size, square_of(size, 0)};
}

// |x| / sqrt(2)
Argument argument_of_normal(double x) {
  const Scaled size = Scaled::of_size(x);
  return {size * Scaled{kRootOfHalf, -64}, square_of(size, 1)};
}

bool is_small(const Argument& z) {
  return z.square < kOne / 4;
}

// erf(z) for z < 1/2 by Maclaurin's series 2/sqrt(pi) z sum of (-z^2)^k / (k! (2k + 1)),
// DLMF 7.6.1.
//
// In units of 2^-63: z^2 is too small by less than 1/2 unit, which changes the sum by less than 0.2
// units. Each step of Horner's rule adds at most 1.5 units to z^2 < 1/4 times the error of the
// last: 2 units. The first term left out is below 2^-69. So the sum, at least 1.03, is within 2.3
// units; with the product and the size, the result is within -4.8 ... 2.8.
ScaledBounds erf_of_small(const Argument& z) {
  const auto square = static_cast<std::uint64_t>(z.square >> (kSquareBits - 64));
  std::uint64_t sum = kErfCoefficients.back();
  for (std::size_t k = kErfCoefficients.size() - 1; k-- > 0;) {
    sum = kErfCoefficients[k] - static_cast<std::uint64_t>(Wide{square} * sum >> 64U);
  }
  return bounds_around(z.size * Scaled{sum, -63}, 3, 5);
}

// P = sum over n = 1 ... 14 of exp(-n^2/5) / (n^2 + v), v in units of 2^-112, v >= 5/4. Each term
// is within 1.5 units of 2^-63, relatively: its denominator and its quotient are rounded down, the
// weight to nearest. The sum, less than 0.7, is formed in units of 2^-128.
Scaled trapezoidal_sum(Wide v) {
  Wide sum = 0;
  Wide n = 0;
  for (const Weight& weight : kWeights) {
    ++n;
    const Scaled denominator = Scaled::of(v + n * n * kOne, -kSquareBits);
    const Wide quotient = (Wide{weight.digits} << 63U) / denominator.digits;
    // quotient 2^-(63 + 64 + zeros + denominator.exponent), and the exponent is at least -62.
    sum += quotient << 63U >> (weight.zeros + denominator.exponent + 62);
  }
  return Scaled::of(sum, -128);
}

// erfc(z) for 1/2 <= z < 32, by the trapezoidal rule for erfc(z) = z/pi exp(-z^2) I, where I is the
// integral of f(t) = exp(-t^2) / (t^2 + z^2) over the real line (DLMF 7.7.1).
//
// Let T = h times the sum of f(nh) over all integers n, and q = exp(-2 pi z / h). Integrating f(t)
// / (exp(2 pi i t / h) - 1) around the strip |Im t| < y, with residues h f(nh) / (2 pi i) at nh
// and, if z < y, those at the poles +-iz of f, gives
//   erfc(z) = z/pi exp(-z^2) (T - E) - [z < y] 2q / (1 - q),
//   |E| <= 2 sqrt(pi) exp(y^2) / ((exp(2 pi y / h) - 1) |y^2 - z^2|),
// as |t^2 + z^2| >= |y^2 - z^2| on the lines Im t = +-y. And I >= sqrt(pi) / (z^2 + 1), since
// erfc(z) > 2/sqrt(pi) exp(-z^2) / (z + sqrt(z^2 + 2)) (DLMF 7.8.2). With h = 1/sqrt(5), y = 8 for
// z <= 7 and y = 6 for z > 7 that makes |E| / I < 2^-66.
//
//   z/pi T = h / (pi z) S,  S = 1 + 2 sum over n >= 1 of exp(-n^2/5) v / (n^2 + v),  v = 5 z^2,
// where the terms n > 14 are below 2 10^-20 S, 0.3 units of 2^-63, and 2.1 < S < 4.
//
// Relative errors in units: v P has -4.5 ... 1.5, hence S - 1, at most 3/4 of S; S itself another
// -1.3 ... 0.3; the exponential +-3 in the product, h/pi +-0.5, z gives -0.5 ... 1.5, four
// roundings -4. 2q / (1 - q) is below 0.004 erfc(z), and its relative error, mostly of 14.05 z,
// below 20 units at z = 1/2 and 200 times less than 1/(2q) elsewhere. Altogether -15 ... 8.
Scaled erfc_of_large(const Argument& z) {
  const Wide v = 5 * z.square;
  const Scaled rest = Scaled::of(v, 1 - kSquareBits) * trapezoidal_sum(v);
  const Scaled sum = Scaled::of((Wide{1} << 125U) + fixed_point(rest, 125), -125);
  const Scaled main = exp_of_minus(z.square) * sum * Scaled{kStepOverPi, -66} / z.size;
  if (z.square > 49 * kOne) return main;
  const Scaled q = exp_of_minus(fixed_point(z.size * Scaled{kPoleRate, -60}, kSquareBits));
  const Scaled one_minus_q = Scaled::of((Wide{1} << 127U) - fixed_point(q, 127), -127);
  const Scaled pole = Scaled{q.digits, q.exponent + 1} / one_minus_q;
  const Wide aligned = fixed_point(pole, 63 - main.exponent);
  return Scaled::of((Wide{main.digits} << 63U) - aligned, main.exponent - 63);
}

// The integers of units 2^exponent around the bounds.
ScaledBounds in_units(const ScaledBounds& x, int exponent) {
  const int shift = x.exponent - exponent;
  if (shift >= 0) return {x.lower << shift, x.upper << shift, exponent};
  if (shift <= -128) return {0, 1, exponent};
  return {x.lower >> -shift, (x.upper >> -shift) + 1, exponent};
}

// one 2^-126 -+ x, for x below it.
constexpr int kSumBits = 126;
Interval difference(Wide one, const ScaledBounds& x) {
  const ScaledBounds y = in_units(x, -kSumBits);
  return to_interval(ScaledBounds{one - y.upper, one - y.lower, -kSumBits});
}
Interval sum(Wide one, const ScaledBounds& x) {
  const ScaledBounds y = in_units(x, -kSumBits);
  return to_interval(ScaledBounds{one + y.lower, one + y.upper, -kSumBits});
}
constexpr Wide kUnit = Wide{1} << kSumBits;

ScaledBounds half(ScaledBounds x) {
  --x.exponent;
  return x;
}

// [the double below x, x] for x = 1 or 2, and numbers too small for doubles.
Interval just_below(double x) {
  return Interval::bounds(std::nextafter(x, 0.0), x);
}
Interval underflow() {
  return Interval::bounds(0, kSmallest);
}

ScaledBounds erfc_bounds(const Argument& z) {
  return bounds_around(erfc_of_large(z), 9, 16);
}

// erf(x) for x > 0. 1 - erf(6) < 2^-55.
Interval erf_of_positive(double x) {
  if (x >= 6) return just_below(1);
  const Argument z = argument_of_erf(x);
  return is_small(z) ? to_interval(erf_of_small(z)) : difference(kUnit, erfc_bounds(z));
}

Interval erf_of(double x) {
  return x > 0 ? erf_of_positive(x) : -erf_of_positive(-x);
}

Interval erfc_of(double x) {
  if (x >= 32) return underflow();
  if (x <= -6) return just_below(2);
  const Argument z = argument_of_erf(x);
  if (is_small(z)) {
    return x > 0 ? difference(kUnit, erf_of_small(z)) : sum(kUnit, erf_of_small(z));
  }
  return x > 0 ? to_interval(erfc_bounds(z)) : difference(2 * kUnit, erfc_bounds(z));
}

// Phi(x). 1 - Phi(8.5) < 2^-55.
Interval cdf_of(double x) {
  if (x <= -45) return underflow();
  if (x >= 8.5) return just_below(1);
  const Argument z = argument_of_normal(x);
  if (is_small(z)) {
    const ScaledBounds from_half = half(erf_of_small(z));
    return x > 0 ? sum(kUnit / 2, from_half) : difference(kUnit / 2, from_half);
  }
  const ScaledBounds tail = half(erfc_bounds(z));
  return x > 0 ? difference(kUnit, tail) : to_interval(tail);
}

// phi(x). Relative errors in units of 2^-63: the exponential +-3, the peak +-0.5, the product -1.
Interval pdf_of(double x) {
  if (std::fabs(x) >= 45) return underflow();
  const Wide half_square = x == 0 ? 0 : square_of(Scaled::of_size(x), 1);
  const Scaled density = exp_of_minus(half_square) * Scaled{kNormalPeak, -65};
  return to_interval(bounds_around(density, 4, 5));
}

// 64 digits nearly always tell between which two doubles an irrational value lies; if not, MPFR
// numbers do.
Interval told_apart(const Interval& y, BigInterval (*f)(const BigInterval&), double x) {
  if (y.upper() <= next_up(y.lower())) return y;
  return through_big(f, Interval::point(x));
}

}  // namespace

Interval erf_at(double x) {
  if (x == 0) return Interval::point(0);
  if (std::isinf(x)) return Interval::point(x > 0 ? 1 : -1);
  return told_apart(erf_of(x), erf, x);
}

Interval erfc_at(double x) {
  if (x == 0) return Interval::point(1);
  if (std::isinf(x)) return Interval::point(x > 0 ? 0 : 2);
  return told_apart(erfc_of(x), erfc, x);
}

Interval normal_cdf_at(double x) {
  if (x == 0) return Interval::point(0.5);
  if (std::isinf(x)) return Interval::point(x > 0 ? 1 : 0);
  return told_apart(cdf_of(x), normal_cdf, x);
}

Interval normal_pdf_at(double x) {
  if (std::isinf(x)) return Interval::point(0);
  return told_apart(pdf_of(x), normal_pdf, x);
}

}  // namespace rigor
