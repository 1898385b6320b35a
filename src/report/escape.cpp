#include "report/escape.hpp"

#include <array>
#include <utility>

namespace rigor {
namespace {

using Replacement = std::pair<std::string_view, std::string_view>;

constexpr std::array<Replacement, 10> kLatexSpecial = {{{"\\", "\\textbackslash{}"},
                                                        {"{", "\\{"},
                                                        {"}", "\\}"},
                                                        {"$", "\\$"},
                                                        {"&", "\\&"},
                                                        {"#", "\\#"},
                                                        {"_", "\\_"},
                                                        {"%", "\\%"},
                                                        {"~", "\\textasciitilde{}"},
                                                        {"^", "\\textasciicircum{}"}}};

constexpr std::array<Replacement, 32> kLatexUnicode = {{{"α", "$\\alpha$"},
                                                        {"β", "$\\beta$"},
                                                        {"γ", "$\\gamma$"},
                                                        {"δ", "$\\delta$"},
                                                        {"ε", "$\\varepsilon$"},
                                                        {"η", "$\\eta$"},
                                                        {"θ", "$\\theta$"},
                                                        {"λ", "$\\lambda$"},
                                                        {"μ", "$\\mu$"},
                                                        {"ξ", "$\\xi$"},
                                                        {"π", "$\\pi$"},
                                                        {"ρ", "$\\rho$"},
                                                        {"σ", "$\\sigma$"},
                                                        {"τ", "$\\tau$"},
                                                        {"φ", "$\\varphi$"},
                                                        {"Δ", "$\\Delta$"},
                                                        {"Φ", "$\\Phi$"},
                                                        {"Σ", "$\\Sigma$"},
                                                        {"−", "$-$"},
                                                        {"–", "--"},
                                                        {"—", "---"},
                                                        {"·", "$\\cdot$"},
                                                        {"×", "$\\times$"},
                                                        {"≤", "$\\le$"},
                                                        {"≥", "$\\ge$"},
                                                        {"≠", "$\\ne$"},
                                                        {"∞", "$\\infty$"},
                                                        {"∫", "$\\int$"},
                                                        {"∈", "$\\in$"},
                                                        {"′", "$'$"},
                                                        {"’", "'"},
                                                        {"√", "$\\surd$"}}};

template <std::size_t N>
const Replacement* match(const std::array<Replacement, N>& table, std::string_view rest) {
  for (const Replacement& entry : table) {
    if (rest.starts_with(entry.first)) return &entry;
  }
  return nullptr;
}

bool continues_utf8(char c) {
  return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

}  // namespace

std::string escape_html(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

std::string escape_latex(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const std::string_view rest = text.substr(i);
    if (const Replacement* special = match(kLatexSpecial, rest)) {
      out += special->second;
      i += special->first.size();
    } else if (const Replacement* letter = match(kLatexUnicode, rest)) {
      out += letter->second;
      i += letter->first.size();
    } else if (static_cast<unsigned char>(text[i]) < 0x80U) {
      out += text[i++];
    } else {
      out += '?';
      do ++i;
      while (i < text.size() && continues_utf8(text[i]));
    }
  }
  return out;
}

std::string render_prose(std::string_view text,
                         const std::function<std::string(std::string_view)>& prose,
                         const std::function<std::string(std::string_view)>& mathematics) {
  std::string out;
  while (true) {
    const std::size_t open = text.find('$');
    const std::size_t close = open == text.npos ? text.npos : text.find('$', open + 1);
    if (close == text.npos) return out + prose(text);
    out += prose(text.substr(0, open));
    out += mathematics(text.substr(open + 1, close - open - 1));
    text.remove_prefix(close + 1);
  }
}

}  // namespace rigor
