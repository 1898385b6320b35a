// The report as a LaTeX article.
#pragma once

#include <string>

#include "verdict/runner.hpp"

namespace rigor {

/// A complete article (amsmath, amssymb, booktabs, longtable) for use beside a proof: every
/// statement with its source, hypotheses and scope, then verdicts, margins, constants and witnesses
/// by case.
std::string to_latex(const Run& run);

}  // namespace rigor
