// FieldTrace: the argument type that records a right-hand side on a FieldTape.
#pragma once

#include <fmt/format.h>

#include <cstddef>
#include <memory>
#include <stdexcept>
#include <utility>
#include <vector>

#include "analysis/field_tape.hpp"
#include "function/jet_functions.hpp"

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

}  // namespace rigor

#include "analysis/field_functions.hpp"  // IWYU pragma: export
