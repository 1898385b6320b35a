// Enclosures for the eye: the common digits once, the two ends behind them.
#pragma once

#include <string>
#include <string_view>

#include "verdict/outcome.hpp"

namespace rigor {

/// Short text of an enclosure, rounded outward from its two decimal ends, so that it encloses what
/// they enclose. An exact value stands alone ("48"); ends that share digits share them in print,
/// "4.3902341626072[8, 9]" for [4.39023416260728, 4.39023416260729], at most 17 significant digits;
/// other ends are rounded to five significant digits, "[0.12, 3.4568]", "[0, inf]". Numbers that
/// are very large or small have an exponent: "-3.5[3, 4]e-271". Ends that are no decimal numbers
/// are repeated as they are.
std::string compact(const Enclosure& value);

/// Text of `compact` for HTML (minus signs, powers of ten as superscripts) and for LaTeX math mode.
std::string number_html(std::string_view compact_text);
std::string number_latex(std::string_view compact_text);

}  // namespace rigor
