// The elementary functions of FieldTrace. Included by field_trace.hpp.
#pragma once

#include <cstddef>
#include <utility>

#include "analysis/field_trace.hpp"
#include "function/constants.hpp"
#include "function/elementary.hpp"
#include "function/hyperbolic.hpp"
#include "function/normal.hpp"
#include "function/power.hpp"
#include "function/trigonometric.hpp"

namespace rigor {

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
