#include "conjecture/evaluate.hpp"

#include <algorithm>
#include <limits>

#include "expression/smooth_function.hpp"
#include "function/constants.hpp"
#include "function/elementary.hpp"
#include "function/integer_part.hpp"
#include "function/polar.hpp"
#include "function/power.hpp"
#include "function/rootn.hpp"

namespace rigor {
namespace {

std::optional<int> as_int(const Rational& value) {
  if (denominator(value) != 1 || abs(value) > std::numeric_limits<int>::max()) return std::nullopt;
  return numerator(value).convert_to<int>();
}

template <IntervalNumber I>
class Evaluator {
 public:
  Evaluator(const Expression& expression, const std::vector<std::optional<Rational>>& exact,
            const CaseFunctions* functions, Precision precision)
      : expression_(expression), exact_(exact), functions_(functions), precision_(precision) {}

  Evaluation<I> run() {
    Evaluation<I> result;
    for (std::size_t i = 0; i < expression_.nodes().size(); ++i) {
      values_.push_back(exact_[i] ? decorate(enclose<I>(*exact_[i], precision_))
                                  : of(expression_.nodes()[i]));
      if (!result.not_shown_defined && !is_defined(values_.back())) {
        result.not_shown_defined = i;
        result.empty = is_empty(values_.back());
      }
    }
    result.value = values_.back().value;
    return result;
  }

 private:
  Decorated<I> of(const Node& node) const {
    switch (node.operation) {
      case Operation::literal:
        return decorate(enclose<I>(node.value, precision_));
      case Operation::constant:
        return constant(node.constant);
      case Operation::negate:
        return -operand(node, 0);
      case Operation::add:
        return operand(node, 0) + operand(node, 1);
      case Operation::subtract:
        return operand(node, 0) - operand(node, 1);
      case Operation::multiply:
        return operand(node, 0) * operand(node, 1);
      case Operation::divide:
        return operand(node, 0) / operand(node, 1);
      case Operation::power:
        return power(node);
      case Operation::call:
        return call(node);
    }
    return nothing_known();
  }

  Decorated<I> constant(Constant constant) const {
    switch (constant) {
      case Constant::pi:
        return decorate(pi<I>(precision_));
      case Constant::e:
        return decorate(euler_e<I>(precision_));
      case Constant::mu:
        return decorate(enclose<I>(functions_->mu(), precision_));
      case Constant::sigma:
        return decorate(enclose<I>(functions_->sigma(), precision_));
      case Constant::depth:
      case Constant::count:
        break;
    }
    return nothing_known();
  }

  // Integer powers are defined for all x (but 0 if negative), others for x > 0 and, if positive,
  // for 0.
  Decorated<I> power(const Node& node) const {
    const Decorated<I>& base = operand(node, 0);
    const Decorated<I>& exponent = operand(node, 1);
    if (const std::optional<Rational>& y = exact_[node.operands[1]]) {
      if (const std::optional<int> n = as_int(*y)) return pown(base, *n);
      if (*y == Rational(1, 2)) return sqrt(base);
      if (denominator(*y) == 1) return huge_integer_power(base, *y, exponent.value);
    }
    return pow(base, exponent);
  }

  // x^y for an integer y that doesn't fit into an int: |x|^y, with the sign of x if y is odd.
  Decorated<I> huge_integer_power(const Decorated<I>& base, const Rational& y,
                                  const I& exponent) const {
    const I positive = pow(base.value, exponent);
    const I negative = pow(-base.value, exponent);
    I value = hull(positive, numerator(y) % 2 == 0 ? negative : -negative);
    return decorate(std::move(value), base.domain, y > 0 || !contains_zero(base.value));
  }

  Decorated<I> call(const Node& node) const {
    const Decorated<I>& x = operand(node, 0);
    switch (node.function) {
      case Function::abs:
        return abs(x);
      case Function::sign:
        return sign(x);
      case Function::min:
      case Function::max:
        return extremum(node);
      case Function::cbrt:
        return rootn(x, 3);
      case Function::rootn:
        return rootn(x, *as_int(*exact_[node.operands[1]]));
      case Function::hypot:
        return norm(node);
      case Function::atan2:
        return atan2(x, operand(node, 1));
      case Function::floor:
        return floor(x);
      case Function::ceil:
        return ceil(x);
      case Function::density:
      case Function::log_density:
      case Function::mean:
      case Function::variance:
      case Function::score:
      case Function::score_derivative:
      case Function::score_second_derivative:
        return of_case(node);
      default:
        return smooth_function(node.function, x);
    }
  }

  Decorated<I> extremum(const Node& node) const {
    Decorated<I> best = operand(node, 0);
    for (std::size_t k = 1; k < node.operands.size(); ++k) {
      best = node.function == Function::min ? min(best, operand(node, k))
                                            : max(best, operand(node, k));
    }
    return best;
  }

  Decorated<I> norm(const Node& node) const {
    Decorated<I> total = abs(operand(node, 0));
    for (std::size_t k = 1; k < node.operands.size(); ++k) total = hypot(total, operand(node, k));
    return total;
  }

  Decorated<I> of_case(const Node& node) const {
    Domain domain = Domain::continuous;
    std::vector<Argument<I>> arguments;
    for (const std::size_t index : node.operands) {
      const Decorated<I>& x = values_[index];
      if (is_empty(x)) return decorate(empty<I>(precision_));
      domain = std::min(domain, x.domain);
      arguments.push_back({exact_[index], x.value});
    }
    return decorate(functions_->value(node.function, node.component, arguments, precision_),
                    domain);
  }

  const Decorated<I>& operand(const Node& node, std::size_t k) const {
    return values_[node.operands[k]];
  }
  Decorated<I> nothing_known() const {
    return decorate(entire<I>(precision_), Domain::possibly_undefined);
  }

  const Expression& expression_;
  const std::vector<std::optional<Rational>>& exact_;
  const CaseFunctions* functions_;
  Precision precision_;
  std::vector<Decorated<I>> values_;
};

}  // namespace

template <IntervalNumber I>
Evaluation<I> evaluate(const Expression& expression,
                       const std::vector<std::optional<Rational>>& exact,
                       const CaseFunctions* functions, Precision precision) {
  return Evaluator<I>(expression, exact, functions, precision).run();
}

template Evaluation<Interval> evaluate(const Expression&,
                                       const std::vector<std::optional<Rational>>&,
                                       const CaseFunctions*, Precision);
template Evaluation<BigInterval> evaluate(const Expression&,
                                          const std::vector<std::optional<Rational>>&,
                                          const CaseFunctions*, Precision);

}  // namespace rigor
