// Writing a case as a case file.
#pragma once

#include <string>

#include "verdict/case.hpp"

namespace rigor {

/// The text of a case file that read_case_text reads back as the same case; name, file and hash are
/// not part of it. Every number is exact: a decimal where it is one, else "p/q".
std::string case_text(const Case& input);

}  // namespace rigor
