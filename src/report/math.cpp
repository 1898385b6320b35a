#include "report/math.hpp"

#include <fmt/format.h>

#include <vector>

#include "report/escape.hpp"
#include "report/math_symbols.hpp"

namespace rigor {
namespace {

/// A rendered atom, and where its scripts go.
struct Atom {
  std::string mathml;
  bool stacked = false;   // limits above and below
  bool function = false;  // a space before a bare argument
};

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

std::string tag(std::string_view name, std::string_view content) {
  return fmt::format("<{0}>{1}</{0}>", name, content);
}

/// Recursive descent over the text; every method starts at the current position.
class Parser {
 public:
  Parser(std::string_view text, MathStyle style)
      : text_(text), display_(style == MathStyle::display) {}

  std::string formula() {
    std::string out = row('\0');
    if (!at_end()) fail(text_[at_] == '}' ? "an unbalanced }" : "\\right without \\left");
    return out;
  }

 private:
  static constexpr int kDeepest = 200;  // nested groups; a formula for people has a few

  [[noreturn]] void fail(const std::string& what) const {
    throw MathError(fmt::format("{} in the formula at character {}: {}", what, at_ + 1, text_));
  }

  bool at_end() const { return at_ == text_.size(); }
  bool next_is(char c) const { return !at_end() && text_[at_] == c; }
  void skip_blanks() {
    while (next_is(' ') || next_is('\n') || next_is('\t')) ++at_;
  }

  /// The command's name at the current backslash, which is skipped with it.
  std::string_view command() {
    const std::size_t start = ++at_;
    while (!at_end() && is_letter(text_[at_])) ++at_;
    if (at_ == start && !at_end()) ++at_;
    return text_.substr(start, at_ - start);
  }

  bool next_is_command(std::string_view name) const {
    return text_.substr(at_).starts_with("\\" + std::string(name)) &&
           (at_ + name.size() + 1 == text_.size() || !is_letter(text_[at_ + name.size() + 1]));
  }

  /// Atoms with their scripts up to `close`, '}' or ']' or the end, which is not skipped; also up
  /// to \right.
  std::string row(char close) {
    if (++depth_ > kDeepest) fail("groups nested too deeply");
    std::string out;
    for (skip_blanks(); !at_end(); skip_blanks()) {
      const char c = text_[at_];
      if (c == '}' || (close == ']' && c == ']') || next_is_command("right")) break;
      const Atom base = atom();
      out += scripts(base);
      skip_blanks();
      if (base.function && !at_end() &&
          std::string_view("([{}]|,;.)").find(text_[at_]) == std::string_view::npos &&
          !next_is_command("left") && !next_is_command("right")) {
        out += "<mspace width=\"0.1667em\"/>";
      }
    }
    --depth_;
    return out;
  }

  /// The argument of a command: a group, or one atom.
  std::string argument() {
    skip_blanks();
    if (at_end() || next_is('}')) fail("a missing argument");
    if (++depth_ > kDeepest) fail("groups nested too deeply");
    std::string out;
    if (is_digit(text_[at_])) {
      out = tag("mn", text_.substr(at_++, 1));  // one digit: \frac12 is a half
    } else {
      out = next_is('{') ? group() : atom().mathml;
    }
    --depth_;
    return out;
  }

  std::string group() {
    ++at_;
    const std::string inside = row('}');
    if (!next_is('}')) fail("an unbalanced {");
    ++at_;
    return tag("mrow", inside);
  }

  /// The characters between braces, as they stand.
  std::string raw_group() {
    skip_blanks();
    const std::size_t close = text_.find('}', at_);
    if (!next_is('{') || close == text_.npos) fail("a missing argument");
    const std::string_view inside = text_.substr(at_ + 1, close - at_ - 1);
    at_ = close + 1;
    return std::string(inside);
  }

  std::string scripts(const Atom& base) {
    std::string below;
    std::string above;
    for (skip_blanks(); next_is('^') || next_is('_') || next_is('\''); skip_blanks()) {
      if (next_is('\'')) {
        std::string primes;
        for (; next_is('\''); ++at_) primes += "\u2032";
        above += tag("mo", primes);
        continue;
      }
      std::string& script = text_[at_] == '^' ? above : below;
      if (!script.empty() && text_[at_] == '_') fail("a second subscript");
      ++at_;
      script += argument();
    }
    if (below.empty() && above.empty()) return base.mathml;
    const std::string parts = base.mathml + (below.empty() ? "" : tag("mrow", below)) +
                              (above.empty() ? "" : tag("mrow", above));
    const bool stacked = base.stacked && display_;
    if (above.empty()) return tag(stacked ? "munder" : "msub", parts);
    if (below.empty()) return tag(stacked ? "mover" : "msup", parts);
    return tag(stacked ? "munderover" : "msubsup", parts);
  }

  Atom atom() {
    skip_blanks();
    if (at_end()) fail("a missing argument");
    const char c = text_[at_];
    if (c == '\\') return command_atom();
    if (c == '{') return {group()};
    if (c == '^' || c == '_' || c == '\'') return {"<mrow></mrow>"};  // scripts of nothing
    if (is_digit(c)) return {number()};
    ++at_;
    if (is_letter(c)) return {tag("mi", std::string(1, c))};
    if (c == '-') return {tag("mo", "\u2212")};
    if (c == '~') return {"<mspace width=\"0.3333em\"/>"};
    if (c == '|') return {"<mo stretchy=\"false\" lspace=\"0\" rspace=\"0\">|</mo>"};
    if (std::string_view("()[]").find(c) != std::string_view::npos) {
      return {fmt::format("<mo stretchy=\"false\">{}</mo>", c)};
    }
    if (std::string_view("+*/=<>,;:.!").find(c) != std::string_view::npos) {
      return {tag("mo", escape_html(std::string(1, c)))};
    }
    if (static_cast<unsigned char>(c) >= 0x80U) {
      std::string letter(1, c);
      while (!at_end() && (static_cast<unsigned char>(text_[at_]) & 0xC0U) == 0x80U) {
        letter += text_[at_++];
      }
      return {tag("mi", letter)};
    }
    --at_;
    fail(fmt::format("an unknown character '{}'", c));
  }

  std::string number() {
    const std::size_t start = at_;
    while (!at_end() && is_digit(text_[at_])) ++at_;
    if (next_is('.') && at_ + 1 < text_.size() && is_digit(text_[at_ + 1])) {
      for (++at_; !at_end() && is_digit(text_[at_]);) ++at_;
    }
    return tag("mn", text_.substr(start, at_ - start));
  }

  Atom command_atom() {
    const std::size_t start = at_;
    const std::string_view name = command();
    if (const auto width = find_space(name)) {
      return {fmt::format("<mspace width=\"{}em\"/>", *width)};
    }
    if (const auto symbol = find_symbol(name)) return symbol_atom(*symbol);
    if (const auto accent = find_accent(name)) return {accented(name, *accent)};
    if (name == "frac" || name == "dfrac" || name == "tfrac") {
      const std::string above = argument();
      return {tag("mfrac", above + argument())};
    }
    if (name == "sqrt") return {root()};
    if (name == "text" || name == "textrm" || name == "textit") {
      return {tag("mtext", spaced(raw_group()))};
    }
    if (name == "operatorname") return function(raw_group());
    if (name == "mathrm") {
      return {fmt::format("<mi mathvariant=\"normal\">{}</mi>", escape_html(raw_group()))};
    }
    if (name == "mathbf" || name == "boldsymbol") {
      return {fmt::format("<mrow style=\"font-weight: bold\">{}</mrow>", argument())};
    }
    if (name == "mathbb" || name == "mathcal") return {alphabet(name)};
    if (name == "left") return {delimited()};
    if (name.starts_with("big") || name.starts_with("Big")) return {sized(name)};
    at_ = start;
    fail(fmt::format("the unknown command \\{}", name));
  }

  static Atom function(const std::string& name) {
    return {fmt::format("<mi mathvariant=\"normal\">{}</mi>", escape_html(name)), false, true};
  }

  static Atom symbol_atom(const Symbol& symbol) {
    const std::string text(symbol.text);
    switch (symbol.kind) {
      case SymbolClass::letter:
        return {tag("mi", text)};
      case SymbolClass::large:
        return {tag("mo", text), true};
      case SymbolClass::function:
        return function(text);
      case SymbolClass::extremum:
        return {tag("mo", text), true, true};
      case SymbolClass::fence:
        return {fmt::format("<mo stretchy=\"false\" lspace=\"0\" rspace=\"0\">{}</mo>", text)};
      case SymbolClass::operation:
      case SymbolClass::integral:
        break;
    }
    return {tag("mo", text)};
  }

  /// Text whose outer spaces MathML would drop.
  static std::string spaced(const std::string& text) {
    std::string out = escape_html(text);
    if (out.starts_with(' ')) out.replace(0, 1, "\u00a0");
    if (out.ends_with(' ')) out.replace(out.size() - 1, 1, "\u00a0");
    return out;
  }

  std::string accented(std::string_view name, std::string_view accent) {
    const std::string base = argument();
    if (name == "underline") return tag("munder", base + tag("mo", accent));
    const bool wide = name.starts_with("wide") || name == "overline";
    return fmt::format("<mover accent=\"true\">{}<mo stretchy=\"{}\">{}</mo></mover>", base, wide,
                       accent);
  }

  std::string root() {
    skip_blanks();
    if (!next_is('[')) return tag("msqrt", argument());
    ++at_;
    const std::string degree = row(']');
    if (!next_is(']')) fail("an unbalanced [");
    ++at_;
    return tag("mroot", argument() + tag("mrow", degree));
  }

  std::string alphabet(std::string_view name) {
    std::string letters;
    for (const char c : raw_group()) letters += in_alphabet(name, c);
    return fmt::format("<mi mathvariant=\"normal\">{}</mi>", escape_html(letters));
  }

  /// One delimiter character, or nothing for ".".
  std::string delimiter() {
    skip_blanks();
    if (at_end()) fail("a missing delimiter");
    const char c = text_[at_];
    if (c == '\\') {
      const auto symbol = find_symbol(command());
      if (!symbol || symbol->kind != SymbolClass::fence) fail("an unknown delimiter");
      return std::string(symbol->text);
    }
    if (std::string_view("()[]|./<>").find(c) == std::string_view::npos) {
      fail(fmt::format("an unknown delimiter '{}'", c));
    }
    ++at_;
    if (c == '.') return "";
    if (c == '<') return "\u27e8";
    if (c == '>') return "\u27e9";
    return std::string(1, c);
  }

  static std::string fence(const std::string& sign) {
    return sign.empty() ? "" : fmt::format("<mo fence=\"true\" stretchy=\"true\">{}</mo>", sign);
  }

  std::string delimited() {
    const std::string open = delimiter();
    const std::string inside = row('\0');
    if (!next_is_command("right")) fail("\\left without \\right");
    command();
    return tag("mrow", fence(open) + tag("mrow", inside) + fence(delimiter()));
  }

  std::string sized(std::string_view name) {
    const char* size = "1.2em";
    if (name.starts_with("Big")) size = "1.8em";
    if (name.starts_with("bigg")) size = "2.4em";
    if (name.starts_with("Bigg")) size = "3em";
    return fmt::format("<mo stretchy=\"true\" minsize=\"{0}\" maxsize=\"{0}\">{1}</mo>", size,
                       delimiter());
  }

  std::string_view text_;
  bool display_;
  std::size_t at_ = 0;
  int depth_ = 0;
};

}  // namespace

std::string to_mathml(std::string_view latex, MathStyle style) {
  const std::string formula = Parser(latex, style).formula();
  return fmt::format("<math{}><mrow>{}</mrow></math>",
                     style == MathStyle::display ? " display=\"block\"" : "", formula);
}

}  // namespace rigor
