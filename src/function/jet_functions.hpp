// The elementary functions of everything that carries derivatives. Included by the carriers.
#pragma once

#include <type_traits>

#include "function/jet_error.hpp"
#include "function/jet_exponential.hpp"
#include "function/jet_hyperbolic.hpp"
#include "function/jet_power.hpp"
#include "function/jet_trigonometric.hpp"

namespace rigor {

/// Taylor, Jet and TracedSeries: what `chain` knows to compose with a function of one variable.
template <class X>
concept Differentiable = requires(const X& u) {
  typename X::Scalar;
  chain(jets::Exp{}, u);
};

/// The interval type of which a generic callable may make constants: I for I itself and for
/// everything that carries derivatives over I.
template <class X>
struct ScalarOfType {
  using type = X;
};
template <class X>
requires requires {
  typename X::Scalar;
}
struct ScalarOfType<X> {
  using type = typename X::Scalar;
};
template <class X>
using ScalarOf = typename ScalarOfType<std::remove_cvref_t<X>>::type;

template <Differentiable X>
X sqr(const X& u) {
  return chain(jets::Sqr{}, u);
}
template <Differentiable X>
X recip(const X& u) {
  return chain(jets::Recip{}, u);
}
template <Differentiable X>
X sqrt(const X& u) {
  return chain(jets::Sqrt{}, u);
}
template <Differentiable X>
X pown(const X& u, int n) {
  return chain(jets::Pown{n}, u);
}
template <Differentiable X>
X abs(const X& u) {
  return chain(jets::Abs{}, u);
}
template <Differentiable X>
X sign(const X& u) {
  return chain(jets::Sign{}, u);
}
template <Differentiable X>
X exp(const X& u) {
  return chain(jets::Exp{}, u);
}
template <Differentiable X>
X exp2(const X& u) {
  return chain(jets::Exp2{}, u);
}
template <Differentiable X>
X expm1(const X& u) {
  return chain(jets::Expm1{}, u);
}
template <Differentiable X>
X log(const X& u) {
  return chain(jets::Log{}, u);
}
template <Differentiable X>
X log2(const X& u) {
  return chain(jets::Log2{}, u);
}
template <Differentiable X>
X log1p(const X& u) {
  return chain(jets::Log1p{}, u);
}
template <Differentiable X>
X sin(const X& u) {
  return chain(jets::Sin{}, u);
}
template <Differentiable X>
X cos(const X& u) {
  return chain(jets::Cos{}, u);
}
template <Differentiable X>
X tan(const X& u) {
  return chain(jets::Tan{}, u);
}
template <Differentiable X>
X asin(const X& u) {
  return chain(jets::Asin{}, u);
}
template <Differentiable X>
X acos(const X& u) {
  return chain(jets::Acos{}, u);
}
template <Differentiable X>
X atan(const X& u) {
  return chain(jets::Atan{}, u);
}
template <Differentiable X>
X sinh(const X& u) {
  return chain(jets::Sinh{}, u);
}
template <Differentiable X>
X cosh(const X& u) {
  return chain(jets::Cosh{}, u);
}
template <Differentiable X>
X tanh(const X& u) {
  return chain(jets::Tanh{}, u);
}
template <Differentiable X>
X asinh(const X& u) {
  return chain(jets::Asinh{}, u);
}
template <Differentiable X>
X acosh(const X& u) {
  return chain(jets::Acosh{}, u);
}
template <Differentiable X>
X atanh(const X& u) {
  return chain(jets::Atanh{}, u);
}
template <Differentiable X>
X erf(const X& u) {
  return chain(jets::Erf{}, u);
}
template <Differentiable X>
X erfc(const X& u) {
  return chain(jets::Erfc{}, u);
}
template <Differentiable X>
X normal_pdf(const X& u) {
  return chain(jets::NormalPdf{}, u);
}
template <Differentiable X>
X normal_cdf(const X& u) {
  return chain(jets::NormalCdf{}, u);
}

/// u^y for a constant y, as pow of intervals: u > 0, or u = 0 and y > 0.
template <Differentiable X>
X pow(const X& u, const typename X::Scalar& y) {
  return chain(jets::Pow<typename X::Scalar>{y}, u);
}

/// With a constant c of the scalar type, which is lifted to X.
template <Differentiable X>
X pow(const typename X::Scalar& c, const X& u) {
  return pow(constant_like(u, c), u);
}
template <Differentiable X>
X min(const X& u, const typename X::Scalar& c) {
  return min(u, constant_like(u, c));
}
template <Differentiable X>
X min(const typename X::Scalar& c, const X& u) {
  return min(constant_like(u, c), u);
}
template <Differentiable X>
X max(const X& u, const typename X::Scalar& c) {
  return max(u, constant_like(u, c));
}
template <Differentiable X>
X max(const typename X::Scalar& c, const X& u) {
  return max(constant_like(u, c), u);
}

template <Differentiable X>
X& operator+=(X& u, const X& v) {
  return u = u + v;
}
template <Differentiable X>
X& operator-=(X& u, const X& v) {
  return u = u - v;
}
template <Differentiable X>
X& operator*=(X& u, const X& v) {
  return u = u * v;
}
template <Differentiable X>
X& operator/=(X& u, const X& v) {
  return u = u / v;
}

template <Differentiable X, ConstantOf<typename X::Scalar> C>
X& operator+=(X& u, const C& c) {
  return u = u + c;
}
template <Differentiable X, ConstantOf<typename X::Scalar> C>
X& operator-=(X& u, const C& c) {
  return u = u - c;
}
template <Differentiable X, ConstantOf<typename X::Scalar> C>
X& operator*=(X& u, const C& c) {
  return u = u * c;
}
template <Differentiable X, ConstantOf<typename X::Scalar> C>
X& operator/=(X& u, const C& c) {
  return u = u / c;
}

}  // namespace rigor
