// Exact expression trees.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "expression/lexer.hpp"
#include "expression/source_text.hpp"
#include "expression/vocabulary.hpp"
#include "number/rational.hpp"

namespace rigor {

enum class Operation { literal, constant, negate, add, subtract, multiply, divide, power, call };

/// A node of an expression. Its operands are nodes before it.
struct Node {
  Operation operation = Operation::literal;
  Span span;
  Rational value;                     ///< of a literal
  Constant constant = Constant::pi;   ///< of a constant
  Function function = Function::abs;  ///< of a call,
  std::size_t component = 0;          ///< see FunctionName
  std::vector<std::size_t> operands;
};

/// An immutable tree, kept as the list of its nodes with operands before the nodes that use them;
/// the last node is the root. So every traversal is a loop, and no tree is too deep for it.
class Expression {
 public:
  /// Requires at least one node, in that order.
  Expression(SourceText source, std::vector<Node> nodes)
      : source_(std::move(source)), nodes_(std::move(nodes)) {}

  const SourceText& source() const { return source_; }
  const std::vector<Node>& nodes() const { return nodes_; }

  /// The source of a node.
  std::string_view text_of(const Node& node) const {
    return source_.text().substr(node.span.begin, node.span.end - node.span.begin);
  }

 private:
  SourceText source_;
  std::vector<Node> nodes_;
};

}  // namespace rigor
