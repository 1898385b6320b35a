#include "expression/lexer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

namespace rigor {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

struct Symbol {
  std::string_view spelling;
  TokenKind kind;
  std::string_view canonical;
};

constexpr std::array<Symbol, 18> kSymbols = {{{"+", TokenKind::plus, "+"},
                                              {"-", TokenKind::minus, "-"},
                                              {"−", TokenKind::minus, "-"},
                                              {"*", TokenKind::times, "*"},
                                              {"·", TokenKind::times, "*"},
                                              {"⋅", TokenKind::times, "*"},
                                              {"×", TokenKind::times, "*"},
                                              {"/", TokenKind::divide, "/"},
                                              {"÷", TokenKind::divide, "/"},
                                              {"^", TokenKind::power, "^"},
                                              {"(", TokenKind::open, "("},
                                              {")", TokenKind::close, ")"},
                                              {",", TokenKind::comma, ","},
                                              {"σ", TokenKind::name, "sigma"},
                                              {"μ", TokenKind::name, "mu"},
                                              {"µ", TokenKind::name, "mu"},  // U+00B5, micro sign
                                              {"π", TokenKind::name, "pi"},
                                              {"Φ", TokenKind::name, "Phi"}}};

constexpr std::array<std::string_view, 7> kBlanks = {" ",      "\t",     "\n",    "\r",
                                                     "\u00A0", "\u2009", "\u202F"};

std::size_t blank_length(std::string_view rest) {
  for (const std::string_view blank : kBlanks) {
    if (rest.starts_with(blank)) return blank.size();
  }
  return 0;
}

std::size_t count_digits(std::string_view rest, std::size_t from) {
  std::size_t end = from;
  while (end < rest.size() && is_digit(rest[end])) ++end;
  return end - from;
}

// The length of the number that `rest` begins with, 0 if it begins with none.
std::size_t number_length(std::string_view rest) {
  std::size_t length = count_digits(rest, 0);
  std::size_t digits = length;
  if (length < rest.size() && rest[length] == '.') {
    const std::size_t decimals = count_digits(rest, length + 1);
    digits += decimals;
    length += 1 + decimals;
  }
  if (digits == 0) return 0;
  if (length < rest.size() && (rest[length] == 'e' || rest[length] == 'E')) {
    std::size_t exponent = length + 1;
    if (exponent < rest.size() && (rest[exponent] == '+' || rest[exponent] == '-')) ++exponent;
    const std::size_t exponent_digits = count_digits(rest, exponent);
    // Without digits, the e is Euler's number.
    if (exponent_digits > 0) length = exponent + exponent_digits;
  }
  return length;
}

std::size_t name_length(std::string_view rest) {
  if (rest.empty() || !is_letter(rest.front())) return 0;
  std::size_t length = 1;
  while (length < rest.size() && (is_letter(rest[length]) || is_digit(rest[length]))) ++length;
  return length;
}

Token next_token(const SourceText& source, std::size_t begin) {
  const std::string_view rest = source.text().substr(begin);
  const auto token = [&](TokenKind kind, std::size_t length, std::string_view text) {
    return Token{kind, {begin, begin + length}, std::string(text)};
  };
  if (const std::size_t length = number_length(rest)) {
    return token(TokenKind::number, length, rest.substr(0, length));
  }
  if (const std::size_t length = name_length(rest)) {
    return token(TokenKind::name, length, rest.substr(0, length));
  }
  if (rest.starts_with("**"))
    throw InputError(source, begin, "unexpected \"**\"; write ^ for a power");
  for (const Symbol& symbol : kSymbols) {
    if (rest.starts_with(symbol.spelling)) {
      return token(symbol.kind, symbol.spelling.size(), symbol.canonical);
    }
  }
  const std::size_t length = std::max<std::size_t>(1, utf8_length(rest));
  throw InputError(source, begin,
                   fmt::format("unexpected character {}", in_quotes(rest.substr(0, length))));
}

}  // namespace

std::vector<Token> tokenize(const SourceText& source) {
  std::vector<Token> tokens;
  std::size_t position = 0;
  while (position < source.text().size()) {
    if (const std::size_t blank = blank_length(source.text().substr(position))) {
      position += blank;
      continue;
    }
    tokens.push_back(next_token(source, position));
    position = tokens.back().span.end;
  }
  tokens.push_back({TokenKind::end, {position, position}, ""});
  return tokens;
}

std::string described(const Token& token) {
  return token.kind == TokenKind::end ? "the end" : in_quotes(token.text);
}

}  // namespace rigor
