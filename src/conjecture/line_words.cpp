#include "conjecture/line_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>

namespace rigor {

void LineWords::next_line() {
  do {
    if (line_number_ == source_.line_count()) fail("expected another line, found the end");
    line_ = source_.line(++line_number_);
    position_ = 0;
  } while (line_.empty() || line_.front() == '#');
}

bool LineWords::at_end() {
  while (position_ < line_.size() && line_[position_] == ' ') ++position_;
  return position_ == line_.size();
}

std::string_view LineWords::rest() {
  at_end();
  const std::string_view text = line_.substr(position_);
  position_ = line_.size();
  return text;
}

std::string_view LineWords::word(const std::string& expected) {
  if (at_end()) fail(fmt::format("expected {}, found the end of the line", expected));
  word_ = position_;
  while (position_ < line_.size() && line_[position_] != ' ') ++position_;
  return line_.substr(word_, position_ - word_);
}

void LineWords::end_of_line() {
  if (at_end()) return;
  word_ = position_;
  fail("expected the end of the line");
}

void LineWords::expect(const std::string& wanted) {
  if (word(in_quotes(wanted)) != wanted) fail(fmt::format("expected {}", in_quotes(wanted)));
}

std::size_t LineWords::choice(const std::vector<std::string_view>& words) {
  const std::string expected = fmt::format("{}", fmt::join(words, ", "));
  const auto found = std::find(words.begin(), words.end(), word(expected));
  if (found == words.end()) fail(fmt::format("expected one of {}", expected));
  return static_cast<std::size_t>(found - words.begin());
}

std::size_t LineWords::integer(const std::string& expected) {
  const std::string_view digits = word(expected);
  std::size_t value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc() || end != digits.data() + digits.size()) {
    fail(fmt::format("expected {}", expected));
  }
  return value;
}

std::size_t LineWords::below(std::size_t limit, const std::string& expected) {
  const std::size_t value = integer(expected);
  if (value >= limit) fail(fmt::format("expected {} below {}", expected, limit));
  return value;
}

std::size_t LineWords::counted(const std::string& heading) {
  next_line();
  expect(heading);
  const std::size_t count = below(source_.line_count(), "a number of lines");
  end_of_line();
  return count;
}

Rational LineWords::rational() {
  const std::optional<Rational> value = parse_rational(word("a rational number"));
  if (!value) fail("expected a rational number, such as -3/4");
  return *value;
}

void LineWords::fail(const std::string& message) const {
  const std::size_t start =
      line_number_ == 0 ? 0 : source_.line_start(line_number_) + std::min(word_, line_.size());
  throw InputError(source_, start, message);
}

}  // namespace rigor
