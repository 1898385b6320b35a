// The commands of the LaTeX subset that stand for one symbol or one name.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace rigor {

enum class SymbolClass {
  letter,     ///< an identifier: Greek, infinity
  operation,  ///< a relation, an arrow, a sign
  large,      ///< sum, product: limits above and below in display style
  integral,   ///< integral: limits at the side
  function,   ///< exp, log: an upright name, limits as scripts
  extremum,   ///< max, lim: an upright name, limits below in display style
  fence       ///< a delimiter
};

struct Symbol {
  SymbolClass kind;
  std::string_view text;  ///< UTF-8
};

/// The symbol of a command, without its backslash; nullopt if there is none.
std::optional<Symbol> find_symbol(std::string_view command);

/// The width of a spacing command in em, "0.1667"; nullopt if it is none.
std::optional<std::string_view> find_space(std::string_view command);

/// The accent of \bar, \hat, ...; nullopt if the command is none.
std::optional<std::string_view> find_accent(std::string_view command);

/// The letter in a mathematical alphabet, "R" of mathbb as U+211D; the letter itself where the
/// alphabet has no sign of its own for it here.
std::string in_alphabet(std::string_view alphabet, char letter);

}  // namespace rigor
