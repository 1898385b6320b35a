// Text that a person wrote, and errors that show the place in it.
#pragma once

#include <cstddef>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace rigor {

/// A line and a column, both counted from 1; columns count code points, as editors do.
struct Place {
  std::size_t line = 1;
  std::size_t column = 1;
};

/// A named text with its lines. Offsets count bytes from 0.
class SourceText {
 public:
  SourceText(std::string name, std::string text);

  const std::string& name() const { return name_; }
  std::string_view text() const { return text_; }

  std::size_t line_count() const { return line_starts_.size(); }

  /// The line without its end ("\n" or "\r\n"). Precondition: 1 <= number <= line_count().
  std::string_view line(std::size_t number) const;
  std::size_t line_start(std::size_t number) const { return line_starts_[number - 1]; }

  /// Both clamp to the text.
  Place place(std::size_t offset) const;
  std::size_t offset(Place place) const;

 private:
  std::string name_;
  std::string text_;
  std::vector<std::size_t> line_starts_;
  bool ascii_;
};

/// What the user gave is wrong. `what()` is ready to print:
///
///     cases/two.toml:5:9: error: expected a number, found text "abc"
///       mu = "abc"
///            ^
///
/// Of a long line only the neighbourhood of the place is shown.
class InputError : public std::runtime_error {
 public:
  InputError(const SourceText& source, std::size_t offset, const std::string& message);

  /// An error that has no place in a text, such as a missing file.
  InputError(const std::string& name, const std::string& message);
};

/// `text` in double quotes, cut after 40 code points, control characters made visible: what an
/// error message may echo.
std::string in_quotes(std::string_view text);

/// The number of bytes of the UTF-8 sequence that starts `text`; 0 if it is malformed (also
/// overlong forms and surrogates) or `text` is empty.
std::size_t utf8_length(std::string_view text);

}  // namespace rigor
