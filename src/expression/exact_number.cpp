#include "expression/exact_number.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

namespace rigor {
namespace {

bool is_not_finite(std::string_view text) {
  if (!text.empty() && (text.front() == '+' || text.front() == '-')) text.remove_prefix(1);
  std::string word(text);
  std::transform(word.begin(), word.end(), word.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return word == "nan" || word == "inf" || word == "infinity";
}

}  // namespace

Rational exact_number(const SourceText& source, std::size_t offset, std::string_view text) {
  if (std::optional<Rational> value = parse_rational(text)) return *std::move(value);
  if (is_not_finite(text)) {
    throw InputError(source, offset,
                     fmt::format("expected a finite number, found {}", std::string(text)));
  }
  if (text.empty()) throw InputError(source, offset, "expected a number, found nothing");
  throw InputError(source, offset,
                   fmt::format("expected a number such as 3, -0.25, 1e-3 or 22/7, found text {}",
                               in_quotes(text)));
}

}  // namespace rigor
