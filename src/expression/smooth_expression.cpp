#include "expression/smooth_expression.hpp"

#include <algorithm>

#include "expression/parser.hpp"

namespace rigor {

SmoothExpression::SmoothExpression(const std::string& text, const std::string& name)
    : expression_(parse_expression(text, Vocabulary::of_depth(), name)),
      exact_(exact_values(expression_, {})) {}

bool SmoothExpression::depends_on_depth() const {
  return std::any_of(expression_.nodes().begin(), expression_.nodes().end(), [](const Node& node) {
    return node.operation == Operation::constant && node.constant == Constant::depth;
  });
}

}  // namespace rigor
