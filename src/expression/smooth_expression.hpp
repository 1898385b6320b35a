// Smooth functions of one variable, as people write them: the weights of a network over depth.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "expression/exact_values.hpp"
#include "expression/expression.hpp"
#include "expression/smooth_function.hpp"
#include "function/constants.hpp"
#include "function/jet_functions.hpp"
#include "function/power.hpp"
#include "number/interval_number.hpp"

namespace rigor {

/// A function u(s), made of exact numbers, pi, e, s, + - * / ^ and elementary functions that are
/// smooth in their domains (Vocabulary::of_depth).
class SmoothExpression {
 public:
  /// Throws InputError, with the place and what was expected.
  explicit SmoothExpression(const std::string& text, const std::string& name = "expression");
  explicit SmoothExpression(const Rational& value) : SmoothExpression(to_string(value)) {}

  /// u(s) for an interval, and its derivatives for everything that carries them. It is smooth at s
  /// where the flags of the result say so.
  template <class T>
  T operator()(const T& s) const;

  /// The value of a function that is rational and constant, if the rules of exact_values find it.
  const std::optional<Rational>& constant() const { return exact_.back(); }
  /// Whether s occurs in it.
  bool depends_on_depth() const;
  std::string text() const { return std::string(expression_.source().text()); }

 private:
  template <class T>
  static T lifted(const T& s, const ScalarOf<T>& c) {
    if constexpr (IntervalNumber<T>) {
      return c;
    } else {
      return constant_like(s, c);
    }
  }
  template <class T>
  T apply(const Node& node, const T& s, const std::vector<T>& values) const;
  template <class T>
  T power(const Node& node, const std::vector<T>& values) const;

  Expression expression_;
  std::vector<std::optional<Rational>> exact_;
};

template <class T>
T SmoothExpression::operator()(const T& s) const {
  std::vector<T> values;
  values.reserve(exact_.size());
  for (std::size_t i = 0; i < exact_.size(); ++i) {
    values.push_back(exact_[i] ? lifted(s, enclose<ScalarOf<T>>(*exact_[i], precision_of(s)))
                               : apply(expression_.nodes()[i], s, values));
  }
  return values.back();
}

template <class T>
T SmoothExpression::apply(const Node& node, const T& s, const std::vector<T>& values) const {
  const auto operand = [&](std::size_t k) -> const T& { return values[node.operands[k]]; };
  switch (node.operation) {
    case Operation::constant:
      if (node.constant == Constant::depth) return s;
      return lifted(s, node.constant == Constant::pi ? pi<ScalarOf<T>>(precision_of(s))
                                                     : euler_e<ScalarOf<T>>(precision_of(s)));
    case Operation::negate:
      return -operand(0);
    case Operation::add:
      return operand(0) + operand(1);
    case Operation::subtract:
      return operand(0) - operand(1);
    case Operation::multiply:
      return operand(0) * operand(1);
    case Operation::divide:
      return operand(0) / operand(1);
    case Operation::power:
      return power(node, values);
    default:
      return smooth_function(node.function, operand(0));
  }
}

template <class T>
T SmoothExpression::power(const Node& node, const std::vector<T>& values) const {
  const T& base = values[node.operands[0]];
  if (const std::optional<Rational>& y = exact_[node.operands[1]]) {
    if (denominator(*y) == 1 && abs(*y) < (1 << 30)) return pown(base, y->convert_to<int>());
    if (*y == Rational(1, 2)) return sqrt(base);
    return pow(base, enclose<ScalarOf<T>>(*y, precision_of(base)));
  }
  return pow(base, values[node.operands[1]]);
}

}  // namespace rigor
