// FieldTrace: the argument type that records a right-hand side on a FieldTape.
#pragma once

#include <fmt/format.h>

#include <cstddef>
#include <memory>
#include <stdexcept>
#include <utility>
#include <vector>

#include "analysis/field_tape.hpp"
#include "function/constants.hpp"
#include "function/elementary.hpp"
#include "function/hyperbolic.hpp"
#include "function/jet_functions.hpp"
#include "function/normal.hpp"
#include "function/power.hpp"
#include "function/trigonometric.hpp"

namespace rigor {

/// A step of the tape, or a constant. The tape outlives it.
template <IntervalNumber I>
class FieldTrace {
 public:
  using Scalar = I;

  FieldTrace(FieldTape<I>& tape, std::size_t step)
      : tape_(&tape), step_(step), is_constant_(false), value_(enclose<I>(0, tape.precision())) {}
  FieldTrace(FieldTape<I>& tape, I value) : tape_(&tape), value_(std::move(value)) {}

  FieldTape<I>& tape() const { return *tape_; }
  bool is_constant() const { return is_constant_; }
  const I& value() const { return value_; }
  /// A constant gets a step of its own.
  std::size_t step() const { return is_constant_ ? tape_->constant(value_) : step_; }

 private:
  FieldTape<I>* tape_;
  std::size_t step_ = 0;
  bool is_constant_ = true;
  I value_;
};

template <IntervalNumber I>
Precision precision_of(const FieldTrace<I>& u) {
  return u.tape().precision();
}
template <IntervalNumber I>
FieldTrace<I> constant_like(const FieldTrace<I>& u, const I& c) {
  return FieldTrace<I>(u.tape(), c);
}

/// f at arguments of this type, recorded: components x_1, ..., x_d, d >= 1. Throws
/// std::invalid_argument unless f returns as many.
template <IntervalNumber I, class F>
std::shared_ptr<FieldTape<I>> record_field(const F& f, std::size_t dimension, Precision precision) {
  if (dimension == 0) throw std::invalid_argument("a differential equation without components");
  auto tape = std::make_shared<FieldTape<I>>(dimension, precision);
  std::vector<FieldTrace<I>> x;
  for (std::size_t i = 0; i < dimension; ++i) x.emplace_back(*tape, i + 1);
  const std::vector<FieldTrace<I>> slopes = f(FieldTrace<I>(*tape, std::size_t{0}), x);
  if (slopes.size() != dimension) {
    throw std::invalid_argument(
        fmt::format("{} components, but {} derivatives", dimension, slopes.size()));
  }
  std::vector<std::size_t> steps;
  for (const FieldTrace<I>& slope : slopes) steps.push_back(slope.step());
  tape->set_slopes(std::move(steps));
  return tape;
}

template <IntervalNumber I>
FieldTrace<I> operator-(const FieldTrace<I>& u) {
  if (u.is_constant()) return constant_like(u, -u.value());
  return {u.tape(), u.tape().negation(u.step())};
}
template <IntervalNumber I>
FieldTrace<I> operator+(const FieldTrace<I>& u, const FieldTrace<I>& v) {
  if (u.is_constant() && v.is_constant()) return constant_like(u, u.value() + v.value());
  if (u.is_constant()) return {v.tape(), v.tape().shifted(v.step(), u.value())};
  if (v.is_constant()) return {u.tape(), u.tape().shifted(u.step(), v.value())};
  return {u.tape(), u.tape().sum(u.step(), v.step())};
}
template <IntervalNumber I>
FieldTrace<I> operator-(const FieldTrace<I>& u, const FieldTrace<I>& v) {
  if (u.is_constant() || v.is_constant()) return u + -v;
  return {u.tape(), u.tape().difference(u.step(), v.step())};
}
template <IntervalNumber I>
FieldTrace<I> operator*(const FieldTrace<I>& u, const FieldTrace<I>& v) {
  if (u.is_constant() && v.is_constant()) return constant_like(u, u.value() * v.value());
  if (u.is_constant()) return {v.tape(), v.tape().scaled(v.step(), u.value())};
  if (v.is_constant()) return {u.tape(), u.tape().scaled(u.step(), v.value())};
  return {u.tape(), u.tape().product(u.step(), v.step())};
}
template <IntervalNumber I>
FieldTrace<I> operator/(const FieldTrace<I>& u, const FieldTrace<I>& v) {
  if (v.is_constant() && !u.is_constant()) {
    return {u.tape(), u.tape().divided(u.step(), v.value())};
  }
  return {u.tape(), u.tape().quotient(u.step(), v.step())};
}

/// With constants.
template <IntervalNumber I, BuiltinInteger C>
FieldTrace<I> lifted(const FieldTrace<I>& u, C c) {
  return FieldTrace<I>(u.tape(), enclose<I>(c, precision_of(u)));
}
template <IntervalNumber I>
FieldTrace<I> lifted(const FieldTrace<I>& u, const I& c) {
  return FieldTrace<I>(u.tape(), c);
}
template <IntervalNumber I, ConstantOf<I> C>
FieldTrace<I> operator+(const FieldTrace<I>& u, const C& c) {
  return u + lifted(u, c);
}
template <IntervalNumber I, ConstantOf<I> C>
FieldTrace<I> operator+(const C& c, const FieldTrace<I>& u) {
  return lifted(u, c) + u;
}
template <IntervalNumber I, ConstantOf<I> C>
FieldTrace<I> operator-(const FieldTrace<I>& u, const C& c) {
  return u - lifted(u, c);
}
template <IntervalNumber I, ConstantOf<I> C>
FieldTrace<I> operator-(const C& c, const FieldTrace<I>& u) {
  return lifted(u, c) - u;
}
template <IntervalNumber I, ConstantOf<I> C>
FieldTrace<I> operator*(const FieldTrace<I>& u, const C& c) {
  return u * lifted(u, c);
}
template <IntervalNumber I, ConstantOf<I> C>
FieldTrace<I> operator*(const C& c, const FieldTrace<I>& u) {
  return lifted(u, c) * u;
}
template <IntervalNumber I, ConstantOf<I> C>
FieldTrace<I> operator/(const FieldTrace<I>& u, const C& c) {
  return u / lifted(u, c);
}
template <IntervalNumber I, ConstantOf<I> C>
FieldTrace<I> operator/(const C& c, const FieldTrace<I>& u) {
  return lifted(u, c) / u;
}
template <IntervalNumber I>
FieldTrace<I> fma(const FieldTrace<I>& a, const FieldTrace<I>& b, const FieldTrace<I>& c) {
  return a * b + c;
}

/// w = g(u) as a step of its own, its derivative given by derivative(u, w).
template <IntervalNumber I, class Derivative>
FieldTrace<I> record_function(const FieldTrace<I>& u, typename FieldTape<I>::Value g,
                              const Derivative& derivative) {
  FieldTape<I>& tape = u.tape();
  const FieldTrace<I> argument(tape, u.step());
  const FieldTrace<I> w(tape, tape.function(argument.step(), g, u.value()));
  const FieldTrace<I> factor = derivative(argument, w);
  tape.set_factor(w.step(), factor.step());
  return w;
}

template <IntervalNumber I>
FieldTrace<I> chain(jets::Sqr, const FieldTrace<I>& u) {
  return {u.tape(), u.tape().square(u.step())};
}
template <IntervalNumber I>
FieldTrace<I> chain(jets::Recip, const FieldTrace<I>& u) {
  return 1 / u;
}
template <IntervalNumber I>
FieldTrace<I> chain(jets::Sqrt, const FieldTrace<I>& u) {
  return {u.tape(), u.tape().root(u.step())};
}
/// By squaring; without the point 0 for n < 0.
template <IntervalNumber I>
FieldTrace<I> chain(jets::Pown power, const FieldTrace<I>& u) {
  const int n = power.exponent;
  if (n == 0) return lifted(u, 1);
  if (n < 0) return 1 / chain(jets::Pown{-n}, u);
  if (n == 1) return u;
  const FieldTrace<I> even = chain(jets::Sqr{}, chain(jets::Pown{n / 2}, u));
  return n % 2 == 0 ? even : even * u;
}
template <IntervalNumber I>
FieldTrace<I> chain(jets::Exp, const FieldTrace<I>& u) {
  return record_function(
      u, +[](const I& x, const I&) { return exp(x); },
      [](const auto&, const auto& w) { return w; });
}
template <IntervalNumber I>
FieldTrace<I> chain(jets::Exp2, const FieldTrace<I>& u) {
  return record_function(
      u, +[](const I& x, const I&) { return exp2(x); },
      [](const auto& a, const auto& w) { return w * ln2<I>(precision_of(a)); });
}
template <IntervalNumber I>
FieldTrace<I> chain(jets::Expm1, const FieldTrace<I>& u) {
  return record_function(
      u, +[](const I& x, const I&) { return expm1(x); },
      [](const auto&, const auto& w) { return w + 1; });
}
template <IntervalNumber I>
FieldTrace<I> chain(jets::Log, const FieldTrace<I>& u) {
  return record_function(
      u, +[](const I& x, const I&) { return log(x); },
      [](const auto& a, const auto&) { return 1 / a; });
}
template <IntervalNumber I>
FieldTrace<I> chain(jets::Log2, const FieldTrace<I>& u) {
  return record_function(
      u, +[](const I& x, const I&) { return log2(x); },
      [](const auto& a, const auto&) { return 1 / (a * ln2<I>(precision_of(a))); });
}
template <IntervalNumber I>
FieldTrace<I> chain(jets::Log1p, const FieldTrace<I>& u) {
  return record_function(
      u, +[](const I& x, const I&) { return log1p(x); },
      [](const auto& a, const auto&) { return 1 / (1 + a); });
}

/// Two functions, each the factor of the other: w' = v u', v' = sign w u'.
template <IntervalNumber I>
std::pair<FieldTrace<I>, FieldTrace<I>> record_twins(const FieldTrace<I>& u,
                                                     typename FieldTape<I>::Value g,
                                                     typename FieldTape<I>::Value h, int sign) {
  FieldTape<I>& tape = u.tape();
  const std::size_t a = u.step();
  const FieldTrace<I> w(tape, tape.function(a, g, u.value()));
  const FieldTrace<I> v(tape, tape.function(a, h, u.value()));
  tape.set_factor(w.step(), v.step());
  tape.set_factor(v.step(), sign > 0 ? w.step() : (-w).step());
  return {w, v};
}
template <IntervalNumber I>
std::pair<FieldTrace<I>, FieldTrace<I>> sine_and_cosine(const FieldTrace<I>& u) {
  return record_twins(
      u, +[](const I& x, const I&) { return sin(x); }, +[](const I& x, const I&) { return cos(x); },
      -1);
}
template <IntervalNumber I>
std::pair<FieldTrace<I>, FieldTrace<I>> hyperbolic_sine_and_cosine(const FieldTrace<I>& u) {
  return record_twins(
      u, +[](const I& x, const I&) { return sinh(x); },
      +[](const I& x, const I&) { return cosh(x); }, 1);
}
template <IntervalNumber I>
FieldTrace<I> chain(jets::Sin, const FieldTrace<I>& u) {
  return sine_and_cosine(u).first;
}
template <IntervalNumber I>
FieldTrace<I> chain(jets::Cos, const FieldTrace<I>& u) {
  return sine_and_cosine(u).second;
}
template <IntervalNumber I>
FieldTrace<I> chain(jets::Sinh, const FieldTrace<I>& u) {
  return hyperbolic_sine_and_cosine(u).first;
}
template <IntervalNumber I>
FieldTrace<I> chain(jets::Cosh, const FieldTrace<I>& u) {
  return hyperbolic_sine_and_cosine(u).second;
}
template <IntervalNumber I>
FieldTrace<I> chain(jets::Tan, const FieldTrace<I>& u) {
  return record_function(
      u, +[](const I& x, const I&) { return tan(x); },
      [](const auto&, const auto& w) { return 1 + sqr(w); });
}
template <IntervalNumber I>
FieldTrace<I> chain(jets::Tanh, const FieldTrace<I>& u) {
  return record_function(
      u, +[](const I& x, const I&) { return tanh(x); },
      [](const auto&, const auto& w) { return 1 - sqr(w); });
}
template <IntervalNumber I>
FieldTrace<I> chain(jets::Asin, const FieldTrace<I>& u) {
  return record_function(
      u, +[](const I& x, const I&) { return asin(x); },
      [](const auto& a, const auto&) { return 1 / sqrt(1 - sqr(a)); });
}
template <IntervalNumber I>
FieldTrace<I> chain(jets::Acos, const FieldTrace<I>& u) {
  return record_function(
      u, +[](const I& x, const I&) { return acos(x); },
      [](const auto& a, const auto&) { return -1 / sqrt(1 - sqr(a)); });
}
template <IntervalNumber I>
FieldTrace<I> chain(jets::Atan, const FieldTrace<I>& u) {
  return record_function(
      u, +[](const I& x, const I&) { return atan(x); },
      [](const auto& a, const auto&) { return 1 / (1 + sqr(a)); });
}
template <IntervalNumber I>
FieldTrace<I> chain(jets::Asinh, const FieldTrace<I>& u) {
  return record_function(
      u, +[](const I& x, const I&) { return asinh(x); },
      [](const auto& a, const auto&) { return 1 / sqrt(1 + sqr(a)); });
}
template <IntervalNumber I>
FieldTrace<I> chain(jets::Acosh, const FieldTrace<I>& u) {
  return record_function(
      u, +[](const I& x, const I&) { return acosh(x); },
      [](const auto& a, const auto&) { return 1 / sqrt(sqr(a) - 1); });
}
template <IntervalNumber I>
FieldTrace<I> chain(jets::Atanh, const FieldTrace<I>& u) {
  return record_function(
      u, +[](const I& x, const I&) { return atanh(x); },
      [](const auto& a, const auto&) { return 1 / (1 - sqr(a)); });
}
/// erf' = 2 / sqrt(pi) exp(-u^2).
template <IntervalNumber I>
FieldTrace<I> chain(jets::Erf, const FieldTrace<I>& u) {
  return record_function(
      u, +[](const I& x, const I&) { return erf(x); },
      [](const auto& a, const auto&) { return exp(-sqr(a)) * (2 / sqrt(pi<I>(precision_of(a)))); });
}
template <IntervalNumber I>
FieldTrace<I> chain(jets::Erfc, const FieldTrace<I>& u) {
  return record_function(
      u, +[](const I& x, const I&) { return erfc(x); },
      [](const auto& a, const auto&) {
        return exp(-sqr(a)) * (-2 / sqrt(pi<I>(precision_of(a))));
      });
}
/// phi' = -u phi.
template <IntervalNumber I>
FieldTrace<I> chain(jets::NormalPdf, const FieldTrace<I>& u) {
  return record_function(
      u, +[](const I& x, const I&) { return normal_pdf(x); },
      [](const auto& a, const auto& w) { return -(a * w); });
}
template <IntervalNumber I>
FieldTrace<I> chain(jets::NormalCdf, const FieldTrace<I>& u) {
  return record_function(
      u, +[](const I& x, const I&) { return normal_cdf(x); },
      [](const auto& a, const auto&) { return normal_pdf(a); });
}
/// u^y for u > 0: w' = (y w / u) u'.
template <IntervalNumber I>
FieldTrace<I> chain(const jets::Pow<I>& power, const FieldTrace<I>& u) {
  FieldTape<I>& tape = u.tape();
  const FieldTrace<I> a(tape, u.step());
  const FieldTrace<I> w(
      tape, tape.function(
                a.step(), +[](const I& x, const I& y) { return pow(x, y); }, power.exponent));
  tape.set_factor(w.step(), (w * power.exponent / a).step());
  return w;
}
template <IntervalNumber I>
FieldTrace<I> pow(const FieldTrace<I>& u, const FieldTrace<I>& v) {
  return exp(v * log(u));
}

}  // namespace rigor
