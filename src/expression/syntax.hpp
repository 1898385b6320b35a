// Syntax trees of statements: what stands in the text, before names mean anything.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "expression/lexer.hpp"
#include "expression/vocabulary.hpp"
#include "number/rational.hpp"

namespace rigor {

enum class Syntax {
  number,
  name,
  call,
  negate,
  add,
  subtract,
  multiply,
  divide,
  power,
  relations,  ///< a < b <= c: parts a, b, c; signs <, <=
  negation,
  conjunction,
  disjunction,
  implication,
  equivalence,
  quantified,
  definitions
};

enum class RangeKind {
  line,      ///< no end
  interval,  ///< between ends
  integers,  ///< the integers between ends
  list       ///< some numbers
};

/// What a variable ranges over; a missing end is infinite.
struct RangeSyntax {
  RangeKind kind = RangeKind::line;
  std::optional<std::size_t> lower;
  std::optional<std::size_t> upper;
  bool lower_open = false;
  bool upper_open = false;
  std::vector<std::size_t> list;
  Span span;
};

/// forall or exists; one variable.
struct Binder {
  bool exists = false;
  std::string name;
  Span span;
  RangeSyntax range;
};

/// name = value, or name(parameters) = value.
struct Definition {
  std::string name;
  Span span;
  bool is_function = false;
  std::vector<std::string> parameters;
  std::size_t value = 0;
};

/// A node; the nodes that it refers to stand before it.
struct SyntaxNode {
  Syntax kind = Syntax::number;
  Span span;
  std::string text;                ///< of a name or a call, as spelled canonically
  Rational value;                  ///< of a number
  std::size_t open = 0;            ///< of a call: the offset of its "("
  std::vector<std::size_t> parts;  ///< operands; the body of what is quantified or defined
  std::vector<TokenKind> signs;    ///< of relations
  std::vector<Binder> binders;     ///< of what is quantified
  std::vector<Definition> definitions;
};

/// The last node is the root.
using SyntaxTree = std::vector<SyntaxNode>;

/// Parses a term: see parse_expression. Names are checked against the vocabulary.
SyntaxTree parse_term_syntax(const SourceText& source, const Vocabulary& vocabulary);

/// Parses a statement of docs/statements.md. The vocabulary tells which names are functions and
/// constants of the language; other names remain to be looked up.
SyntaxTree parse_statement_syntax(const SourceText& source, const Vocabulary& vocabulary);

/// Throws InputError if the function doesn't take so many arguments.
void check_argument_count(const SourceText& source, std::size_t offset,
                          const FunctionName& function, std::size_t found);

}  // namespace rigor
