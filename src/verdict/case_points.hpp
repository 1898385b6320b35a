// The [data] table of a case file.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "number/rational.hpp"
#include "verdict/toml_text.hpp"

namespace rigor {

/// The points, scaled, and the bytes of the data file (empty without one).
struct CasePoints {
  std::vector<std::vector<Rational>> points;
  std::string file_bytes;
};

/// Reads points = [...], points = { from, step, count } or file = "...", and scale. Data files are
/// looked for in `base`. Throws InputError, also where two points are equal.
CasePoints read_case_points(const TomlText& toml, const toml::table& data,
                            const std::filesystem::path& base);

}  // namespace rigor
