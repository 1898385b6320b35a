// TracedValue: gradients of functions of many variables (automatic differentiation, reverse mode).
#pragma once

#include <algorithm>
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
  /// The place of a constant, which is on no tape.
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

  /// A step that depends on nothing yet; its number.
  std::size_t add() {
    starts_.push_back(shares_.size());
    return starts_.size() - 1;
  }
  /// The last step depends on the operand, with this partial derivative.
  void depend(std::size_t operand, I partial) {
    if (operand != kNone) shares_.push_back({operand, std::move(partial)});
  }
  /// Some step isn't smooth at some members of the box.
  void mark_not_smooth() { is_smooth_ = false; }
  bool is_smooth() const { return is_smooth_; }

  /// The derivatives of the step `output` with respect to the first `count` steps, the
  /// variables; 0 for a constant.
  std::vector<I> sweep(std::size_t output, std::size_t count, Precision p) const {
    std::vector<I> adjoints(output == kNone ? count : std::max(count, output + 1),
                            enclose<I>(0, p));
    if (output == kNone) return adjoints;
    adjoints[output] = enclose<I>(1, p);
    std::vector<bool> is_reached(adjoints.size(), false);
    is_reached[output] = true;
    std::size_t end = output + 1 < starts_.size() ? starts_[output + 1] : shares_.size();
    for (std::size_t i = output + 1; i-- > count; end = starts_[i]) {
      if (!is_reached[i]) continue;
      for (std::size_t k = starts_[i]; k < end; ++k) {
        const std::size_t operand = shares_[k].operand;
        const I share = adjoints[i] * shares_[k].partial;
        adjoints[operand] = is_reached[operand] ? adjoints[operand] + share : share;
        is_reached[operand] = true;
      }
    }
    adjoints.erase(adjoints.begin() + static_cast<std::ptrdiff_t>(count), adjoints.end());
    return adjoints;
  }

 private:
  struct Share {
    std::size_t operand;
    I partial;
  };
  std::vector<std::size_t> starts_;  ///< of the shares of each step
  std::vector<Share> shares_;
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
      : value_(std::move(value)), tape_(&tape), step_(tape.add()) {}

  const I& value() const { return value_; }
  std::size_t step() const { return step_; }

  /// The value g(u), with the derivative dg.
  static TracedValue record(I g, const TracedValue& u, I dg, bool is_smooth = true) {
    TracedValue w(std::move(g), u.tape_, is_smooth);
    if (w.tape_ != nullptr) w.tape_->depend(u.step_, std::move(dg));
    return w;
  }
  /// The value g(u, v), with the partial derivatives du and dv.
  static TracedValue record(I g, const TracedValue& u, I du, const TracedValue& v, I dv,
                            bool is_smooth = true) {
    TracedValue w(std::move(g), u.tape_ == nullptr ? v.tape_ : u.tape_, is_smooth);
    if (w.tape_ != nullptr) {
      w.tape_->depend(u.step_, std::move(du));
      w.tape_->depend(v.step_, std::move(dv));
    }
    return w;
  }

 private:
  TracedValue(I value, GradientTape<I>* tape, bool is_smooth)
      : value_(std::move(value)), tape_(tape) {
    if (tape_ == nullptr) return;
    step_ = tape_->add();
    if (!is_smooth) tape_->mark_not_smooth();
  }

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
