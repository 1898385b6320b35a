#include "function/quick_functions.hpp"

#include <array>
#include <cmath>

#include "function/hyperbolic.hpp"
#include "function/trigonometric.hpp"

namespace rigor {
namespace {

// A function is x, or something simple, times 1 +- t(x^2) with a power series t. As t is small, it
// may be summed in plain doubles: the sum is off by less than 26 units of 2^-53 of it, and kSlack
// makes up for 32.
//
// Horner's rule in doubles for c_1 q + ... + c_K q^K has an error of at most 2 K + 1 units relative
// to the sum of the |c_k| q^k, with rounded coefficients (Higham, Accuracy and Stability of
// Numerical Algorithms, 2nd ed., sec. 5.1): K = 10 without changes of sign gives 21 units; with
// them, K <= 8, that sum is less than 1.1 t: 19 units, or 15 for K = 6. What is left out of the
// series comes to less than 1 unit, and 8 of the arctangent's.
constexpr double kSlack = 0x1p-48;
// Only the last product of Horner's rule, and that with kSlack, can underflow.
constexpr double kTiny = 0x1p-1000;

template <std::size_t K>
double polynomial(const std::array<double, K>& coefficients, double q) {
  double sum = coefficients[K - 1];
  for (std::size_t k = K - 1; k-- > 0;) sum = coefficients[k] + q * sum;
  return q * sum;
}

// t over the squares q in [0, ...], where it increases.
template <std::size_t K>
Interval small_part(const std::array<double, K>& coefficients, const Interval& q) {
  const double lower = polynomial(coefficients, q.lower());
  const double upper = polynomial(coefficients, q.upper());
  return Interval::bounds(std::fmax(lower - lower * kSlack - kTiny, 0),
                          upper + upper * kSlack + kTiny);
}

// What is left out is, relative to the first term, below:
// atanh(s)/s - 1, q <= 0.0295 (1/(2k + 1)): 0.0295^10 * 3/23 / (1 - q) < 7e-17;
constexpr std::array<double, 10> kAtanh{1.0 / 3,  1.0 / 5,  1.0 / 7,  1.0 / 9,  1.0 / 11,
                                        1.0 / 13, 1.0 / 15, 1.0 / 17, 1.0 / 19, 1.0 / 21};
// 1 - atan(z)/z, q <= 0.004: 0.004^6 * 3/15 < 8.3e-16;
constexpr std::array<double, 6> kAtan{1.0 / 3, -1.0 / 5, 1.0 / 7, -1.0 / 9, 1.0 / 11, -1.0 / 13};
// 1 - sin(r)/r, q <= 0.63: 0.63^8 * 6/19! < 1e-17;
constexpr std::array<double, 8> kSin{
    1.0 / 6,        -1.0 / 120,        1.0 / 5040,         -1.0 / 362880,
    1.0 / 39916800, -1.0 / 6227020800, 1.0 / 1307674368e3, -1.0 / 355687428096e3};
// 1 - 2 (1 - cos r)/r^2, q <= 0.63: 0.63^8 * 24/20! < 1e-18;
constexpr std::array<double, 8> kCos{
    2.0 / 24,        -2.0 / 720,         2.0 / 40320,         -2.0 / 3628800,
    2.0 / 479001600, -2.0 / 87178291200, 2.0 / 20922789888e3, -2.0 / 6402373705728e3};
// sinh(x)/x - 1, q <= 1: 6/21! * 1.01 < 2e-19.
constexpr std::array<double, 9> kSinh{1.0 / 6,
                                      1.0 / 120,
                                      1.0 / 5040,
                                      1.0 / 362880,
                                      1.0 / 39916800,
                                      1.0 / 6227020800,
                                      1.0 / 1307674368e3,
                                      1.0 / 355687428096e3,
                                      1.0 / 121645100408832e3};

/// A constant from the double below it.
Interval from_below(double x) {
  return Interval::bounds(x, next_up(x));
}

Interval half_pi() {
  return from_below(0x1.921fb54442d18p+0);
}

// With x = m 2^e, sqrt(1/2) <= m <= sqrt 2 (about) and s = (m - 1)/(m + 1), |s| < 0.1717:
// log x = e log 2 + 2 atanh s. For 0 < x < infinity.
Interval log_at(double x) {
  int e = 0;
  double m = std::frexp(x, &e);
  if (m < 0.70710678) {
    m *= 2;
    --e;
  }
  const Interval point = Interval::point(m);
  const Interval s = (point - 1) / (point + 1);
  const Interval value = scale2(s, 1) * (1 + small_part(kAtanh, sqr(s)));
  return e == 0 ? value : value + e * from_below(0x1.62e42fefa39efp-1);
}

// The doubles below atan(i/8).
constexpr std::array<double, 9> kArcs{0,
                                      0x1.fd5ba9aac2f6dp-4,
                                      0x1.f5b75f92c80ddp-3,
                                      0x1.6f61941e4def0p-2,
                                      0x1.dac670561bb4fp-2,
                                      0x1.1e00babdefeb3p-1,
                                      0x1.4978fa3269ee1p-1,
                                      0x1.700a7c5784633p-1,
                                      0x1.921fb54442d18p-1};

// With c = i/8 next to x or 1/x, |z| < 0.0626 (or all is still right, as the check shows):
// atan x = atan c + atan z with z = (x - c)/(1 + c x) for x <= 1;
// atan x = pi/2 - atan c - atan z with z = (1 - c x)/(x + c) for x > 1. For x >= 0.
Interval positive_atan_at(double x) {
  if (x == kInfinity) return half_pi();
  const bool is_large = x > 1;
  const double i = std::nearbyint(8 * (is_large ? 1 / x : x));
  const Interval c = Interval::point(i / 8);
  const Interval point = Interval::point(x);
  Interval z = point;
  if (is_large) {
    z = i == 0 ? recip(point) : (1 - c * point) / (point + c);
  } else if (i != 0) {
    z = (point - c) / (1 + c * point);
  }
  const Interval square = sqr(z);
  if (!(square.upper() < 0.004)) return atan(point);
  const Interval small = z * (1 - small_part(kAtan, square));
  const Interval arc = i == 0 ? Interval() : from_below(kArcs[static_cast<std::size_t>(i)]);
  return is_large ? half_pi() - arc - small : arc + small;
}

Interval atan_at(double x) {
  return x < 0 ? -positive_atan_at(-x) : positive_atan_at(x);
}

// 2 atan(x / (1 + sqrt((1 - x)(1 + x)))) and 2 atan(sqrt((1 - x)/(1 + x))), for -1 <= x <= 1.
Interval asin_at(double x) {
  const Interval point = Interval::point(x);
  const Interval y = point / (1 + sqrt((1 - point) * (1 + point)));
  return scale2(Interval::bounds(atan_at(y.lower()).lower(), atan_at(y.upper()).upper()), 1);
}
Interval acos_at(double x) {
  if (x == -1) return scale2(half_pi(), 1);
  const Interval point = Interval::point(x);
  const Interval y = sqrt((1 - point) / (1 + point));
  return scale2(Interval::bounds(atan_at(y.lower()).lower(), atan_at(y.upper()).upper()), 1);
}

/// x = index pi/2 + rest with |rest| < 0.79 (about), and floor(2 x / pi); `is_known` is false where
/// that didn't work.
struct Reduced {
  Interval rest;
  long index = 0;
  long below = 0;
  bool is_known = false;
};

// pi/2 is the sum of a number of 30 digits, one of 32, and one of which a bound is known; the first
// two products are exact. (Interval arithmetic would tell, if they weren't.)
Reduced reduce(double x) {
  Reduced result;
  if (!(std::fabs(x) <= 0x1p20)) return result;
  const double k = std::nearbyint(x * 0x1.45f306dc9c883p-1);
  const Interval n = Interval::point(k);
  result.rest = Interval::point(x) - n * Interval::point(0x1.921fb54p+0) -
                n * Interval::point(0x1.10b4611ap-30) - n * from_below(0x1.898cc51701b83p-64);
  result.index = static_cast<long>(k);
  const bool is_at_or_above = result.rest.lower() >= 0;
  result.below = is_at_or_above ? result.index : result.index - 1;
  result.is_known = (is_at_or_above || result.rest.upper() < 0) && result.rest.lower() > -0.79 &&
                    result.rest.upper() < 0.79;
  return result;
}

Interval sin_of_rest(const Interval& r) {
  return r * (1 - small_part(kSin, sqr(r)));
}
Interval cos_of_rest(const Interval& r) {
  const Interval q = sqr(r);
  return 1 - scale2(q, -1) * (1 - small_part(kCos, q));
}

// sin(x + quarter pi/2).
Interval wave_at(const Reduced& x, long quarter) {
  const auto place = static_cast<unsigned long>(x.index + quarter) % 4;
  const Interval value = place % 2 == 0 ? sin_of_rest(x.rest) : cos_of_rest(x.rest);
  return place < 2 ? value : -value;
}

// The range of sin(x + quarter pi/2): at the ends, and 1 or -1 where a multiple j of pi/2 with
// j + quarter = 1 or 3 (mod 4) lies inside.
Interval wave(const Interval& x, long quarter, Interval (*tight)(const Interval&)) {
  if (is_empty(x)) return x;
  if (x.upper() - x.lower() > 7) return Interval::bounds(-1, 1);
  const Reduced a = reduce(x.lower());
  const Reduced b = is_thin(x) ? a : reduce(x.upper());
  if (!a.is_known || !b.is_known) return tight(x);
  Interval range = hull(wave_at(a, quarter), wave_at(b, quarter));
  for (long j = a.below + 1; j <= b.below; ++j) {
    const auto place = static_cast<unsigned long>(j + quarter) % 4;
    if (place == 1) range = hull(range, Interval::point(1));
    if (place == 3) range = hull(range, Interval::point(-1));
  }
  return intersection(range, Interval::bounds(-1, 1));
}

Interval tan_at(const Reduced& x) {
  const Interval t = sin_of_rest(x.rest) / cos_of_rest(x.rest);
  return x.index % 2 == 0 ? t : -recip(t);
}

// x = q^(1/2): tanh x = x / (1 + q/(3 + q/(5 + ...))), the part from 2 k + 1 on being between 2 k
// + 1 and 2 k + 1 + q/(2 k + 3) (Lambert; Wall, Analytic Theory of Continued Fractions, 91.3).
Interval small_tanh_at(double x) {
  const Interval q = sqr(Interval::point(x));
  Interval rest = Interval::bounds(19, 20);
  for (int odd = 17; odd >= 1; odd -= 2) rest = odd + q / rest;
  return Interval::point(x) / rest;
}

Interval tanh_at(double x) {
  if (std::fabs(x) <= 1) return small_tanh_at(x);
  const Interval size = 2 / (1 + quick_exp_of_minus(2 * std::fabs(x))) - 1;
  return x < 0 ? -size : size;
}

// For 0 <= x <= 512.
Interval sinh_at(double x) {
  const Interval point = Interval::point(x);
  if (x <= 1) return point * (1 + small_part(kSinh, sqr(point)));
  const Interval e = quick_exp_of_minus(x);
  return scale2(recip(e) - e, -1);
}
Interval cosh_at(double x) {
  const Interval e = quick_exp_of_minus(x);
  return scale2(recip(e) + e, -1);
}

Interval power_at(double x, int n) {
  const Interval base = Interval::point(x);
  Interval result = base;
  int bit = 1;
  while (2 * static_cast<long>(bit) <= n) bit *= 2;
  while ((bit /= 2) > 0) {
    result = sqr(result);
    if ((n & bit) != 0) result = result * base;
  }
  return result;
}

}  // namespace

Interval quick_log(const Interval& x) {
  if (is_empty(x) || x.upper() <= 0) return Interval::nothing();
  const double lower = x.lower() <= 0 ? -kInfinity : log_at(x.lower()).lower();
  return Interval::bounds(lower, x.upper() == kInfinity ? kInfinity : log_at(x.upper()).upper());
}

Interval quick_sin(const Interval& x) {
  return wave(x, 0, sin);
}
Interval quick_cos(const Interval& x) {
  return wave(x, 1, cos);
}

Interval quick_tan(const Interval& x) {
  if (is_empty(x)) return x;
  if (x.upper() - x.lower() > 4) return Interval::everything();
  const Reduced a = reduce(x.lower());
  const Reduced b = reduce(x.upper());
  if (!a.is_known || !b.is_known) return tan(x);
  for (long j = a.below + 1; j <= b.below; ++j) {
    if (j % 2 != 0) return Interval::everything();
  }
  return Interval::bounds(tan_at(a).lower(), tan_at(b).upper());
}

Interval quick_asin(const Interval& x) {
  if (is_empty(x) || x.lower() > 1 || x.upper() < -1) return Interval::nothing();
  return Interval::bounds(asin_at(std::fmax(x.lower(), -1)).lower(),
                          asin_at(std::fmin(x.upper(), 1)).upper());
}
Interval quick_acos(const Interval& x) {
  if (is_empty(x) || x.lower() > 1 || x.upper() < -1) return Interval::nothing();
  return Interval::bounds(acos_at(std::fmin(x.upper(), 1)).lower(),
                          acos_at(std::fmax(x.lower(), -1)).upper());
}
Interval quick_atan(const Interval& x) {
  if (is_empty(x)) return x;
  return Interval::bounds(atan_at(x.lower()).lower(), atan_at(x.upper()).upper());
}

Interval quick_sinh(const Interval& x) {
  if (is_empty(x) || !(x.lower() >= -512 && x.upper() <= 512)) return sinh(x);
  const auto at = [](double end) { return end < 0 ? -sinh_at(-end) : sinh_at(end); };
  return Interval::bounds(at(x.lower()).lower(), at(x.upper()).upper());
}
Interval quick_cosh(const Interval& x) {
  const Interval size = abs(x);
  if (is_empty(x) || !(size.upper() <= 512)) return cosh(x);
  return Interval::bounds(std::fmax(cosh_at(size.lower()).lower(), 1),
                          cosh_at(size.upper()).upper());
}
Interval quick_tanh(const Interval& x) {
  if (is_empty(x)) return x;
  return Interval::bounds(tanh_at(x.lower()).lower(), tanh_at(x.upper()).upper());
}

Interval quick_power(const Interval& x, int n) {
  if (is_empty(x)) return x;
  const Interval base = n % 2 == 0 ? abs(x) : x;
  return Interval::bounds(power_at(base.lower(), n).lower(), power_at(base.upper(), n).upper());
}

}  // namespace rigor
