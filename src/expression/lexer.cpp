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

// Longer spellings before their beginnings.
constexpr auto kSymbols = std::to_array<Symbol>({
    {"...", TokenKind::dots, ".."},
    {"..", TokenKind::dots, ".."},
    {"…", TokenKind::dots, ".."},
    {"<=>", TokenKind::equivalence, "<=>"},
    {"<->", TokenKind::equivalence, "<=>"},
    {"⇔", TokenKind::equivalence, "<=>"},
    {"⟺", TokenKind::equivalence, "<=>"},
    {"↔", TokenKind::equivalence, "<=>"},
    {"=>", TokenKind::implication, "=>"},
    {"->", TokenKind::implication, "=>"},
    {"⇒", TokenKind::implication, "=>"},
    {"⟹", TokenKind::implication, "=>"},
    {"→", TokenKind::implication, "=>"},
    {"<=", TokenKind::at_most, "<="},
    {"≤", TokenKind::at_most, "<="},
    {"⩽", TokenKind::at_most, "<="},
    {">=", TokenKind::at_least, ">="},
    {"≥", TokenKind::at_least, ">="},
    {"⩾", TokenKind::at_least, ">="},
    {"!=", TokenKind::not_equal, "!="},
    {"≠", TokenKind::not_equal, "!="},
    {"==", TokenKind::equal, "="},
    {"=", TokenKind::equal, "="},
    {"<", TokenKind::less, "<"},
    {">", TokenKind::greater, ">"},
    {"&&", TokenKind::conjunction, "and"},
    {"∧", TokenKind::conjunction, "and"},
    {"∨", TokenKind::disjunction, "or"},
    {"!", TokenKind::negation, "not"},
    {"¬", TokenKind::negation, "not"},
    {"∀", TokenKind::for_all, "forall"},
    {"∃", TokenKind::exists, "exists"},
    {"∈", TokenKind::element, "in"},
    {"∞", TokenKind::infinity, "oo"},
    {"+", TokenKind::plus, "+"},
    {"-", TokenKind::minus, "-"},
    {"−", TokenKind::minus, "-"},
    {"*", TokenKind::times, "*"},
    {"·", TokenKind::times, "*"},
    {"⋅", TokenKind::times, "*"},
    {"×", TokenKind::times, "*"},
    {"/", TokenKind::divide, "/"},
    {"÷", TokenKind::divide, "/"},
    {"^", TokenKind::power, "^"},
    {"√", TokenKind::radical, "sqrt"},
    {"(", TokenKind::open, "("},
    {")", TokenKind::close, ")"},
    {"[", TokenKind::open_bracket, "["},
    {"]", TokenKind::close_bracket, "]"},
    {"{", TokenKind::open_brace, "{"},
    {"}", TokenKind::close_brace, "}"},
    {"|", TokenKind::bar, "|"},
    {",", TokenKind::comma, ","},
    {";", TokenKind::semicolon, ";"},
    {":", TokenKind::colon, ":"},
    {"ℝ", TokenKind::name, "R"},
    {"ℤ", TokenKind::name, "Z"},
    {"ℕ", TokenKind::name, "N"},
});

struct Letter {
  std::string_view spelling;
  std::string_view canonical;
};

constexpr auto kLetters = std::to_array<Letter>({
    {"α", "alpha"},   {"β", "beta"},    {"γ", "gamma"},  {"δ", "delta"}, {"ε", "epsilon"},
    {"ϵ", "epsilon"}, {"ζ", "zeta"},    {"η", "eta"},    {"θ", "theta"}, {"ϑ", "theta"},
    {"ι", "iota"},    {"κ", "kappa"},   {"λ", "lambda"}, {"μ", "mu"},    {"µ", "mu"},
    {"ν", "nu"},      {"ξ", "xi"},      {"π", "pi"},     {"ρ", "rho"},   {"σ", "sigma"},
    {"τ", "tau"},     {"υ", "upsilon"}, {"φ", "phi"},    {"ϕ", "phi"},   {"χ", "chi"},
    {"ψ", "psi"},     {"ω", "omega"},   {"Γ", "Gamma"},  {"Δ", "Delta"}, {"Θ", "Theta"},
    {"Λ", "Lambda"},  {"Ξ", "Xi"},      {"Π", "Pi"},     {"Σ", "Sigma"}, {"Φ", "Phi"},
    {"Ψ", "Psi"},     {"Ω", "Omega"},
});

constexpr std::array<std::string_view, 10> kSuperscripts = {"⁰", "¹", "²", "³", "⁴",
                                                            "⁵", "⁶", "⁷", "⁸", "⁹"};
constexpr std::array<std::string_view, 10> kSubscripts = {"₀", "₁", "₂", "₃", "₄",
                                                          "₅", "₆", "₇", "₈", "₉"};

constexpr std::array<std::string_view, 7> kBlanks = {" ",      "\t",     "\n",    "\r",
                                                     "\u00A0", "\u2009", "\u202F"};

std::size_t blank_length(std::string_view rest) {
  for (const std::string_view blank : kBlanks) {
    if (rest.starts_with(blank)) return blank.size();
  }
  if (rest.starts_with('#')) return std::min(rest.find('\n'), rest.size());
  return 0;
}

// The digit of a table that `rest` begins with, or -1.
int digit_of(std::string_view rest, const std::array<std::string_view, 10>& table) {
  for (std::size_t digit = 0; digit < table.size(); ++digit) {
    if (rest.starts_with(table[digit])) return static_cast<int>(digit);
  }
  return -1;
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
  if (length < rest.size() && rest[length] == '.' && !rest.substr(length).starts_with("..")) {
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

// The name that `rest` begins with, in its canonical spelling, and its length; 0 if there is none.
std::size_t name_length(std::string_view rest, std::string& canonical) {
  std::size_t length = 0;
  bool in_subscript = false;
  while (length < rest.size()) {
    const std::string_view left = rest.substr(length);
    if (is_letter(left.front()) || (length > 0 && is_digit(left.front()))) {
      canonical += left.front();
      ++length;
      in_subscript = false;
      continue;
    }
    if (static_cast<unsigned char>(left.front()) < 0x80) break;
    const int digit = length > 0 ? digit_of(left, kSubscripts) : -1;
    if (digit >= 0) {
      if (!in_subscript) canonical += '_';
      in_subscript = true;
      canonical += static_cast<char>('0' + digit);
      length += kSubscripts.front().size();
      continue;
    }
    const auto letter = std::find_if(kLetters.begin(), kLetters.end(), [&](const Letter& entry) {
      return left.starts_with(entry.spelling);
    });
    if (letter == kLetters.end()) break;
    canonical += letter->canonical;
    length += letter->spelling.size();
    in_subscript = false;
  }
  return length;
}

// A superscript number such as ² or ⁻¹ becomes ^ and a number, all of the same span.
bool take_superscript(const SourceText& source, std::size_t begin, std::vector<Token>& tokens) {
  constexpr std::string_view kMinus = "⁻";
  const std::string_view rest = source.text().substr(begin);
  const bool negative = rest.starts_with(kMinus);
  std::size_t length = negative ? kMinus.size() : 0;
  std::string digits;
  for (int digit = digit_of(rest.substr(length), kSuperscripts); digit >= 0;
       digit = digit_of(rest.substr(length), kSuperscripts)) {
    digits += static_cast<char>('0' + digit);
    length += kSuperscripts[static_cast<std::size_t>(digit)].size();
  }
  if (digits.empty()) return false;
  const Span span{begin, begin + length};
  tokens.push_back({TokenKind::power, span, "^"});
  if (negative) tokens.push_back({TokenKind::minus, span, "-"});
  tokens.push_back({TokenKind::number, span, digits});
  return true;
}

Token next_token(const SourceText& source, std::size_t begin) {
  const std::string_view rest = source.text().substr(begin);
  const auto token = [&](TokenKind kind, std::size_t length, std::string_view text) {
    return Token{kind, {begin, begin + length}, std::string(text)};
  };
  if (const std::size_t length = number_length(rest)) {
    return token(TokenKind::number, length, rest.substr(0, length));
  }
  std::string name;
  if (const std::size_t length = name_length(rest, name)) {
    return token(TokenKind::name, length, name);
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
    if (!take_superscript(source, position, tokens)) {
      tokens.push_back(next_token(source, position));
    }
    position = tokens.back().span.end;
  }
  tokens.push_back({TokenKind::end, {position, position}, ""});
  return tokens;
}

std::string described(const Token& token) {
  return token.kind == TokenKind::end ? "the end" : in_quotes(token.text);
}

}  // namespace rigor
