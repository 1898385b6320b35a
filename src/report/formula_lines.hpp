// Long formulas, cut into lines.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace rigor {

/// Cuts a formula (the subset of LaTeX of math.hpp) at \quad and \qquad outside of groups and of
/// \left ... \right into lines: as few as hold at most `most` signs each, filled from the first one
/// on. What stands between two cuts is never divided, however long. A sign is a letter, digit,
/// operator or command that is drawn; braces, ^, _ and \frac are not. A gap that stays counts as 3.
std::vector<std::string> formula_lines(std::string_view latex, std::size_t most);

}  // namespace rigor
