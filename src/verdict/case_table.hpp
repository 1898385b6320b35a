// A table of a case file.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "verdict/toml_text.hpp"

namespace rigor {

/// A table with the keys that it may have. All members throw InputError at the key that is not what
/// they expect.
class CaseTable {
 public:
  CaseTable(const TomlText& toml, const toml::node& node, const std::string& name,
            const std::vector<std::string>& keys);

  bool has(std::string_view key) const { return table_.get(key) != nullptr; }
  const toml::node* find(std::string_view key) const { return table_.get(key); }
  /// `what` says in words what is missing.
  const toml::node& at(std::string_view key, std::string_view what) const {
    return toml_.required(table_, key, what);
  }

  InputError error(const toml::node& node, const std::string& message) const {
    return {toml_.source(), toml_.offset(node), message};
  }
  /// An error at the key, or at the table where it is missing.
  InputError error_at(std::string_view key, const std::string& message) const;

  /// A number > 0.
  Rational positive(std::string_view key, std::string_view what) const;
  /// An integer from 1 to `most`.
  std::size_t count(const toml::node& node, std::size_t most) const;
  bool flag(std::string_view key, bool otherwise) const;
  /// The place of a word in `words`; 0 if the key is absent.
  std::size_t choice(std::string_view key, const std::vector<std::string>& words) const;
  /// A number, or a list of numbers.
  std::vector<Rational> numbers(const toml::node& node) const;
  /// A list that isn't empty.
  const toml::array& list(const toml::node& node, std::string_view what) const;

  const TomlText& toml() const { return toml_; }

 private:
  const TomlText& toml_;
  const toml::table& table_;
};

}  // namespace rigor
