#include "report/formula_lines.hpp"

#include <algorithm>
#include <array>
#include <cctype>

namespace rigor {
namespace {

constexpr std::size_t kGap = 3;  // signs that \quad is as wide as

/// The command, escaped sign or character at the start of a text that isn't empty.
std::string_view first_token(std::string_view text) {
  if (text.front() != '\\' || text.size() == 1) return text.substr(0, 1);
  std::size_t end = 1;
  while (end < text.size() && std::isalpha(static_cast<unsigned char>(text[end])) != 0) ++end;
  return text.substr(0, std::max<std::size_t>(end, 2));
}

bool is_drawn(std::string_view token) {
  static constexpr std::array<std::string_view, 17> hidden = {" ",
                                                              "{",
                                                              "}",
                                                              "^",
                                                              "_",
                                                              "\\left",
                                                              "\\right",
                                                              "\\frac",
                                                              "\\tfrac",
                                                              "\\dfrac",
                                                              "\\text",
                                                              "\\quad",
                                                              "\\,",
                                                              "\\big",
                                                              "\\Big",
                                                              "\\mathrm",
                                                              "\\operatorname"};
  return std::find(hidden.begin(), hidden.end(), token) == hidden.end();
}

struct Piece {
  std::string text;
  std::size_t size = 0;
};

std::string without_outer_spaces(const std::string& text) {
  const std::size_t first = text.find_first_not_of(' ');
  if (first == std::string::npos) return {};
  return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

std::vector<Piece> pieces_of(std::string_view latex) {
  std::vector<Piece> pieces(1);
  int depth = 0;
  while (!latex.empty()) {
    const std::string_view token = first_token(latex);
    latex.remove_prefix(token.size());
    if (token == "{" || token == "\\left") ++depth;
    if (token == "}" || token == "\\right") --depth;
    if (depth == 0 && (token == "\\quad" || token == "\\qquad")) {
      pieces.emplace_back();
      continue;
    }
    pieces.back().text += token;
    if (is_drawn(token)) ++pieces.back().size;
  }
  return pieces;
}

}  // namespace

std::vector<std::string> formula_lines(std::string_view latex, std::size_t most) {
  std::vector<std::string> lines;
  std::size_t size = 0;
  for (const Piece& piece : pieces_of(latex)) {
    const std::string text = without_outer_spaces(piece.text);
    if (text.empty()) continue;
    if (lines.empty() || size + kGap + piece.size > most) {
      lines.push_back(text);
      size = piece.size;
    } else {
      lines.back() += " \\quad " + text;
      size += kGap + piece.size;
    }
  }
  return lines;
}

}  // namespace rigor
