// A TOML text whose numbers are taken from the source, not from doubles.
#pragma once

#include <toml++/toml.h>

#include <string>
#include <string_view>
#include <vector>

#include "expression/source_text.hpp"
#include "number/rational.hpp"

namespace rigor {

/// A parsed TOML text together with its source. All members throw InputError at the place of the
/// node where it isn't what they expect.
class TomlText {
 public:
  /// Parses; `source` must outlive this object.
  explicit TomlText(const SourceText& source);

  const SourceText& source() const { return source_; }
  const toml::table& root() const { return root_; }

  /// Where a node begins.
  std::size_t offset(const toml::node& node) const;

  /// The exact number of a node: the literal as it is written, or the content of a string. An
  /// unquoted number with more than 15 significant digits is refused.
  Rational number(const toml::node& node) const;

  std::string text(const toml::node& node) const;

  /// Throws if the table has a key that is not known, and names the nearest known one.
  void check_keys(const toml::table& table, const std::vector<std::string>& known) const;

  /// The value of a key. `what` says in words what is missing.
  const toml::node& required(const toml::table& table, std::string_view key,
                             std::string_view what) const;
  const toml::table& required_table(const toml::table& table, std::string_view key,
                                    std::string_view what) const;

 private:
  std::string_view literal(const toml::node& node) const;

  const SourceText& source_;
  toml::table root_;
};

}  // namespace rigor
