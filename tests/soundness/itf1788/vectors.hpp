// The flat form of the ITF1788 vectors (public tests of IEEE 1788-2015).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rigor::itf1788 {

/// One line `op|field|...`; the ends of an interval are two fields, hexadecimal, `inf`, `-inf`,
/// `nan` or both `empty`.
struct Vector {
  std::string line;
  std::string operation;
  std::vector<std::string> fields;
};

/// All vectors of FOLDER/vectors.txt; nothing if there is no such file.
std::optional<std::vector<Vector>> read_vectors(const std::string& folder);

}  // namespace rigor::itf1788
