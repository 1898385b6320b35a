// The report as one HTML page.
#pragma once

#include <string>

#include "verdict/runner.hpp"

namespace rigor {

/// A self-contained page: no network, no script; for screens of any width, for print, light and
/// dark. Verdict table, cases, a section a claim, printed statements, false variants, and how to
/// repeat it. Throws MathError if a statement is outside the subset of report/math.hpp.
std::string to_html(const Run& run);

}  // namespace rigor
