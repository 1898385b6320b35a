// Dual: a number with its derivative by one parameter.
#pragma once

#include <utility>

#include "function/jet_functions.hpp"
#include "number/interval_number.hpp"

namespace rigor {

/// The constant c as a T.
template <class T>
T lifted_like(const T& like, const ScalarOf<T>& c) {
  if constexpr (IntervalNumber<T>) {
    return c;
  } else {
    return constant_like(like, c);
  }
}

/// u + e u' with e^2 = 0, over numbers T that need not carry derivatives themselves. Over
/// FieldTrace it records the derivative of an expression in steps of its own, so that a right-hand
/// side may contain derivatives of given functions. It is as smooth as the value and the slope are.
template <class T>
class Dual {
 public:
  using Scalar = ScalarOf<T>;

  Dual(T value, T slope) : value_(std::move(value)), slope_(std::move(slope)) {}
  static Dual constant(const T& value) { return {value, lifted_like(value, integer(value, 0))}; }
  static Dual variable(const T& at) { return {at, lifted_like(at, integer(at, 1))}; }

  const T& value() const { return value_; }
  const T& slope() const { return slope_; }

  /// g(u), from g and g' at the value of u.
  Dual mapped(T g, const T& derivative) const { return {std::move(g), derivative * slope_}; }

 private:
  static Scalar integer(const T& like, long n) { return enclose<Scalar>(n, precision_of(like)); }

  T value_;
  T slope_;
};

template <class T>
Precision precision_of(const Dual<T>& u) {
  return precision_of(u.value());
}
template <class T>
Dual<T> constant_like(const Dual<T>& u, const ScalarOf<T>& c) {
  return Dual<T>::constant(lifted_like(u.value(), c));
}

template <class T>
Dual<T> operator-(const Dual<T>& u) {
  return {-u.value(), -u.slope()};
}
template <class T>
Dual<T> operator+(const Dual<T>& u, const Dual<T>& v) {
  return {u.value() + v.value(), u.slope() + v.slope()};
}
template <class T>
Dual<T> operator-(const Dual<T>& u, const Dual<T>& v) {
  return {u.value() - v.value(), u.slope() - v.slope()};
}
template <class T>
Dual<T> operator*(const Dual<T>& u, const Dual<T>& v) {
  return {u.value() * v.value(), u.value() * v.slope() + u.slope() * v.value()};
}
template <class T>
Dual<T> operator/(const Dual<T>& u, const Dual<T>& v) {
  const T w = u.value() / v.value();
  return {w, (u.slope() - w * v.slope()) / v.value()};
}

template <class T>
Dual<T> chain(jets::Sqr, const Dual<T>& u) {
  return u.mapped(sqr(u.value()), u.value() * 2);
}
template <class T>
Dual<T> chain(jets::Recip, const Dual<T>& u) {
  const T w = recip(u.value());
  return u.mapped(w, -sqr(w));
}
template <class T>
Dual<T> chain(jets::Sqrt, const Dual<T>& u) {
  const T w = sqrt(u.value());
  return u.mapped(w, recip(w * 2));
}
template <class T>
Dual<T> chain(jets::Pown power, const Dual<T>& u) {
  const int n = power.exponent;
  if (n == 0) return Dual<T>::constant(pown(u.value(), 0));
  return u.mapped(pown(u.value(), n), pown(u.value(), n - 1) * n);
}
template <class T>
Dual<T> chain(const jets::Pow<ScalarOf<T>>& power, const Dual<T>& u) {
  return u.mapped(pow(u.value(), power.exponent),
                  pow(u.value(), power.exponent - 1) * power.exponent);
}
template <class T>
Dual<T> pow(const Dual<T>& u, const Dual<T>& v) {
  return exp(v * log(u));
}
template <class T>
Dual<T> chain(jets::Exp, const Dual<T>& u) {
  const T w = exp(u.value());
  return u.mapped(w, w);
}
template <class T>
Dual<T> chain(jets::Exp2, const Dual<T>& u) {
  const T w = exp2(u.value());
  return u.mapped(w, w * ln2<ScalarOf<T>>(precision_of(w)));
}
template <class T>
Dual<T> chain(jets::Expm1, const Dual<T>& u) {
  const T w = expm1(u.value());
  return u.mapped(w, w + 1);
}
template <class T>
Dual<T> chain(jets::Log, const Dual<T>& u) {
  return u.mapped(log(u.value()), recip(u.value()));
}
template <class T>
Dual<T> chain(jets::Log2, const Dual<T>& u) {
  return u.mapped(log2(u.value()), recip(u.value() * ln2<ScalarOf<T>>(precision_of(u))));
}
template <class T>
Dual<T> chain(jets::Log1p, const Dual<T>& u) {
  return u.mapped(log1p(u.value()), recip(u.value() + 1));
}
template <class T>
Dual<T> chain(jets::Sin, const Dual<T>& u) {
  return u.mapped(sin(u.value()), cos(u.value()));
}
template <class T>
Dual<T> chain(jets::Cos, const Dual<T>& u) {
  return u.mapped(cos(u.value()), -sin(u.value()));
}
template <class T>
Dual<T> chain(jets::Tan, const Dual<T>& u) {
  const T w = tan(u.value());
  return u.mapped(w, sqr(w) + 1);
}
template <class T>
Dual<T> chain(jets::Asin, const Dual<T>& u) {
  return u.mapped(asin(u.value()), recip(sqrt(1 - sqr(u.value()))));
}
template <class T>
Dual<T> chain(jets::Acos, const Dual<T>& u) {
  return u.mapped(acos(u.value()), -recip(sqrt(1 - sqr(u.value()))));
}
template <class T>
Dual<T> chain(jets::Atan, const Dual<T>& u) {
  return u.mapped(atan(u.value()), recip(sqr(u.value()) + 1));
}
template <class T>
Dual<T> chain(jets::Sinh, const Dual<T>& u) {
  return u.mapped(sinh(u.value()), cosh(u.value()));
}
template <class T>
Dual<T> chain(jets::Cosh, const Dual<T>& u) {
  return u.mapped(cosh(u.value()), sinh(u.value()));
}
template <class T>
Dual<T> chain(jets::Tanh, const Dual<T>& u) {
  const T w = tanh(u.value());
  return u.mapped(w, 1 - sqr(w));
}
template <class T>
Dual<T> chain(jets::Asinh, const Dual<T>& u) {
  return u.mapped(asinh(u.value()), recip(sqrt(sqr(u.value()) + 1)));
}
template <class T>
Dual<T> chain(jets::Acosh, const Dual<T>& u) {
  return u.mapped(acosh(u.value()), recip(sqrt(sqr(u.value()) - 1)));
}
template <class T>
Dual<T> chain(jets::Atanh, const Dual<T>& u) {
  return u.mapped(atanh(u.value()), recip(1 - sqr(u.value())));
}
/// erf' = 2 exp(-u^2) / sqrt(pi).
template <class T>
Dual<T> chain(jets::Erf, const Dual<T>& u) {
  const auto factor = 2 / sqrt(pi<ScalarOf<T>>(precision_of(u)));
  return u.mapped(erf(u.value()), exp(-sqr(u.value())) * factor);
}
template <class T>
Dual<T> chain(jets::Erfc, const Dual<T>& u) {
  const auto factor = -2 / sqrt(pi<ScalarOf<T>>(precision_of(u)));
  return u.mapped(erfc(u.value()), exp(-sqr(u.value())) * factor);
}
template <class T>
Dual<T> chain(jets::NormalPdf, const Dual<T>& u) {
  const T w = normal_pdf(u.value());
  return u.mapped(w, -(u.value() * w));
}
template <class T>
Dual<T> chain(jets::NormalCdf, const Dual<T>& u) {
  return u.mapped(normal_cdf(u.value()), normal_pdf(u.value()));
}

}  // namespace rigor
