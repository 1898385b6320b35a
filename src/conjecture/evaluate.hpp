// Evaluation of expressions in interval arithmetic.
#pragma once

#include <optional>
#include <vector>

#include "conjecture/case_functions.hpp"
#include "expression/exact_values.hpp"
#include "expression/expression.hpp"
#include "number/decorated.hpp"

namespace rigor {

/// `value` encloses the value of the expression, if there is one. `not_shown_defined` is the first
/// node whose operands are proved to be defined and which is not itself; nothing if the whole
/// expression is proved to be defined. `empty` tells that this node is proved to be undefined.
template <IntervalNumber I>
struct Evaluation {
  I value;
  std::optional<std::size_t> not_shown_defined;
  bool empty = false;
};

/// Evaluates at the precision, starting from the exact values. `functions` is null without a case;
/// the expression must not have case functions then.
template <IntervalNumber I>
Evaluation<I> evaluate(const Expression& expression,
                       const std::vector<std::optional<Rational>>& exact,
                       const CaseFunctions* functions, Precision precision);

}  // namespace rigor
