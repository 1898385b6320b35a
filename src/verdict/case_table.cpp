#include "verdict/case_table.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "expression/suggestion.hpp"

namespace rigor {
namespace {

const toml::table& checked(const TomlText& toml, const toml::node& node, const std::string& name) {
  if (const toml::table* table = node.as_table()) return *table;
  throw InputError(toml.source(), toml.offset(node), fmt::format("expected a table [{}]", name));
}

}  // namespace

CaseTable::CaseTable(const TomlText& toml, const toml::node& node, const std::string& name,
                     const std::vector<std::string>& keys)
    : toml_(toml), table_(checked(toml, node, name)) {
  toml.check_keys(table_, keys);
}

InputError CaseTable::error_at(std::string_view key, const std::string& message) const {
  const toml::node* node = table_.get(key);
  return {toml_.source(), node == nullptr ? toml_.offset(table_) : toml_.offset(*node), message};
}

Rational CaseTable::positive(std::string_view key, std::string_view what) const {
  const toml::node& node = at(key, what);
  Rational value = toml_.number(node);
  if (value <= 0) throw error(node, fmt::format("expected {} > 0", key));
  return value;
}

std::size_t CaseTable::count(const toml::node& node, std::size_t most) const {
  const Rational value = toml_.number(node);
  if (denominator(value) != 1 || value < 1 || value > most) {
    throw error(node, fmt::format("expected an integer from 1 to {}", most));
  }
  return value.convert_to<std::size_t>();
}

bool CaseTable::flag(std::string_view key, bool otherwise) const {
  const toml::node* node = table_.get(key);
  if (node == nullptr) return otherwise;
  const auto value = node->value_exact<bool>();
  if (!value) throw error(*node, "expected true or false");
  return *value;
}

std::size_t CaseTable::choice(std::string_view key, const std::vector<std::string>& words) const {
  const toml::node* node = table_.get(key);
  if (node == nullptr) return 0;
  const std::string word = toml_.text(*node);
  const auto found = std::find(words.begin(), words.end(), word);
  if (found != words.end()) return static_cast<std::size_t>(found - words.begin());
  std::string hint = did_you_mean(word, words);
  if (hint.empty()) hint = fmt::format("; expected \"{}\"", fmt::join(words, "\", \""));
  throw error(*node, fmt::format("unknown {} {}{}", key, in_quotes(word), hint));
}

std::vector<Rational> CaseTable::numbers(const toml::node& node) const {
  const toml::array* array = node.as_array();
  if (array == nullptr) return {toml_.number(node)};
  if (array->empty()) throw error(node, "expected a number at least");
  std::vector<Rational> values;
  for (const toml::node& value : *array) values.push_back(toml_.number(value));
  return values;
}

const toml::array& CaseTable::list(const toml::node& node, std::string_view what) const {
  const toml::array* array = node.as_array();
  if (array == nullptr || array->empty()) throw error(node, fmt::format("expected {}", what));
  return *array;
}

}  // namespace rigor
