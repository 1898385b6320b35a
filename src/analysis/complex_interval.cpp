#include "analysis/complex_interval.hpp"

#include <cmath>
#include <cstdlib>

#include "function/elementary.hpp"
#include "function/hyperbolic.hpp"
#include "function/trigonometric.hpp"

namespace rigor {
namespace {

ComplexInterval nothing_known() {
  return {Interval::everything(), Interval::everything(), false};
}
Interval unit() {
  return Interval::bounds(-1, 1);
}

constexpr double half_pi = 1.5707963267948966, log_2 = 0.6931471805599453;

/// All that is lost below, rounding and the remainders of the series, is far less.
constexpr double rough = 1e-7;

// The series alternate for |r| <= 1; the remainders are at most 1/12! < 3e-9 and 1/11! < 3e-8, and
// a few roundings of numbers of size 1 lose less than 1e-14.
double cosine_near_zero(double r) {
  const double q = r * r;
  return 1 - q / 2 * (1 - q / 12 * (1 - q / 30 * (1 - q / 56 * (1 - q / 90))));
}
double sine_near_zero(double r) {
  const double q = r * r;
  return r * (1 - q / 6 * (1 - q / 20 * (1 - q / 42 * (1 - q / 72))));
}
Interval about(double x) {
  return Interval::point(x) + unit() * Interval::point(rough);
}

// e^x = 2^k e^r, |x| <= 700, k the integer nearest to x / log 2 up to rounding: r = x - k log 2 is
// wrong by less than 1e-12 and at most 1/2 in size, and the series to r^8 / 8! leaves at most
// (1/2)^9 / 9! e^{1/2} < 1e-8, all relative to e^r >= 0.6. |k| <= 1010 keeps 2^k e^r in the normal
// range.
Interval exp_at(double x) {
  const double k = std::nearbyint(x / log_2);
  const double r = x - k * log_2;
  double sum = 1 + r / 8;
  for (int n = 7; n >= 1; --n) sum = 1 + r / n * sum;
  return scale2(about(sum), static_cast<int>(k));
}

}  // namespace

Interval rough_exp(const Interval& x) {
  if (is_empty(x) || !certainly(abs(x) <= 700)) return exp(x);
  return hull(exp_at(x.lower()), exp_at(x.upper()));
}

// About the middle m = k pi/2 + r with any integer k for which |r| <= 1, and off it by t, |t| <= w:
// cos(m + t) = cos m cos t - sin m sin t, 1 - w^2/2 <= cos t <= 1, |sin t| <= w.
Circle rough_circle(const Interval& x) {
  const double m = midpoint(x).lower();
  if (is_empty(x) || !is_bounded(x) || !(std::abs(m) < 1e6)) return {unit(), unit()};
  const auto k = static_cast<long>(std::nearbyint(m / half_pi));
  const double r = m - static_cast<double>(k) * half_pi;  // wrong by less than 1e-9
  if (!(std::abs(r) <= 1)) return {unit(), unit()};
  const Circle reduced{about(cosine_near_zero(r)), about(sine_near_zero(r))};
  const long turn = ((k % 4) + 4) % 4;
  const Interval& c = turn % 2 == 0 ? reduced.cosine : reduced.sine;
  const Interval& s = turn % 2 == 0 ? reduced.sine : reduced.cosine;
  const Interval cosine = turn == 1 || turn == 2 ? -c : c;  // of m
  const Interval sine = turn == 2 || turn == 3 ? -s : s;
  const Interval w = radius(x), ct = intersection(hull(1 - sqr(w) / 2, Interval::point(1)), unit()),
                 st = intersection(hull(-w, w), unit());
  return {intersection(cosine * ct - sine * st, unit()),
          intersection(sine * ct + cosine * st, unit())};
}

bool is_proved_analytic(const ComplexInterval& z) {
  return z.is_analytic && is_bounded(z.re) && is_bounded(z.im) && !is_empty(z.re) &&
         !is_empty(z.im);
}
Interval magnitude(const ComplexInterval& z) {
  // The sum of the two where the squares underflow.
  return upper_point(min(sqrt(sqr(z.re) + sqr(z.im)), abs(z.re) + abs(z.im)));
}

ComplexInterval recip(const ComplexInterval& w) {
  const Interval square = sqr(w.re) + sqr(w.im);
  if (!certainly(square > 0)) return nothing_known();
  return {w.re / square, -w.im / square, w.is_analytic};
}
ComplexInterval sqr(const ComplexInterval& z) {
  return {sqr(z.re) - sqr(z.im), 2 * z.re * z.im, z.is_analytic};
}
ComplexInterval pown(const ComplexInterval& z, int n) {
  ComplexInterval power = constant_like(z, Interval::point(1));
  for (int k = 0; k < std::abs(n); ++k) power *= z;
  return n >= 0 ? power : recip(power);
}
ComplexInterval exp(const ComplexInterval& z) {
  const Interval size = rough_exp(z.re);
  const Circle circle = rough_circle(z.im);
  return {size * circle.cosine, size * circle.sine, z.is_analytic};
}
ComplexInterval sin(const ComplexInterval& z) {
  const Circle circle = rough_circle(z.re);
  return {circle.sine * cosh(z.im), circle.cosine * sinh(z.im), z.is_analytic};
}
ComplexInterval cos(const ComplexInterval& z) {
  const Circle circle = rough_circle(z.re);
  return {circle.cosine * cosh(z.im), -(circle.sine * sinh(z.im)), z.is_analytic};
}
ComplexInterval tanh(const ComplexInterval& z) {
  const Circle circle = rough_circle(z.im);
  if (contains_zero(circle.cosine)) return nothing_known();
  const Interval t = tanh(z.re), s = circle.sine / circle.cosine;
  const Interval denominator = 1 + sqr(t * s);
  return {t * (1 + sqr(s)) / denominator, s * (1 - sqr(t)) / denominator, z.is_analytic};
}
ComplexInterval log(const ComplexInterval& z) {
  if (!certainly(z.re > 0)) return nothing_known();
  return {log(sqr(z.re) + sqr(z.im)) / 2, atan(z.im / z.re), z.is_analytic};
}

}  // namespace rigor
