// Files that are written whole or not at all.
#pragma once

#include <filesystem>
#include <string_view>

namespace rigor {

/// Throws InputError if `path` can't be a file to write: it is a folder, or its folder doesn't
/// exist.
void check_writable(const std::filesystem::path& path);

/// Writes through a temporary file beside `path` and a rename: readers see the old content or the
/// new one. Throws InputError if the file can't be written; the old one is untouched then.
void write_whole_file(const std::filesystem::path& path, std::string_view content);

}  // namespace rigor
