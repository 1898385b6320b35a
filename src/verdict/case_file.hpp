// Case files: the exact input of a check, in TOML.
#pragma once

#include <filesystem>
#include <string>

#include "verdict/case.hpp"

namespace rigor {

/// Reads a case file; the path "-" is the standard input. The form:
///
///     title = "two points"
///     [data]
///     points = ["-1", "1"]      # in R^2: [["0", "1"], ...]
///                               # or { from = "0", step = "1/10", count = 10 }
///                               # or file = "points.csv" (relative to this file)
///     scale = "1/1000"          # multiplies every coordinate; 1 if absent
///     [noise]
///     mu = "1/2"                # 0 < mu <= 1; 1 if absent
///     sigma = "1/4"             # or { from = "0", to = "1/10" }: 0 < sigma <= 1/10
///
/// and the tables [network], [full_network], [training] of verdict/case_network.hpp.
///
/// A decimal means that decimal exactly, quoted or not; an unquoted number with more than 15
/// significant digits is refused. Case::hash is the SHA-256 of the case file's bytes followed by
/// those of the data file and of the network files, if there are any.
///
/// Throws InputError, with file, line and column, on everything that is not such a case.
Case read_case(const std::filesystem::path& path);

/// The same for a text: `name` is what errors call it, `base` the folder of data files.
Case read_case_text(std::string text, const std::string& name, const std::filesystem::path& base);

}  // namespace rigor
