// Texts that consist of lines of words.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "expression/source_text.hpp"
#include "number/rational.hpp"

namespace rigor {

/// Reads a text word by word. Empty lines and lines that begin with # are passed over; words are
/// separated by blanks. Whatever isn't as expected is an InputError with its place.
class LineWords {
 public:
  explicit LineWords(SourceText source) : source_(std::move(source)) {}

  void next_line();
  bool at_end();
  /// What is left of the line.
  std::string_view rest();
  std::string_view word(const std::string& expected);
  void end_of_line();
  void expect(const std::string& wanted);
  /// Which of the words comes next.
  std::size_t choice(const std::vector<std::string_view>& words);
  std::size_t integer(const std::string& expected);
  /// An integer below the limit.
  std::size_t below(std::size_t limit, const std::string& expected);
  /// The next line: the heading, and a number that is at most that of all lines.
  std::size_t counted(const std::string& heading);
  Rational rational();
  /// The last word isn't what was expected.
  [[noreturn]] void fail(const std::string& message) const;

 private:
  SourceText source_;
  std::string_view line_;
  std::size_t line_number_ = 0;
  std::size_t position_ = 0;
  std::size_t word_ = 0;
};

}  // namespace rigor
