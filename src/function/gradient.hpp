// Gradients, Hessians and Taylor series of a function that is written once, for any argument type.
#pragma once

#include <fmt/format.h>

#include <cstddef>
#include <stdexcept>
#include <utility>
#include <vector>

#include "function/jet.hpp"
#include "function/taylor.hpp"
#include "function/traced_value.hpp"

namespace rigor {

// The callables f below take `const auto& x`, a std::vector of the argument type, and are made of
// + - * / and the functions of the vocabulary, with constants that are built-in integers or
// ScalarOf<decltype(x[0])>:
//   const auto f = [](const auto& x) { return exp(x[0]) * sin(x[1]) / (1 + sqr(x[0])); };
// f(x) itself is the range of f, for intervals x.
//
// The results enclose f and its derivatives at every member of the box x where every step of f is
// differentiable; other members are ignored. `Decorated` arguments tell whether there are any: the
// flag of a derivative is
// - continuous: it exists and is continuous on the box;
// - defined: f is Lipschitz on the box, and first derivatives enclose its generalised gradient;
// - possibly_undefined: there may be members without derivative.

/// f(x) and its gradient.
template <IntervalNumber I>
struct Gradient {
  I value;
  std::vector<I> partials;
};

/// f(x), its gradient and its Hessian matrix, of which the lower triangle is kept, by rows.
template <IntervalNumber I>
struct Hessian {
  I value;
  std::vector<I> gradient;
  std::vector<I> lower_triangle;

  const I& operator()(std::size_t i, std::size_t j) const {
    return i < j ? (*this)(j, i) : lower_triangle[i * (i + 1) / 2 + j];
  }
};

/// The jets of the variables at x.
template <int K, IntervalNumber I>
std::vector<Jet<I, K>> jet_variables(const std::vector<I>& x) {
  std::vector<Jet<I, K>> variables;
  variables.reserve(x.size());
  for (std::size_t i = 0; i < x.size(); ++i) {
    variables.push_back(Jet<I, K>::variable(x[i], static_cast<int>(i)));
  }
  return variables;
}

template <IntervalNumber I, int K>
Gradient<I> gradient_of(const Jet<I, K>& u, std::size_t dimension) {
  Gradient<I> result{u.value(), {}};
  result.partials.reserve(dimension);
  for (std::size_t i = 0; i < dimension; ++i) {
    result.partials.push_back(u.partial(static_cast<int>(i)));
  }
  return result;
}

/// By the forward mode: the time grows with the number of variables that the steps depend on.
template <class F, IntervalNumber I>
Gradient<I> forward_gradient(const F& f, const std::vector<I>& x) {
  return gradient_of(Jet<I, 1>(f(jet_variables<1>(x))), x.size());
}

/// By the reverse mode: a few evaluations of f, whatever the number of variables is. If some step
/// isn't smooth on the box, by the forward mode, which knows more of kinks and borders.
template <class F, IntervalNumber I>
Gradient<I> gradient(const F& f, const std::vector<I>& x) {
  GradientTape<I> tape;
  std::vector<TracedValue<I>> variables;
  variables.reserve(x.size());
  for (const I& side : x) variables.emplace_back(tape, side);
  const TracedValue<I> u(f(variables));
  if (!tape.is_smooth()) return forward_gradient(f, x);
  Gradient<I> result{u.value(), tape.sweep(u.step(), x.size(), precision_of(u))};
  for (I& d : result.partials) d = lowered_to(std::move(d), u.value());
  return result;
}

/// The gradients of the components of f, which returns a std::vector: the rows of the Jacobian.
template <class F, IntervalNumber I>
std::vector<Gradient<I>> jacobian(const F& f, const std::vector<I>& x) {
  std::vector<Gradient<I>> rows;
  for (const Jet<I, 1>& component : f(jet_variables<1>(x))) {
    rows.push_back(gradient_of(component, x.size()));
  }
  return rows;
}

template <class F, IntervalNumber I>
Hessian<I> hessian(const F& f, const std::vector<I>& x) {
  const Jet<I, 2> u(f(jet_variables<2>(x)));
  Hessian<I> result{u.value(), gradient_of(u, x.size()).partials, {}};
  const int n = static_cast<int>(x.size());
  result.lower_triangle.reserve(x.size() * (x.size() + 1) / 2);
  for (int i = 0; i < n; ++i) {
    for (int j = 0; j <= i; ++j) result.lower_triangle.push_back(u.partial(i, j));
  }
  return result;
}

/// The series of t -> f(x + t), for a function of one variable, not a std::vector; order >= 0.
template <class F, IntervalNumber I>
Taylor<I> taylor(const F& f, const I& x, int order) {
  return f(Taylor<I>::variable(x, order));
}
/// The series of t -> f(x + t v), for a function of several variables. Throws std::invalid_argument
/// unless x and v have the same number of components.
template <class F, IntervalNumber I>
Taylor<I> taylor(const F& f, const std::vector<I>& x, const std::vector<I>& v, int order) {
  if (x.size() != v.size()) {
    throw std::invalid_argument(
        fmt::format("a point with {} and a direction with {} components", x.size(), v.size()));
  }
  std::vector<Taylor<I>> line;
  line.reserve(x.size());
  for (std::size_t i = 0; i < x.size(); ++i) {
    line.push_back(Taylor<I>::constant(x[i], order));
    if (order >= 1) line.back()[1] = lowered_to(v[i], x[i]);
  }
  return f(line);
}

/// The range of f on the box x by the mean value theorem, f(c) + grad f(x) (x - c) with the
/// midpoint c, intersected with f(x). Where f isn't proved to be Lipschitz on the box, f(x) alone.
template <class F, IntervalNumber I>
Decorated<I> mean_value_form(const F& f, const std::vector<Decorated<I>>& x) {
  const Gradient<Decorated<I>> slope = gradient(f, x);
  std::vector<Decorated<I>> centre;
  centre.reserve(x.size());
  for (const Decorated<I>& side : x) centre.push_back(midpoint(side));
  Decorated<I> range = f(centre);
  for (std::size_t i = 0; i < x.size(); ++i) range += slope.partials[i] * (x[i] - centre[i]);
  if (range.domain == Domain::possibly_undefined) return slope.value;
  return decorate(intersection(range.value, slope.value.value), slope.value.domain);
}

}  // namespace rigor
