#include "verdict/toml_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "expression/exact_number.hpp"
#include "expression/suggestion.hpp"

namespace rigor {
namespace {

constexpr std::size_t kMostUnquotedDigits = 15;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// Significant digits of a decimal literal: all digits of the mantissa but leading zeros.
std::size_t significant_digits(std::string_view literal) {
  std::size_t count = 0;
  for (const char c : literal) {
    if (c == 'e' || c == 'E') break;
    if (is_digit(c) && (count > 0 || c != '0')) ++count;
  }
  return count;
}

std::string_view type_name(const toml::node& node) {
  switch (node.type()) {
    case toml::node_type::table:
      return "a table";
    case toml::node_type::array:
      return "an array";
    case toml::node_type::string:
      return "text";
    case toml::node_type::integer:
    case toml::node_type::floating_point:
      return "a number";
    case toml::node_type::boolean:
      return "true or false";
    case toml::node_type::date:
      return "a date";
    case toml::node_type::time:
      return "a time";
    case toml::node_type::date_time:
      return "a date";
    case toml::node_type::none:
      break;
  }
  return "nothing";
}

Place begin_of(const toml::node& node) {
  const toml::source_position begin = node.source().begin;
  return {begin.line, begin.column};
}

toml::table parse(const SourceText& source) {
  try {
    return toml::parse(source.text(), std::string_view(source.name()));
  } catch (const toml::parse_error& error) {
    std::string message(error.description());
    // Its words stand for what it was about to read; a number or text without quotes is the usual
    // reason.
    if (message.find("could not determine value type") != std::string::npos) {
      message = "expected a number, or text in quotes";
    }
    if (message.starts_with("Error ")) message.erase(0, 6);
    const toml::source_position begin = error.source().begin;
    throw InputError(source, source.offset({begin.line, begin.column}), message);
  }
}

}  // namespace

TomlText::TomlText(const SourceText& source) : source_(source), root_(parse(source)) {}

std::size_t TomlText::offset(const toml::node& node) const {
  return source_.offset(begin_of(node));
}

std::string_view TomlText::literal(const toml::node& node) const {
  const std::string_view rest = source_.text().substr(offset(node));
  return rest.substr(0, rest.find_first_of(" \t\r\n,]}#"));
}

Rational TomlText::number(const toml::node& node) const {
  if (const auto* string = node.as_string())
    return exact_number(source_, offset(node), string->get());
  if (!node.is_number()) {
    throw InputError(source_, offset(node),
                     fmt::format("expected a number, found {}", type_name(node)));
  }
  const std::string_view written = literal(node);
  if (significant_digits(written) > kMostUnquotedDigits) {
    throw InputError(
        source_, offset(node),
        fmt::format("an unquoted number with more than {} significant digits; put it in "
                    "quotes: it will be taken exactly",
                    kMostUnquotedDigits));
  }
  std::string digits(written);
  digits.erase(std::remove(digits.begin(), digits.end(), '_'), digits.end());
  return exact_number(source_, offset(node), digits);
}

std::string TomlText::text(const toml::node& node) const {
  if (const auto* string = node.as_string()) return string->get();
  throw InputError(source_, offset(node),
                   fmt::format("expected text in quotes, found {}", type_name(node)));
}

void TomlText::check_keys(const toml::table& table, const std::vector<std::string>& known) const {
  // The table is sorted by key; the first unknown key in the text is the one to tell.
  std::optional<std::size_t> first;
  std::string unknown;
  for (const auto& [key, value] : table) {
    const std::string word(key.str());
    if (std::find(known.begin(), known.end(), word) != known.end()) continue;
    const toml::source_position begin = key.source().begin;
    const std::size_t at = source_.offset({begin.line, begin.column});
    if (first && *first <= at) continue;
    first = at;
    unknown = word;
  }
  if (!first) return;
  std::string hint = did_you_mean(unknown, known);
  if (hint.empty()) hint = fmt::format("; known here: {}", fmt::join(known, ", "));
  throw InputError(source_, *first, fmt::format("unknown key {}{}", in_quotes(unknown), hint));
}

const toml::node& TomlText::required(const toml::table& table, std::string_view key,
                                     std::string_view what) const {
  if (const toml::node* node = table.get(key)) return *node;
  throw InputError(source_, offset(table), fmt::format("\"{}\" is missing: {}", key, what));
}

const toml::table& TomlText::required_table(const toml::table& table, std::string_view key,
                                            std::string_view what) const {
  const toml::node* node = table.get(key);
  if (node == nullptr) {
    throw InputError(source_, source_.text().size(),
                     fmt::format("the table [{}] is missing; expected it with {}", key, what));
  }
  if (const toml::table* found = node->as_table()) return *found;
  throw InputError(
      source_, offset(*node),
      fmt::format("expected a table [{}] with {}, found {}", key, what, type_name(*node)));
}

}  // namespace rigor
