#include "second_engine/certificate_reader.hpp"

#include <openssl/evp.h>

#include <algorithm>

namespace rigor::second_engine {
namespace {

constexpr std::size_t kMostVariables = 10000;
constexpr std::size_t kMostCount = 100'000'000;
constexpr std::size_t kMostDigits = 20000;
constexpr std::size_t kMostExponent = 1'000'000'000;
constexpr std::size_t kFewestBits = 53;
constexpr std::size_t kMostBits = 65536;

std::string quoted(std::string_view word) {
  std::string text = "\"";
  for (const char c : word.substr(0, 40)) text += c >= ' ' && c < 127 ? c : '?';
  return text + "\"";
}

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\r';
}

// Digits, without leading zeros.
bool all_digits(std::string_view text) {
  if (text.size() > 1 && text.front() == '0') return false;
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

Rational rational_of(std::string_view word) {
  const std::string_view whole = word;
  const bool negative = word.starts_with('-');
  if (negative) word.remove_prefix(1);
  const std::size_t slash = word.find('/');
  const std::string_view above = word.substr(0, slash);
  const std::string_view below =
      slash == std::string_view::npos ? std::string_view("1") : word.substr(slash + 1);
  if (!all_digits(above) || !all_digits(below)) reject("expected a rational, not " + quoted(whole));
  if (word.size() > kMostDigits) reject("the number has too many digits");
  const auto integer = [](std::string_view digits) {
    mpz_t value;
    mpz_init_set_str(value, std::string(digits).c_str(), 10);
    Integer result;
    mpz_set(result.backend().data(), value);
    mpz_clear(value);
    return result;
  };
  const Integer denominator = integer(below);
  if (denominator == 0) reject("a denominator is 0");
  Rational value(integer(above), denominator);
  return negative ? Rational(-value) : value;
}

Side read_side(Lines& lines, bool is_integer) {
  Side side;
  side.integer = is_integer;
  const std::string_view lower = lines.word();
  if (lower.front() != '[' && lower.front() != '(') reject("expected \"[\" or \"(\"");
  if (lower.substr(1) != "-oo") {
    side.lower = rational_of(lower.substr(1));
    side.lower_open = lower.front() == '(';
  }
  const std::string_view upper = lines.word();
  if (upper.back() != ']' && upper.back() != ')') reject("expected \"]\" or \")\"");
  const std::string_view end = upper.substr(0, upper.size() - 1);
  if (end != "oo") {
    side.upper = rational_of(end);
    side.upper_open = upper.back() == ')';
  }
  return tidied(side);
}

std::string digest(std::string_view text) {
  unsigned char bytes[EVP_MAX_MD_SIZE];
  unsigned int size = 0;
  if (EVP_Digest(text.data(), text.size(), bytes, &size, EVP_sha256(), nullptr) != 1)
    reject("the digest can't be computed");
  std::string result;
  for (unsigned int i = 0; i < size; ++i) {
    result += "0123456789abcdef"[bytes[i] / 16];
    result += "0123456789abcdef"[bytes[i] % 16];
  }
  return result;
}

}  // namespace

unsigned signs_of(Sign sign) {
  switch (sign) {
    case Sign::greater:
      return 4;
    case Sign::at_least:
      return 6;
    case Sign::equal:
      return 2;
    case Sign::not_equal:
      return 5;
    case Sign::less:
      return 1;
    case Sign::at_most:
      return 3;
  }
  return 7;
}

void Lines::skip_blanks() {
  while (!line_.empty() && is_blank(line_.front())) line_.remove_prefix(1);
}

bool Lines::next_exists() {
  while (next_ < text_.size()) {
    const std::size_t stop = std::min(text_.find('\n', next_), text_.size());
    offset_ = next_;
    line_ = text_.substr(next_, stop - next_);
    next_ = stop + 1;
    ++number_;
    skip_blanks();
    if (line_.empty()) reject("the line is empty");
    if (line_.front() != '#') return true;
  }
  return false;
}

void Lines::next() {
  if (!next_exists()) reject("the certificate ends too early");
}

void Lines::expect_line(std::string_view name) {
  next();
  expect(name);
}

bool Lines::more() {
  skip_blanks();
  return !line_.empty();
}

std::string_view Lines::word() {
  if (!more()) reject("the line ends too early");
  std::size_t size = 0;
  while (size < line_.size() && !is_blank(line_[size])) ++size;
  const std::string_view found = line_.substr(0, size);
  line_.remove_prefix(size);
  return found;
}

void Lines::expect(std::string_view expected) {
  const std::string_view found = word();
  if (found != expected) reject("expected " + quoted(expected) + ", not " + quoted(found));
}

void Lines::end() {
  if (more()) reject("unexpected " + quoted(word()));
}

std::size_t Lines::count(std::size_t most) {
  const std::string_view digits = word();
  if (!all_digits(digits) || digits.size() > 18) reject("expected a number, not " + quoted(digits));
  std::size_t value = 0;
  for (const char c : digits) value = 10 * value + static_cast<std::size_t>(c - '0');
  if (value > most) reject("the number " + quoted(digits) + " is too large here");
  return value;
}

std::size_t Lines::counted(std::string_view name, std::size_t most) {
  expect_line(name);
  const std::size_t result = count(most);
  end();
  return result;
}

Rational Lines::rational() {
  return rational_of(word());
}

std::optional<Rational> Lines::rational_or_oo() {
  const std::string_view found = word();
  if (found == "oo") return std::nullopt;
  return rational_of(found);
}

int Lines::choice(std::string_view first, std::string_view second, std::string_view third) {
  const std::string_view found = word();
  if (found == first) return 0;
  if (found == second) return 1;
  if (!third.empty() && found == third) return 2;
  reject("expected " + quoted(first) + " or " + quoted(second) + ", not " + quoted(found));
}

Sign Lines::sign() {
  const std::string_view found = word();
  if (found == ">") return Sign::greater;
  if (found == ">=") return Sign::at_least;
  if (found == "=") return Sign::equal;
  if (found == "!=") return Sign::not_equal;
  if (found == "<") return Sign::less;
  if (found == "<=") return Sign::at_most;
  reject("expected a relation, not " + quoted(found));
}

int Lines::bits() {
  const std::size_t bits = count(kMostBits);
  if (bits < kFewestBits) reject("expected at least 53 bits");
  return static_cast<int>(bits);
}

Id Certificate::term(Lines& lines) const {
  const std::size_t place = lines.count(kMostCount);
  if (place >= terms.size()) reject("there is no term " + std::to_string(place));
  return terms[place];
}

Id read_term(Lines& lines, Graph& graph, const std::vector<Id>& terms, std::size_t variables) {
  const std::string_view name = lines.word();
  const std::optional<Word> word = word_of(name);
  if (!word) reject("expected an operation, not " + quoted(name));
  const auto operand = [&] {
    const std::size_t place = lines.count(kMostCount);
    if (place >= terms.size()) reject("an operand is no earlier term");
    return terms[place];
  };
  Node node;
  node.word = *word;
  Id made = 0;
  if (*word == Word::num) {
    made = graph.make_number(lines.rational());
  } else {
    if (*word == Word::var) {
      node.n = lines.count(kMostCount);
      if (node.n >= variables) reject("there is no such variable");
    } else {
      const int operands = operands_of(*word);
      if (operands >= 1) node.a = operand();
      if (operands == 2) node.b = operand();
      if (*word == Word::pow || *word == Word::root) {
        node.n = lines.count(kMostExponent);
        if (node.n < 2) reject("expected an exponent of at least 2");
      }
    }
    made = graph.make(node);
  }
  lines.end();
  return made;
}

Certificate read_statement(Lines& lines, Graph& graph) {
  Certificate certificate;
  lines.expect_line("rigor-certificate/1");
  lines.end();
  lines.expect_line("verdict");
  certificate.violated = lines.choice("verified", "violated") == 1;
  lines.end();
  lines.expect_line("statement");
  const std::size_t variables = lines.counted("variables", kMostVariables);
  for (std::size_t i = 0; i < variables; ++i) {
    lines.next();
    Variable variable;
    variable.exists = lines.choice("forall", "exists") == 1;
    const bool is_integer = lines.choice("real", "integer") == 1;
    variable.range = read_side(lines, is_integer);
    lines.end();
    certificate.variables.push_back(std::move(variable));
  }
  const std::size_t terms = lines.counted("terms", kMostCount);
  for (std::size_t i = 0; i < terms; ++i) {
    lines.next();
    certificate.terms.push_back(read_term(lines, graph, certificate.terms, variables));
  }
  const std::size_t nodes = lines.counted("formula", kMostCount);
  if (nodes == 0) reject("the formula is empty");
  for (std::size_t i = 0; i < nodes; ++i) {
    lines.next();
    FormulaNode node;
    const int kind = lines.choice("atom", "and", "or");
    if (kind == 0) {
      node.term = certificate.term(lines);
      node.sign = lines.sign();
      if (node.sign == Sign::less || node.sign == Sign::at_most)
        reject("atoms of formulas have > >= = or !=");
      lines.expect("0");
    } else {
      node.kind = kind == 1 ? FormulaNode::Kind::both : FormulaNode::Kind::either;
      while (lines.more()) {
        const std::size_t part = lines.count(kMostCount);
        if (part >= i) reject("a part is no earlier node");
        node.parts.push_back(part);
      }
      if (node.parts.size() < 2) reject("expected two or more parts");
    }
    lines.end();
    certificate.formula.push_back(std::move(node));
  }
  lines.expect_line("proof");
  lines.end();
  return certificate;
}

void read_end(Lines& lines, std::string_view text) {
  lines.next();
  const std::size_t offset = lines.offset();
  lines.expect("end");
  const std::string_view found = lines.word();
  lines.end();
  if (found != digest(text.substr(0, offset))) reject("the digest is not that of the lines before");
  if (lines.next_exists()) reject("there is text after the end");
  if (text.back() != '\n') reject("the last line has no end");
}

}  // namespace rigor::second_engine
