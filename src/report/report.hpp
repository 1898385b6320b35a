// The files of a report.
#pragma once

#include <filesystem>
#include <string_view>

#include "verdict/runner.hpp"

namespace rigor {

/// Writes report.json, index.html, report.tex and timing.json into `dir`, which is made if need be.
/// All are rendered before the first is written, and each replaces an older one in one step, so
/// that a failure leaves no half a file. Throws std::filesystem::filesystem_error if a file can't
/// be written.
void write_report(const Run& run, const std::filesystem::path& dir);

/// Writes `text` to a temporary file beside `file` and renames it. Throws
/// std::filesystem::filesystem_error.
void write_atomically(const std::filesystem::path& file, std::string_view text);

}  // namespace rigor
