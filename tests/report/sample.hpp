// A small made-up registry and run that the tests of reports share.
#pragma once

#include "verdict/runner.hpp"

namespace rigor::sample {

/// Three bases: a claim with two parts, one of them split; a printed statement with a witness; a
/// false variant. Titles and texts hold characters that HTML and LaTeX must escape.
const Registry& registry();

/// Two cases, "two" with a point sigma and "range & co" with a half-open range.
std::vector<Case> cases();

/// The registry run on the cases, with printed statements and plots.
Run run_all(unsigned jobs = 2);

}  // namespace rigor::sample
