#include "report/html_parts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "report/escape.hpp"
#include "report/math.hpp"
#include "report/number_text.hpp"
#include "verdict/words.hpp"

namespace rigor {
namespace {

std::string_view sign(Verdict verdict) {
  switch (verdict) {
    case Verdict::verified:
      return "\u2713";
    case Verdict::violated:
      return "\u2717";
    case Verdict::inapplicable:
      return "\u2013";
    case Verdict::inconclusive:
      break;
  }
  return "?";
}

/// A fragment name: letters, digits, "-" and "." stay, other bytes become "_" and two digits.
std::string fragment(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool stays = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       c == '-' || c == '.';
    out += stays ? std::string(1, c) : fmt::format("_{:02x}", static_cast<unsigned char>(c));
  }
  return out;
}

using Word = std::pair<std::string_view, std::string_view>;

constexpr auto kSigns = std::to_array<Word>({{"<=", "\u2264"}, {">=", "\u2265"}, {"!=", "\u2260"}});

constexpr auto kGreek = std::to_array<Word>({{"mu", "\u03bc"},
                                             {"sigma", "\u03c3"},
                                             {"delta", "\u03b4"},
                                             {"Delta", "\u0394"},
                                             {"pi", "\u03c0"},
                                             {"rho", "\u03c1"},
                                             {"phi", "\u03c6"},
                                             {"Phi", "\u03a6"},
                                             {"lambda", "\u03bb"},
                                             {"tau", "\u03c4"}});

bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '.' || c == '/';
}

/// Text typed in ASCII with its relation signs and Greek letters as a mathematician writes them;
/// words of options and file names ("--sigma", "cases/mu.toml") stay.
std::string with_greek(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const auto starts = [&](const Word& w) { return text.substr(i).starts_with(w.first); };
    if (const auto relation = std::find_if(kSigns.begin(), kSigns.end(), starts);
        relation != kSigns.end()) {
      out += relation->second;
      i += relation->first.size();
      continue;
    }
    std::size_t end = i;
    while (end < text.size() && is_word(text[end])) ++end;
    if (end == i) {
      out += text[i++];
      continue;
    }
    const std::string_view token = text.substr(i, end - i);
    std::string_view letters = token;
    std::string tail;
    const std::size_t stop = token.find_first_of("/.");
    // "delta/4" and a full stop after a word, but not "mu.toml".
    if (stop != token.npos &&
        (stop + 1 == token.size() || (token[stop + 1] >= '0' && token[stop + 1] <= '9'))) {
      letters = token.substr(0, stop);
      tail = token.substr(stop);
    }
    const auto greek = std::find_if(kGreek.begin(), kGreek.end(),
                                    [&](const Word& w) { return w.first == letters; });
    out += greek == kGreek.end() ? std::string(token) : std::string(greek->second) + tail;
    i = end;
  }
  return out;
}

}  // namespace

std::string badge(Verdict verdict) {
  return fmt::format("<span class=\"badge {0}\">{1} {0}</span>", word(verdict), sign(verdict));
}

std::string badge_link(Verdict verdict, const std::string& target) {
  return fmt::format("<a class=\"badge {0}\" href=\"#{2}\">{1} {0}</a>", word(verdict),
                     sign(verdict), target);
}

std::string enclosure_html(const Enclosure& value) {
  return fmt::format("<span title=\"[{}, {}]\">{}</span>", escape_html(value.lower),
                     escape_html(value.upper), number_html(escape_html(compact(value))));
}

std::string prose_html(std::string_view text) {
  return render_prose(
      text, [](std::string_view prose) { return escape_html(with_greek(prose)); },
      [](std::string_view formula) { return to_mathml(formula, MathStyle::inline_text); });
}

std::string claim_anchor(const Claim& claim) {
  return fragment(claim.id());
}

std::string result_anchor(const Result& result) {
  return fragment(result.claim->id()) + "--" + fragment(result.case_name);
}

std::string source_html(const Source& source) {
  const std::string where = prose_html(source.where);
  if (source.arxiv.empty()) return where.empty() ? "Rigor\u2019s own statement" : where;
  if (source.version == 0) {
    return fmt::format("Rigor\u2019s own statement{}{} (arXiv:{})", where.empty() ? "" : ", ",
                       where, escape_html(source.arxiv));
  }
  return fmt::format("{}, as printed in <a href=\"https://arxiv.org/abs/{}v{}\">arXiv:{}v{}</a>",
                     where, escape_html(source.arxiv), source.version, escape_html(source.arxiv),
                     source.version);
}

std::string sigma_html(const SigmaRange& sigma) {
  const std::string to = escape_html(to_string(sigma.to));
  if (sigma.is_point()) return "\u03c3 = " + to;
  if (sigma.reaches_zero()) return "0 &lt; \u03c3 \u2264 " + to;
  return escape_html(to_string(sigma.from)) + " \u2264 \u03c3 \u2264 " + to;
}

}  // namespace rigor
