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

enum class TokenKind { number, name, plus, minus, times, divide, power, open, close, comma, end };

/// `text` is the canonical spelling: Greek letters are spelled out ("sigma").
struct Token {
  TokenKind kind = TokenKind::end;
  Span span;
  std::string text;
};

/// Splits a text into tokens; the last one is `end`. Numbers are digits, a point, digits, and an
/// exponent, such as 2, 0.5, .5, 1e-3. Names are letters, digits and underscores, or one of the
/// letters σ μ π Φ. The minus sign −, the products · × ⋅ and no-break spaces are understood.
/// Throws InputError on any other character.
std::vector<Token> tokenize(const SourceText& source);

/// How an error names a token: `")"`, `the end`.
std::string described(const Token& token);

}  // namespace rigor
