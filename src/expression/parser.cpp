#include "expression/parser.hpp"

#include <utility>

#include "expression/syntax.hpp"
#include "expression/text_file.hpp"

namespace rigor {
namespace {

Operation operation_of(Syntax kind) {
  switch (kind) {
    case Syntax::number:
      return Operation::literal;
    case Syntax::name:
      return Operation::constant;
    case Syntax::negate:
      return Operation::negate;
    case Syntax::add:
      return Operation::add;
    case Syntax::subtract:
      return Operation::subtract;
    case Syntax::multiply:
      return Operation::multiply;
    case Syntax::divide:
      return Operation::divide;
    case Syntax::power:
      return Operation::power;
    default:
      return Operation::call;
  }
}

}  // namespace

Expression parse_expression(const std::string& text, const Vocabulary& vocabulary,
                            const std::string& name) {
  SourceText source = checked_text(name, text);
  std::vector<Node> nodes;
  for (SyntaxNode& syntax : parse_term_syntax(source, vocabulary)) {
    Node node;
    node.operation = operation_of(syntax.kind);
    node.span = syntax.span;
    node.value = std::move(syntax.value);
    node.operands = std::move(syntax.parts);
    if (syntax.kind == Syntax::name) node.constant = *vocabulary.constant(syntax.text);
    if (syntax.kind == Syntax::call) {
      const FunctionName& function = *vocabulary.function(syntax.text);
      node.function = function.function;
      node.component = function.component;
    }
    nodes.push_back(std::move(node));
  }
  return Expression(std::move(source), std::move(nodes));
}

}  // namespace rigor
