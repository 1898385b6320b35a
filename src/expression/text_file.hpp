// Reading a text that may be anything, with limits.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>

#include "expression/source_text.hpp"

namespace rigor {

inline constexpr std::size_t kLargestFile = std::size_t{64} << 20U;
inline constexpr std::size_t kLongestLine = std::size_t{1} << 20U;

/// What came of reading a file: its bytes (at most kLargestFile + 1 of them), or a fault such as
/// "no such file" or "is a directory".
struct FileBytes {
  std::string bytes;
  std::string fault;
};

/// Reads a file, a pipe or, for the path "-", the standard input.
FileBytes read_bytes(const std::filesystem::path& path);

/// Takes bytes as a text, and refuses, with the place: NUL bytes, what is no UTF-8, lines longer
/// than 1 MiB, more than 64 MiB. Throws InputError.
SourceText checked_text(std::string name, std::string bytes);

}  // namespace rigor
