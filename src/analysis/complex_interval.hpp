// Rectangles of complex numbers, to bound analytic functions off the real line.
#pragma once

#include "function/jet_derivatives.hpp"
#include "number/interval.hpp"

namespace rigor {

/// The set { x + iy : x in re, y in im }, as the value of a function that is computed from a
/// complex variable z. Each operation encloses the values at all members. `is_analytic` is true
/// while every step was proved analytic on the rectangles it met: then the function is analytic in
/// a neighbourhood of the rectangle of z it started from. Division by a rectangle that contains 0
/// and a logarithm off the right half plane lower it. The bounds are rough, some eight digits at
/// best: they are for remainders.
struct ComplexInterval {
  using Scalar = Interval;

  Interval re;
  Interval im;
  bool is_analytic = true;
};

inline Precision precision_of(const ComplexInterval&) {
  return {53};
}
inline ComplexInterval constant_like(const ComplexInterval&, const Interval& c) {
  return {c, Interval::point(0), true};
}
/// Bounded, not empty, and the value of an analytic function.
bool is_proved_analytic(const ComplexInterval& z);
/// A thin upper bound of |z|.
Interval magnitude(const ComplexInterval& z);

inline ComplexInterval operator-(const ComplexInterval& z) {
  return {-z.re, -z.im, z.is_analytic};
}
inline ComplexInterval operator+(const ComplexInterval& z, const ComplexInterval& w) {
  return {z.re + w.re, z.im + w.im, z.is_analytic && w.is_analytic};
}
inline ComplexInterval operator-(const ComplexInterval& z, const ComplexInterval& w) {
  return {z.re - w.re, z.im - w.im, z.is_analytic && w.is_analytic};
}
inline ComplexInterval operator*(const ComplexInterval& z, const ComplexInterval& w) {
  return {z.re * w.re - z.im * w.im, z.re * w.im + z.im * w.re, z.is_analytic && w.is_analytic};
}
/// 1/w = (re - i im) / (re^2 + im^2).
ComplexInterval recip(const ComplexInterval& w);
inline ComplexInterval operator/(const ComplexInterval& z, const ComplexInterval& w) {
  return z * recip(w);
}

/// With real constants. A divisor that may be 0 gives an unbounded or empty result, which proves
/// nothing.
template <ConstantOf<Interval> C>
ComplexInterval operator+(const ComplexInterval& z, const C& c) {
  return {z.re + c, z.im, z.is_analytic};
}
template <ConstantOf<Interval> C>
ComplexInterval operator+(const C& c, const ComplexInterval& z) {
  return z + c;
}
template <ConstantOf<Interval> C>
ComplexInterval operator-(const ComplexInterval& z, const C& c) {
  return {z.re - c, z.im, z.is_analytic};
}
template <ConstantOf<Interval> C>
ComplexInterval operator-(const C& c, const ComplexInterval& z) {
  return {c - z.re, -z.im, z.is_analytic};
}
template <ConstantOf<Interval> C>
ComplexInterval operator*(const ComplexInterval& z, const C& c) {
  return {z.re * c, z.im * c, z.is_analytic};
}
template <ConstantOf<Interval> C>
ComplexInterval operator*(const C& c, const ComplexInterval& z) {
  return z * c;
}
template <ConstantOf<Interval> C>
ComplexInterval operator/(const ComplexInterval& z, const C& c) {
  return {z.re / c, z.im / c, z.is_analytic};
}
template <ConstantOf<Interval> C>
ComplexInterval operator/(const C& c, const ComplexInterval& z) {
  return recip(z) * c;
}
template <class Other>
ComplexInterval& operator+=(ComplexInterval& z, const Other& w) {
  return z = z + w;
}
template <class Other>
ComplexInterval& operator-=(ComplexInterval& z, const Other& w) {
  return z = z - w;
}
template <class Other>
ComplexInterval& operator*=(ComplexInterval& z, const Other& w) {
  return z = z * w;
}
template <class Other>
ComplexInterval& operator/=(ComplexInterval& z, const Other& w) {
  return z = z / w;
}

ComplexInterval sqr(const ComplexInterval& z);
ComplexInterval pown(const ComplexInterval& z, int n);
/// e^{x + iy} = e^x (cos y + i sin y).
ComplexInterval exp(const ComplexInterval& z);
/// sin(x + iy) = sin x cosh y + i cos x sinh y, cos(x + iy) = cos x cosh y - i sin x sinh y.
ComplexInterval sin(const ComplexInterval& z);
ComplexInterval cos(const ComplexInterval& z);
/// With t = tanh x and s = tan y, tanh(x + iy) = (t + is) / (1 + its)
///   = (t (1 + s^2) + is (1 - t^2)) / (1 + t^2 s^2). Where y may meet a pole of the tangent,
///   nothing
/// is known.
ComplexInterval tanh(const ComplexInterval& z);
/// The principal logarithm on the right half plane: log|z| + i atan(im / re).
ComplexInterval log(const ComplexInterval& z);

/// The cosine and the sine on an interval, roughly and fast.
struct Circle {
  Interval cosine;
  Interval sine;
};
Circle rough_circle(const Interval& x);
/// The exponential function on an interval, roughly and fast.
Interval rough_exp(const Interval& x);

}  // namespace rigor
