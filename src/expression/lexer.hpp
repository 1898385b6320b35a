// The words of the statement language.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "expression/source_text.hpp"

namespace rigor {

/// Bytes [begin, end) of the source.
struct Span {
  std::size_t begin = 0;
  std::size_t end = 0;
};

enum class TokenKind {
  number,
  name,
  plus,
  minus,
  times,
  divide,
  power,
  radical,  ///< √
  open,     ///< (
  close,
  open_bracket,  ///< [
  close_bracket,
  open_brace,  ///< {
  close_brace,
  bar,  ///< |
  comma,
  semicolon,
  colon,
  dots,  ///< .. or ... or …
  less,
  at_most,
  greater,
  at_least,
  equal,
  not_equal,
  conjunction,
  disjunction,
  negation,
  implication,
  equivalence,
  for_all,
  exists,
  element,
  infinity,
  end
};

/// `text` is the canonical spelling: Greek letters are spelled out ("sigma"), symbols are in ASCII.
struct Token {
  TokenKind kind = TokenKind::end;
  Span span;
  std::string text;
};

/// Splits a text into tokens; the last one is `end`. Numbers are digits, a point, digits, and an
/// exponent, such as 2, 0.5, .5, 1e-3. Names are letters, Greek letters, digits, underscores and
/// subscripts (x₁ is x_1); words such as "and" are names. The mathematical symbols of
/// docs/statements.md are understood; a superscript becomes ^ and a number. A comment goes from #
/// to the end of the line. Throws InputError on any other character.
std::vector<Token> tokenize(const SourceText& source);

/// How an error names a token: `")"`, `the end`.
std::string described(const Token& token);

}  // namespace rigor
