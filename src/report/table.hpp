// The verdict table of a run, for a terminal.
#pragma once

#include <string>

#include "verdict/runner.hpp"

namespace rigor {

/// A row a claim, a column a case, in aligned plain text; the inputs of claims that carry their own
/// share one column. Then the same for printed statements, the reasons for what is not verified,
/// and one line that counts. False variants are counted, and named only where they stand unrefuted.
/// With `colour`, verdicts are coloured by ANSI escapes; the words are the same.
std::string verdict_table(const Run& run, bool colour);

/// "12 verified, 1 violated, 0 inconclusive, 3 inapplicable" over the results of kind claim; then,
/// where there are any, "; 4 of 5 printed statements refuted" and "; 7 of 7 false variants
/// refuted".
std::string count_line(const Run& run);

/// How many code points wide the text is on a terminal; a plain letter is one.
std::size_t display_width(const std::string& text);

}  // namespace rigor
