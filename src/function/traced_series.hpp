// TracedSeries: power series that are extended one coefficient at a time.
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <functional>
#include <memory>
#include <stdexcept>
#include <utility>
#include <vector>

#include "function/jet_recurrences.hpp"
#include "function/jet_series.hpp"

namespace rigor {

/// The steps of a computation with power series, in order; each holds the coefficients found so
/// far. Coefficient k of a step follows from those of the steps before it up to k and its own below
/// k, so the function is run once, whatever the order will be.
template <IntervalNumber I>
class SeriesTape {
 public:
  /// The coefficient k = w.size() of a step.
  using Rule = std::function<I(const SeriesTape&, Known<I> w)>;

  /// The precision is what the callable may make constants of.
  explicit SeriesTape(Precision precision) : precision_(precision) {}
  Precision precision() const { return precision_; }

  /// A step without a rule is an input: its coefficients come from `push`.
  std::size_t add(Rule rule) {
    steps_.push_back({std::move(rule), {}});
    return steps_.size() - 1;
  }
  void push(std::size_t step, I coefficient) {
    steps_[step].coefficients.push_back(std::move(coefficient));
  }
  Known<I> known(std::size_t step) const { return steps_[step].coefficients; }
  /// One more coefficient for all steps with a rule.
  void extend() {
    for (Step& step : steps_) {
      if (step.rule) step.coefficients.push_back(step.rule(*this, step.coefficients));
    }
  }

 private:
  struct Step {
    Rule rule;
    std::vector<I> coefficients;
  };
  Precision precision_;
  std::vector<Step> steps_;
};

/// A step of a tape as the argument of a generic callable. The tape outlives it.
template <IntervalNumber I>
class TracedSeries {
 public:
  using Scalar = I;

  TracedSeries(SeriesTape<I>& tape, std::size_t step) : tape_(&tape), step_(step) {}
  std::size_t step() const { return step_; }
  Precision precision() const { return tape_->precision(); }

  /// The series whose coefficient k is f(w, u...), the operands given as they are known.
  template <class Function, class... Operands>
  static TracedSeries record(Function f, const TracedSeries& u, const Operands&... others) {
    return {*u.tape_, u.tape_->add([f = std::move(f), a = u.step_, ... b = others.step_](
                                       const SeriesTape<I>& tape, Known<I> w) mutable {
              return f(w, tape.known(a), tape.known(b)...);
            })};
  }

 private:
  SeriesTape<I>* tape_;
  std::size_t step_;
};

template <IntervalNumber I>
Precision precision_of(const TracedSeries<I>& u) {
  return u.precision();
}
/// The constant c, on the tape of u.
template <IntervalNumber I>
TracedSeries<I> constant_like(const TracedSeries<I>& u, const I& c) {
  return TracedSeries<I>::record(
      [c](Known<I> w, Known<I>) {
        return w.empty() ? c : lowered_to(enclose<I>(0, precision_of(c)), c);
      },
      u);
}

/// g(u), for a function g of jets::.
template <class F, IntervalNumber I>
TracedSeries<I> chain(F g, const TracedSeries<I>& u) {
  // Shared, because a std::function must be able to be copied.
  auto series = std::make_shared<FunctionSeries<F, I, kAnyOrder>>(std::move(g));
  return TracedSeries<I>::record(
      [series = std::move(series)](Known<I> w, Known<I> a) { return series->next(a, w); }, u);
}

template <IntervalNumber I>
TracedSeries<I> operator-(const TracedSeries<I>& u) {
  return TracedSeries<I>::record([](Known<I> w, Known<I> a) { return -a[w.size()]; }, u);
}
template <IntervalNumber I>
TracedSeries<I> operator+(const TracedSeries<I>& u, const TracedSeries<I>& v) {
  return TracedSeries<I>::record(
      [](Known<I> w, Known<I> a, Known<I> b) { return a[w.size()] + b[w.size()]; }, u, v);
}
template <IntervalNumber I>
TracedSeries<I> operator-(const TracedSeries<I>& u, const TracedSeries<I>& v) {
  return TracedSeries<I>::record(
      [](Known<I> w, Known<I> a, Known<I> b) { return a[w.size()] - b[w.size()]; }, u, v);
}
template <IntervalNumber I>
TracedSeries<I> operator*(const TracedSeries<I>& u, const TracedSeries<I>& v) {
  return TracedSeries<I>::record(
      [](Known<I> w, Known<I> a, Known<I> b) { return product_coefficient(a, b, w.size()); }, u, v);
}
template <IntervalNumber I>
TracedSeries<I> operator/(const TracedSeries<I>& u, const TracedSeries<I>& v) {
  return TracedSeries<I>::record(
      [](Known<I> w, Known<I> a, Known<I> b) { return quotient_coefficient(a, b, w); }, u, v);
}

/// With constants.
template <IntervalNumber I, ConstantOf<I> C>
TracedSeries<I> operator+(const TracedSeries<I>& u, const C& c) {
  return TracedSeries<I>::record(
      [c](Known<I> w, Known<I> a) { return w.empty() ? a[0] + c : lowered_to(a[w.size()], w[0]); },
      u);
}
template <IntervalNumber I, ConstantOf<I> C>
TracedSeries<I> operator+(const C& c, const TracedSeries<I>& u) {
  return u + c;
}
template <IntervalNumber I, ConstantOf<I> C>
TracedSeries<I> operator-(const TracedSeries<I>& u, const C& c) {
  return TracedSeries<I>::record(
      [c](Known<I> w, Known<I> a) { return w.empty() ? a[0] - c : lowered_to(a[w.size()], w[0]); },
      u);
}
template <IntervalNumber I, ConstantOf<I> C>
TracedSeries<I> operator-(const C& c, const TracedSeries<I>& u) {
  return -u + c;
}
template <IntervalNumber I, ConstantOf<I> C>
TracedSeries<I> operator*(const TracedSeries<I>& u, const C& c) {
  return TracedSeries<I>::record([c](Known<I> w, Known<I> a) { return a[w.size()] * c; }, u);
}
template <IntervalNumber I, ConstantOf<I> C>
TracedSeries<I> operator*(const C& c, const TracedSeries<I>& u) {
  return u * c;
}
template <IntervalNumber I, ConstantOf<I> C>
TracedSeries<I> operator/(const TracedSeries<I>& u, const C& c) {
  return TracedSeries<I>::record([c](Known<I> w, Known<I> a) { return a[w.size()] / c; }, u);
}
template <IntervalNumber I, ConstantOf<I> C>
TracedSeries<I> operator/(const C& c, const TracedSeries<I>& u) {
  return recip(u) * c;
}

template <IntervalNumber I>
TracedSeries<I> fma(const TracedSeries<I>& a, const TracedSeries<I>& b, const TracedSeries<I>& c) {
  return a * b + c;
}
template <IntervalNumber I>
TracedSeries<I> min(const TracedSeries<I>& u, const TracedSeries<I>& v) {
  return TracedSeries<I>::record(
      [](Known<I> w, Known<I> a, Known<I> b) { return min_coefficient(a, b, w); }, u, v);
}
template <IntervalNumber I>
TracedSeries<I> max(const TracedSeries<I>& u, const TracedSeries<I>& v) {
  return -min(-u, -v);
}
template <IntervalNumber I>
TracedSeries<I> pow(const TracedSeries<I>& u, const TracedSeries<I>& v) {
  return TracedSeries<I>::record(
      [](Known<I> w, Known<I> a, Known<I> b, Known<I> composed) {
        return pow_coefficient(a, b, composed, w);
      },
      u, v, exp(v * log(u)));
}

/// The Taylor coefficients of the solution of x' = f(x), x(0) = x0, for as many orders as are asked
/// for: x^(k+1) = f(x)_k / (k + 1). f takes and returns a std::vector; it is run once. For a
/// nonautonomous equation make t a component with derivative 1. The order K takes O(K^2) interval
/// operations for each multiplication of f. Source: Griewank and Walther, sec. 13.4; Moore (1966).
/// For a box x0, coefficient k encloses those of all solutions that start there. Throws
/// std::invalid_argument unless f returns as many components as x0 has.
template <IntervalNumber I>
class SolutionSeries {
 public:
  template <class F>
  SolutionSeries(const F& f, const std::vector<I>& x0) {
    Precision precision;
    for (const I& start : x0) precision = std::max(precision, precision_of(start));
    tape_ = std::make_unique<SeriesTape<I>>(precision);
    std::vector<TracedSeries<I>> x;
    x.reserve(x0.size());
    for (const I& start : x0) {
      x.emplace_back(*tape_, tape_->add(nullptr));
      tape_->push(x.back().step(), start);
    }
    for (const TracedSeries<I>& slope : f(x)) slopes_.push_back(slope.step());
    if (slopes_.size() != x0.size()) {
      throw std::invalid_argument(
          fmt::format("{} components, but {} derivatives", x0.size(), slopes_.size()));
    }
  }

  /// One more order.
  void extend() {
    tape_->extend();
    const auto k = static_cast<std::size_t>(order_++);
    for (std::size_t i = 0; i < slopes_.size(); ++i) {
      tape_->push(i, tape_->known(slopes_[i])[k] / order_);
    }
  }
  /// The order reached; 0 at first.
  int order() const { return order_; }
  /// The coefficients c_0, ..., c_order of component i. Valid until the next `extend`.
  Known<I> component(std::size_t i) const { return tape_->known(i); }

 private:
  std::unique_ptr<SeriesTape<I>> tape_;
  std::vector<std::size_t> slopes_;
  int order_ = 0;
};

}  // namespace rigor

#include "function/jet_functions.hpp"  // IWYU pragma: export
