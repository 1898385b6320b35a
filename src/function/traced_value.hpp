// TracedValue: gradients of functions of many variables (automatic differentiation, reverse mode).
#pragma once

#include <cstddef>
#include <utility>
#include <vector>

#include "function/jet_derivatives.hpp"
#include "number/interval_number.hpp"

namespace rigor {

/// The steps of a computation, each with its partial derivatives with respect to its operands. The
/// gradient of the last one takes one sweep back, whatever the number of variables is. Source:
/// Griewank and Walther, Evaluating Derivatives, sec. 3.2.
template <IntervalNumber I>
class GradientTape {
 public:
  /// The operand of a step that has only one, and the place of a constant, which is on no tape.
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

  /// A step with the operands a and b and the partial derivatives da and db; its number.
  std::size_t add(std::size_t a, I da, std::size_t b = kNone, I db = I()) {
    steps_.push_back({a, b, std::move(da), std::move(db)});
    return steps_.size() - 1;
  }
  /// Some step isn't smooth at some members of the box.
  void mark_not_smooth() { is_smooth_ = false; }
  bool is_smooth() const { return is_smooth_; }

  /// The derivatives of the step `output` with respect to the first `count` steps, the
  /// variables; 0 for a constant.
  std::vector<I> sweep(std::size_t output, std::size_t count, Precision p) const {
    std::vector<I> adjoints(steps_.size(), enclose<I>(0, p));
    if (output == kNone)
      return {adjoints.begin(), adjoints.begin() + static_cast<std::ptrdiff_t>(count)};
    std::vector<bool> is_reached(steps_.size(), false);
    adjoints[output] = enclose<I>(1, p);
    is_reached[output] = true;
    for (std::size_t i = output + 1; i-- > count;) {
      if (!is_reached[i]) continue;
      const Step& step = steps_[i];
      const auto pass = [&](std::size_t operand, const I& partial) {
        if (operand == kNone) return;
        const I share = adjoints[i] * partial;
        adjoints[operand] = is_reached[operand] ? adjoints[operand] + share : share;
        is_reached[operand] = true;
      };
      pass(step.a, step.da);
      pass(step.b, step.db);
    }
    adjoints.resize(count);
    return adjoints;
  }

 private:
  struct Step {
    std::size_t a, b;
    I da, db;
  };
  std::vector<Step> steps_;
  bool is_smooth_ = true;
};

/// A step of a tape with its value, as the argument of a generic callable. The tape outlives it.
template <IntervalNumber I>
class TracedValue {
 public:
  using Scalar = I;

  /// A constant.
  explicit TracedValue(I value) : value_(std::move(value)) {}
  /// A variable.
  TracedValue(GradientTape<I>& tape, I value)
      : value_(std::move(value)), tape_(&tape), step_(tape.add(GradientTape<I>::kNone, I())) {}

  const I& value() const { return value_; }
  std::size_t step() const { return step_; }

  /// The value g(u), with the derivative dg.
  static TracedValue record(I g, const TracedValue& u, I dg, bool is_smooth = true) {
    return record(std::move(g), u, std::move(dg), TracedValue(), I(), is_smooth);
  }
  /// The value g(u, v), with the partial derivatives du and dv.
  static TracedValue record(I g, const TracedValue& u, I du, const TracedValue& v, I dv,
                            bool is_smooth = true) {
    TracedValue w(std::move(g));
    w.tape_ = u.tape_ == nullptr ? v.tape_ : u.tape_;
    if (w.tape_ == nullptr) return w;
    w.step_ = w.tape_->add(u.step_, std::move(du), v.step_, std::move(dv));
    if (!is_smooth) w.tape_->mark_not_smooth();
    return w;
  }

 private:
  TracedValue() = default;

  I value_;
  GradientTape<I>* tape_ = nullptr;
  std::size_t step_ = GradientTape<I>::kNone;
};

template <IntervalNumber I>
Precision precision_of(const TracedValue<I>& u) {
  return precision_of(u.value());
}
template <IntervalNumber I>
TracedValue<I> constant_like(const TracedValue<I>&, const I& c) {
  return TracedValue<I>(c);
}
/// g(u), for a function g of jets::.
template <class F, IntervalNumber I>
TracedValue<I> chain(F g, const TracedValue<I>& u) {
  Derivatives<I> d = g.template at<1>(u.value());
  return TracedValue<I>::record(std::move(d.value), u, std::move(d.first),
                                d.regularity == Regularity::smooth);
}

template <IntervalNumber I>
I one_like(const TracedValue<I>& u) {
  return enclose<I>(1, precision_of(u));
}
template <IntervalNumber I>
TracedValue<I> operator-(const TracedValue<I>& u) {
  return TracedValue<I>::record(-u.value(), u, -one_like(u));
}
template <IntervalNumber I>
TracedValue<I> operator+(const TracedValue<I>& u, const TracedValue<I>& v) {
  return TracedValue<I>::record(u.value() + v.value(), u, one_like(u), v, one_like(v));
}
template <IntervalNumber I>
TracedValue<I> operator-(const TracedValue<I>& u, const TracedValue<I>& v) {
  return TracedValue<I>::record(u.value() - v.value(), u, one_like(u), v, -one_like(v));
}
template <IntervalNumber I>
TracedValue<I> operator*(const TracedValue<I>& u, const TracedValue<I>& v) {
  return TracedValue<I>::record(u.value() * v.value(), u, v.value(), v, u.value());
}
template <IntervalNumber I>
TracedValue<I> operator/(const TracedValue<I>& u, const TracedValue<I>& v) {
  const I w = u.value() / v.value();
  return TracedValue<I>::record(w, u, recip(v.value()), v, -w / v.value());
}

/// With constants.
template <IntervalNumber I, ConstantOf<I> C>
TracedValue<I> operator+(const TracedValue<I>& u, const C& c) {
  return TracedValue<I>::record(u.value() + c, u, one_like(u));
}
template <IntervalNumber I, ConstantOf<I> C>
TracedValue<I> operator+(const C& c, const TracedValue<I>& u) {
  return u + c;
}
template <IntervalNumber I, ConstantOf<I> C>
TracedValue<I> operator-(const TracedValue<I>& u, const C& c) {
  return TracedValue<I>::record(u.value() - c, u, one_like(u));
}
template <IntervalNumber I, ConstantOf<I> C>
TracedValue<I> operator-(const C& c, const TracedValue<I>& u) {
  return TracedValue<I>::record(c - u.value(), u, -one_like(u));
}
template <IntervalNumber I, ConstantOf<I> C>
TracedValue<I> operator*(const TracedValue<I>& u, const C& c) {
  return TracedValue<I>::record(u.value() * c, u, one_like(u) * c);
}
template <IntervalNumber I, ConstantOf<I> C>
TracedValue<I> operator*(const C& c, const TracedValue<I>& u) {
  return u * c;
}
template <IntervalNumber I, ConstantOf<I> C>
TracedValue<I> operator/(const TracedValue<I>& u, const C& c) {
  return TracedValue<I>::record(u.value() / c, u, one_like(u) / c);
}
template <IntervalNumber I, ConstantOf<I> C>
TracedValue<I> operator/(const C& c, const TracedValue<I>& u) {
  return TracedValue<I>::record(c / u.value(), u, -sqr(recip(u.value())) * c);
}

/// a b + c, with the value rounded once.
template <IntervalNumber I>
TracedValue<I> fma(const TracedValue<I>& a, const TracedValue<I>& b, const TracedValue<I>& c) {
  return TracedValue<I>::record(fma(a.value(), b.value(), c.value()), a * b, one_like(a), c,
                                one_like(c));
}
template <IntervalNumber I>
TracedValue<I> min(const TracedValue<I>& u, const TracedValue<I>& v) {
  if (certainly(set_of(u.value()) < set_of(v.value()))) {
    return TracedValue<I>::record(min(u.value(), v.value()), u, one_like(u));
  }
  if (certainly(set_of(v.value()) < set_of(u.value()))) {
    return TracedValue<I>::record(min(u.value(), v.value()), v, one_like(v));
  }
  const I share = hull(enclose<I>(0, precision_of(u)), one_like(u));
  return TracedValue<I>::record(min(u.value(), v.value()), u, share, v, share, false);
}
template <IntervalNumber I>
TracedValue<I> max(const TracedValue<I>& u, const TracedValue<I>& v) {
  return -min(-u, -v);
}
/// u^v = exp(v log u).
template <IntervalNumber I>
TracedValue<I> pow(const TracedValue<I>& u, const TracedValue<I>& v) {
  const I w = pow(u.value(), v.value());
  return TracedValue<I>::record(w, u, v.value() * pow(u.value(), v.value() - 1), v,
                                w * log(u.value()), !contains_zero(u.value()));
}

}  // namespace rigor

#include "function/jet_functions.hpp"  // IWYU pragma: export
