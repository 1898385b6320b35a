// Reading of certificates. Private to this folder.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "second_engine/certificate_box.hpp"
#include "second_engine/certificate_terms.hpp"

namespace rigor::second_engine {

enum class Sign : std::uint8_t { greater, at_least, equal, not_equal, less, at_most };

/// Which of the signs -, 0, + a number in that relation to 0 may have, as bits 1, 2, 4.
unsigned signs_of(Sign sign);

struct FormulaNode {
  enum class Kind : std::uint8_t { atom, both, either } kind = Kind::atom;
  Id term = 0;
  Sign sign = Sign::at_least;
  std::vector<std::size_t> parts;
};

struct Variable {
  bool exists = false;
  Side range;
};

/// The lines of a text, and the words of the current one. Comment lines (#) are skipped; empty ones
/// are not allowed. What is expected and not found is rejected.
class Lines {
 public:
  explicit Lines(std::string_view text) : text_(text) {}

  std::size_t number() const { return number_; }
  /// Of the current line, in the text.
  std::size_t offset() const { return offset_; }
  bool next_exists();
  void next();  ///< to the next line
  void expect_line(std::string_view word);
  std::string_view word();
  bool more();
  void expect(std::string_view word);
  void end();
  std::size_t count(std::size_t most);                           ///< an integer of 0 ... most
  std::size_t counted(std::string_view name, std::size_t most);  ///< a line with a name and a count
  Rational rational();
  std::optional<Rational> rational_or_oo();  ///< nothing for oo
  int choice(std::string_view first, std::string_view second, std::string_view third = {});
  Sign sign();
  int bits();

 private:
  void skip_blanks();

  std::string_view text_;
  std::size_t next_ = 0;
  std::size_t offset_ = 0;
  std::size_t number_ = 0;
  std::string_view line_;
};

struct Certificate {
  bool violated = false;
  std::vector<Variable> variables;
  std::vector<Id> terms;  ///< by their numbers in the file
  std::vector<FormulaNode> formula;
  Id term(Lines& lines) const;
};

/// Reads a term line.
Id read_term(Lines& lines, Graph& graph, const std::vector<Id>& terms, std::size_t variables);
/// Everything up to the line "proof", included.
Certificate read_statement(Lines& lines, Graph& graph);
/// The last line: the digest of all bytes before it, and nothing after it.
void read_end(Lines& lines, std::string_view text);

}  // namespace rigor::second_engine
