#include "expression/text_file.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <memory>
#include <string_view>
#include <system_error>
#include <utility>

namespace rigor {
namespace {

// Shows an error in a text that may be huge: only the neighbourhood of the fault is looked at, and
// the place is told in words of the whole.
[[noreturn]] void fail(const std::string& name, std::string_view bytes, std::size_t offset,
                       const std::string& message) {
  const std::size_t end = std::min(bytes.size(), offset + 256);
  const SourceText source(name, std::string(bytes.substr(0, end)));
  throw InputError(source, offset, message);
}

}  // namespace

FileBytes read_bytes(const std::filesystem::path& path) {
  const bool standard_input = path == "-";
  std::error_code ignored;
  if (!standard_input && std::filesystem::is_directory(path, ignored)) {
    return {{}, "is a directory, expected a file"};
  }
  const auto close = [](std::FILE* file) {
    if (file != stdin) std::fclose(file);
  };
  const std::unique_ptr<std::FILE, decltype(close)> file(
      standard_input ? stdin : std::fopen(path.c_str(), "rb"), close);
  if (!file) {
    const int error = errno;
    return {{}, error == ENOENT ? "no such file" : std::generic_category().message(error)};
  }
  std::string bytes;
  std::string block(std::size_t{1} << 16U, '\0');
  while (bytes.size() <= kLargestFile) {
    const std::size_t count = std::fread(block.data(), 1, block.size(), file.get());
    bytes.append(block, 0, count);
    if (count < block.size()) break;
  }
  if (std::ferror(file.get()) != 0) return {{}, "can't be read"};
  if (bytes.size() > kLargestFile) bytes.resize(kLargestFile + 1);
  return {std::move(bytes), {}};
}

SourceText checked_text(std::string name, std::string bytes) {
  const std::string_view all = bytes;
  std::size_t line_start = 0;
  for (std::size_t i = 0; i < all.size();) {
    if (all[i] == '\0') fail(name, all, i, "a NUL byte; expected a text file");
    if (i - line_start >= kLongestLine && all[i] != '\n') {
      fail(name, all, i, "the line is longer than 1 MiB; put numbers on several lines");
    }
    if (all[i] == '\n') {
      line_start = ++i;
      continue;
    }
    const std::size_t length =
        static_cast<unsigned char>(all[i]) < 0x80 ? 1 : utf8_length(all.substr(i, 4));
    if (length == 0 && all.size() <= kLargestFile) fail(name, all, i, "expected UTF-8 text");
    i += length == 0 ? 1 : length;
  }
  if (all.size() > kLargestFile) throw InputError(name, "the file is larger than 64 MiB");
  return SourceText(std::move(name), std::move(bytes));
}

}  // namespace rigor
