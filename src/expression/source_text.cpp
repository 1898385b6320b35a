#include "expression/source_text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace rigor {
namespace {

// Code points shown before and after the place of an error.
constexpr std::size_t kContext = 60;

bool continues(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

// The code point at `position` as it may be shown: control characters as blanks, bytes that are no
// UTF-8 as question marks. Advances `position`.
std::string shown_code_point(std::string_view text, std::size_t& position) {
  const std::size_t length = utf8_length(text.substr(position));
  if (length == 0) {
    ++position;
    return "?";
  }
  const std::string_view bytes = text.substr(position, length);
  position += length;
  const auto first = static_cast<unsigned char>(bytes.front());
  const bool control = first < 0x20 || first == 0x7F ||
                       (first == 0xC2 && static_cast<unsigned char>(bytes[1]) < 0xA0);
  return control ? " " : std::string(bytes);
}

std::size_t step_back(std::string_view text, std::size_t position, std::size_t count) {
  while (position > 0 && count > 0) {
    --position;
    while (position > 0 && continues(text[position])) --position;
    --count;
  }
  return position;
}

std::string excerpt(const SourceText& source, std::size_t offset) {
  const Place place = source.place(offset);
  const std::string_view line = source.line(place.line);
  const std::size_t at = std::min(offset - source.line_start(place.line), line.size());
  const std::size_t from = step_back(line, at, kContext);
  std::string shown = from > 0 ? "..." : "";
  std::size_t caret = shown.size();
  std::size_t after = 0;
  std::size_t position = from;
  while (position < line.size() && after < kContext) {
    if (position < at) {
      ++caret;
    } else {
      ++after;
    }
    shown += shown_code_point(line, position);
  }
  if (position < line.size()) shown += "...";
  return fmt::format("  {}\n  {}^", shown, std::string(caret, ' '));
}

}  // namespace

std::size_t utf8_length(std::string_view text) {
  if (text.empty()) return 0;
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned first = byte(0);
  if (first < 0x80) return 1;
  const std::size_t length = first < 0xC2   ? 0
                             : first < 0xE0 ? 2
                             : first < 0xF0 ? 3
                             : first < 0xF5 ? 4
                                            : 0;
  if (length == 0 || text.size() < length) return 0;
  for (std::size_t i = 1; i < length; ++i) {
    if (!continues(text[i])) return 0;
  }
  const unsigned second = byte(1);
  // Overlong forms, surrogates, and code points above U+10FFFF.
  if (first == 0xE0 && second < 0xA0) return 0;
  if (first == 0xED && second > 0x9F) return 0;
  if (first == 0xF0 && second < 0x90) return 0;
  if (first == 0xF4 && second > 0x8F) return 0;
  return length;
}

std::string in_quotes(std::string_view text) {
  constexpr std::size_t kLongest = 40;
  std::string shown;
  std::size_t position = 0;
  for (std::size_t count = 0; position < text.size() && count < kLongest; ++count) {
    shown += shown_code_point(text, position);
  }
  return fmt::format("\"{}{}\"", shown, position < text.size() ? "..." : "");
}

SourceText::SourceText(std::string name, std::string text)
    : name_(std::move(name)), text_(std::move(text)), ascii_(true) {
  line_starts_.push_back(0);
  for (std::size_t i = 0; i < text_.size(); ++i) {
    if (text_[i] == '\n') line_starts_.push_back(i + 1);
    if (static_cast<unsigned char>(text_[i]) >= 0x80) ascii_ = false;
  }
}

std::string_view SourceText::line(std::size_t number) const {
  const std::size_t start = line_starts_[number - 1];
  std::size_t end = number < line_starts_.size() ? line_starts_[number] - 1 : text_.size();
  if (end > start && text_[end - 1] == '\r') --end;
  return text().substr(start, end - start);
}

Place SourceText::place(std::size_t offset) const {
  offset = std::min(offset, text_.size());
  const auto next = std::upper_bound(line_starts_.begin(), line_starts_.end(), offset);
  const auto number = static_cast<std::size_t>(next - line_starts_.begin());
  const std::string_view before =
      text().substr(line_starts_[number - 1], offset - line_starts_[number - 1]);
  const auto columns =
      std::count_if(before.begin(), before.end(), [](char byte) { return !continues(byte); });
  return {number, static_cast<std::size_t>(columns) + 1};
}

std::size_t SourceText::offset(Place place) const {
  if (place.line == 0 || place.line > line_starts_.size()) return text_.size();
  std::size_t at = line_starts_[place.line - 1];
  if (ascii_) return std::min(at + place.column - 1, text_.size());
  for (std::size_t column = 1; column < place.column && at < text_.size(); ++column) {
    ++at;
    while (at < text_.size() && continues(text_[at])) ++at;
  }
  return at;
}

InputError::InputError(const SourceText& source, std::size_t offset, const std::string& message)
    : std::runtime_error([&] {
        const Place place = source.place(offset);
        return fmt::format("{}:{}:{}: error: {}\n{}", source.name(), place.line, place.column,
                           message, excerpt(source, offset));
      }()) {}

InputError::InputError(const std::string& name, const std::string& message)
    : std::runtime_error(fmt::format("{}: error: {}", name, message)) {}

}  // namespace rigor
